"""Event records as JSON, one object a line: the public contract between graphkit and its users."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from io import BufferedReader
from pathlib import Path
from typing import Any, TypeVar, cast

from graphkit.errors import InputError, RecordError
from graphkit.files import write_atomic
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

__all__ = [
    "event_from_record",
    "event_lines",
    "event_to_record",
    "holds_events",
    "read_events",
    "write_events",
]

_Choice = TypeVar("_Choice", bound=StrEnum)
_HEAD = 8192  # bytes of a file that tell what it holds
_SURROGATE = re.compile("[\ud800-\udfff]")


def event_to_record(event: Event) -> dict[str, Any]:
    """Return the event as a JSON object: str, int, float, bool, None, dict and list only."""
    return {
        "id": event.id,
        "doc_id": event.doc_id,
        "date": event.date,
        "date_source": event.date_source and event.date_source.value,
        "url": event.url,
        "title": event.title,
        "event_type": event.event_type.value,
        "relation": event.relation,
        "as": event.label,
        "source": _actor_to_record(event.source),
        "target": event.target and _actor_to_record(event.target),
        "trigger": {
            "text": event.trigger.text,
            "lemma": event.trigger.lemma,
            "start": event.trigger.start,
            "end": event.trigger.end,
        },
        "status": event.status.value,
        "claim": event.claim and _claim_to_record(event.claim),
        "sentence": event.sentence,
        "sentence_start": event.sentence_start,
        "sentence_end": event.sentence_end,
        "rule": event.rule,
        "confidence": event.confidence,
    }


def _actor_to_record(actor: ActorRef) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "text": actor.text,
        "start": actor.start,
        "end": actor.end,
        "kind": actor.kind.value,
        "country": actor.country,
        "aliases": list(actor.aliases),
        "part_of": actor.part_of,
    }


def _claim_to_record(claim: Claim) -> dict[str, Any]:
    return {
        "speaker": _actor_to_record(claim.speaker),
        "cue": claim.cue,
        "stance": claim.stance.value,
        "quoted": claim.quoted,
    }


def event_from_record(record: Mapping[str, Any]) -> Event:
    """Return the event that a JSON object describes; unknown keys are ignored.

    Raises RecordError, which names the field that is missing or wrong.
    """
    fields = _Fields(record)
    sentence_start, sentence_end = fields.span("sentence_start", "sentence_end")
    return Event(
        id=fields.text("id"),
        doc_id=fields.text("doc_id"),
        event_type=fields.choice("event_type", EventType),
        relation=fields.text("relation"),
        source=_actor_from_record(fields.object("source")),
        target=_actor_from_record(target) if (target := fields.object_or_none("target")) else None,
        trigger=_trigger_from_record(fields.object("trigger")),
        status=fields.choice("status", Status),
        sentence=fields.text("sentence"),
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        rule=fields.text("rule"),
        confidence=fields.share("confidence"),
        label=fields.text_or_none("as"),
        claim=_claim_from_record(claim) if (claim := fields.object_or_none("claim")) else None,
        date=fields.text_or_none("date"),
        date_source=fields.choice_or_none("date_source", DateSource),
        url=fields.text_or_none("url"),
        title=fields.text_or_none("title"),
    )


def _actor_from_record(fields: _Fields) -> ActorRef:
    start, end = fields.span("start", "end")
    return ActorRef(
        id=fields.text("id"),
        name=fields.text("name"),
        text=fields.text("text"),
        start=start,
        end=end,
        kind=fields.choice("kind", ActorKind),
        country=fields.text_or_none("country"),
        aliases=fields.texts("aliases"),
        part_of=fields.text_or_none("part_of"),
    )


def _trigger_from_record(fields: _Fields) -> Trigger:
    start, end = fields.span("start", "end")
    return Trigger(text=fields.text("text"), lemma=fields.text("lemma"), start=start, end=end)


def _claim_from_record(fields: _Fields) -> Claim:
    return Claim(
        speaker=_actor_from_record(fields.object("speaker")),
        cue=fields.text("cue"),
        stance=fields.choice("stance", Stance),
        quoted=fields.flag("quoted"),
    )


class _Fields:
    """Checked access to one JSON object; ``place`` is the object's name in error messages."""

    def __init__(self, record: object, place: str = "") -> None:
        if not isinstance(record, Mapping):
            raise RecordError(
                f"{place or 'record'} is not an object; write {{...}} with its fields"
            )
        self.record = record
        self.prefix = f"{place}." if place else ""

    def _wrong(self, name: str, wanted: str) -> RecordError:
        found = repr(self.record[name])[:60] if name in self.record else "missing"
        return RecordError(f"field {self.prefix}{name} is {found}; it must be {wanted}")

    def text_or_none(self, name: str) -> str | None:
        value = self.record.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or _SURROGATE.search(value):
            raise self._wrong(name, "a string of whole Unicode characters")
        return value

    def text(self, name: str) -> str:
        value = self.text_or_none(name)
        if value is None:
            raise self._wrong(name, "a string")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.record.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(name, "a list of strings")
        return tuple(value)

    def choice_or_none(self, name: str, choices: type[_Choice]) -> _Choice | None:
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            return choices(value)
        except ValueError:
            raise self._wrong(name, f"one of {', '.join(choices)}") from None

    def choice(self, name: str, choices: type[_Choice]) -> _Choice:
        value = self.choice_or_none(name, choices)
        if value is None:
            raise self._wrong(name, f"one of {', '.join(choices)}")
        return value

    def span(self, start: str, end: str) -> tuple[int, int]:
        for name in (start, end):
            value = self.record.get(name)
            if type(value) is not int or value < 0:  # a bool is no offset
                raise self._wrong(name, "a character offset, 0 or more")
        if self.record[end] < self.record[start]:
            raise self._wrong(end, f"not less than {start}")
        return self.record[start], self.record[end]

    def share(self, name: str) -> float:
        value = self.record.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise self._wrong(name, "a number from 0 to 1")
        return float(value)

    def flag(self, name: str) -> bool:
        value = self.record.get(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def object_or_none(self, name: str) -> _Fields | None:
        value = self.record.get(name)
        return None if value is None else _Fields(value, f"{self.prefix}{name}")

    def object(self, name: str) -> _Fields:
        fields = self.object_or_none(name)
        if fields is None:
            raise self._wrong(name, "an object")
        return fields


def write_events(
    path: Path,
    events: Iterable[Event],
    documents_by_id: Mapping[str, str] | None = None,
) -> int:
    """Write the events to ``path``, a JSON object a line, and return how many they were.

    With ``documents_by_id`` (document id -> text) the offsets of each sentence are checked against
    the text. Raises RecordError for an event that fails, OutputError where the file cannot be
    written; an older file then stays as it was.
    """
    count = 0
    with write_atomic(path) as handle:
        for line in event_lines(events, documents_by_id):
            handle.write(line)
            count += 1
    return count


def event_lines(
    events: Iterable[Event], documents_by_id: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield each event as the line that ``write_events`` writes, checked in the same way."""
    for event in events:
        if documents_by_id is not None:
            _check_evidence(event, documents_by_id)
        yield _to_line(event)


def _check_evidence(event: Event, documents_by_id: Mapping[str, str]) -> None:
    text = documents_by_id.get(event.doc_id)
    if text is None:
        raise RecordError(f"event {event.id}: no text of document {event.doc_id!r}; pass it too")
    if text[event.sentence_start : event.sentence_end] != event.sentence:
        raise RecordError(
            f"event {event.id}: the sentence is not at characters {event.sentence_start} to "
            f"{event.sentence_end} of document {event.doc_id!r}; extract the document anew"
        )


def _to_line(event: Event) -> str:
    line = json.dumps(event_to_record(event), ensure_ascii=False)
    if _SURROGATE.search(line):
        raise RecordError(
            f"event {event.id} of document {event.doc_id!r}: text with half a character "
            "(a lone surrogate); read the document with graphkit's readers, which mend it"
        )
    return line + "\n"


def read_events(path: Path) -> list[Event]:
    """Return the events of a JSONL file in the order of its lines; blank lines are skipped.

    ``Path("-")`` is standard input. Raises RecordError, which names file and line, or InputError
    where the file cannot be read.
    """
    if str(path) == "-":
        return list(_iter_events(sys.stdin.buffer, "stdin"))
    try:
        with path.open("rb") as handle:
            return list(_iter_events(handle, str(path)))
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{path}: cannot be read ({reason}); name a file of events") from error


def holds_events(path: Path) -> bool:
    """Return whether a file, or ``Path("-")``: standard input, begins like a file of events."""
    if str(path) == "-":
        return _is_event(cast(BufferedReader, sys.stdin.buffer).peek(_HEAD))
    if path.suffix.lower() not in {".jsonl", ".ndjson"} or not path.is_file():
        return False
    with path.open("rb") as handle:
        return _is_event(handle.read(_HEAD))


def _is_event(head: bytes) -> bool:
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return line.startswith(b"{") and b'"doc_id"' in line and b'"event_type"' in line


def _iter_events(handle: Iterable[bytes], place: str) -> Iterator[Event]:
    for number, line in enumerate(handle, start=1):
        if line.strip():
            yield _from_line(line, f"{place}: line {number}")


def _from_line(line: bytes, place: str) -> Event:
    try:
        return event_from_record(json.loads(line.decode("utf-8-sig")))
    except RecordError as error:
        raise RecordError(f"{place}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise RecordError(
            f"{place}: not a JSON object in UTF-8 ({error}); write one record a line"
        ) from None
