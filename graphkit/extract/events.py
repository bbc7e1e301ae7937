"""Doc, actors, ontology → events, each with the words that prove it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from graphkit.extract.arguments import Argument, Cast
from graphkit.extract.denials import find_denials
from graphkit.extract.frames import Reading, read_trigger, trigger_words
from graphkit.extract.grammar import is_verb, sentence_bounds
from graphkit.extract.speech import Attribution, Speech, find_speech
from graphkit.extract.status import find_status
from graphkit.identity import event_id
from graphkit.ontology import Ontology
from graphkit.resolve import ActorIndex
from graphkit.types import (
    ActorKind,
    ActorRef,
    Claim,
    Document,
    Event,
    EventType,
    Stance,
    Status,
    Trigger,
)

__all__ = ["extract_events"]

_HEADING_WORDS = 16


def extract_events(
    document: Document, doc: Doc, actors: ActorIndex, ontology: Ontology
) -> Iterator[Event]:
    """Yield the events stated in one parsed document, in text order, each once."""
    speech = find_speech(doc, actors)
    cast = Cast(doc, actors, speech.first_persons())
    headings = _headings(document, doc)
    seen: set[tuple[object, ...]] = set()
    swallowed: set[int] = set()
    stated: list[Event] = []
    for token in trigger_words(doc, ontology):
        if token.sent.start in headings or token.i in swallowed:
            continue
        reading = read_trigger(token, ontology, cast)
        if reading is None:
            continue
        swallowed |= _content_of_acts(reading)
        for event in _describe(document, doc, reading, speech):
            key = _same_fact(event)
            if key not in seen:
                seen.add(key)
                stated.append(event)
    denials = find_denials(doc, actors, stated)
    for event in sorted([*stated, *denials], key=lambda e: (e.trigger.start, e.sentence_start)):
        yield _identified(event)


def _same_fact(event: Event) -> tuple[object, ...]:
    """What two readings of one sentence share when they state the same."""
    return (
        event.sentence_start,
        event.relation,
        event.source.id,
        event.target.id if event.target else None,
        event.status,
        event.claim.speaker.id if event.claim else None,
    )


def _headings(document: Document, doc: Doc) -> frozenset[int]:
    """Starts of the sentences that are titles: lines of their own without a final stop."""
    sentences = list(doc.sents)
    if len(sentences) < 2:
        return frozenset()
    return frozenset(s.start for s in sentences if _is_heading(s, document.title))


def _is_heading(sentence: Span, title: str | None) -> bool:
    text = " ".join(sentence.text.split())
    if title and text.rstrip(".") == " ".join(title.split()).rstrip("."):
        return True
    words = [t for t in sentence if not t.is_space]
    if not words or len(words) > _HEADING_WORDS:
        return False
    doc = sentence.doc
    line_start = sentence.start == 0 or "\n" in doc[sentence.start - 1].text
    after = doc[sentence.end - 1]
    line_end = "\n" in after.text or sentence.end == len(doc)
    closed = words[-1].text in {".", "?", "!", "”", '"', "…", ":", ";", ",", ")"}
    return line_start and line_end and not closed


def _content_of_acts(reading: Reading) -> set[int]:
    """Verbs inside a threat or request that are its content, not acts of their own."""
    if reading.relation.event_type not in {EventType.THREATEN, EventType.REQUEST}:
        return set()
    verb = reading.anchor.verb
    found: set[int] = set()
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"xcomp", "ccomp", "advcl", "obl"}:
            if child.dep_ in {"advcl", "obl"} and not is_verb(child):
                if reading.relation.event_type is EventType.THREATEN:
                    found.add(child.i)
                continue
            if child.dep_ == "advcl" and any(
                t.dep_ == "mark" and t.lower_ in {"if", "after", "because", "as", "since", "while"}
                for t in child.children
            ):
                continue
            found |= {child.i, *(t.i for t in child.subtree if t.dep_ in {"conj", "xcomp", "obj"})}
    for child in verb.children:
        if child.dep_ == "obj" and reading.relation.event_type is EventType.THREATEN:
            found.add(child.i)
    return found - {reading.anchor.token.i, verb.i}


def _describe(document: Document, doc: Doc, reading: Reading, speech: Speech) -> Iterator[Event]:
    token, support = reading.anchor.token, reading.anchor.support
    status = find_status(token, support, document.date)
    if status is not Status.NEGATED:
        status = reading.spec.status or status
    attribution = speech.of(reading.anchor.verb)
    if attribution is not None and attribution.verb in {token.i, reading.anchor.verb.i}:
        attribution = None
    if attribution is not None and attribution.stance is Stance.DENIES:
        status = Status.ACTUAL if status is Status.NEGATED else status
    base = _base_event(document, doc, reading, status)
    for source, target in _pairs(reading):
        if target is not None and source.ref.id == target.ref.id:
            continue
        confidence = _confidence(reading, source, target)
        event = replace(
            base,
            source=source.ref,
            target=target.ref if target is not None else None,
            confidence=confidence,
        )
        yield from _claimed(event, attribution)


def _pairs(reading: Reading) -> Iterator[tuple[Argument, Argument | None]]:
    if not reading.targets:
        for source in reading.sources:
            yield source, None
        return
    for source in reading.sources:
        for target in reading.targets:
            yield source, target
            if reading.spec.reciprocal and reading.sources != reading.targets:
                yield target, source


def _claimed(event: Event, attribution: Attribution | None) -> Iterator[Event]:
    if attribution is None:
        yield event
        return
    for speaker in attribution.speakers:
        yield replace(
            event,
            claim=Claim(speaker, attribution.cue, attribution.stance, attribution.quoted),
        )


def _base_event(document: Document, doc: Doc, reading: Reading, status: Status) -> Event:
    token, support = reading.anchor.token, reading.anchor.support
    start, end = sentence_bounds(token)
    words = sorted([token] if support is None else [support, token], key=lambda t: t.i)
    near = words[-1].i - words[0].i <= 4
    span = doc[words[0].i : words[-1].i + 1] if near else doc[token.i : token.i + 1]
    return Event(
        id="",
        doc_id=document.id,
        event_type=reading.relation.event_type,
        relation=reading.relation.name,
        source=_NOBODY,
        target=None,
        trigger=Trigger(
            text=span.text, lemma=_trigger_lemma(token, reading), start=span.start_char,
            end=span.end_char,
        ),
        status=status,
        sentence=document.text[start:end],
        sentence_start=start,
        sentence_end=end,
        rule=_rule(reading),
        confidence=0.0,
        label=reading.label,
        date=document.date,
        date_source=document.date_source,
        url=document.url,
        title=document.title,
    )  # fmt: skip


def _trigger_lemma(token: Token, reading: Reading) -> str:
    lemma = token.lemma_.lower()
    return f"{lemma} {reading.spec.particle}" if reading.spec.particle else lemma


_NOBODY = ActorRef("", "", "", 0, 0, ActorKind.OTHER)


def _rule(reading: Reading) -> str:
    support = "+support" if reading.anchor.support is not None else ""
    source, target = reading.slots
    return f"{reading.spec.pos}:{reading.spec.name}{support}:{source or '-'}>{target or '-'}"


_POS_CONFIDENCE = {"verb": 0.9, "noun": 0.75, "adj": 0.75}


def _confidence(reading: Reading, source: Argument, target: Argument | None) -> float:
    base = reading.spec.confidence or _POS_CONFIDENCE[reading.spec.pos]
    value = base * source.confidence * (target.confidence if target is not None else 0.9)
    return round(value, 3)


def _identified(event: Event) -> Event:
    return replace(
        event,
        id=event_id(
            doc_id=event.doc_id,
            sentence_start=event.sentence_start,
            sentence_end=event.sentence_end,
            trigger=event.trigger,
            relation=event.relation,
            source=event.source,
            target=event.target,
            status=event.status,
            claim=event.claim,
            label=event.label,
        ),
    )
