"""Events as rows of the store, and back: every name, sentence and relation is written once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from graphkit.errors import RecordError
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

__all__ = ["EVENT_SELECT", "RowReader", "RowWriter", "day_number"]

_MOST_REMEMBERED = 100_000

_EVENT_COLUMNS = (
    "id", "doc", "sentence", "relation", "status", "day",
    "source", "source_ref", "source_text", "source_start", "source_end",
    "target", "target_ref", "target_text", "target_start", "target_end",
    "trigger_text", "trigger_lemma", "trigger_start", "trigger_end",
    "rule", "confidence", "label",
    "speaker_ref", "speaker_text", "speaker_start", "speaker_end", "cue", "stance", "quoted",
)  # fmt: skip
_INSERT_EVENT = (
    f"INSERT INTO events ({', '.join(_EVENT_COLUMNS)}) "
    f"VALUES ({', '.join('?' * len(_EVENT_COLUMNS))})"
)

#: The columns that ``RowReader.event`` reads, in its order.
EVENT_SELECT = """
SELECT e.id, d.id, r.event_type, r.name, e.status, s.text, s.start, s.end,
    d.date, d.date_source, d.url, d.title,
    e.source_ref, e.source_text, e.source_start, e.source_end,
    e.target_ref, e.target_text, e.target_start, e.target_end,
    e.trigger_text, e.trigger_lemma, e.trigger_start, e.trigger_end, e.rule, e.confidence, e.label,
    e.speaker_ref, e.speaker_text, e.speaker_start, e.speaker_end, e.cue, e.stance, e.quoted
FROM events e JOIN documents d ON d.doc = e.doc JOIN sentences s ON s.sentence = e.sentence
    JOIN relations r ON r.relation = e.relation
"""


def day_number(date: str | None) -> int | None:
    """Return ``2018-07-22`` as 20180722, which sorts as dates do."""
    return int(date.replace("-", "")) if date else None


class RowWriter:
    """Writes events, and remembers the numbers of the names and relations it has seen."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._refs: dict[tuple[str | None, ...], tuple[int, int]] = {}
        self._relations: dict[tuple[str, str], int] = {}

    def insert_events(self, doc: int, text: str, events: Iterable[Event]) -> None:
        """Insert the events of one document, each checked against its text."""
        sentences: dict[tuple[int, int], int] = {}
        rows = []
        for event in events:
            place = event.sentence_start, event.sentence_end
            if text[slice(*place)] != event.sentence:
                raise RecordError(
                    f"event {event.id}: the sentence is not at characters {place[0]} to {place[1]} "
                    f"of document {event.doc_id!r}; this is a bug, report it with the document"
                )
            if place not in sentences:
                sentences[place] = self._insert(
                    "INSERT INTO sentences (doc, start, end, text) VALUES (?, ?, ?, ?)",
                    (doc, *place, event.sentence),
                )
            rows.append(self._row(event, doc, sentences[place]))
        self._connection.executemany(_INSERT_EVENT, rows)

    def delete_events(self, doc: int) -> None:
        """Delete the events of one document and their sentences."""
        self._connection.execute("DELETE FROM events WHERE doc = ?", (doc,))
        self._connection.execute("DELETE FROM sentences WHERE doc = ?", (doc,))

    def forget(self) -> None:
        """Forget the numbers: after a rollback they may stand for nothing."""
        self._refs.clear()
        self._relations.clear()

    def _row(self, event: Event, doc: int, sentence: int) -> tuple[object, ...]:
        claim, trigger = event.claim, event.trigger
        speaker = self._mention(claim.speaker)[1:] if claim else (None,) * 4
        return (
            event.id, doc, sentence, self._relation(event), event.status.value,
            day_number(event.date),
            *self._mention(event.source),
            *(self._mention(event.target) if event.target else (None,) * 5),
            trigger.text, trigger.lemma, trigger.start, trigger.end,
            event.rule, event.confidence, event.label,
            *speaker,
            *((claim.cue, claim.stance.value, int(claim.quoted)) if claim else (None,) * 3),
        )  # fmt: skip

    def _mention(self, ref: ActorRef) -> tuple[int, int, str, int, int]:
        return (*self._ref(ref), ref.text, ref.start, ref.end)

    def _ref(self, ref: ActorRef) -> tuple[int, int]:
        """Return the numbers of the actor and of this way to speak of it."""
        key = ref.id, ref.name, ref.kind, ref.country, ref.part_of, *ref.aliases
        if key not in self._refs:
            if len(self._refs) >= _MOST_REMEMBERED:
                self._refs.clear()
            value = json.dumps(key, ensure_ascii=False)
            find = "SELECT actor, ref FROM refs WHERE value = ?"
            found = self._connection.execute(find, (value,)).fetchone()
            self._refs[key] = found or self._insert_ref(ref, value)
        return self._refs[key]

    def _insert_ref(self, ref: ActorRef, value: str) -> tuple[int, int]:
        find = "SELECT actor FROM actors WHERE id = ?"
        found = self._connection.execute(find, (ref.id,)).fetchone()
        actor = found[0] if found else self._insert("INSERT INTO actors (id) VALUES (?)", (ref.id,))
        names = {name.casefold() for name in (ref.name, *ref.aliases)}
        self._connection.executemany(
            "INSERT OR IGNORE INTO names VALUES (?, ?)", [(name, actor) for name in sorted(names)]
        )
        return actor, self._insert("INSERT INTO refs (actor, value) VALUES (?, ?)", (actor, value))

    def _relation(self, event: Event) -> int:
        key = event.relation, event.event_type.value
        if key not in self._relations:
            found = self._connection.execute(
                "SELECT relation FROM relations WHERE name = ? AND event_type = ?", key
            ).fetchone()
            self._relations[key] = (
                found[0]
                if found
                else self._insert("INSERT INTO relations (name, event_type) VALUES (?, ?)", key)
            )
        return self._relations[key]

    def _insert(self, statement: str, values: Sequence[object]) -> int:
        return int(self._connection.execute(statement, values).lastrowid or 0)


