from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError, RecordError
from graphkit.store import event_from_record, event_to_record, read_events, write_events
from graphkit.types import Event, Stance

MakeEvent = Callable[..., Event]

FIELDS = (
    "id doc_id date date_source url title event_type relation as source target trigger status "
    "claim sentence sentence_start sentence_end rule confidence"
)
ACTOR_FIELDS = "id name text start end kind country aliases part_of"


def test_a_record_has_the_fields_of_the_contract_in_order(make_event: MakeEvent) -> None:
    record = event_to_record(make_event(says="Russia", stance=Stance.DENIES, label="terrorists"))
    assert " ".join(record) == FIELDS
    assert " ".join(record["source"]) == ACTOR_FIELDS
    assert list(record["claim"]) == ["speaker", "cue", "stance", "quoted"]
    assert list(record["trigger"]) == ["text", "lemma", "start", "end"]
    assert record["as"] == "terrorists"


@pytest.mark.parametrize("fields", [{}, {"target": None, "date": None}, {"says": "Russia"}])
def test_an_event_comes_back_equal(make_event: MakeEvent, fields: dict[str, Any]) -> None:
    event = make_event(**fields)
    assert event_from_record(json.loads(json.dumps(event_to_record(event)))) == event


def test_ids_depend_on_every_part_and_on_nothing_else(make_event: MakeEvent) -> None:
    event = make_event()
    others = [
        make_event(doc="d2"),
        make_event(relation="bombs"),
        make_event(source="Russia"),
        make_event(target=None),
        make_event(says="Russia"),
        make_event(says="Russia", stance=Stance.DENIES),
        make_event(label="war crimes"),
    ]
    assert make_event().id == event.id
    assert len({event.id, *(other.id for other in others)}) == 8
    assert len(event.id) == 16
    assert set(event.id) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": "maybe"}, "field status is 'maybe'; it must be one of actual, intended"),
        ({"relation": None}, "field relation is None; it must be a string"),
        ({"sentence_end": -1}, "field sentence_end is -1; it must be a character offset"),
        ({"sentence_start": 99}, "field sentence_end is 21; it must be not less than"),
        ({"confidence": True}, "field confidence is True; it must be a number from 0 to 1"),
        ({"source": "Syria"}, r"source is not an object; write \{...\} with its fields"),
        ({"title": "\ud800"}, "whole Unicode characters"),
    ],
)
def test_a_wrong_field_is_named(
    make_event: MakeEvent, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(RecordError, match=message):
        event_from_record(event_to_record(make_event()) | change)


def test_a_wrong_field_of_an_actor_is_named_with_its_path(make_event: MakeEvent) -> None:
    record = event_to_record(make_event(says="Russia"))
    del record["claim"]["speaker"]["id"]
    with pytest.raises(RecordError, match=r"field claim\.speaker\.id is missing"):
        event_from_record(record)


def test_events_are_written_one_a_line_and_read_back(make_event: MakeEvent, tmp_path: Path) -> None:
    events = [make_event(sentence="Syria attacks Turkey — «again»."), make_event(doc="d2")]
    path = tmp_path / "events.jsonl"
    assert write_events(path, events, {event.doc_id: event.sentence for event in events}) == 2
    assert path.read_text(encoding="utf-8").count("\n") == 2
    assert "—" in path.read_text(encoding="utf-8")
    assert read_events(path) == events


def test_a_sentence_that_is_not_in_its_document_is_refused(
    make_event: MakeEvent, tmp_path: Path
) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text("old")
    event = make_event()
    with pytest.raises(RecordError, match=r"not at characters 0 to 21 of document 'd1'"):
        write_events(path, [event], {"d1": " " + event.sentence})
    with pytest.raises(RecordError, match="no text of document 'd1'"):
        write_events(path, [event], {})
    assert path.read_text() == "old"


def test_half_a_character_is_refused_and_not_a_crash(make_event: MakeEvent, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="lone surrogate"):
        write_events(tmp_path / "events.jsonl", [replace(make_event(), title="\udc80")])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 2: not a JSON object in UTF-8"),
        (b"\xff", "line 2: not a JSON object in UTF-8"),
        (b"[]", "line 2: record is not an object"),
        (b"{}", "line 2: field sentence_start is missing"),
        (b"[" * 100_000, "line 2: not a JSON object"),
    ],
)
def test_a_bad_line_is_named_by_file_and_number(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(RecordError, match=rf"events\.jsonl: {message}") as caught:
        read_events(path)
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_and_blank_lines_are_passed_over(
    make_event: MakeEvent, tmp_path: Path
) -> None:
    path = tmp_path / "events.jsonl"
    line = json.dumps(event_to_record(make_event())).encode()
    path.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n\r\n")
    assert read_events(path) == [make_event()]


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        read_events(tmp_path / "none.jsonl")
