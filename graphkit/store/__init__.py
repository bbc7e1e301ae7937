"""Events on disk, one JSON object a line."""

from graphkit.store.records import (
    event_from_record,
    event_lines,
    event_to_record,
    holds_events,
    read_events,
    write_events,
)

__all__ = [
    "event_from_record",
    "event_lines",
    "event_to_record",
    "holds_events",
    "read_events",
    "write_events",
]
