"""``graphkit evaluate``: tables, floors, and one line for a bad file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main

TEXT = """\
Norway accused Denmark of shelling Oslo.
@ state | Norway | Denmark
@ place | Oslo
! accused ACCUSE actual: Norway -> Denmark
! shelling ASSAULT actual: Denmark -> Oslo; Norway | accused | asserts
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "texts.txt").write_text(TEXT, encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


@pytest.mark.pipeline
def test_scores_by_class_figures_and_errors_are_printed(gold: Path) -> None:
    result = run(gold)
    assert result.exit_code == 0, result.output
    assert "ACCUSE" in result.output
    assert "dyad F1" in result.output
    assert "Errors:" in result.output


@pytest.mark.pipeline
def test_the_figures_as_json(gold: Path) -> None:
    result = run(gold, "--json")
    figures = json.loads(result.output)
    assert figures["dyad precision"] > 0


@pytest.mark.pipeline
def test_a_figure_below_its_floor_ends_with_status_1(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"typed F1": 1.1}')
    result = run(gold, "--floors", floors, "--errors", "0")
    assert result.exit_code == 1
    assert "below the floor: typed F1" in result.output


def test_a_mistake_is_one_line_that_names_the_place(gold: Path) -> None:
    (gold / "texts.txt").write_text("Norway ran.\n@ nation | Norway\n")
    result = run(gold)
    assert result.exit_code == 1
    assert f"{gold / 'texts.txt'}:1: unknown kind 'nation'" in result.output
    assert "Traceback" not in result.output


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "no annotated .txt here" in result.output


def test_unreadable_floors_are_named(gold: Path, tmp_path: Path) -> None:
    result = run(gold, "--floors", tmp_path / "none.json")
    assert result.exit_code == 1
    assert "none.json: no floors can be read" in result.output
