"""The event model's reading of a document: who may do what to whom, and how likely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graphkit.extract.features import CLASSES, STATUSES, Pairs, SentenceReader
from graphkit.extract.model import EventModel, Floats, WordStates, pair_indices
from graphkit.parse import Doc, event_weights
from graphkit.types import EventType, Status

if TYPE_CHECKING:
    import spacy.tokens

__all__ = ["SPEAKER", "Proposal", "Proposals", "propose_events", "shipped_event_model"]

Marks: TypeAlias = NDArray[np.bool_]

_LEAST_CLASS = 0.04
_ROLES_COST = 1.5  # an event is hardly likelier than its class divided by this
_LEAST_PAIR = 0.01
_NO_SOURCE = 0.3
_MUTUAL = 0.1
_CHUNK = 2_000
_STEP = 8  # candidates
_SPOKEN = frozenset(
    {EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.REJECT, EventType.THREATEN}
)
SPEAKER = -1
"""The source of what words do by being said: *Their cruelty is beyond words*, the minister said."""


class Proposal(NamedTuple):
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

    ``status`` says how likely each status of a trigger is; ``speakers`` how likely each word
    beside it claims the event.
    """

    events: Mapping[tuple[int, EventType, int, int], Proposal]
    status: Mapping[int, Mapping[Status, float]]
    speakers: Mapping[int, Mapping[int, float]]


@cache
def shipped_event_model() -> EventModel | None:
    """Return the event model of the shipped pipeline, or None where it has none."""
    data = event_weights()
    return EventModel.from_bytes(data) if data else None


def propose_events(
    doc: spacy.tokens.Doc,
    reader: SentenceReader,
    model: EventModel,
    *,
    least: float = 0.0,
) -> Proposals:
    """Return what the model reads in a parsed Doc whose ``tensor`` holds its word vectors.

    Events less likely than ``least`` are left out where no rule reads that class of the trigger.
    """
    events: dict[tuple[int, EventType, int, int], Proposal] = {}
    status: dict[int, dict[Status, float]] = {}
    speakers: dict[int, dict[int, float]] = {}
    least_class = max(_LEAST_CLASS, least * _ROLES_COST)
    for start, end in _chunks(reader.doc):
        rows = reader.words(start, end)
        states = model.read(np.asarray(doc.tensor[start:end], np.float32), rows)
        ruled = rows.fired > 0
        likely = ruled | (states.classes >= least_class)
        likely[:, 0] = False
        acts = list(_acts(reader, model, states, likely, ruled, start))
        speakers |= _speakers(acts)
        stated = set((np.flatnonzero(ruled.any(1)) + start).tolist())
        for found in _done(acts, least):
            events[found.trigger, found.event_type, found.source, found.target] = found
            stated.add(found.trigger)
        triggers = sorted(stated)
        rows_of = np.array(triggers, np.int64) - start
        chances = model.status(states, rows_of, reader.status(triggers))
        for trigger, likelihood in zip(triggers, chances.tolist(), strict=True):
            status[trigger] = dict(zip(STATUSES, likelihood, strict=True))
    return Proposals(events, status, speakers)


def _of_different_phrases(joint: Floats, phrases: ArrayLike) -> Floats:
    """Drop the pairs within one phrase (*partners in Syria*, *A and B*), unless it is alone.

    *A and B met* has no other pair; *A works with B and C* does not say that B works with C.
    ``joint`` is (…, n, n) and ``phrases`` (…, n): several triggers may be read at once.
    """
    numbers = np.asarray(phrases)
    itself = np.eye(numbers.shape[-1], dtype=bool)
    others = np.where(itself, np.float32(0), joint)
    apart = np.where(_crossed(numbers, numbers, np.equal), np.float32(0), joint)
    most_apart, most = (found.max((-2, -1), initial=0.0) for found in (apart, others))
    alone = np.asarray(most_apart < 0.5 * most)
    return np.where(alone[..., None, None], others, apart)


def _around_one_side(joint: Floats, phrases: ArrayLike) -> Floats:
    """Drop mutual pairs of which neither is the likeliest source or joined to it.

    *The EU meets Iran, and on Monday Qatar*: that Iran meets Qatar is not said. Several triggers
    may be read at once, as by ``_of_different_phrases``.
    """
    if not joint.size:
        return joint
    numbers = np.asarray(phrases)
    likeliest = np.asarray(joint.max(-1).argmax(-1))[..., None]
    hub = numbers == np.take_along_axis(numbers, likeliest, -1)
    mutual = (joint >= _MUTUAL) & (joint.swapaxes(-1, -2) >= _MUTUAL)
    return np.where(mutual & ~_crossed(hub, hub, np.logical_or), np.float32(0), joint)


def _crossed(rows: NDArray[Any], columns: NDArray[Any], joined: np.ufunc) -> NDArray[Any]:
    """Join each of n rows with each of n columns: (…, n, n)."""
    made: NDArray[Any] = joined(rows[..., :, None], columns[..., None, :])
    return made


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


