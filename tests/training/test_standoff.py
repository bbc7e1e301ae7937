from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.training.corpora import Sentence
from graphkit.training.standoff import add_standoff_names


def treebank(*sizes: int) -> list[Sentence]:
    return [Sentence(words=["w"] * size, document="d", heads=[0] * size) for size in sizes]


def marks(folder: Path, text: str) -> Path:
    path = folder / "names.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_positions_become_labels_and_other_layers_stay(tmp_path: Path) -> None:
    path = marks(tmp_path, "0 0-1 P; 3 L\n2 1-3 O; 0 N\n")
    first, second, third = add_standoff_names(treebank(4, 2, 4), path)
    assert first.names == ["B-PERSON", "I-PERSON", "O", "B-LOC"]
    assert second.names == ["O", "O"]
    assert third.names == ["B-NORP", "B-ORG", "I-ORG", "I-ORG"]
    assert first.heads == [0, 0, 0, 0]


def test_the_treebank_given_is_left_as_it_was(tmp_path: Path) -> None:
    sentences = treebank(2)
    add_standoff_names(sentences, marks(tmp_path, "0 0 P\n"))
    assert sentences[0].names is None


@pytest.mark.parametrize("line", ["9 0 P", "0 7 P", "0 0 X", "x 0 P"])
def test_marks_that_do_not_fit_the_treebank_stop_the_run(tmp_path: Path, line: str) -> None:
    with pytest.raises((IndexError, KeyError, ValueError)):
        add_standoff_names(treebank(2), marks(tmp_path, line))
