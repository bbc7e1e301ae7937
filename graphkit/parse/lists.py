"""Lists of verbs that the parser hangs wrongly: *She praised X, said they won, **and accused** Y*.

A list that begins without a conjunction ends with one, so what comes with it belongs to the list,
not to the clause that its last member but one reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.parse.plain import Token

__all__ = ["mend_lists"]

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
_MARKS = frozenset({"“", "”", '"', "'", "‘", "’", "--", "—"})


def mend_lists(words: Sequence[Token], heads: list[int]) -> None:
    """Correct heads and labels in place, before trees are grown of them.

    ``heads`` are positions, a root's its own.
    """
    for closing in words:
        if closing.dep_ != "cc" or closing.i < 2 or words[closing.i - 1].text != ",":
            continue
        last = words[heads[closing.i]]
        reported = words[heads[last.i]]
        if last.dep_ != "conj" or last.pos_ != "VERB" or reported.dep_ != "ccomp":
            continue
        said = words[heads[reported.i]]
        if said.i > reported.i or said.tag_ != last.tag_ or _has(words, heads, said, _SUBJECTS):
            continue
        first = _first(words, heads, said)
        if first is not None and _has(words, heads, first, _SUBJECTS):
            heads[last.i] = first.i


def _first(words: Sequence[Token], heads: list[int], said: Token) -> Token | None:
    """The verb that a list without a conjunction begins with; made its head if it is not yet."""
    if said.dep_ == "conj" and not _has(words, heads, said, frozenset({"cc"})):
        return words[heads[said.i]]
    for word in words[max(0, said.i - _LONGEST) : said.i]:
        if word.dep_ == "ccomp" and heads[word.i] == said.i and word.tag_ == said.tag_:
            between = words[word.i : said.i]
            if any(w.text in _MARKS for w in between) or between[-1].text != ",":
                return None
            heads[word.i] = word.i if heads[said.i] == said.i else heads[said.i]
            word.dep_, said.dep_ = said.dep_, "conj"
            heads[said.i] = word.i
            return word
    return None


_LONGEST = 40


def _has(words: Sequence[Token], heads: list[int], word: Token, labels: frozenset[str]) -> bool:
    start = max(0, word.i - _LONGEST)
    near = words[start : word.i + _LONGEST]
    return any(heads[w.i] == word.i and w.dep_ in labels and w.i != word.i for w in near)
