"""The store: what is new in it, what is replaced, and what is left when a writer is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.errors import InputError, OutputError, RecordError
from graphkit.store import EventStore, Outcome, State, StoreReader, database, holds_store
from graphkit.types import Document, Event

MakeEvent = Callable[..., Event]

TEXT = "Syria attacks Turkey."
VERSION = "version 1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


def document(name: str = "d1", text: str = TEXT, *, file: str | None = None) -> Document:
    return Document(name, text, date="2018-07-22", path=file or f"news/{name}.txt")


def read(store: EventStore, documents: list[Document], make: MakeEvent, **options: bool) -> int:
    """Put documents with an event each into the store, and return how many were new."""
    run = store.begin_run(version=VERSION, engine="test", workers=1)
    with store.transaction():
        admissions = [
            store.admit(d, run=run, version=VERSION, resume=options.get("resume", True))
            for d in documents
        ]
    new = [admission for admission in admissions if admission]
    store.finish(
        (a, Outcome(State.DONE, (make(doc=a.document.id, sentence=a.document.text),), words=3))
        for a in new
    )
    return len(new)


def doc_ids(path: Path) -> list[str]:
    with StoreReader(path) as reader:
        return [event.doc_id for event in reader.events()]


def sentences(path: Path) -> list[str]:
    with StoreReader(path) as reader:
        return [event.sentence for event in reader.events()]


def test_only_what_is_new_is_read(path: Path, make_event: MakeEvent) -> None:
    one, other = document("a"), document("b", "Syria attacks Iran.")
    with EventStore(path, create=True) as store:
        assert read(store, [one], make_event) == 1
        assert read(store, [one, other], make_event) == 1
        assert read(store, [one, other], make_event) == 0
    assert doc_ids(path) == ["a", "b"]


def test_a_changed_document_replaces_the_old_one_in_its_place(
    path: Path, make_event: MakeEvent
) -> None:
    with EventStore(path, create=True) as store:
        read(store, [document("a"), document("b", "Iran attacks Iraq.")], make_event)
        assert read(store, [document("a", "Syria attacks Mali.")], make_event) == 1
    assert sentences(path) == ["Syria attacks Mali.", "Iran attacks Iraq."]


def test_the_same_content_under_another_name_is_known(path: Path, make_event: MakeEvent) -> None:
    with EventStore(path, create=True) as store:
        read(store, [document("a", file="old/a.txt")], make_event)
        assert read(store, [document("a", file="new/a.txt")], make_event) == 0


def test_documents_of_one_name_from_two_folders_are_two(path: Path, make_event: MakeEvent) -> None:
    with EventStore(path, create=True) as store:
        read(store, [document("a", file="one/a.txt")], make_event)
        read(store, [document("a", "Mali attacks Chad.", file="two/a.txt")], make_event)
        assert read(store, [document("a", file="one/a.txt")], make_event) == 0
    assert doc_ids(path) == ["a", "a-2"]


def test_a_record_keeps_its_place_when_records_come_before_it(
    path: Path, make_event: MakeEvent
) -> None:
    with EventStore(path, create=True) as store:
        read(store, [document("r7", file="news.jsonl, line 7")], make_event)
        changed = document("r7", "Syria attacks Mali.", file="news.jsonl, line 9")
        read(store, [changed], make_event)
    assert sentences(path) == ["Syria attacks Mali."]


def test_all_can_be_read_anew(path: Path, make_event: MakeEvent) -> None:
    with EventStore(path, create=True) as store:
        read(store, [document()], make_event)
        assert read(store, [document()], make_event, resume=False) == 1
    assert len(sentences(path)) == 1


def test_a_document_is_failed_until_its_events_are_there(path: Path) -> None:
    with EventStore(path, create=True) as store:
        run = store.begin_run(version=VERSION, engine="test", workers=1)
        with store.transaction():
            store.admit(document(), run=run, version=VERSION, resume=True)
        assert list(store.failures()) == [("news/d1.txt", "failed", "not finished")]
        assert store.states() == {"failed": 1}
    with EventStore(path) as store, store.transaction():
        assert store.admit(document(), run=run, version=VERSION, resume=True) is None
        assert store.admit(document(), run=run + 1, version=VERSION, resume=True)  # read again


def test_two_runs_at_once_leave_each_event_once(path: Path, make_event: MakeEvent) -> None:
    outcome = Outcome(State.DONE, (make_event(sentence=TEXT),))
    with EventStore(path, create=True) as one, EventStore(path) as other:
        places = []
        for store in (one, other):
            run = store.begin_run(version=VERSION, engine="test", workers=1)
            with store.transaction():
                places.append(store.admit(document(), run=run, version=VERSION, resume=True))
        for store, place in zip((one, other), places, strict=True):
            assert place
            store.finish([(place, outcome)])
    assert sentences(path) == [TEXT]


def test_what_another_run_has_read_anew_is_not_overwritten_with_the_old(
    path: Path, make_event: MakeEvent
) -> None:
    old, new = document(), document(text="Syria attacks Mali.")
    with EventStore(path, create=True) as slow, EventStore(path) as quick:
        places = []
        for store, given in ((slow, old), (quick, new)):
            run = store.begin_run(version=VERSION, engine="test", workers=1)
            with store.transaction():
                places.append(store.admit(given, run=run, version=VERSION, resume=True))
        for store, place in zip((quick, slow), reversed(places), strict=True):
            assert place
            event = make_event(sentence=place.document.text)
            store.finish([(place, Outcome(State.DONE, (event,)))])
    assert sentences(path) == ["Syria attacks Mali."]


def test_a_full_disk_leaves_what_was_committed_and_a_store_that_works(
    path: Path, make_event: MakeEvent
) -> None:
    with EventStore(path, create=True) as store:
        read(store, [document("a")], make_event)
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count={pages}")
        many = [document(f"b{n}", f"Mali attacks Chad {n}. " * 50) for n in range(200)]
        with pytest.raises(OutputError, match=r"events\.db: .*full.*make room"):
            read(store, many, make_event)
        store.connection.execute("PRAGMA max_page_count=1000000")
        assert store.states() == {"done": 1}
        assert read(store, many, make_event) == 200
    assert len(sentences(path)) == 201


def test_a_store_that_another_program_has_locked_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch, make_event: MakeEvent
) -> None:
    monkeypatch.setattr(database, "_WAIT_S", 0.1)
    with EventStore(path, create=True) as store:
        read(store, [document()], make_event)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match=r"events\.db: .*locked.*stop the other writer"):
            store.begin_run(version=VERSION, engine="test", workers=1)
        assert sentences(path) == [TEXT]  # to read it nobody need wait
        other.close()
        assert read(store, [document("b", "Mali attacks Chad.")], make_event) == 1


def test_a_store_whose_making_was_killed_is_made_anew(path: Path, make_event: MakeEvent) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _MAKER, str(path)], stdout=subprocess.PIPE
    ) as maker:
        assert maker.stdout
        maker.stdout.readline()
        maker.kill()
    assert path.stat().st_size
    assert path.with_name("events.db-journal").exists()
    with EventStore(path, create=True) as store:
        assert read(store, [document()], make_event) == 1


# Writes pages of the new store to the file, but not yet their commit.
_MAKER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("PRAGMA cache_spill=1")
connection.execute("BEGIN IMMEDIATE")
for number in range(50):
    connection.execute(f"CREATE TABLE t{number} (x)")
print("there", flush=True)
time.sleep(60)
"""


