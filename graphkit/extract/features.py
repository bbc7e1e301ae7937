"""What the event model reads of a sentence besides its word vectors.

Every word gives a row of label indices and class flags, every pair of a trigger and a possible
argument the keys of the tree path between them and what the rules say of the pair.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graphkit.extract.frames import TRIGGER_POS, Reading, trigger_classes
from graphkit.extract.status import StatusReader
from graphkit.ontology import Ontology
from graphkit.parse import Doc, Span, Token
from graphkit.resolve import ActorIndex
from graphkit.types import ActorKind, EventType, MentionForm, Status

__all__ = ["CLASSES", "PAIR_FLAGS", "STATUSES", "Pairs", "SentenceReader", "WordRows"]

CLASSES = ("", *EventType)
STATUSES = tuple(Status)
_CLASS = {name: index for index, name in enumerate(CLASSES)}
_STATUS = {name: index for index, name in enumerate(STATUSES)}
_POS = ("", "NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ", "ADV", "ADP", "NUM", "PUNCT", "DET",
        "SCONJ", "CCONJ", "PART", "INTJ", "SYM", "X", "SPACE")  # fmt: skip
_POS_INDEX = {name: index for index, name in enumerate(_POS)}
_FORMS = {name: index for index, name in enumerate(MentionForm, start=1)}
_KINDS = {name: index for index, name in enumerate(ActorKind, start=1)}
_NOUN_KINDS = {
    name: index
    for index, name in enumerate(
        ("person", "organization", "place", "event", "time", "object", "abstract", "other"), start=1
    )
}
_FUNCTION_WORDS = frozenset({"CCONJ", "DET", "PART", "PUNCT", "SCONJ", "SPACE", "SYM"})
_IS_FUNCTION_WORD = np.array([name in _FUNCTION_WORDS for name in _POS])
_PHRASE = frozenset({"conj", "nmod", "appos", "compound", "amod", "flat", "nummod", "det"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LONGEST_CLIMB = 12
_WAYS_KEPT = 20_000
_LONGEST_PATH = 4
_FARTHEST_CASE = 8
PAIR_FLAGS = 6

#: Dependency labels up from a trigger to a common governor, and down from there to a candidate.
_Way: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]

#: Sizes of the label layers of ``WordRows.labels`` beside the dependency labels.
LAYERS = {
    "pos": len(_POS),
    "form": len(_FORMS) + 1,
    "kind": len(_KINDS) + 1,
    "noun": len(_NOUN_KINDS) + 1,
}


@dataclass(frozen=True, slots=True)
class WordRows:
    """The features of n words.

    Label indices (n, 4) in the order of ``LAYERS``, dependency labels (n), heads (n, positions
    among these words), the classes that the ontology (n, 17) and the rules (n, 17) give a word.
    """

    labels: NDArray[np.int64]
    deps: tuple[str, ...]
    heads: NDArray[np.int64]
    offered: NDArray[np.float32]
    fired: NDArray[np.float32]

    @property
    def content(self) -> NDArray[np.int64]:
        """Positions of the words that may state an event, take part in one or govern one that does.

        Function words without dependents do not, unless they name an actor or a rule fires there.
        """
        pos, form, *_ = self.labels.T
        wanted = ~_IS_FUNCTION_WORD[pos] | (form > 0) | self.fired.any(1)
        wanted[self.heads] = True
        return np.flatnonzero(wanted)


@dataclass(frozen=True, slots=True)
class Pairs:
    """A trigger with m candidates: three path keys each, length, distance and flags (m, 6)."""

    candidates: tuple[int, ...]
    keys: tuple[tuple[str, str, str], ...]
    lengths: tuple[int, ...]
    distances: tuple[int, ...]
    flags: NDArray[np.float32]


class SentenceReader:
    """Gives the features of the sentences of one parsed document."""

    def __init__(
        self,
        doc: Doc,
        actors: ActorIndex,
        ontology: Ontology,
        readings: Iterable[Reading],
        statuses: StatusReader,
    ) -> None:
        self.doc = doc
        self._actors = actors
        self._ontology = ontology
        self._statuses = statuses
        self._heads = [token.head.i for token in doc]
        self._deps = [token.dep_ for token in doc]
        self._fired: dict[int, list[Reading]] = {}
        self._cases: dict[int, str] = {}
        self._nominals: dict[int, list[int]] = {}
        for reading in readings:
            self._fired.setdefault(reading.anchor.token.i, []).append(reading)
        self._roles = _rule_roles(self._fired)
        self._together: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
        self._passive = {
            self._heads[i] for i, dep in enumerate(self._deps) if dep in {"aux:pass", "nsubj:pass"}
        }

    def words(self, start: int, end: int) -> WordRows:
        """Return the rows of the tokens from start to end, which are whole sentences."""
        tokens = self.doc[start:end]
        size = end - start
        offered = np.zeros((size, len(CLASSES)), np.float32)
        fired = np.zeros((size, len(CLASSES)), np.float32)
        for row, token in enumerate(tokens):
            if token.pos_ not in TRIGGER_POS:
                continue
            for event_type, supported in trigger_classes(token, self._ontology):
                offered[row, _CLASS[event_type]] = 1
                offered[row, 0] = max(offered[row, 0], supported)
            for reading in self._fired.get(token.i, ()):
                fired[row, _CLASS[reading.relation.event_type]] = 1
        heads = np.array(self._heads[start:end], np.int64) - start
        deps = tuple(self._deps[start:end])
        return WordRows(self._labels(tokens), deps, heads, offered, fired)

    def _labels(self, tokens: Span) -> NDArray[np.int64]:
        labels = np.zeros((len(tokens), len(LAYERS)), np.int64)
        labels[:, 0] = [_POS_INDEX.get(token.pos_, 0) for token in tokens]
        labels[:, 3] = [_noun_kind(token.kind) for token in tokens]
        for row, token in enumerate(tokens):
            mention = self._actors.mentions.get(token.i)
            if mention is not None:
                labels[row, 1:3] = _FORMS[mention.form], _KINDS[mention.kind]
        return labels

    def status(self, words: Iterable[int]) -> NDArray[np.int64]:
        """Return the status that the rules give each word, as a place in ``STATUSES``."""
        tokens = (self.doc[word] for word in words)
        return np.array([self._status(token) for token in tokens], np.int64)

    def _status(self, token: Token) -> int:
        stating = token.pos_ in {"VERB", "NOUN", "ADJ", "AUX", "PROPN"}
        return _STATUS[self._statuses.read(token).status if stating else Status.ACTUAL]

    def candidates(self, trigger: int) -> tuple[int, ...]:
        """Return the words of a trigger's sentence that may be its arguments."""
        sentence = self.doc[trigger].sent
        if sentence.start not in self._nominals:
            mentions = self._actors.mentions
            self._nominals[sentence.start] = [
                t.i for t in sentence if t.i in mentions or t.pos_ in _NOMINAL
            ]
        return tuple(i for i in self._nominals[sentence.start] if i != trigger)

    def pairs(self, trigger: int) -> Pairs:
        """Return the features of a trigger with each of its candidates."""
        found = self.candidates(trigger)
        paths = self._paths(trigger, found)
        sources, targets = self._roles.get(trigger, (frozenset(), frozenset()))
        all_sources, all_targets = self._everyone(self.doc[trigger].sent)
        fired, mentions = trigger in self._fired, self._actors.mentions
        flags = [
            flag
            for c in found
            for flag in (
                c in sources, c in targets, fired, c in mentions, c in all_sources, c in all_targets
            )
        ]  # fmt: skip
        return Pairs(
            found,
            tuple(key for key, _ in paths),
            tuple(length for _, length in paths),
            tuple(_distance(c - trigger) for c in found),
            np.frombuffer(bytes(flags), np.uint8).astype(np.float32).reshape(-1, PAIR_FLAGS),
        )

    def phrases(self, trigger: int, candidates: Sequence[int]) -> list[int]:
        """Return for each candidate the head of the noun phrase that holds it beside a trigger."""
        return [self._phrase(candidate, trigger) for candidate in candidates]

    def _phrase(self, token: int, trigger: int) -> int:
        while self._deps[token].partition(":")[0] in _PHRASE and self._heads[token] != trigger:
            token = self._heads[token]
        return token

    def _everyone(self, sentence: Span) -> tuple[frozenset[int], frozenset[int]]:
        """Sources and targets of all rules of a sentence."""
        if sentence.start not in self._together:
            places = range(sentence.start, sentence.end)
            roles = [self._roles[i] for i in places if i in self._roles]
            self._together[sentence.start] = (
                frozenset().union(*(sources for sources, _ in roles)),
                frozenset().union(*(targets for _, targets in roles)),
            )
        return self._together[sentence.start]

    def _paths(
        self, trigger: int, candidates: Sequence[int]
    ) -> list[tuple[tuple[str, str, str], int]]:
        """The keys of the paths to candidates, whole, end with case and beginning; the lengths."""
        ways = self._ways_up(trigger)
        passive = "P" if trigger in self._passive else ""
        return [self._path(self._way(c, ways), self._case(c), passive) for c in candidates]

    def _ways_up(self, token: int) -> dict[int, _Way | None]:
        """The way from a token to itself and to each of its governors, up to the root."""
        ups: tuple[str, ...] = ()
        ways: dict[int, _Way | None] = {token: (ups, ())}
        while self._heads[token] != token and len(ways) < _LONGEST_CLIMB:
            ups = (*ups, self._deps[token])
            token = self._heads[token]
            ways[token] = ups, ()
        return ways

    def _way(self, token: int, ways: dict[int, _Way | None]) -> _Way | None:
        """The way to a token, None where it is too long; ``ways`` are those found before."""
        if token not in ways:
            head = self._heads[token]
            above = self._way(head, ways) if head != token else None
            short = above is not None and len(above[1]) + 1 < _LONGEST_CLIMB
            ways[token] = (above[0], (*above[1], self._deps[token])) if above and short else None
        return ways[token]

    @staticmethod
    def _path(way: _Way | None, case: str, passive: str) -> tuple[tuple[str, str, str], int]:
        if way is None:
            return ("?", "?", "?"), 9
        whole, last, first, length = _describe_way(way)
        return (whole, f"{last}:{case}", passive + first), length

    def _case(self, token: int) -> str:
        """The preposition right before a token's phrase, "" where there is none."""
        if token not in self._cases:
            lowest = max(0, token - _FARTHEST_CASE)
            self._cases[token] = next(
                (
                    self.doc[i].lower_
                    for i in range(token - 1, lowest - 1, -1)
                    if self._heads[i] == token and self._deps[i] == "case"
                ),
                "",
            )
        return self._cases[token]


