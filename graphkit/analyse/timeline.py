"""When it happened: the reports of each day, week, month or year, by quad class."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from graphkit.graph import ActorGraph, count_reports
from graphkit.graph.build import describe
from graphkit.graph.naming import choose
from graphkit.graph.table import Scalar, Table
from graphkit.types import Event, Quad, Status

__all__ = ["Period", "Span", "count_periods"]

_MARKED = "marked"


class Span(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def start(self, day: date) -> date:
        """Return the first day of the period that the day lies in; weeks begin on Monday."""
        if self is Span.WEEK:
            return max(day, date.min + timedelta(day.weekday())) - timedelta(day.weekday())
        if self is Span.MONTH:
            return day.replace(day=1)
        return day.replace(month=1, day=1) if self is Span.YEAR else day

    def end(self, start: date) -> date:
        """Return the last day of the period that begins on ``start``."""
        longest = {Span.DAY: 1, Span.WEEK: 7, Span.MONTH: 31, Span.YEAR: 366}[self]
        days = range(longest - 1, -1, -1)
        reach = (start + timedelta(n) for n in days if n <= (date.max - start).days)
        return next(day for day in reach if self.start(day) == start)


@dataclass(frozen=True, slots=True)
class Period:
    """The reports of one period, from ``start`` to ``end`` (ISO days, both within it).

    The quads count independent reports of what the texts themselves state as done; ``marked``
    counts those of what is planned, possible, negated, of an earlier time or only claimed.
    """

    start: str
    end: str
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    marked: int

    @property
    def row(self) -> dict[str, Scalar]:
        """The period as one row of a frame."""
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = tuple(Period.__dataclass_fields__)


def count_periods(graph: ActorGraph, *, by: str = Span.MONTH) -> Table[Period]:
    """Return the periods from the first dated event to the last, those without a report too.

    An event lies on its document's date; one without a whole date is in no period.
    """
    span = Span(choose(by, Span, noun="span of time"))
    groups: dict[tuple[date, str], dict[object, list[Event]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for event in graph.events:
        if (day := _day(event)) is not None:
            groups[span.start(day), _column(event, graph)][_act(event)].append(event)
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    for (start, column), acts in groups.items():
        counts[start][column] = sum(map(count_reports, acts.values()))
    periods = (_period(start, span, counts) for start in _starts(counts, span))
    return Table(periods, _COLUMNS, lambda period: period.row)


def _day(event: Event) -> date | None:
    try:
        return date.fromisoformat(event.date or "")
    except ValueError:
        return None


def _column(event: Event, graph: ActorGraph) -> str:
    if event.status is not Status.ACTUAL or event.claim is not None:
        return _MARKED
    return describe(event.relation, event.event_type, graph.ontology).quad.value


def _act(event: Event) -> object:
    """Return what two events must share to be reports of one thing, as they do on an edge."""
    target = event.target.id if event.target else None
    stance = event.claim.stance if event.claim else None
    return event.source.id, target, event.relation, event.status, stance


def _starts(counts: dict[date, Counter[str]], span: Span) -> Iterator[date]:
    """Yield the first day of every period from the first counted one to the last."""
    if not counts:
        return
    start, last = min(counts), max(counts)
    while start < last:
        yield start
        start = span.end(start) + timedelta(1)
    yield last


def _period(start: date, span: Span, counts: dict[date, Counter[str]]) -> Period:
    count = counts.get(start, Counter())
    quads = {quad.value: count[quad.value] for quad in Quad}
    return Period(
        start=start.isoformat(), end=span.end(start).isoformat(), marked=count[_MARKED], **quads
    )
