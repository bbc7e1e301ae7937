"""Counts independent reports: copies of one story are one report, however many papers print it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from graphkit.types import Event

__all__ = ["count_reports"]

_SHINGLE_WORDS = 5
_SAME_STORY = 0.8  # Jaccard similarity of two sentences' shingles
_WORD = re.compile(r"\w+")

_Shingles = frozenset[tuple[str, ...]]


def count_reports(events: Iterable[Event]) -> int:
    """Return how many documents report the events, near-duplicate sentences taken as one report.

    Two documents are one report where one sentence of each is nearly the same: their sets of
    five-word shingles, case and punctuation aside, overlap by 80 % (Jaccard).
    """
    stated = list(events)
    if len({event.doc_id for event in stated}) < 2:  # most relations of a corpus
        return min(len(stated), 1)
    documents_by_shingles: dict[_Shingles, list[str]] = defaultdict(list)
    for event in stated:
        documents_by_shingles[_shingle(event.sentence)].append(event.doc_id)
    stories = _Groups(
        doc_id for documents in documents_by_shingles.values() for doc_id in documents
    )
    for documents in documents_by_shingles.values():
        for doc_id in documents[1:]:
            stories.join(documents[0], doc_id)
    for one, other in _near_duplicates(list(documents_by_shingles)):
        stories.join(documents_by_shingles[one][0], documents_by_shingles[other][0])
    return stories.count()


def _shingle(sentence: str) -> _Shingles:
    """Return the sentence's runs of five words; a shorter sentence is one run."""
    words = _WORD.findall(unicodedata.normalize("NFKC", sentence).casefold())
    starts = range(max(len(words) - _SHINGLE_WORDS, 0) + 1)
    return frozenset(tuple(words[start : start + _SHINGLE_WORDS]) for start in starts)


def _near_duplicates(sentences: list[_Shingles]) -> Iterator[tuple[_Shingles, _Shingles]]:
    """Yield the pairs of sentences that tell one story.

    Two sets can overlap by 80 % only if they share a shingle among the rarest fifth of either, so
    only sentences that meet there are compared: most pairs are never looked at.
    """
    frequency = Counter(shingle for shingles in sentences for shingle in shingles)
    seen: dict[tuple[str, ...], list[_Shingles]] = defaultdict(list)
    for shingles in sentences:
        rarest = sorted(shingles, key=lambda shingle: (frequency[shingle], shingle))
        prefix = rarest[: len(rarest) // 5 + 1]
        candidates = {other: None for shingle in prefix for other in seen[shingle]}
        for other in candidates:
            if _jaccard(shingles, other) >= _SAME_STORY:
                yield shingles, other
        for shingle in prefix:
            seen[shingle].append(shingles)


def _jaccard(one: _Shingles, other: _Shingles) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


class _Groups:
    """Disjoint groups of names that are joined pair by pair."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parent = {name: name for name in names}

    def _root(self, name: str) -> str:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        self._parent[self._root(one)] = self._root(other)

    def count(self) -> int:
        return sum(name == parent for name, parent in self._parent.items())