@lru_cache(maxsize=_WAYS_KEPT)
def _describe_way(way: _Way) -> tuple[str, str, str, int]:
    """A way written whole or by its ends, its last and first labels, and its length up to 8."""
    ups, downs = way
    length = len(ups) + len(downs)
    if length <= _LONGEST_PATH:
        whole = "^".join(["", *ups]) + ">".join(["", *downs])
    else:
        whole = "^".join(["", *ups[:1]]) + ".." + ">".join(["", *downs[-1:]])
    last = downs[-1] if downs else ups[-1] if ups else "self"
    first = downs[0] if downs else "self"
    return whole, last, ("u" if ups else "") + first, min(length, 8)


def _rule_roles(
    fired: dict[int, list[Reading]],
) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
    """Sources and targets that the rules give each trigger."""
    roles = {}
    for trigger, readings in fired.items():
        sources: set[int] = set()
        targets: set[int] = set()
        for reading in readings:
            ours = {a.token.i for a in reading.sources}
            theirs = {a.token.i for a in reading.targets}
            sources |= ours | theirs if reading.spec.reciprocal else ours
            targets |= ours | theirs if reading.spec.reciprocal else theirs
        roles[trigger] = (frozenset(sources), frozenset(targets))
    return roles


def _noun_kind(kind: str) -> int:
    return _NOUN_KINDS.get(kind, _NOUN_KINDS["other"]) if kind else 0


def _distance(words: int) -> int:
    """A distance in words as one of twelve steps, the first six before the trigger."""
    return bisect_left((1, 2, 4, 8, 16), abs(words)) + 6 * (words > 0)
