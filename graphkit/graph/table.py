"""Immutable sequences of records that turn into pandas frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from graphkit.errors import OutputError
from graphkit.types import Event

if TYPE_CHECKING:
    import pandas

__all__ = ["EVENT_COLUMNS", "SEPARATOR", "Scalar", "Table", "event_row"]

SEPARATOR = " | "  # between the values of a list that is written as one text

Scalar = str | int | float | bool
_Record = TypeVar("_Record")
_Row = Mapping[str, Scalar | None]


class Table(tuple[_Record, ...], Generic[_Record]):
    """A tuple of records with a name for each column of their frame."""

    _columns: tuple[str, ...]
    _row: Callable[[_Record], _Row]

    def __new__(
        cls,
        records: Iterable[_Record] = (),
        columns: tuple[str, ...] = (),
        row: Callable[[_Record], _Row] = lambda record: {},
    ) -> Table[_Record]:
        """Return the records in order; ``row`` gives one record's value of each column."""
        table = super().__new__(cls, records)
        table._columns = columns
        table._row = row
        return table

    def frame(self) -> pandas.DataFrame:
        """Return a pandas DataFrame, a row a record; raises OutputError where pandas is absent."""
        try:
            import pandas
        except ImportError as error:
            raise OutputError("a frame needs pandas; run: pip install pandas") from error
        return pandas.DataFrame([self._row(record) for record in self], columns=list(self._columns))


EVENT_COLUMNS = (
    "id",
    "doc_id",
    "date",
    "event_type",
    "relation",
    "as",
    "source_id",
    "source",
    "target_id",
    "target",
    "status",
    "speaker",
    "stance",
    "trigger",
    "sentence",
    "sentence_start",
    "sentence_end",
    "rule",
    "confidence",
    "url",
    "title",
)


def event_row(event: Event) -> dict[str, Scalar | None]:
    """Return an event as one row of scalars: actors by id and name, the claim by speaker."""
    return {
        "id": event.id,
        "doc_id": event.doc_id,
        "date": event.date,
        "event_type": event.event_type.value,
        "relation": event.relation,
        "as": event.label,
        "source_id": event.source.id,
        "source": event.source.name,
        "target_id": event.target.id if event.target else None,
        "target": event.target.name if event.target else None,
        "status": event.status.value,
        "speaker": event.claim.speaker.name if event.claim else None,
        "stance": event.claim.stance.value if event.claim else None,
        "trigger": event.trigger.text,
        "sentence": event.sentence,
        "sentence_start": event.sentence_start,
        "sentence_end": event.sentence_end,
        "rule": event.rule,
        "confidence": event.confidence,
        "url": event.url,
        "title": event.title,
    }
