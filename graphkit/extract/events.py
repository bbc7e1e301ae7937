"""Doc, actors, ontology → events, each with the words that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.extract.acceptance import accept_events
from graphkit.extract.arguments import Argument, Cast
from graphkit.extract.commitments import read_commitment
from graphkit.extract.denials import add_denials
from graphkit.extract.frames import Reading, read_trigger, trigger_classes, trigger_words
from graphkit.extract.grammar import is_verb, sentence_bounds
from graphkit.extract.learned import Judge, judge_readings
from graphkit.extract.model import EventModel
from graphkit.extract.proposals import shipped_event_model
from graphkit.extract.speech import Attribution, Speech, find_speech
from graphkit.extract.statements import Statements, once
from graphkit.extract.status import StatusReader
from graphkit.identity import identified
from graphkit.ontology import Ontology
from graphkit.parse import Doc, Span, Token, has_vectors
from graphkit.resolve import ActorIndex
from graphkit.types import (
    Claim,
    Document,
    Event,
    EventType,
    Stance,
    Status,
    Trigger,
)

if TYPE_CHECKING:
    import spacy.tokens

__all__ = ["extract_events", "possible_events"]

_HEADING_WORDS = 16


@dataclass(frozen=True, slots=True)
class _Text:
    """What is known of a document while its readings are described."""

    document: Document
    speech: Speech
    cast: Cast
    ontology: Ontology
    statuses: StatusReader
    judge: Judge | None


def extract_events(
    document: Document,
    doc: spacy.tokens.Doc,
    actors: ActorIndex,
    ontology: Ontology,
    *,
    model: EventModel | None = None,
) -> Iterator[Event]:
    """Yield the events stated in one parsed document, in text order, each once.

    ``actors`` are those that ``resolve_actors`` found in the Doc.
    ``model`` judges what the rules read and adds what they miss; without one, a Doc of the
    shipped pipeline has the shipped model, any other the rules alone.
    """
    model = model or _model_of(doc)
    events = possible_events(document, doc, actors, ontology, model=model)
    if model is None:
        yield from map(identified, events)
        return
    for event, confidence in accept_events(events, ontology):
        yield identified(event, confidence)


def possible_events(
    document: Document,
    doc: spacy.tokens.Doc,
    actors: ActorIndex,
    ontology: Ontology,
    *,
    model: EventModel | None = None,
) -> list[Event]:
    """Return the events that rules and model find, before they are weighed and have their ids."""
    plain = actors.doc
    speech = find_speech(plain, actors)
    cast = Cast(plain, actors, speech.first_persons(), speech.voices)
    headings = _headings(document, plain)
    read = [read_trigger(token, ontology, cast) for token in trigger_words(plain, ontology)]
    readings = [reading for reading in read if reading is not None]
    statuses = StatusReader(document.date)
    judge = _judge(doc, actors, ontology, readings, cast, statuses, model)
    text = _Text(document, speech, cast, ontology, statuses, judge)
    stated = Statements()
    for reading, probability in _accepted(readings, judge, headings):
        stated.add(_describe(text, reading, probability), learned=probability is not None)
    events = once(add_denials(plain, actors, stated.events()))
    return sorted(events, key=lambda e: (e.trigger.start, e.sentence_start))


def _model_of(doc: spacy.tokens.Doc) -> EventModel | None:
    """The shipped model, for a Doc that carries the vectors it reads."""
    return shipped_event_model() if has_vectors(doc) else None


def _judge(
    doc: spacy.tokens.Doc,
    actors: ActorIndex,
    ontology: Ontology,
    readings: Sequence[Reading],
    cast: Cast,
    statuses: StatusReader,
    model: EventModel | None,
) -> Judge | None:
    """The model's judgement, where the Doc carries the vectors that a model reads."""
    model = model or _model_of(doc)
    if model is None:
        return None
    return judge_readings(doc, actors, ontology, readings, cast, model, statuses)


def _accepted(
    readings: Sequence[Reading], judge: Judge | None, headings: frozenset[int]
) -> Iterator[tuple[Reading, float | None]]:
    """Rules' readings, then the model's with how likely it holds them.

    Headings and the content of threats state no events.
    """
    swallowed: set[int] = set()
    for reading in readings:
        token = reading.anchor.token
        if token.sent.start not in headings and token.i not in swallowed:
            swallowed |= _content_of_acts(reading)
            yield reading, None
    for reading, proposal in judge.added if judge is not None else ():
        token = reading.anchor.token
        if token.sent.start not in headings and token.i not in swallowed:
            yield reading, proposal.probability


def _headings(document: Document, doc: Doc) -> frozenset[int]:
    """Starts of the sentences that are titles: lines of their own without a final stop."""
    sentences = doc.sents
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