def test_a_damaged_store_is_named_not_traced(path: Path, make_event: MakeEvent) -> None:
    with EventStore(path, create=True) as store:
        many = [document(f"b{n}", f"Mali attacks Chad {n}. " * 50) for n in range(100)]
        read(store, many, make_event)
    with path.open("r+b") as handle:
        handle.seek(8192)
        handle.write(b"\xff" * 100_000)
    with pytest.raises(OutputError, match=r"events\.db: the store cannot be written or read"):
        sentences(path)


def test_a_document_that_failed_for_a_reason_is_not_tried_again(path: Path) -> None:
    with EventStore(path, create=True) as store:
        run = store.begin_run(version=VERSION, engine="test", workers=1)
        with store.transaction():
            admission = store.admit(document(), run=run, version=VERSION, resume=True)
        assert admission
        store.finish([(admission, Outcome(State.FAILED, (), "quarantined"))])
        with store.transaction():
            assert store.admit(document(), run=run + 1, version=VERSION, resume=True) is None
            changed = document(text="Syria attacks Mali.")
            assert store.admit(changed, run=run + 1, version=VERSION, resume=True)


def test_evidence_that_does_not_hold_is_refused_with_all_of_its_batch(
    path: Path, make_event: MakeEvent
) -> None:
    with EventStore(path, create=True) as store:
        run = store.begin_run(version=VERSION, engine="test", workers=1)
        with store.transaction():
            places = [
                store.admit(d, run=run, version=VERSION, resume=True)
                for d in (document("a"), document("b", "Mali attacks Chad."))
            ]
        outcome = Outcome(State.DONE, (make_event(sentence=TEXT),))
        with pytest.raises(RecordError, match="not at characters"):
            store.finish([(place, outcome) for place in places if place])
        assert store.states() == {"failed": 2}
        # The numbers of names that were rolled back are not used again.
        first = places[0]
        assert first
        store.finish([(first, outcome)])
    assert sentences(path) == [TEXT]