@dataclass(frozen=True, slots=True)
class _Act:
    """A trigger with one of its classes: how likely that is, and the roles of those beside it.

    ``ruled`` says that a rule reads that class.
    """

    trigger: int
    event_type: EventType
    chance: float
    ruled: bool
    beside: Pairs
    phrases: Sequence[int]
    scores: Floats


def _acts(
    reader: SentenceReader,
    model: EventModel,
    states: WordStates,
    likely: Marks,
    ruled: Marks,
    start: int,
) -> Iterator[_Act]:
    """The likely classes of each trigger that has candidates, the roles of all scored at once."""
    beside = {row: reader.pairs(start + row) for row in np.flatnonzero(likely.any(1)).tolist()}
    found = [pair for pair in np.argwhere(likely).tolist() if beside[pair[0]].candidates]
    if not found:
        return
    indices = {row: pair_indices(pairs, model.vocabularies) for row, pairs in beside.items()}
    phrases = {row: reader.phrases(start + row, beside[row].candidates) for row in beside}
    sizes = [len(beside[row].candidates) for row, _ in found]
    triggers, classes = np.repeat(np.array(found), sizes, axis=0).T
    scores = model.roles(
        states,
        triggers,
        classes,
        np.concatenate([beside[row].candidates for row, _ in found]) - start,
        np.concatenate([indices[row] for row, _ in found]),
        np.concatenate([beside[row].flags for row, _ in found]),
    )
    for (row, number), size, end in zip(found, sizes, accumulate(sizes), strict=True):
        yield _Act(
            start + row,
            EventType(CLASSES[number]),
            float(states.classes[row, number]),
            bool(ruled[row, number]),
            beside[row],
            phrases[row],
            scores[end - size : end],
        )


def _speakers(acts: Iterable[_Act]) -> dict[int, dict[int, float]]:
    """How likely each word beside a trigger claims what that states in any of its classes."""
    found = {}
    for trigger, same in groupby(acts, key=lambda act: act.trigger):
        first, *others = same
        chances = np.maximum.reduce([act.scores[:, 2] for act in (first, *others)])
        found[trigger] = dict(zip(first.beside.candidates, chances.tolist(), strict=True))
    return found


def _done(acts: Sequence[_Act], least: float) -> Iterator[Proposal]:
    """What is done to each likely target, by the speaker or by whoever stands beside the trigger.

    Acts beside about equally many words are read together.
    """
    groups: dict[int, list[_Act]] = {}
    for act in acts:
        groups.setdefault(-len(act.phrases) // _STEP, []).append(act)
    for group in groups.values():
        joint, chosen = _chosen(group, least)
        rows = np.argwhere(chosen).tolist()
        for (row, source, target), chance in zip(rows, joint[chosen].tolist(), strict=True):
            act, words = group[row], group[row].beside.candidates
            yield Proposal(act.trigger, act.event_type, words[source], words[target], chance)
    for act in acts:
        yield from _spoken(act)


def _spoken(act: _Act) -> Iterator[Proposal]:
    """What the speaker does to each likely target, where no word beside the trigger is a source."""
    if act.event_type not in _SPOKEN or act.scores[:, 0].max() >= _NO_SOURCE:
        return
    chances = act.chance * act.scores[:, 1]
    for target in np.flatnonzero(chances >= _LEAST_PAIR).tolist():
        chance = float(chances[target])
        yield Proposal(act.trigger, act.event_type, SPEAKER, act.beside.candidates[target], chance)


def _chosen(acts: Sequence[_Act], least: float) -> tuple[Floats, Marks]:
    """How likely each source does it to each target, and which pairs count, (acts, n, n) both.

    What a rule reads always counts; none of them stand in one phrase. The last of the n words are
    nobody where an act has fewer.
    """
    size = max(len(act.phrases) for act in acts)
    scores = np.zeros((len(acts), size, 2), np.float32)
    read = np.zeros((len(acts), size, 2), np.bool_)
    phrases = np.tile(np.arange(-1, -size - 1, -1), (len(acts), 1))
    for place, act in enumerate(acts):
        there = len(act.phrases)
        scores[place, :there] = act.scores[:, :2]
        phrases[place, :there] = act.phrases
        if act.ruled:
            read[place, :there] = act.beside.flags[:, :2]
    chances = np.array([act.chance for act in acts], np.float32)[:, None, None]
    limits = np.array([0.0 if act.ruled else least for act in acts], np.float32)[:, None, None]
    joint: Floats = chances * _crossed(scores[..., 0], scores[..., 1], np.multiply)
    wanted = joint >= np.maximum(limits, _LEAST_PAIR)
    wanted |= _crossed(read[..., 0], read[..., 1], np.logical_and)
    wanted &= ~np.eye(size, dtype=bool)
    apart = _around_one_side(_of_different_phrases(joint, phrases), phrases)
    return joint, wanted & (apart == joint)
