"""Names from BIO scores: always a sequence, the best single labels where they are one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from graphkit.parse.spans import NameDecoder

LABELS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")


def is_sequence(labels: list[str]) -> bool:
    before = ["O", *labels]
    return all(
        not label.startswith("I-") or last[2:] == label[2:]
        for last, label in zip(before, labels, strict=False)
    )


def test_the_best_labels_stand_where_they_are_a_sequence() -> None:
    scores = np.eye(5, dtype=np.float32)[[1, 2, 0, 3, 4]] * 5
    assert NameDecoder(LABELS)(scores).tolist() == [1, 2, 0, 3, 4]


def test_no_name_begins_inside() -> None:
    scores = np.zeros((2, 5), dtype=np.float32)
    scores[0] = [1, 4, 0, 0, 0]
    scores[1] = [1, 0, 2.9, 0, 3]  # alone: inside an organisation, after a person's name
    assert [LABELS[i] for i in NameDecoder(LABELS)(scores)] == ["B-PERSON", "I-PERSON"]


@pytest.mark.parametrize("seed", range(20))
def test_the_sequence_is_the_best_of_all(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    found = NameDecoder(LABELS)(scores).tolist()
    logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    best = max(
        (path for path in itertools.product(range(5), repeat=4)
         if is_sequence([LABELS[i] for i in path])),
        key=lambda path: sum(logs[row, label] for row, label in enumerate(path)),
    )  # fmt: skip
    assert is_sequence([LABELS[i] for i in found])
    assert found == list(best)
