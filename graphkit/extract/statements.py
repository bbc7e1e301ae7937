"""The events of a document, each stated once though several readings find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.types import Event

__all__ = ["Statements", "once"]


class Statements:
    """Collects the events that readings state; of two that say the same, the first stands."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._deeds: dict[tuple[object, ...], list[Event]] = {}
        self._acts: set[tuple[object, ...]] = set()

    def add(self, read: Iterable[Event], *, learned: bool) -> None:
        """Take in the events of one reading; a learned one says nothing of an act known before."""
        found = list(read)
        for event in found:
            alike = self._deeds.setdefault(_deed(event), [])
            known = learned and _act(event) in self._acts
            if not known and not any(_is_same_statement(event, other) for other in alike):
                alike.append(event)
                self._events.append(event)
        self._acts |= {_act(event) for event in found}

    def events(self) -> list[Event]:
        """Return the events, none without a target where its words have one by another reading."""
        aimed = {_done(event) for event in self._events if event.target is not None}
        return [e for e in self._events if e.target is not None or _done(e) not in aimed]


def once(events: Iterable[Event]) -> Iterator[Event]:
    """Yield events without those that say of a sentence what an earlier one says."""
    seen: set[tuple[object, ...]] = set()
    for event in events:
        key = (*_deed(event), event.status)
        if key not in seen:
            seen.add(key)
            yield event


def _deed(event: Event) -> tuple[object, ...]:
    """What two readings of one sentence share that speak of the same, whatever its status."""
    target = event.target.id if event.target else None
    speaker = event.claim.speaker.id if event.claim else None
    return event.sentence_start, event.relation, event.source.id, target, speaker


def _act(event: Event) -> tuple[object, ...]:
    """What the model's reading shares with an earlier one of the sentence that says it already."""
    target = event.target.id if event.target else None
    return event.sentence_start, event.event_type, event.source.id, target


def _done(event: Event) -> tuple[object, ...]:
    """What an event shares with the reading of the same word that knows to whom it was done."""
    return event.trigger.start, event.event_type, event.source.id


def _is_same_statement(event: Event, other: Event) -> bool:
    """True for the same status, or words of which one are part of the other's: *sent aid*."""
    return event.status is other.status or (
        event.trigger.start < other.trigger.end and other.trigger.start < event.trigger.end
    )
