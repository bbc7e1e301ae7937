"""Our own names for the training split of EWT, kept as positions without the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graphkit.training.corpora import Sentence

__all__ = ["add_standoff_names"]

_TYPES = {"P": "PERSON", "O": "ORG", "L": "LOC", "N": "NORP"}


def add_standoff_names(treebank: Sequence[Sentence], path: Path | None = None) -> list[Sentence]:
    """Return the sentences of EWT train with our names added to their other layers.

    A line reads ``SENTENCE FIRST-LAST TYPE; …``: the sentence's number in the split, then token
    positions from 0 and P, O, L or N. Unlisted sentences hold no name.
    """
    path = path or Path(__file__).parent / "corpus" / "ewt_names.txt"
    marked: dict[int, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        number, _, spans = line.partition(" ")
        labels = ["O"] * len(treebank[int(number)].words)
        for span in spans.split(";"):
            places, kind = span.split()
            first, _, last = places.partition("-")
            for index in range(int(first), int(last or first) + 1):
                labels[index] = ("B-" if index == int(first) else "I-") + _TYPES[kind]
        marked[int(number)] = labels
    return [
        replace(sentence, names=marked.get(number, ["O"] * len(sentence.words)))
        for number, sentence in enumerate(treebank)
    ]
