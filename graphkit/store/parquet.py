"""Events as one Parquet table, flat, for pandas, DuckDB, R and whatever analyses tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import OutputError
from graphkit.files import write_atomic_bytes
from graphkit.store.records import event_to_record
from graphkit.types import Event

if TYPE_CHECKING:
    import pyarrow

__all__ = ["event_row", "write_parquet"]

_ROWS = 20_000  # held in memory at a time
_INTEGERS = ("_start", "_end")


def write_parquet(path: Path, events: Iterable[Event]) -> int:
    """Write the events to ``path``, a row each, and return how many they were.

    The columns are those of the JSON record, the inner ones joined by ``_`` (``source_name``), and
    lists by `` | ``. Raises OutputError where pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise OutputError(
            f"{path}: Parquet needs pyarrow; run: pip install 'graphkit[corpora]'"
        ) from error
    count = 0
    rows = map(event_row, events)
    with write_atomic_bytes(path) as handle:
        schema = _schema(pyarrow)
        with parquet.ParquetWriter(handle, schema, compression="zstd") as writer:
            while chunk := list(islice(rows, _ROWS)):
                writer.write_table(pyarrow.Table.from_pylist(chunk, schema=schema))
                count += len(chunk)
    return count


def event_row(event: Event) -> dict[str, Any]:
    """Return the event's record without inner objects: scalars only."""
    return dict(_flatten("", event_to_record(event)))


def _flatten(prefix: str, record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flatten(f"{prefix}{name}_", value)
        else:
            yield f"{prefix}{name}", " | ".join(value) if isinstance(value, list) else value


def _schema(arrow: Any) -> pyarrow.Schema:
    """Return the columns with their types, in the order of the record."""
    actor = ("id", "name", "text", "start", "end", "kind", "country", "aliases", "part_of")
    names = [
        *("id", "doc_id", "date", "date_source", "url", "title", "event_type", "relation", "as"),
        *(f"source_{name}" for name in actor),
        *(f"target_{name}" for name in actor),
        *(f"trigger_{name}" for name in ("text", "lemma", "start", "end")),
        "status",
        *(f"claim_speaker_{name}" for name in actor),
        *(f"claim_{name}" for name in ("cue", "stance", "quoted")),
        *("sentence", "sentence_start", "sentence_end", "rule", "confidence"),
    ]
    special = {"confidence": arrow.float64(), "claim_quoted": arrow.bool_()}
    return arrow.schema(
        [
            (
                name,
                special.get(name)
                or (arrow.int64() if name.endswith(_INTEGERS) else arrow.string()),
            )
            for name in names
        ]
    )
