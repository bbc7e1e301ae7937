"""The README says what is so: every command's help, the fields, and the commands of set-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from graphkit.cli import main
from graphkit.graph import build_graph
from graphkit.ontology import Ontology
from graphkit.store import event_to_record
from graphkit.types import ActorKind, Event, Status

MakeEvent = Callable[..., Event]

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
HELP_BLOCKS = dict(re.findall(r"```console\n\$ (graphkit.*?) --help\n(.*?)```", README, re.DOTALL))
SHELL_BLOCKS = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
COMMANDS: dict[str, click.Command] = {
    "graphkit": main,
    **{f"graphkit {name}": command for name, command in main.commands.items()},
}


def help_of(name: str) -> str:
    """Return what ``--help`` prints on a terminal of 80 columns."""
    arguments = [*name.split()[1:], "--help"]
    return CliRunner().invoke(main, arguments, prog_name="graphkit", terminal_width=80).output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_shows_the_help_of_every_command(name: str) -> None:
    expected = help_of(name)
    assert HELP_BLOCKS.get(name) == expected, (
        f"put this into the README:\n```console\n$ {name} --help\n{expected}```"
    )


def test_the_readme_shows_no_command_that_is_gone() -> None:
    assert set(HELP_BLOCKS) == set(COMMANDS)


def test_the_commands_of_set_up_are_one_line_each_and_their_own_environment() -> None:
    build, test = SHELL_BLOCKS[:2]
    for command in (build, test):
        assert "\n" not in command
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")
    assert build.endswith(".venv/bin/graphkit build seeds -o out")
    assert ".venv/bin/pytest" in test


def test_continuous_integration_runs_the_readmes_test_command() -> None:
    script = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == SHELL_BLOCKS[1]


def test_the_readme_explains_every_field_of_the_event_record(make_event: MakeEvent) -> None:
    section = section_of("The event record")
    record = event_to_record(make_event(says="Russia"))
    for name in {*record, *record["source"], *record["trigger"], *record["claim"], *Status}:
        assert f"`{name}`" in section, name


def test_the_readme_explains_every_attribute_of_the_graph(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    section = section_of("The graph")
    graph = build_graph([make_event()], small_ontology).nx
    nodes = {name for _, data in graph.nodes(data=True) for name in data}
    edges = {name for *_, data in graph.edges(data=True) for name in data}
    for name in nodes | edges | set(ActorKind):
        assert f"`{name}`" in section, name


def section_of(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)^## ", README, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]
