"""The project's own quality gate: no figure on the held-out texts falls below its floor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from graphkit.evaluate import evaluate_folder
from graphkit.ontology import Ontology

GOLD = Path(__file__).parents[1] / "gold"
FLOORS: dict[str, float] = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
"""Figures that the shipped pipeline reached; they only go up."""


@pytest.fixture(scope="module")
def figures(nlp: Language, ontology: Ontology) -> dict[str, float]:
    return evaluate_folder(GOLD, nlp, ontology).figures()


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(figures: dict[str, float], measure: str) -> None:
    assert figures[measure] >= FLOORS[measure]


def test_every_figure_has_a_floor(figures: dict[str, float]) -> None:
    assert set(FLOORS) == set(figures)
