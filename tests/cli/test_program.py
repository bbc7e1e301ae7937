"""A command ends with one line and a status, whatever happens in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from graphkit.cli.program import Failures, Program, count_bar, progress_bar
from graphkit.errors import InputError
from graphkit.types import Document


def run(command: Callable[[], None]) -> tuple[int, str, str]:
    """Return status, stdout and stderr of a program whose only command this is."""
    program = Program()
    program.add_command(click.Command("go", callback=command))
    result = CliRunner().invoke(program, ["go"], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def raising(error: BaseException) -> Callable[[], None]:
    def command() -> None:
        raise error

    return command


def test_an_error_is_one_line_on_stderr() -> None:
    assert run(raising(InputError("a.txt: is empty"))) == (1, "", "graphkit: a.txt: is empty\n")


def test_an_interruption_has_no_traceback() -> None:
    status, _, stderr = run(raising(KeyboardInterrupt()))
    assert (status, stderr.strip()) == (130, "graphkit: interrupted")


def test_a_closed_pipe_is_no_failure() -> None:
    assert run(raising(BrokenPipeError())) == (0, "", "")


def test_a_bug_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        run(raising(ZeroDivisionError()))


def test_failures_of_inputs_are_printed_and_end_in_status_1() -> None:
    def command() -> None:
        failures = Failures()
        failures(InputError("a.txt: is empty"))
        click.echo("the others")
        failures.exit()
        click.echo("never")

    assert run(command) == (1, "the others\n", "graphkit: a.txt: is empty\n")


def test_without_failures_the_command_goes_on() -> None:
    assert run(lambda: Failures().exit()) == (0, "", "")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shows"), [(Terminal(), True), (StringIO(), False)])
def test_progress_shows_on_a_terminal_only(
    stream: StringIO, shows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar(2) as advance:
        for _ in range(2 if advance else 0):
            assert advance is not None
            advance(Document(id="a", text=""))
    assert ("Reading" in stream.getvalue()) is shows
    assert ("2/2" in stream.getvalue()) is shows


@pytest.mark.parametrize("length", [None, 2])
def test_documents_are_counted_where_their_number_is_unknown(
    length: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with count_bar(length) as advance:
        assert advance is not None
        advance(Document(id="a", text=""))
    assert ("Reading  1 documents" in stream.getvalue()) is (length is None)
    monkeypatch.setattr(sys, "stderr", StringIO())
    with count_bar(length) as advance:
        assert advance is None


def test_a_reader_that_stops_early_gets_no_traceback(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import click\n"
        "from graphkit.cli.program import Program\n"
        "program = Program()\n"
        "@program.command()\n"
        "def go():\n"
        "    for _ in range(100_000):\n"
        "        click.echo('a line')\n"
        "program(prog_name='graphkit')\n"
    )
    with subprocess.Popen(
        [sys.executable, script, "go"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={"PYTHONPATH": "."},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
