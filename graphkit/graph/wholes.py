"""ActorGraph → what its actors are part of: a leader of a government, that of a state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graphkit.types import Actor, ActorKind

if TYPE_CHECKING:
    from graphkit.graph.model import ActorGraph

__all__ = ["find_owners"]


def find_owners(graph: ActorGraph) -> dict[str, Actor]:
    """Return actor id -> the actor that it is part of, for all actors, speakers and those above.

    A leader's government may act nowhere in the texts, and still the leader's acts are the state's:
    governments and states that no text names are known by their ids, such as ``state:SYR``.
    """
    known = _known_actors(graph)
    owners: dict[str, Actor] = {}
    for actor in known.values():
        part: Actor | None = actor
        while part is not None and part.id not in owners:
            owner = _owner(part, known)
            if owner is None:
                break
            owners[part.id] = owner
            part = owner
    return owners


def _known_actors(graph: ActorGraph) -> dict[str, Actor]:
    """Return every actor of the graph by id, those that only speak too."""
    speakers = (event.claim.speaker for event in graph.events if event.claim)
    spoken = {
        ref.id: Actor(ref.id, ref.name, ref.kind, ref.country, ref.aliases, ref.part_of)
        for ref in speakers
    }
    return spoken | {actor.id: actor for actor in graph.actors}


def _owner(actor: Actor, known: Mapping[str, Actor]) -> Actor | None:
    owner = actor.part_of
    if not owner and actor.kind is ActorKind.GOVERNMENT and actor.country:
        owner = f"{ActorKind.STATE}:{actor.country}"
    return (known.get(owner) or _unnamed(owner)) if owner else None


def _unnamed(actor_id: str) -> Actor | None:
    """Return the record of a state or a government from its id alone."""
    from graphkit.resolve.countries import load_countries  # with spaCy behind it

    kind, _, code = actor_id.partition(":")
    countries = load_countries()
    if code not in countries.titles:
        return None
    if kind == ActorKind.STATE:
        return Actor(actor_id, countries.titles[code], ActorKind.STATE, code)
    if kind == ActorKind.GOVERNMENT:
        name = f"{countries.adjective(code)} government"
        return Actor(actor_id, name, ActorKind.GOVERNMENT, code, part_of=f"state:{code}")
    return None
