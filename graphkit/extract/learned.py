"""Rules and the event model together: which readings of a document become events.

A rule's reading stands unless the model holds it for very unlikely; what no rule reads is added
where the model is sure enough. Its relation is then that of a trigger of the ontology with the
same class, or the class's general one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.extract.arguments import Argument, Cast
from graphkit.extract.attitudes import is_misread
from graphkit.extract.features import SentenceReader
from graphkit.extract.frames import Reading, general_reading
from graphkit.extract.grammar import branch, conjuncts, direct_objects, is_verb
from graphkit.extract.model import EventModel
from graphkit.extract.proposals import SPEAKER, Proposal, Proposals, propose_events
from graphkit.extract.speech import Attribution, Speech
from graphkit.extract.status import StatusReader, StatusReading
from graphkit.ontology import Ontology
from graphkit.parse import Doc, Token
from graphkit.resolve import ActorIndex
from graphkit.types import EventType, Status

if TYPE_CHECKING:
    import spacy.tokens

__all__ = ["Judge", "Thresholds", "judge_readings"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which on the model completes the rules, or overrules them.

    An event of the model's from ``add`` on may be one (``acceptance`` weighs it): from ``implied``
    on where its source is who says the sentence, from ``any_place`` on at a place whatever its
    class, and from ``any_object`` on though the ontology has the verb only with other objects. A
    rule's speaker falls below ``silent``, and the model's is believed from ``speaker`` on; its
    status from ``status`` on, or ``sure_status`` where the words are plain or speak of the past.
    """

    add: float = 0.2
    implied: float = 0.3
    any_place: float = 0.4
    any_object: float = 0.65
    speaker: float = 0.5
    silent: float = 0.03
    status: float = 0.7
    sure_status: float = 0.8


@dataclass(frozen=True, slots=True)
class Judge:
    """What the model says of a document's readings, and the readings that it adds."""

    proposals: Proposals
    added: tuple[tuple[Reading, Proposal], ...]
    thresholds: Thresholds

    def probability(
        self, reading: Reading, source: Argument, target: Argument | None
    ) -> float | None:
        """Return how likely an event of a reading is, or None where the model does not say."""
        if target is None:
            return None
        key = (reading.anchor.token.i, reading.relation.event_type, source.token.i)
        chances = (self.proposals.events.get((*key, i)) for i in _places(reading, target))
        return max((found.probability for found in chances if found), default=None)

    def claim(
        self, reading: Reading, found: Attribution | None, cast: Cast, speech: Speech
    ) -> Attribution | None:
        """Return who claims a reading: whom the rules found, unless unlikely, or the model did."""
        trigger = reading.anchor.token
        chances = self.proposals.speakers.get(trigger.i, {})
        if found is not None:
            beside = [chances[t.i] for t in trigger.sent if t.i in chances and _is_one(found, t)]
            return None if beside and max(beside) < self.thresholds.silent else found
        best = max(chances, key=lambda i: chances[i], default=None)
        if best is None or chances[best] < self.thresholds.speaker:
            return None
        return speech.by(trigger.doc[best], trigger, cast.refer)

    def status(self, trigger: int, read: StatusReading) -> Status:
        """Return the status that the model reads where it may know better than the rules.

        What these read plainly (*did not*, *may*, *refused to*) stays undone; negation, whose
        words they know all, and times are theirs.
        """
        chances = self.proposals.status.get(trigger, {})
        best = max(chances, key=lambda status: chances[status], default=read.status)
        if best is read.status or best is Status.NEGATED or chances[best] < self._sure(best, read):
            return read.status
        plain = read.status in {Status.ACTUAL, Status.NEGATED}
        if read.firm and (best is Status.ACTUAL or plain):
            return read.status
        looks_back = read.status is Status.HISTORICAL and best is Status.ACTUAL
        return read.status if looks_back else best

    def _sure(self, best: Status, read: StatusReading) -> float:
        firm = read.firm or best is Status.HISTORICAL
        return self.thresholds.sure_status if firm else self.thresholds.status


def judge_readings(
    doc: spacy.tokens.Doc,
    actors: ActorIndex,
    ontology: Ontology,
    readings: Sequence[Reading],
    cast: Cast,
    model: EventModel,
    statuses: StatusReader,
    *,
    thresholds: Thresholds = Thresholds(),
) -> Judge:
    """Return the model's judgement of what the rules read in a Doc with word vectors.

    The model adds no second class to a pair that a rule reads, no other source beside a trigger
    whose source a rule has found in the tree, no pair within a mutual event that a rule reads, no
    attitude to an act as the act, and nobody who is only named in what is told of the other side.
    """
    reader = SentenceReader(actors.doc, actors, ontology, readings, statuses)
    least = min(thresholds.add, thresholds.implied)
    proposals = propose_events(doc, reader, model, least=least)
    stated = list(_stated(readings))
    known = {(trigger, source, target) for trigger, _, source, target in stated}
    sources: dict[int, set[int]] = {}
    for trigger, _, source, _ in stated:
        sources.setdefault(trigger, set()).add(source)
    likely = [
        p
        for p in proposals.events.values()
        if p.probability >= (thresholds.implied if p.source == SPEAKER else thresholds.add)
    ]
    fresh = [
        p
        for p in likely
        if (p.trigger, p.source, p.target) not in known
        and not _is_apart(actors.doc, p)
        and not _is_done_jointly(actors.doc, p)
        and p.source in sources.get(p.trigger, {p.source})
    ]
    sides = _sides(readings)
    added = tuple(
        (reading, proposal)
        for reading, proposal in _readings(actors.doc, _best(fresh), ontology, cast, thresholds)
        if not _actors(reading) <= sides.get(proposal.trigger, frozenset())
        and not is_misread(reading, ontology)
    )
    return Judge(proposals, added, thresholds)


