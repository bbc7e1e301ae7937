"""Denials of what was said before: *a claim the group denies*, *Moscow rejected the accusation*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphkit.extract.grammar import (
    conjuncts,
    direct_objects,
    is_negated,
    mark_of,
    sentence_bounds,
    subjects,
)
from graphkit.parse import Doc, Token, token_kind
from graphkit.resolve import ActorIndex
from graphkit.types import ActorRef, Claim, Event, EventType, Stance, Status, Trigger
from graphkit.words import load_words

__all__ = ["DENIAL", "add_denials"]

#: The rule of events that say who denies another.
DENIAL = "denial"

_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "dispute", "contest"})
_WORDS = load_words("graphkit.extract")
_CLAIMS = _WORDS["claims"]
_DENIABLE = frozenset({EventType.ACCUSE, EventType.ASSAULT, EventType.COERCE, EventType.THREATEN})


def add_denials(doc: Doc, actors: ActorIndex, events: Sequence[Event]) -> list[Event]:
    """Return events, and those that say of one in the same or the last sentence who denies it.

    Each is the earlier relation with a claim of stance ``denies``, and the denial itself (REJECT)
    towards whoever made the accusation. What is told only to be denied is not an event by itself.
    """
    denials: list[Event] = []
    replaced: set[int] = set()
    for verb in filter(_denies, doc):
        objects = direct_objects(verb)
        for place, event in _events_of_claims(objects, events):
            denied = list(_denied_by(event, verb, doc, actors))
            denials += denied
            if denied and _is_hearsay(event):
                replaced.add(place)
        if any(_is_claim(t) for t in objects):
            for event in _charged_before(verb, events):
                denials += _denials_of(event, verb, doc, actors)
    return [*(e for place, e in enumerate(events) if place not in replaced), *denials]


def _denies(token: Token) -> bool:
    return token.lemma_.lower() in _DENYING and token.pos_ == "VERB" and not is_negated(token)


def _charged_before(verb: Token, events: Sequence[Event]) -> list[Event]:
    """The last charge, with its accusation: what a denial means that names nothing."""
    charges = [e for e in events if _is_before(e, verb) and e.event_type in _DENIABLE]
    nearest = max(charges, key=lambda e: e.trigger.start, default=None)
    return [e for e in charges if nearest is not None and _is_same_charge(e, nearest)]


def _is_hearsay(event: Event) -> bool:
    """True for what a report says that nobody answers for: *dismissed reports that …*."""
    return event.claim is None and event.status is Status.POSSIBLE


def _events_of_claims(
    objects: Sequence[Token], events: Sequence[Event]
) -> Iterator[tuple[int, Event]]:
    """The content of a denied claim, with its place: *rejected a report that it armed rebels*."""
    for noun in objects:
        clauses = [t for t in noun.children if t.dep_ in {"acl", "ccomp"} and mark_of(t) == "that"]
        if noun.lemma_.lower() not in _CLAIMS or not clauses:
            continue
        told = {t.idx for clause in clauses for t in clause.subtree}
        yield from ((i, e) for i, e in enumerate(events) if e.trigger.start in told)


def _denied_by(event: Event, token: Token, doc: Doc, actors: ActorIndex) -> Iterator[Event]:
    for speaker in _deniers(token, doc, actors):
        claim = Claim(speaker, token.text, Stance.DENIES)
        if event.claim is None or event.claim.speaker.id != speaker.id:
            status = Status.ACTUAL if _is_hearsay(event) else event.status
            confidence = round(event.confidence * 0.8, 3)
            yield replace(event, status=status, claim=claim, rule=DENIAL, confidence=confidence)


def _is_same_charge(event: Event, nearest: Event) -> bool:
    """True for the nearest statement, and for the accusation whose content it is."""
    if event.trigger.start == nearest.trigger.start:
        return True
    accusation = event.event_type is EventType.ACCUSE
    return accusation and event.sentence_start == nearest.sentence_start


def _is_claim(token: Token) -> bool:
    lemma = token.lemma_.lower()
    bare = not any(t.dep_ in {"nmod:poss", "nmod"} for t in token.children)
    named = lemma in _CLAIMS or token_kind(token) == "event"
    return (named and bare) or token.lower_ in {"this", "it", "that", "them", "which"}


def _is_before(event: Event, token: Token) -> bool:
    sentence = token.sent
    first = sentence.start_char
    if sentence.start > 0:
        first = token.doc[sentence.start - 1].sent.start_char
    return first <= event.trigger.start < token.idx


def _denials_of(event: Event, token: Token, doc: Doc, actors: ActorIndex) -> Iterator[Event]:
    start, end = sentence_bounds(token)
    trigger = Trigger(token.text, token.lemma_.lower(), token.idx, token.idx + len(token))
    for speaker in _deniers(token, doc, actors):
        accuser = event.source if event.event_type is EventType.ACCUSE else _teller(event)
        if accuser is not None and speaker.id == accuser.id:
            continue
        claim = Claim(speaker, token.text, Stance.DENIES)
        yield replace(event, claim=claim, rule=DENIAL, confidence=round(event.confidence * 0.8, 3))
        if accuser is None:
            continue
        yield replace(
            event,
            event_type=EventType.REJECT,
            relation="denies",
            source=speaker,
            target=accuser,
            trigger=trigger,
            sentence=doc.text[start:end],
            sentence_start=start,
            sentence_end=end,
            label=event.label,
            claim=None,
            rule=DENIAL,
            confidence=round(event.confidence * 0.8, 3),
        )


def _teller(event: Event) -> ActorRef | None:
    """Who claims an event, towards whom a denial of it is made."""
    asserted = event.claim is not None and event.claim.stance is Stance.ASSERTS
    return event.claim.speaker if event.claim is not None and asserted else None


def _deniers(token: Token, doc: Doc, actors: ActorIndex) -> Iterator[ActorRef]:
    for subject in subjects(token):
        for member in conjuncts(subject):
            ref = actors.refer(doc, member.i)
            if ref is not None:
                yield ref
