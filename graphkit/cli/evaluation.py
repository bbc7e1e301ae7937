"""``graphkit evaluate``: scores on annotated texts, by class, with the errors that explain them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.commands import main
from graphkit.cli.reports import print_json, print_table
from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.evaluate import Error, Evaluation

__all__ = ["evaluate"]

_CLASS_COLUMNS = ("CLASS", "PRECISION", "RECALL", "F1", "GOLD", "FOUND")
_ERROR_COLUMNS = ("ERROR", "TEXT", "FACT", "SENTENCE")


@main.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--errors", default=20, show_default=True, metavar="N", help="Errors to list.")
@click.option("--floors", metavar="FILE", help="JSON of figures that must be reached, else exit 1.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON, for programs.")
def evaluate(folder: str, errors: int, floors: str | None, as_json: bool) -> None:
    """Score the extraction on annotated texts.

    FOLDER holds .txt files of texts with their actors, events and claims, as tests/gold does.

    \b
    Examples:
      graphkit evaluate tests/gold
      graphkit evaluate tests/gold --floors tests/gold/floors.json --errors 0
    """
    from graphkit.evaluate import evaluate_folder
    from graphkit.ontology import load_ontology
    from graphkit.parse import load_pipeline

    required = _read_floors(Path(floors)) if floors else {}
    result = evaluate_folder(Path(folder), load_pipeline(), load_ontology())
    figures = result.figures()
    if as_json:
        print_json([figures])
    else:
        _print_scores(result, errors)
    fallen = [f"{name} {figures[name]} < {floor}" for name, floor in required.items()
              if figures[name] < floor]  # fmt: skip
    if fallen:
        click.echo(f"graphkit: below the floor: {', '.join(fallen)}", err=True)
        click.get_current_context().exit(1)


def _print_scores(result: Evaluation, errors: int) -> None:
    print_table(_CLASS_COLUMNS, list(_class_rows(result)), "class")
    click.echo()
    for name, value in result.figures().items():
        click.echo(f"{name:<18}{value:.3f}")
    click.echo(f"{'events a text':<18}{result.events / max(1, result.texts):.2f}")
    click.echo()
    for tenth, score in sorted(result.reliability.items()):
        band = f"confidence {tenth / 10:.1f}-{(tenth + 1) / 10:.1f}"
        click.echo(f"{band:<20}{score.precision:4.0%} of {score.found} are right")
    click.echo()
    counts = result.error_counts()
    click.echo("Errors: " + ", ".join(f"{kind} {n}" for kind, n in counts.most_common()))
    if errors:
        rows = [[e.kind, e.text_id, e.fact, e.sentence] for e in _sample(result, errors)]
        print_table(_ERROR_COLUMNS, rows, "error")


def _class_rows(result: Evaluation) -> Iterator[list[str]]:
    rows = [(str(name), score) for name, score in result.classes.items()]
    for name, score in [*rows, ("all", result.typed)]:
        parts = (f"{value:.2f}" for value in (score.precision, score.recall, score.f1))
        yield [name, *parts, str(score.gold), str(score.found)]


def _sample(result: Evaluation, wanted: int) -> Sequence[Error]:
    """Errors spread evenly over all of them, so that every kind and text has its turn."""
    step = max(1, len(result.errors) // wanted)
    return sorted(result.errors[::step][:wanted], key=lambda error: error.kind)


def _read_floors(path: Path) -> dict[str, float]:
    try:
        floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: no floors can be read ({error}); give a JSON object") from error
    return floors
