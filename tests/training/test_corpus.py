"""The project's own annotated sentences are well formed."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import spacy

import graphkit.training
from graphkit.training.corpora import NAMES, read_bracketed

FOLDER = Path(str(graphkit.training.__file__)).parent / "corpus"
BRACKETED = sorted(FOLDER.glob("names_*.txt"))
STANDOFF = FOLDER / "ewt_names.txt"


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_there_are_bracketed_files() -> None:
    assert BRACKETED


@pytest.mark.parametrize("path", BRACKETED, ids=lambda path: path.name)
def test_every_bracket_of_a_sentence_is_a_name_of_a_known_type(path: Path) -> None:
    wrong = [
        f"{path.name}:{number}: {line}"
        for number, line in enumerate(lines_of(path), 1)
        if re.search(r"[\[\]]", re.sub(r"\[(PER|ORG|LOC|NORP) [^\s\[\]][^\[\]]*\]", "", line))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", BRACKETED, ids=lambda path: path.name)
def test_names_fall_on_whole_tokens(path: Path) -> None:
    sentences = read_bracketed(path, spacy.blank("en").tokenizer)
    assert len(sentences) > 100
    for sentence, line in zip(sentences, filter(None, lines_of(path)), strict=True):
        labels = sentence.names or []
        assert set(labels) <= set(NAMES)
        marked = [name.replace(" ", "") for name in re.findall(r"\[[A-Z]+ ([^\]]+)\]", line)]
        found: list[str] = []
        for word, label in zip(sentence.words, labels, strict=True):
            if label.startswith("B-"):
                found.append(word)
            elif label.startswith("I-"):
                found[-1] += word
        assert found == marked, line


def test_no_sentence_stands_twice() -> None:
    lines = [line for path in BRACKETED for line in lines_of(path) if line]
    assert len(lines) == len(set(lines))


def test_standoff_lines_are_ordered_spans_of_known_types() -> None:
    numbers = []
    for line in lines_of(STANDOFF):
        assert re.fullmatch(r"\d+ \d+(-\d+)? [POLN](; \d+(-\d+)? [POLN])*", line), line
        numbers.append(int(line.split()[0]))
        spans = [
            (int(first), int(last or first))
            for first, last in re.findall(r" (\d+)(?:-(\d+))? [POLN]", line)
        ]
        assert all(first <= last for first, last in spans), line
        assert all(one[1] < other[0] for one, other in pairwise(spans)), line
    assert all(one < other for one, other in pairwise(numbers))