class RowReader:
    """Makes events of rows; each way to speak of an actor is read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._refs: dict[int, ActorRef] = {}

    def event(self, row: Sequence[Any]) -> Event:
        """Return the event of a row of ``EVENT_SELECT``."""
        claim = None
        if row[27] is not None:
            speaker = self.mention(*row[27:31])
            claim = Claim(speaker, row[31], Stance(row[32]), bool(row[33]))
        return Event(
            id=row[0],
            doc_id=row[1],
            event_type=EventType(row[2]),
            relation=row[3],
            status=Status(row[4]),
            sentence=row[5],
            sentence_start=row[6],
            sentence_end=row[7],
            date=row[8],
            date_source=row[9] and DateSource(row[9]),
            url=row[10],
            title=row[11],
            source=self.mention(*row[12:16]),
            target=None if row[16] is None else self.mention(*row[16:20]),
            trigger=Trigger(*row[20:24]),
            rule=row[24],
            confidence=row[25],
            label=row[26],
            claim=claim,
        )

    def mention(self, ref: int, text: str, start: int, end: int) -> ActorRef:
        """Return the reference that some words of a document make."""
        known = self.ref(ref)
        return ActorRef(
            known.id, known.name, text, start, end,
            known.kind, known.country, known.aliases, known.part_of,
        )  # fmt: skip

    def ref(self, number: int) -> ActorRef:
        """Return one way to speak of an actor, without words."""
        if number not in self._refs:
            if len(self._refs) >= _MOST_REMEMBERED:
                self._refs.clear()
            self._refs[number] = self.read_ref(number)
        return self._refs[number]

    def read_ref(self, number: int) -> ActorRef:
        """Read one way to speak of an actor from the store."""
        (value,) = self._connection.execute(
            "SELECT value FROM refs WHERE ref = ?", (number,)
        ).fetchone()
        actor, name, kind, country, part_of, *aliases = json.loads(value)
        return ActorRef(actor, name, "", 0, 0, ActorKind(kind), country, tuple(aliases), part_of)
