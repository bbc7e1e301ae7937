"""Questions to a store: which events, who acts on whom most, and how much when.

All are answered by SQLite from its indexes, so that a corpus need not fit into memory; only what
was asked for comes out.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.closing import Closing
from graphkit.errors import InputError
from graphkit.resolve import Merge
from graphkit.store.database import EventStore
from graphkit.store.joins import JoinedActors, load_plan
from graphkit.store.rows import EVENT_SELECT, day_number
from graphkit.types import Event

__all__ = ["Dyad", "EventQuery", "Period", "StoreReader"]

_PERIODS = {"day": 1, "month": 100, "year": 10_000}  # the divisor of a day such as 20180722


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events are meant: those that pass every test given. An empty test lets all pass.

    ``actors`` are ids, names or aliases, of the source or the target; ``since`` and ``until`` are
    dates, both included, which an undated event never passes.
    """

    actors: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two actors, in one direction, with the number of events and of documents that state them."""

    source: str
    target: str
    events: int
    documents: int


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year with the number of its events."""

    start: str
    events: int


class StoreReader(Closing):
    """Answers questions to one store, its actors joined across documents."""

    def __init__(self, path: str | Path, *, decided: Sequence[Merge] = ()) -> None:
        """Open the store; ``decided`` are a person's decisions on actors to join."""
        self._store = EventStore(path)
        self._connection = self._store.connection
        with self._store.explained():
            plan = load_plan(self._store, decided)
        self.merges = list(plan.merges)
        self._joined = JoinedActors(self._connection, plan)

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def events(self, query: EventQuery = EventQuery()) -> Iterator[Event]:
        """Yield the events that are meant in the order of their documents, actors joined."""
        where, values = self._where(query)
        select = f"{EVENT_SELECT} {where} ORDER BY e.doc, e.event"
        with self._store.explained():
            for event in map(self._joined.event, self._connection.execute(select, values)):
                # Joined, an actor may be found to act on itself: resolve drops such events, too.
                alone = event.target is not None and event.source.id == event.target.id
                if not (alone and self._joined.changes):
                    yield event

    def top_dyads(self, query: EventQuery = EventQuery(), *, limit: int = 20) -> list[Dyad]:
        """Return the pairs with the most events, the most active first; actors by their ids."""
        where, values = self._where(query)
        rows = self._connection.execute(
            "SELECT a.id, b.id, n, docs FROM (SELECT source, target, COUNT(*) AS n, "
            f"COUNT(DISTINCT e.doc) AS docs FROM {_tables(query)} {where} "
            f"{'AND' if where else 'WHERE'} target IS NOT NULL GROUP BY source, target) "
            "JOIN actors a ON a.actor = source JOIN actors b ON b.actor = target",
            values,
        )
        dyads: dict[tuple[str, str], list[int]] = {}
        for source, target, count, documents in rows:
            pair = self._joined.final_id(source), self._joined.final_id(target)
            if pair[0] != pair[1]:
                total = dyads.setdefault(pair, [0, 0])
                total[0] += count
                total[1] += documents
        ranked = sorted(dyads.items(), key=lambda item: (-item[1][0], item[0]))
        return [Dyad(*pair, *counts) for pair, counts in ranked[:limit]]

    def timeline(self, query: EventQuery = EventQuery(), *, by: str = "month") -> list[Period]:
        """Return the number of dated events in each day, month or year that has some, in order."""
        where, values = self._where(query)
        divisor = _PERIODS[by]
        rows = self._connection.execute(
            f"SELECT day / {divisor} AS period, COUNT(*) FROM {_tables(query)} {where} "
            f"{'AND' if where else 'WHERE'} day IS NOT NULL GROUP BY period ORDER BY period",
            values,
        )
        return [Period(_period_name(period, by), count) for period, count in rows]

    def _where(self, query: EventQuery) -> tuple[str, list[object]]:
        """Return the condition in SQL with its values."""
        tests: list[str] = []
        values: list[object] = []

        def add(test: str, *given: object) -> None:
            tests.append(test)
            values.extend(given)

        if query.actors:
            numbers = self._actor_numbers(query.actors)
            marks = _marks(numbers)
            add(f"(e.source IN ({marks}) OR e.target IN ({marks}))", *numbers, *numbers)
        for column, wanted in (("name", query.relations), ("event_type", query.classes)):
            if wanted:
                add(
                    f"e.relation IN (SELECT relation FROM relations WHERE {column} IN "
                    f"({_marks(wanted)}))",
                    *wanted,
                )
        if query.statuses:
            add(f"e.status IN ({_marks(query.statuses)})", *query.statuses)
        if query.since:
            add("e.day >= ?", day_number(query.since))
        if query.until:
            add("e.day <= ?", day_number(query.until))
        if query.outlets:
            add(f"d.outlet IN ({_marks(query.outlets)})", *query.outlets)
        return (f"WHERE {' AND '.join(tests)}" if tests else ""), values

    def _actor_numbers(self, names: Sequence[str]) -> list[int]:
        """Return the numbers of the actors called so, and of all that are joined to them."""
        finals = {self._final_of(name) for name in names}
        ids = sorted(self._joined.joined_ids(finals))
        numbers = (
            self._connection.execute("SELECT actor FROM actors WHERE id = ?", (actor,)).fetchone()
            for actor in ids
        )
        return [row[0] for row in numbers if row]

    def _final_of(self, name: str) -> str:
        """Return the id of the one actor with that id, name or alias; raise InputError else."""
        ask = self._connection.execute
        if ask("SELECT 1 FROM actors WHERE id = ?", (name,)).fetchone():
            return self._joined.final_id(name)
        rows = ask(
            "SELECT id FROM names JOIN actors USING (actor) WHERE name = ?",
            (name.strip().casefold(),),
        )
        finals = {self._joined.final_id(row[0]) for row in rows}
        if len(finals) == 1:
            return finals.pop()
        if finals:
            raise InputError(f"actor {name!r} may be {', '.join(sorted(finals))}; give the id")
        known = [row[0] for row in ask("SELECT DISTINCT name FROM names LIMIT 100000")]
        near = difflib.get_close_matches(name.casefold(), known)
        hint = f"; did you mean {', '.join(near)}?" if near else "; see graphkit actors"
        raise InputError(f"no actor is called {name!r}{hint}")


def _tables(query: EventQuery) -> str:
    """Return the tables of a count: the index over events answers all but the outlets."""
    return "events e JOIN documents d ON d.doc = e.doc" if query.outlets else "events e"


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _period_name(period: int, by: str) -> str:
    digits = str(period)
    parts = {"day": (4, 6, 8), "month": (4, 6), "year": (4,)}[by]
    return "-".join(digits[a:b] for a, b in zip((0, *parts), parts, strict=False))
