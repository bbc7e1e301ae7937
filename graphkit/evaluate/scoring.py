"""Annotated texts and the events found in them → precision, recall and the errors by kind.

Events are compared as facts of a text: source, class and target, where an actor is the canonical
name of the gold mention that overlaps its words most. A status is scored where class, source and
target are right, a claim's speaker and stance likewise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphkit.evaluate.gold import GoldEvent, GoldText
from graphkit.types import COOPERATIVE, ActorRef, Event, EventType, Status

__all__ = ["Error", "Evaluation", "Score", "score_texts"]

_LEAST_OVERLAP = 0.3


@dataclass(slots=True)
class Score:
    """Counts of what was right, what was found and what there was."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The part of what was found that is right, 0.0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of the gold that was found, 0.0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def add(self, found: set[object], gold: set[object]) -> None:
        """Count two sets of things that ought to be the same."""
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)


@dataclass(frozen=True, slots=True)
class Error:
    """One difference between text and reading: its kind, the fact, and the sentence."""

    kind: str
    text_id: str
    fact: str
    sentence: str


@dataclass(slots=True)
class Evaluation:
    """The scores of a set of texts.

    ``reliability`` has by tenths of confidence how many events between two actors were found, and
    how many of them the texts state in this direction.
    """

    texts: int = 0
    events: int = 0
    dyads: Score = field(default_factory=Score)
    signed: Score = field(default_factory=Score)
    typed: Score = field(default_factory=Score)
    status: Score = field(default_factory=Score)
    speakers: Score = field(default_factory=Score)
    classes: dict[EventType, Score] = field(
        default_factory=lambda: {event_type: Score() for event_type in EventType}
    )
    reliability: dict[int, Score] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The figures that a gate holds, each from 0 to 1."""
        return {
            "dyad F1": round(self.dyads.f1, 3),
            "dyad precision": round(self.dyads.precision, 3),
            "signed F1": round(self.signed.f1, 3),
            "typed F1": round(self.typed.f1, 3),
            "status accuracy": round(self.status.recall, 3),
            "claim speaker F1": round(self.speakers.f1, 3),
        }

    def error_counts(self) -> Counter[str]:
        """How many errors there are of each kind."""
        return Counter(error.kind for error in self.errors)


@dataclass(frozen=True, slots=True)
class _Fact:
    """Who does what to whom in one text; ``target`` is None for nobody."""

    source: str
    type: EventType
    target: str | None

    def __str__(self) -> str:
        return f"{self.source} {self.type} {self.target or '-'}"


@dataclass(slots=True)
class _Stated:
    """What is said of a fact, over all the events that state it."""

    statuses: set[Status] = field(default_factory=set)
    claims: set[tuple[str, str]] = field(default_factory=set)
    sentence: str = ""


def score_texts(pairs: Iterable[tuple[GoldText, Sequence[Event]]]) -> Evaluation:
    """Return the scores of texts with the events that were found in each."""
    result = Evaluation()
    for text, events in pairs:
        result.texts += 1
        result.events += len(events)
        gold, read = _gold_facts(text), [(event, _fact(text, event)) for event in events]
        _score_text(text, gold, _found_facts(text, read), result)
        _score_confidence(read, set(map(_dyad, gold)), result)
    return result


def _score_confidence(
    read: Iterable[tuple[Event, _Fact]], stated: set[object], result: Evaluation
) -> None:
    for event, fact in read:
        if fact.target is not None:
            tenth = min(int(event.confidence * 10), 9)
            score = result.reliability.setdefault(tenth, Score())
            score.found += 1
            score.right += _dyad(fact) in stated


def _score_text(
    text: GoldText, gold: dict[_Fact, _Stated], found: dict[_Fact, _Stated], result: Evaluation
) -> None:
    wanted = {fact for fact in gold if fact.target is not None}
    given = {fact for fact in found if fact.target is not None}
    result.typed.add(set(given), set(wanted))
    result.dyads.add(set(map(_dyad, given)), set(map(_dyad, wanted)))
    result.signed.add(set(map(_signed, given)), set(map(_signed, wanted)))
    for event_type, score in result.classes.items():
        score.add(
            {fact for fact in given if fact.type is event_type},
            {fact for fact in wanted if fact.type is event_type},
        )
    for fact in sorted(wanted & given, key=str):
        right = bool(gold[fact].statuses & found[fact].statuses)
        result.status.right += right
        result.status.found += 1
        result.status.gold += 1
        result.speakers.add(set(found[fact].claims), set(gold[fact].claims))
        result.errors += _differences(text, fact, gold[fact], found[fact])
    result.errors += _wrong_facts(text, gold, found)


def _dyad(fact: _Fact) -> object:
    return fact.source, fact.target


def _signed(fact: _Fact) -> object:
    return fact.source, fact.type in COOPERATIVE, fact.target


def _differences(text: GoldText, fact: _Fact, gold: _Stated, found: _Stated) -> Iterator[Error]:
    """Where a fact is right, and its status or its claims are not."""
    if not gold.statuses & found.statuses:
        wanted, given = min(gold.statuses), min(found.statuses)
        yield Error("status", text.id, f"{fact}: {given}, not {wanted}", found.sentence)
    for speaker, stance in sorted(gold.claims - found.claims):
        yield Error("speaker missed", text.id, f"{fact}: {speaker} {stance}", found.sentence)
    for speaker, stance in sorted(found.claims - gold.claims):
        yield Error("speaker wrong", text.id, f"{fact}: {speaker} {stance}", found.sentence)


def _wrong_facts(
    text: GoldText, gold: dict[_Fact, _Stated], found: dict[_Fact, _Stated]
) -> Iterator[Error]:
    """Facts missed and facts made up; one of the right dyad is an error of class or direction."""
    wanted, given = set(gold) - set(found), set(found) - set(gold)
    for fact in sorted(given, key=str):
        if fact.target is None:
            continue
        sentence = found[fact].sentence
        if _Fact(fact.target, fact.type, fact.source) in wanted:
            yield Error("direction", text.id, str(fact), sentence)
        elif any(_dyad(fact) == _dyad(other) for other in wanted):
            yield Error("class", text.id, str(fact), sentence)
        else:
            yield Error("wrong", text.id, str(fact), sentence)
    for fact in sorted(wanted, key=str):
        if fact.target is not None:
            yield Error("missed", text.id, str(fact), gold[fact].sentence)


def _gold_facts(text: GoldText) -> dict[_Fact, _Stated]:
    facts: dict[_Fact, _Stated] = {}
    for event in text.events:
        fact = _Fact(_name(text, event.source), event.type, _name(text, event.target) or None)
        stated = facts.setdefault(fact, _Stated(sentence=_paragraph(text, event)))
        stated.statuses.add(event.status)
        stated.claims |= {(_name(text, c.speaker), c.stance) for c in event.claims}
    return facts


def _name(text: GoldText, mention: int | None) -> str:
    return "" if mention is None else text.mentions[mention].name


def _paragraph(text: GoldText, event: GoldEvent) -> str:
    begin = text.text.rfind("\n", 0, event.trigger[0]) + 1
    end = text.text.find("\n", event.trigger[1])
    return text.text[begin : end if end >= 0 else len(text.text)]


def _fact(text: GoldText, event: Event) -> _Fact:
    target = None if event.target is None else gold_name(text, event.target)
    return _Fact(gold_name(text, event.source), event.event_type, target)


def _found_facts(text: GoldText, read: Iterable[tuple[Event, _Fact]]) -> dict[_Fact, _Stated]:
    facts: dict[_Fact, _Stated] = {}
    for event, fact in read:
        stated = facts.setdefault(fact, _Stated(sentence=event.sentence))
        stated.statuses.add(event.status)
        if event.claim is not None:
            stated.claims.add((gold_name(text, event.claim.speaker), event.claim.stance))
    return facts


def gold_name(text: GoldText, actor: ActorRef) -> str:
    """Return the canonical name of the gold mention that an actor's words are, else ``?words``.

    The words may leave out what follows the noun: *sources* for *sources close to the bank*.
    """
    best, name = _LEAST_OVERLAP, f"?{actor.text}"
    for mention in text.mentions:
        shared = min(mention.end, actor.end) - max(mention.start, actor.start)
        whole = max(mention.end, actor.end) - min(mention.start, actor.start)
        if shared > 0 and shared / whole > best:
            best, name = shared / whole, mention.name
        elif mention.start == actor.start and best == _LEAST_OVERLAP:
            rest = text.text[actor.end : mention.end].split()
            if rest and rest[0].lower() in _FOLLOWS_NOUN:
                name = mention.name
    return name


_FOLLOWS_NOUN = frozenset(
    {"at", "by", "close", "for", "from", "in", "near", "of", "on", "to", "who", "with", "within"}
)
