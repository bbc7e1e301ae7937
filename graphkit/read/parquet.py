"""Parquet tables become drafts, one a row, read group by group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BufferedReader

from graphkit.errors import InputError
from graphkit.read.draft import Draft
from graphkit.read.records import draft_from_record

__all__ = ["read_parquet"]

_ROWS = 256
_COLUMNS = ("id", "text", "title", "date", "url")


def read_parquet(stream: BufferedReader, place: str) -> Iterator[Draft | InputError]:
    """Yield each row as a draft; the columns are those of the records of JSONL and CSV."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            f"{place}: Parquet needs pyarrow; run: pip install 'graphkit[corpora]'"
        ) from error
    try:
        table = parquet.ParquetFile(stream)
        columns = [name for name in _COLUMNS if name in table.schema_arrow.names]
        if "text" not in columns:
            raise InputError(f'{place}: has no column "text"; name the column of the documents so')
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
            for record in batch.to_pylist():
                number += 1
                plain = {name: _plain(value) for name, value in record.items()}
                yield draft_from_record(plain, place, number, unit="row")
    except (pyarrow.ArrowException, OSError) as error:  # of what is damaged it raises both
        reason = " ".join(str(error).split())[:100]
        raise InputError(f"{place}: cannot be read as Parquet ({reason}); write it anew") from error


def _plain(value: object) -> object:
    """Return dates as they are written in JSON, and anything else as it is."""
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else value
