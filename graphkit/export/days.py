"""The days on which actors and relations are there: those of their events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from graphkit.graph import ActorGraph
from graphkit.types import Event

__all__ = ["Interval", "actor_intervals", "relation_intervals"]

#: The ISO dates of a day and of the one after it.
Interval = tuple[str, str]

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def actor_intervals(graph: ActorGraph) -> dict[str, list[Interval]]:
    """Return actor id -> its days in order, without repeats; none where an event has no full date.

    Who has no day is always there: a program that shows one day would hide it otherwise.
    """
    dates: dict[str, set[str | None]] = defaultdict(set)
    for event in graph.events:
        for ref in (event.source, event.target):
            if ref is not None:
                dates[ref.id].add(event.date)
    return {actor_id: _intervals(found) for actor_id, found in dates.items()}


def relation_intervals(graph: ActorGraph, relation_ids: Iterable[str]) -> list[Interval]:
    """Return the days of the relations' events, as ``actor_intervals`` does of an actor's."""
    events: Iterable[Event] = (
        event for relation_id in relation_ids for event in graph.events_of(relation_id)
    )
    return _intervals({event.date for event in events})


def _intervals(dates: Iterable[str | None]) -> list[Interval]:
    days = [_interval(text) for text in dates]
    known = sorted(day for day in days if day is not None)
    return known if len(known) == len(days) else []


@lru_cache(maxsize=2**14)
def _interval(text: str | None) -> Interval | None:
    """Return the day of ``YYYY-MM-DD``, or None: one partial date aborts Gephi's whole import."""
    try:
        day = date.fromisoformat(text) if text and _FULL_DATE.fullmatch(text) else None
    except ValueError:
        return None
    if day is None or day == date.max:  # a day without a next one has no interval
        return None
    return day.isoformat(), (day + timedelta(days=1)).isoformat()
