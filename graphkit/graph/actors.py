"""Merges what the events say of each actor into one record an actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeVar

from graphkit.types import Actor, ActorRef, Event

__all__ = ["actor_names", "collect_refs", "merge_actors", "most_frequent"]

_Text = TypeVar("_Text", bound=str)


def collect_refs(events: Iterable[Event]) -> dict[str, list[ActorRef]]:
    """Return actor id -> every reference to it as source, target or speaker."""
    refs: dict[str, list[ActorRef]] = defaultdict(list)
    for event in events:
        speaker = event.claim.speaker if event.claim else None
        for ref in (event.source, event.target, speaker):
            if ref is not None:
                refs[ref.id].append(ref)
    return dict(refs)


def actor_names(events: Iterable[Event]) -> dict[str, str]:
    """Return actor id -> its most frequent name, speakers included."""
    return {
        actor_id: most_frequent(ref.name for ref in refs)
        for actor_id, refs in collect_refs(events).items()
    }


def merge_actors(events: Iterable[Event]) -> tuple[Actor, ...]:
    """Return one record for each source and target, sorted by id.

    Name, kind, country and part_of are the most frequent ones (of equals the first in alphabetical
    order; a known country beats an unknown one); aliases are all names seen, sorted.
    """
    events = list(events)
    acting = {ref.id for event in events for ref in (event.source, event.target) if ref}
    refs = collect_refs(events)
    return tuple(_merge(refs[actor_id]) for actor_id in sorted(acting))


def _merge(refs: list[ActorRef]) -> Actor:
    name = most_frequent(ref.name for ref in refs)
    aliases = {alias for ref in refs for alias in (ref.name, *ref.aliases)} - {name}
    return Actor(
        id=refs[0].id,
        name=name,
        kind=most_frequent(ref.kind for ref in refs),
        country=_most_frequent_known(ref.country for ref in refs),
        aliases=tuple(sorted(aliases)),
        part_of=_most_frequent_known(ref.part_of for ref in refs),
    )


def most_frequent(values: Iterable[_Text]) -> _Text:
    """Return the value seen most often; of equals, the first in alphabetical order."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _most_frequent_known(values: Iterable[str | None]) -> str | None:
    known = [value for value in values if value]
    return most_frequent(known) if known else None
