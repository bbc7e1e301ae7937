"""The event model's reading of a document: who may do what to whom, and how likely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

import numpy as np
import spacy.tokens
from numpy.typing import NDArray

from graphkit.extract.features import CLASSES, STATUSES, SentenceReader
from graphkit.extract.model import EventModel, Floats, WordStates, pair_indices
from graphkit.parse import Doc, event_weights
from graphkit.types import EventType, Status

__all__ = ["SPEAKER", "Proposal", "Proposals", "propose_events", "shipped_event_model"]

_LEAST_CLASS = 0.04
_LEAST_PAIR = 0.01
_NO_SOURCE = 0.3
_MUTUAL = 0.1
_SURE_STATUS = 0.8
_CHUNK = 2_000
_SPOKEN = frozenset(
    {EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.REJECT, EventType.THREATEN}
)
SPEAKER = -1
"""The source of what words do by being said: *Their cruelty is beyond words*, the minister said."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One possible event between two tokens; ``probability`` is that of all its parts.

    ``source`` may be ``SPEAKER``: whoever says the sentence.
    """

    trigger: int
    event_type: EventType
    source: int
    target: int
    probability: float


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a document's triggers may state: events by trigger, class, source and target.

    ``status`` is that of triggers where the model is sure; ``speakers`` how likely each word
    beside a trigger claims the event.
    """

    events: Mapping[tuple[int, EventType, int, int], Proposal]
    status: Mapping[int, Status]
    speakers: Mapping[int, Mapping[int, float]]


@cache
def shipped_event_model() -> EventModel | None:
    """Return the event model of the shipped pipeline, or None where it has none."""
    data = event_weights()
    return EventModel.from_bytes(data) if data else None


def propose_events(doc: spacy.tokens.Doc, reader: SentenceReader, model: EventModel) -> Proposals:
    """Return what the model reads in a parsed Doc whose ``tensor`` holds its word vectors."""
    events: dict[tuple[int, EventType, int, int], Proposal] = {}
    status: dict[int, Status] = {}
    speakers: dict[int, dict[int, float]] = {}
    for start, end in _chunks(reader.doc):
        rows = reader.words(start, end)
        states = model.read(np.asarray(doc.tensor[start:end], np.float32), rows)
        likely = states.classes[:, 1:] >= _LEAST_CLASS
        likely |= rows.fired[:, 1:] > 0
        ruled = rows.fired > 0
        for found in _pairs(reader, model, states, np.argwhere(likely), ruled, start, speakers):
            events[found.trigger, found.event_type, found.source, found.target] = found
        for row in np.flatnonzero(likely.any(1)).tolist():
            if states.status[row].max() >= _SURE_STATUS:
                status[start + row] = STATUSES[int(states.status[row].argmax())]
    return Proposals(events, status, speakers)


def _of_different_phrases(joint: Floats, phrases: Sequence[int]) -> Floats:
    """Drop the pairs within one phrase (*partners in Syria*, *A and B*), unless it is alone.

    *A and B met* has no other pair; *A works with B and C* does not say that B works with C.
    """
    numbers = np.array(phrases)
    others = np.where(np.eye(len(phrases), dtype=bool), np.float32(0), joint)
    apart = np.where(numbers[:, None] == numbers[None, :], np.float32(0), joint)
    alone = apart.max(initial=0.0) < 0.5 * others.max(initial=0.0)
    return others if alone else apart


def _around_one_side(joint: Floats, phrases: Sequence[int]) -> Floats:
    """Drop mutual pairs of which neither is the likeliest source or joined to it.

    *The EU meets Iran, and on Monday Qatar*: that Iran meets Qatar is not said.
    """
    if not joint.size:
        return joint
    numbers = np.array(phrases)
    hub = numbers == numbers[int(joint.max(1).argmax())]
    mutual = (joint >= _MUTUAL) & (joint.T >= _MUTUAL)
    return np.where(mutual & ~(hub[:, None] | hub[None, :]), np.float32(0), joint)


def _chunks(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of whole sentences of about as many words as are read at once."""
    start = end = 0
    for sentence in doc.sents:
        if sentence.end - start > _CHUNK and end > start:
            yield start, end
            start = end
        end = sentence.end
    if end > start:
        yield start, end


def _pairs(
    reader: SentenceReader,
    model: EventModel,
    states: WordStates,
    likely: NDArray[np.int64],
    ruled: NDArray[np.bool_],
    start: int,
    speakers: dict[int, dict[int, float]],
) -> Iterator[Proposal]:
    """Score every source with every target beside each likely trigger and class.

    All pairs beside what a rule reads (``ruled``), else those that are not very unlikely; none
    that one phrase holds. Notes in ``speakers`` who may claim what the trigger states.
    """
    for row, places in groupby(likely.tolist(), key=itemgetter(0)):
        trigger = start + row
        beside = reader.pairs(trigger)
        size = len(beside.candidates)
        if not size:
            continue
        candidates = np.array(beside.candidates) - start
        indices = pair_indices(beside, model.vocabularies)
        phrases = reader.phrases(trigger, beside.candidates)
        heard = speakers.setdefault(trigger, {})
        for number in (place + 1 for _, place in places):
            scores = model.roles(
                states, np.full(size, row), np.full(size, number), candidates, indices, beside.flags
            )
            for candidate, chance in zip(beside.candidates, scores[:, 2].tolist(), strict=True):
                heard[candidate] = max(chance, heard.get(candidate, 0.0))
            act = _Act(trigger, EventType(CLASSES[number]), float(states.classes[row, number]))
            every = bool(ruled[row, number])
            yield from _spoken(act, beside.candidates, scores)
            yield from _done(act, beside.candidates, scores, phrases, every=every)


@dataclass(frozen=True, slots=True)
class _Act:
    """A trigger with one of its classes, and how likely that is."""

    trigger: int
    event_type: EventType
    chance: float


def _spoken(act: _Act, candidates: Sequence[int], scores: Floats) -> Iterator[Proposal]:
    """What the speaker does to each likely target, where no word beside the trigger is a source."""
    if act.event_type not in _SPOKEN or scores[:, 0].max() >= _NO_SOURCE:
        return
    chances = act.chance * scores[:, 1]
    for target in np.flatnonzero(chances >= _LEAST_PAIR).tolist():
        chance = float(chances[target])
        yield Proposal(act.trigger, act.event_type, SPEAKER, candidates[target], chance)


def _done(
    act: _Act, candidates: Sequence[int], scores: Floats, phrases: Sequence[int], *, every: bool
) -> Iterator[Proposal]:
    """What each likely source does to each likely target; with ``every`` the unlikely ones too."""
    joint: Floats = np.float32(act.chance) * np.outer(scores[:, 0], scores[:, 1])
    apart = _around_one_side(_of_different_phrases(joint, phrases), phrases)
    likely = (apart == joint) & (joint >= (0.0 if every else _LEAST_PAIR))
    for source, target in np.argwhere(likely & ~np.eye(len(joint), dtype=bool)).tolist():
        chance = float(joint[source, target])
        yield Proposal(act.trigger, act.event_type, candidates[source], candidates[target], chance)
