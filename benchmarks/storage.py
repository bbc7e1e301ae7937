"""The store beside plain SQLite and DuckDB: the same events in, the same questions asked."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.generated import generate_documents
from graphkit.engine import DocumentReader, ReadingSetup
from graphkit.store import EventQuery, EventStore, Outcome, State, StoreReader
from graphkit.types import Document, Event

__all__ = ["measure_store"]

_READ = 60  # documents that are really read; the others repeat their events
_BATCH = 50
_QUESTION = (
    "SELECT source, target, COUNT(*) AS n FROM events WHERE target IS NOT NULL "
    "AND day BETWEEN 20180301 AND 20180831 GROUP BY source, target ORDER BY n DESC LIMIT 20"
)
_PLAIN = (
    "CREATE TABLE events (id TEXT, doc TEXT, day INTEGER, source TEXT, target TEXT, "
    "relation TEXT, event_type TEXT, status TEXT, sentence TEXT)"
)


def measure_store(*, events: int) -> dict[str, Any]:
    """Return seconds and megabytes for so many events in the store, plain SQLite and DuckDB.

    The plain ones hold nine columns of text in one table and commit once; the store holds every
    offset and reference, deduplicated, and commits every fifty documents with a full sync. Where
    DuckDB is missing, ``left_out`` says so.
    """
    pairs = _pairs(events)
    count = sum(len(outcome.events) for _, outcome in pairs)
    rows = [_plain_row(event) for _, outcome in pairs for event in outcome.events]
    left_out = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = {
            "store": _store(folder / "store.db", pairs),
            "sqlite": _sqlite(folder / "plain.db", rows),
        }
        try:
            figures["duckdb"] = _duckdb(folder / "plain.duckdb", rows)
        except ModuleNotFoundError as error:
            left_out["duckdb"] = str(error)
    ratios = {
        f"store_to_{other}_{what}": round(figures["store"][what] / figures[other][what], 2)
        for other in figures
        if other != "store"
        for what in ("insert_s", "insert_cpu_s", "top_dyads_s", "mb")
    }
    words = sum(outcome.words for _, outcome in pairs)
    counts = {"events": count, "documents": len(pairs), "words": words}
    return {**counts, **figures, **ratios, "left_out": left_out}


def _pairs(events: int) -> list[tuple[Document, Outcome]]:
    """Return documents and what reading them gave; only the first are really read."""
    reader = DocumentReader.load(ReadingSetup())
    read = [(d, reader.read(d)) for d in islice(generate_documents(_READ), _READ)]
    each = max(1, sum(len(outcome.events) for _, outcome in read))
    pairs = []
    for turn in range(-(-events // each)):
        for document, outcome in read:
            name = f"{document.id}-{turn}"
            date = f"2018-{1 + turn % 12:02}-{1 + turn % 28:02}"
            copy = replace(document, id=name, date=date, title=f"{document.title} ({turn})")
            found = tuple(
                replace(event, id=f"{event.id}{turn:x}", doc_id=name, date=date, title=copy.title)
                for event in outcome.events
            )
            pairs.append((copy, Outcome(State.DONE, found, words=outcome.words)))
    return pairs


def _plain_row(event: Event) -> tuple[object, ...]:
    return (
        event.id, event.doc_id, int((event.date or "0").replace("-", "")), event.source.id,
        event.target.id if event.target else None, event.relation, event.event_type.value,
        event.status.value, event.sentence,
    )  # fmt: skip


def _store(path: Path, pairs: list[tuple[Document, Outcome]]) -> dict[str, float]:
    def insert() -> None:
        with EventStore(path, create=True) as store:
            run = store.begin_run(version="benchmark", engine="none", workers=1)
            for start in range(0, len(pairs), _BATCH):
                finished = []
                with store.transaction():
                    for document, outcome in pairs[start : start + _BATCH]:
                        place = store.admit(document, run=run, version="benchmark", resume=True)
                        assert place is not None
                        finished.append((place, outcome))
                store.finish(finished)

    inserted = _insert_times(insert)
    joining, opening = (_seconds(lambda: StoreReader(path).close()) for _ in range(2))
    with StoreReader(path) as reader:
        timeline = _seconds(reader.timeline)
        query = EventQuery(since="2018-03-01", until="2018-08-31")
        dyads = _seconds(lambda: reader.top_dyads(query))
        busiest = reader.top_dyads(limit=1)[0].source
        asked = EventQuery(actors=(busiest,), since="2018-03-01", until="2018-03-31")
        found = 0

        def ask() -> None:
            nonlocal found
            found = sum(1 for _ in reader.events(asked))

        asking = _seconds(ask)
    return {
        **inserted,
        "top_dyads_s": dyads,
        "timeline_s": timeline,
        "joining_actors_s": joining,
        "opening_s": opening,
        "events_of_an_actor_in_a_month_s": asking,
        "events_of_an_actor_in_a_month": found,
        "mb": _megabytes(path),
    }


def _sqlite(path: Path, rows: list[tuple[object, ...]]) -> dict[str, float]:
    connection = sqlite3.connect(path)

    def insert() -> None:
        connection.execute(_PLAIN)
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("CREATE INDEX dyad ON events (day, source, target)")
        connection.commit()

    inserted = _insert_times(insert)
    asked = _seconds(lambda: connection.execute(_QUESTION).fetchall())
    connection.close()
    return {**inserted, "top_dyads_s": asked, "mb": _megabytes(path)}


def _duckdb(path: Path, rows: list[tuple[object, ...]]) -> dict[str, float]:
    import duckdb
    import pyarrow

    names = ("id", "doc", "day", "source", "target", "relation", "event_type", "status", "sentence")
    connection = duckdb.connect(str(path))

    def insert() -> None:
        columns = zip(*rows, strict=True)
        table = pyarrow.table(dict(zip(names, map(list, columns), strict=True)))
        connection.register("given", table)
        connection.execute(_PLAIN)
        connection.execute("INSERT INTO events SELECT * FROM given")
        connection.execute("CHECKPOINT")

    inserted = _insert_times(insert)
    asked = _seconds(lambda: connection.execute(_QUESTION).fetchall())
    connection.close()
    return {**inserted, "top_dyads_s": asked, "mb": _megabytes(path)}


def _insert_times(insert: Callable[[], object]) -> dict[str, float]:
    """Return seconds by the clock, waiting for the disk included, and of the processor."""
    began = time.process_time()
    return {"insert_s": _seconds(insert), "insert_cpu_s": round(time.process_time() - began, 3)}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return max(0.001, round(time.perf_counter() - began, 3))


def _megabytes(path: Path) -> float:
    return round(path.stat().st_size / 1e6, 1)
