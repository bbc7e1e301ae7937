"""Parts: the outcomes of one batch as a Parquet file, whole or absent, named by what was read.

A part outlives the process that wrote it and the run that asked for it: the next run finds it under
the same name and reads no document twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.files import write_atomic_bytes
from graphkit.read import content_hash
from graphkit.store import Outcome, State, event_from_record, event_to_record
from graphkit.types import Document

__all__ = ["batch_id", "part_path", "read_part", "write_part"]

_SCALARS = ("state", "reason", "language", "words", "fingerprint")


def batch_id(documents: Iterable[Document], version: str) -> str:
    """Return 32 hex digits of the documents, in order, and of what they are read with."""
    parts = [version, *((document.id, content_hash(document)) for document in documents)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def part_path(folder: Path, name: str) -> Path:
    """Return where the part of a batch lies or is to lie."""
    return folder / f"{name}.parquet"


def write_part(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Write the outcomes of a batch, a row each, in order; an older file is replaced at once."""
    arrow, parquet = _load_arrow()
    rows = [
        {
            **{name: getattr(outcome, name) for name in _SCALARS},
            "state": outcome.state.value,
            "events": [
                json.dumps(event_to_record(event), ensure_ascii=False) for event in outcome.events
            ],
        }
        for outcome in outcomes
    ]
    schema = arrow.schema(
        [
            ("state", arrow.string()),
            ("reason", arrow.string()),
            ("language", arrow.string()),
            ("words", arrow.int64()),
            ("fingerprint", arrow.int64()),
            ("events", arrow.list_(arrow.string())),
        ]
    )
    with write_atomic_bytes(path) as handle:
        parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), handle)


def read_part(path: Path) -> list[Outcome]:
    """Return the outcomes of a part in order."""
    _, parquet = _load_arrow()
    return [
        Outcome(
            state=State(row["state"]),
            events=tuple(event_from_record(json.loads(line)) for line in row["events"]),
            reason=row["reason"],
            language=row["language"],
            words=row["words"],
            fingerprint=row["fingerprint"],
        )
        for row in parquet.read_table(path).to_pylist()
    ]


def _load_arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            "--engine dask needs pyarrow, on every worker too; run: pip install 'graphkit[dask]'"
        ) from error
    return pyarrow, parquet
