"""spaCy is imported without its command line, which stays to be had."""

from __future__ import annotations

import subprocess
import sys


def run(code: str) -> list[str]:
    """Run code in a new process and return the lines it prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")


def test_parsing_and_extracting_load_no_command_line_of_spacy_and_no_graph_library() -> None:
    found = run(
        "import sys, graphkit.pipeline\n"
        "print([n for n in ('spacy.cli', 'typer', 'httpx', 'networkx') if n in sys.modules])"
    )
    assert found[0] == "[]"


def test_spacys_command_line_can_be_imported_afterwards() -> None:
    found = run(
        "import graphkit.parse, spacy, spacy.cli\n"
        "print(callable(spacy.cli.download), 'spacy_version' in spacy.info(silent=True))"
    )
    assert found[0] == "True True"


def test_a_spacy_that_is_loaded_already_stays_as_it_is() -> None:
    found = run(
        "import spacy\nbefore = spacy.info\nimport graphkit.parse\nprint(spacy.info is before)"
    )
    assert found[0] == "True"
