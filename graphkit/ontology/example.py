"""Example sentences of the ontology, in which marks say who acts and on whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Example", "Mark", "parse_example"]

_BRACKETS = re.compile(r"\[(>?)([^\[\]<>]+?)(>?)\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words of an example: ``example.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A plain sentence and the words in it that are the sources and targets of its relation."""

    text: str
    sources: tuple[Mark, ...]
    targets: tuple[Mark, ...]


def parse_example(text: str) -> Example:
    """Return the sentence without its marks: ``[Israel>]`` is a source, ``[>Hamas]`` a target.

    Raises ``ValueError`` with a readable cause where a bracket is no mark.
    """
    plain: list[str] = []
    sources: list[Mark] = []
    targets: list[Mark] = []
    length = copied = 0
    for found in _BRACKETS.finditer(text):
        before, words = text[copied : found.start()], found[2]
        plain += (before, words)
        start = length + len(before)
        length = start + len(words)
        copied = found.end()
        if bool(found[1]) == bool(found[3]):
            raise ValueError(f'"{found[0]}" is neither a source [X>] nor a target [>Y]')
        (targets if found[1] else sources).append(Mark(words, start, length))
    plain.append(text[copied:])
    sentence = "".join(plain)
    if "[" in sentence or "]" in sentence:
        raise ValueError("a square bracket is no mark")
    return Example(sentence, tuple(sources), tuple(targets))
