from __future__ import annotations

import pytest

pytest.importorskip("torch")

from graphkit.training.evaluate import name_spans, span_scores

KINDS = frozenset({"PERSON", "ORG", "LOC"})


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("O O", set()),
        ("B-LOC", {(0, 1, "LOC")}),
        ("B-PERSON I-PERSON O", {(0, 2, "PERSON")}),
        ("B-LOC B-LOC", {(0, 1, "LOC"), (1, 2, "LOC")}),
        ("B-LOC I-ORG", {(0, 1, "LOC"), (1, 2, "ORG")}),
        ("O I-ORG I-ORG", {(1, 3, "ORG")}),
    ],
)
def test_spans_of_labels(labels: str, spans: set[tuple[int, int, str]]) -> None:
    assert name_spans(labels.split()) == spans


def test_scores_count_whole_spans_of_the_wanted_types() -> None:
    gold = [["B-PERSON", "I-PERSON", "O", "B-LOC"], ["B-NORP", "B-ORG"]]
    predicted = [["B-PERSON", "O", "O", "B-LOC"], ["O", "B-ORG"]]
    scores = span_scores(gold, predicted, KINDS)
    assert {name: round(value, 1) for name, value in scores.items()} == {
        "p": 66.7,
        "r": 66.7,
        "f": 66.7,
    }


def test_no_spans_score_nothing() -> None:
    assert span_scores([["O"]], [["O"]], KINDS) == {"p": 0.0, "r": 0.0, "f": 0.0}