def test_events_come_back_as_they_were(path: Path, make_event: MakeEvent) -> None:
    event = make_event(sentence="Syria attacks Turkey, Iran said.", says="Iran", label="a crime")
    event = replace(event, title="War", url="https://www.herald.example/1")
    given = Document(
        "d1", event.sentence, title="War", date="2018-07-22", date_source=event.date_source,
        url=event.url, path="d1.txt",
    )  # fmt: skip
    with EventStore(path, create=True) as store:
        run = store.begin_run(version=VERSION, engine="test", workers=1)
        with store.transaction():
            admission = store.admit(given, run=run, version=VERSION, resume=True)
        assert admission
        store.finish([(admission, Outcome(State.DONE, (event,)))])
    with StoreReader(path) as reader:
        assert list(reader.events()) == [event]


def test_a_file_that_is_no_store_is_left_alone(path: Path) -> None:
    path.write_text("my notes")
    with pytest.raises(InputError, match="is no store"):
        EventStore(path, create=True)
    assert path.read_text() == "my notes"
    assert not holds_store(path)
    with pytest.raises(InputError, match="there is no store; make it with"):
        EventStore(path.with_name("absent.db"))


def test_another_database_is_no_store(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (id)")
    connection.close()
    with pytest.raises(InputError, match="is no store"):
        EventStore(path, create=True)


def test_a_store_of_another_format_is_refused(path: Path) -> None:
    EventStore(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(InputError, match="format 99"):
        EventStore(path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot be written or read"):
        EventStore(tmp_path / "absent" / "events.db", create=True)


_WRITER = """
import sys
from graphkit.store import database
from graphkit.store import EventStore, Outcome, State
from graphkit.types import Document
with EventStore(sys.argv[1], create=True) as store:
    run = store.begin_run(version="v", engine="test", workers=1)
    for number in range(100000):
        document = Document(f"d{number}", f"text {number}")
        with store.transaction():
            admission = store.admit(document, run=run, version="v", resume=True)
        store.finish([(admission, Outcome(State.DONE, words=1))])
        print(number, flush=True)
"""


def test_a_killed_writer_leaves_all_that_it_acknowledged(path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    acknowledged = [next(process.stdout) for _ in range(20)][-1]
    os.kill(process.pid, signal.SIGKILL)
    acknowledged = (process.stdout.readlines() or [acknowledged])[-1]
    process.wait()
    process.stdout.close()
    with EventStore(path) as store:
        states = store.states()
        assert states["done"] >= int(acknowledged) + 1
        assert states["failed"] <= 1  # the one that was being written
        (check,) = store.connection.execute("PRAGMA integrity_check").fetchone()
        assert check == "ok"
