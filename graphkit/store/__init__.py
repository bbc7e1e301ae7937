"""Events on disk: one JSON object a line, or a corpus with its documents in one SQLite file."""

from graphkit.store.database import Admission, EventStore, holds_store
from graphkit.store.outcome import Outcome, State
from graphkit.store.parquet import write_parquet
from graphkit.store.query import Dyad, EventQuery, Period, StoreReader
from graphkit.store.records import (
    event_from_record,
    event_lines,
    event_to_record,
    holds_events,
    read_events,
    write_events,
)

__all__ = [
    "Admission",
    "Dyad",
    "EventQuery",
    "EventStore",
    "Outcome",
    "Period",
    "State",
    "StoreReader",
    "event_from_record",
    "event_lines",
    "event_to_record",
    "holds_events",
    "holds_store",
    "read_events",
    "write_events",
    "write_parquet",
]