def _describe(text: _Text, reading: Reading, probability: float | None) -> Iterator[Event]:
    attribution = _attribution(text, reading)
    make = _event_maker(text.document, reading, _status(text, reading, attribution))
    for source, target in _pairs(reading):
        if target is not None and source.ref.id == target.ref.id:
            continue
        learned = probability
        if text.judge is not None and probability is None:
            learned = text.judge.probability(reading, source, target)
        event = make(source, target, _confidence(reading, source, target, learned))
        own = _acts_by_speaking(text, event, source, reading, attribution)
        for claimed in _claimed(event, None if own else attribution):
            yield from read_commitment(claimed, reading.anchor.verb, text.ontology)


def _acts_by_speaking(
    text: _Text, event: Event, source: Argument, reading: Reading, attribution: Attribution | None
) -> bool:
    """True for what a speaker does by saying it, which nobody claims.

    *"I thank Jordan," she said*; *X fled, said Y, accusing Z*.
    """
    if source.token.i == reading.anchor.token.i:
        return True
    if attribution is None or all(s.id != source.ref.id for s in attribution.speakers):
        return False
    actual = event.status is Status.ACTUAL
    if source.token.i not in text.cast.first_persons:
        spoken = actual and event.event_type in _ALWAYS_SAID
        return spoken and attribution.stance is Stance.ASSERTS
    introduced = source.token.sent.start > attribution.verb  # "The minister said: …"
    return (actual and event.event_type in _SAID) or introduced


_ALWAYS_SAID = frozenset({EventType.ACCUSE, EventType.REQUEST})
_SAID = frozenset(
    {
        EventType.ACCUSE, EventType.AGREE, EventType.REJECT, EventType.REQUEST,
        EventType.SUPPORT, EventType.THREATEN,
    }
)  # fmt: skip


def _attribution(text: _Text, reading: Reading) -> Attribution | None:
    """Who claims what a reading states; nobody claims his own act of speaking."""
    found = text.speech.of(reading.anchor.verb)
    if found is not None and found.verb in {reading.anchor.token.i, reading.anchor.verb.i}:
        found = None
    if text.judge is None:
        return found
    return text.judge.claim(reading, found, text.cast, text.speech)


def _status(text: _Text, reading: Reading, attribution: Attribution | None) -> Status:
    """The status of an event, under what the trigger's frame and a denial say."""
    token, support = reading.anchor.token, reading.anchor.support
    read = text.statuses.read(token, support)
    status = read.status if text.judge is None else text.judge.status(token.i, read)
    if status is not Status.NEGATED:
        status = reading.spec.status or status
    elif _is_refusal(reading, text.ontology):
        return Status.ACTUAL
    denied = attribution is not None and attribution.stance is Stance.DENIES
    return Status.ACTUAL if denied and status is Status.NEGATED else status


def _is_refusal(reading: Reading, ontology: Ontology) -> bool:
    """*would not **permit** the march*: the negation makes it a refusal, which is done."""
    if reading.relation.event_type is not EventType.REJECT or any(reading.spec.support):
        return False
    classes = {event_type for event_type, _ in trigger_classes(reading.anchor.token, ontology)}
    return EventType.REJECT not in classes


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


def _event_maker(
    document: Document, reading: Reading, status: Status
) -> Callable[[Argument, Argument | None, float], Event]:
    """A function that makes the events of one reading, of a source, a target and a confidence."""
    token, support = reading.anchor.token, reading.anchor.support
    doc = token.doc
    start, end = sentence_bounds(token)
    words = sorted([token] if support is None else [support, token], key=lambda t: t.i)
    near = words[-1].i - words[0].i <= 4
    span = doc[words[0].i : words[-1].i + 1] if near else doc[token.i : token.i + 1]
    trigger = Trigger(span.text, _trigger_lemma(token, reading), span.start_char, span.end_char)
    rule, sentence = _rule(reading), document.text[start:end]

    def make(source: Argument, target: Argument | None, confidence: float) -> Event:
        return Event(
            id="",
            doc_id=document.id,
            event_type=reading.relation.event_type,
            relation=reading.relation.name,
            source=source.ref,
            target=target.ref if target is not None else None,
            trigger=trigger,
            status=status,
            sentence=sentence,
            sentence_start=start,
            sentence_end=end,
            rule=rule,
            confidence=confidence,
            label=reading.label,
            date=document.date,
            date_source=document.date_source,
            url=document.url,
            title=document.title,
        )

    return make


def _trigger_lemma(token: Token, reading: Reading) -> str:
    lemma = token.lemma_.lower()
    return f"{lemma} {reading.spec.particle}" if reading.spec.particle else lemma


def _rule(reading: Reading) -> str:
    support = "+support" if reading.anchor.support is not None else ""
    source, target = reading.slots
    return f"{reading.spec.pos}:{reading.spec.name}{support}:{source or '-'}>{target or '-'}"


_POS_CONFIDENCE = {"verb": 0.9, "noun": 0.75, "adj": 0.75}


def _confidence(
    reading: Reading, source: Argument, target: Argument | None, learned: float | None
) -> float:
    """The model's probability, or without one a measure of how direct the rule's reading is."""
    if learned is not None:
        return round(learned, 3)
    base = reading.spec.confidence or _POS_CONFIDENCE[reading.spec.pos]
    value = base * source.confidence * (target.confidence if target is not None else 0.9)
    return round(value, 3)