def _is_one(attribution: Attribution, token: Token) -> bool:
    """True where a token stands in the words of one of the speakers, or names him beside them."""
    places = (token.idx, token.head.idx if token.dep_ in {"appos", "flat"} else token.idx)
    return any(s.start <= place < s.end for s in attribution.speakers for place in places)


def _stated(readings: Iterable[Reading]) -> Iterator[tuple[int, EventType, int, int]]:
    for reading in readings:
        for source in reading.sources:
            for target in reading.targets:
                trigger, event_type = reading.anchor.token.i, reading.relation.event_type
                for place in _places(reading, target):
                    yield trigger, event_type, source.token.i, place
                if reading.spec.reciprocal:
                    yield trigger, event_type, target.token.i, source.token.i


def _places(reading: Reading, target: Argument) -> tuple[int, ...]:
    """Where the model may see a target: *labelled **Hamas terrorists*** has one to it."""
    if reading.slots[1] == "compound":
        return target.token.i, target.token.head.i
    return (target.token.i,)


def _actors(reading: Reading) -> frozenset[str]:
    return frozenset(a.ref.id for a in (*reading.sources, *reading.targets))


def _sides(readings: Iterable[Reading]) -> dict[int, frozenset[str]]:
    """Everybody in the mutual events that the rules read, by trigger: they tell who meets whom."""
    return {r.anchor.token.i: _actors(r) for r in readings if r.spec.reciprocal}


def _sources(doc: Doc, proposal: Proposal, cast: Cast) -> list[Argument]:
    if proposal.source != SPEAKER:
        return cast.at(doc[proposal.source], event_type=proposal.event_type, source=True)
    return cast.voices(doc[proposal.trigger])


def _are_joined(doc: Doc, proposal: Proposal) -> bool:
    """*Russia and Ukraine share …*: what they do to each other depends on what they share."""
    if proposal.source == SPEAKER:
        return False
    first, last = sorted((proposal.source, proposal.target))
    return doc[last] in conjuncts(doc[first])


def _is_done_jointly(doc: Doc, proposal: Proposal) -> bool:
    """*Syria and Russia condemn the strikes*: the two do it to what the verb has as object."""
    trigger = doc[proposal.trigger]
    mutual = proposal.event_type in _MUTUAL or not is_verb(trigger)
    return not mutual and bool(direct_objects(trigger)) and _are_joined(doc, proposal)


_MUTUAL = frozenset(
    {EventType.AGREE, EventType.ASSAULT, EventType.CONSULT, EventType.COOPERATE}
)  # fmt: skip


def _is_apart(doc: Doc, proposal: Proposal) -> bool:
    """*the rebels **who attacked Damascus** fled*: what is told of a side is apart."""
    if proposal.source == SPEAKER:
        return False
    trigger, sides = doc[proposal.trigger], (doc[proposal.source], doc[proposal.target])
    for side, other in (sides, sides[::-1]):
        told = branch(other, side)
        if told is None or told.dep_ != "acl:relcl":
            continue
        if trigger.i != told.i and not told.is_ancestor(trigger):
            return True
    return False


def _best(proposals: Iterable[Proposal]) -> list[Proposal]:
    """One class for each trigger and pair: the most likely one."""
    best: dict[tuple[int, int, int], Proposal] = {}
    for proposal in proposals:
        key = (proposal.trigger, proposal.source, proposal.target)
        if key not in best or proposal.probability > best[key].probability:
            best[key] = proposal
    return sorted(best.values(), key=lambda p: (p.trigger, p.source, p.target))


def _readings(
    doc: Doc,
    proposals: Iterable[Proposal],
    ontology: Ontology,
    cast: Cast,
    thresholds: Thresholds,
) -> Iterator[tuple[Reading, Proposal]]:
    """The proposals whose words are actors, as readings."""
    made: dict[tuple[int, EventType, bool], Reading | None] = {}
    for proposal in proposals:
        sure = proposal.probability >= thresholds.any_object and not _are_joined(doc, proposal)
        key = proposal.trigger, proposal.event_type, sure
        if key not in made:
            trigger = doc[proposal.trigger]
            made[key] = general_reading(trigger, proposal.event_type, ontology, any_object=sure)
        frame = made[key]
        if frame is None:
            continue
        sources = _sources(doc, proposal, cast)
        targets = cast.at(
            doc[proposal.target],
            event_type=proposal.event_type,
            source=False,
            places=proposal.probability >= thresholds.any_place,
        )
        for source in sources:
            for target in targets:
                if source.ref.id != target.ref.id:
                    yield frame.between(source, target), proposal
