"""Events as a corpus has them, made up: some actors are in all the news, most are in one document.

Nothing is read for them, so that a million can be had in a minute. The shares are those that the
pipeline shows on our generated documents: fifteen events a document, a quarter of all mentions of
somebody without a name, who is known within the document only. States, persons and organisations
follow Zipf's law. A person goes by the full name or by the surname, an organisation by its name or
its acronym, and is sometimes read as another kind: what merging is for. Every tenth document is a
reprint.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, islice

from graphkit.identity import identified
from graphkit.resolve import load_countries
from graphkit.resolve.actors import slug
from graphkit.types import (
    ActorKind,
    ActorRef,
    Claim,
    DateSource,
    Event,
    EventType,
    Stance,
    Status,
    Trigger,
)

__all__ = ["generate_events"]

_SEED = 20180722
_A_DOCUMENT = 15  # events
_REPRINTS = 0.1
_FIRST_DAY = date(2018, 1, 1)
_DAYS = 365
_LOCAL = 0.26  # the share of mentions of somebody without a name
_STATES, _PERSONS = 0.45, 0.18  # the shares of mentions; the rest are organisations
_SURNAME_ALONE, _ACRONYM, _OTHER_KIND = 0.4, 0.3, 0.05
_ACTIVITIES = (
    ("attacks", EventType.ASSAULT),
    ("accuses", EventType.ACCUSE),
    ("aids", EventType.AID),
    ("warns", EventType.THREATEN),
    ("meets", EventType.CONSULT),
    ("praises", EventType.SUPPORT),
    ("arrests", EventType.COERCE),
    ("rejects", EventType.REJECT),
)
_STATUSES = (*[Status.ACTUAL] * 7, Status.INTENDED, Status.POSSIBLE, Status.NEGATED)
_STANCES = (*[Stance.ASSERTS] * 4, Stance.DENIES)
_NOUNS = ("villagers", "soldiers", "officials", "protesters", "doctors", "rebels", "students")
_SYLLABLES = ("ba", "dor", "el", "fi", "gan", "hul", "is", "kor", "lem", "mar", "nov", "or", "pet")
_KINDS = (ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.COMPANY, ActorKind.MEDIA)


def generate_events(count: int, *, seed: int = _SEED) -> Iterator[Event]:
    """Yield so many events, document by document, as the pipeline makes them before merging."""
    return islice(_events(_World(count, random.Random(seed))), count)


def _events(world: _World) -> Iterator[Event]:
    printed: list[Event] = []
    number = 0
    while True:
        name = f"report-{number:07}"
        if printed and world.chance.random() < _REPRINTS:
            yield from (identified(replace(event, doc_id=name)) for event in printed)
        else:
            printed = list(world.document(name))
            yield from printed
        number += 1


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody with a name, and the other names that documents use."""

    kind: ActorKind
    name: str
    other: str = ""
    country: str | None = None


class _World:
    """Everybody whom the news is about: more of them, the more news there is."""

    def __init__(self, events: int, chance: random.Random) -> None:
        self.chance = chance
        countries = sorted(load_countries().titles.items())
        self._states = _Zipf([_state(*country) for country in countries], chance)
        size = round(3 * events**0.6)
        self._persons = _Zipf([self._person() for _ in range(size)], chance)
        self._organisations = _Zipf([self._organisation() for _ in range(size)], chance)
        self._words = [self._word() for _ in range(20_000)]
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def _word(self) -> str:
        return "".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(2, 4)))

    def _person(self) -> _Named:
        first, last = self._word().title(), self._word().title()
        return _Named(ActorKind.PERSON, f"{first} {last}", last)

    def _organisation(self) -> _Named:
        words = [self._word().title() for _ in range(3)]
        acronym = "".join(word[0] for word in words) + words[0][-1].upper()
        return _Named(self.chance.choice(_KINDS), " ".join(words), acronym)

    def document(self, name: str) -> Iterator[Event]:
        """Yield the events of one document."""
        day = _FIRST_DAY + timedelta(days=self.chance.randrange(_DAYS))
        local = self.chance.sample(_NOUNS, 3)
        start = 0
        for _ in range(_A_DOCUMENT):
            event = self._event(name, day.isoformat(), local, start)
            start = event.sentence_end + 1
            yield event

    def _event(self, doc_id: str, day: str, local: list[str], start: int) -> Event:
        chance = self.chance
        relation, event_type = chance.choice(_ACTIVITIES)
        refs = [self._ref(doc_id, local) for _ in range(3)]
        words = chance.choices(self._words, cum_weights=self._weights, k=chance.randint(6, 14))
        parts = [refs[0].text, relation, refs[1].text, "with", *words, "and", refs[2].text, "said."]
        sentence = " ".join(parts)
        source, target, speaker = (_placed(ref, sentence, start) for ref in refs)
        at = start + len(refs[0].text) + 1
        claim = Claim(speaker, "said", chance.choice(_STANCES)) if chance.random() < 0.2 else None
        return identified(
            Event(
                id="",
                doc_id=doc_id,
                event_type=event_type,
                relation=relation,
                source=source,
                target=None if target.id == source.id else target,
                trigger=Trigger(relation, relation.rstrip("s"), at, at + len(relation)),
                status=chance.choice(_STATUSES),
                sentence=sentence,
                sentence_start=start,
                sentence_end=start + len(sentence),
                rule="verb",
                confidence=0.9,
                claim=claim,
                date=day,
                date_source=DateSource.METADATA,
                title=f"Report {doc_id}",
            )
        )

    def _ref(self, doc_id: str, local: list[str]) -> ActorRef:
        """Return how a document speaks of somebody, without a place in it."""
        chance = self.chance
        if chance.random() < _LOCAL:
            noun = chance.choice(local)
            kind = ActorKind.POPULATION
            return ActorRef(f"{kind}:{noun}@{doc_id}", noun, f"the {noun}", 0, 0, kind)
        share = chance.random()
        if share < _STATES:
            state = self._states.draw()
            owner = None if state.kind is ActorKind.STATE else f"state:{state.country}"
            return ActorRef(
                f"{state.kind}:{state.country}", state.name, state.name, 0, 0,
                state.kind, state.country, (), owner,
            )  # fmt: skip
        if share < _STATES + _PERSONS:
            person = self._persons.draw()
            name = person.other if chance.random() < _SURNAME_ALONE else person.name
            return _ref(person.kind, name, ())
        group = self._organisations.draw()
        kind = ActorKind.OTHER if chance.random() < _OTHER_KIND else group.kind
        if chance.random() < _ACRONYM:
            return _ref(kind, group.other, ())
        return _ref(kind, group.name, (group.other,) if chance.random() < 0.5 else ())


class _Zipf:
    """Draws from some people, the first of them most."""

    def __init__(self, members: list[_Named], chance: random.Random) -> None:
        self._members = members
        self._weights = list(accumulate(1 / rank for rank in range(1, len(members) + 1)))
        self._chance = chance

    def draw(self) -> _Named:
        return self._chance.choices(self._members, cum_weights=self._weights)[0]


def _state(code: str, title: str) -> _Named:
    return _Named(ActorKind.STATE, title, country=code)


def _ref(kind: ActorKind, name: str, aliases: tuple[str, ...]) -> ActorRef:
    return ActorRef(f"{kind}:{slug(name)}", name, name, 0, 0, kind, None, aliases)


def _placed(ref: ActorRef, sentence: str, start: int) -> ActorRef:
    at = start + sentence.index(ref.text)
    return replace(ref, start=at, end=at + len(ref.text))
