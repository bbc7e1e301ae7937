"""ActorGraph → the same events told of larger actors: leader → government → state, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from graphkit.graph.build import assemble, regroup
from graphkit.graph.naming import choose
from graphkit.types import Actor, ActorKind, ActorRef, Event

if TYPE_CHECKING:
    from graphkit.graph.model import ActorGraph

__all__ = ["Level", "roll_down", "roll_up"]


class Level(StrEnum):
    """How far actors are rolled up."""

    GOVERNMENT = "government"
    STATE = "state"


def roll_up(graph: ActorGraph, *, to: str = Level.STATE) -> ActorGraph:
    """Return the graph with every actor replaced by the largest one that it is part of.

    With ``to="government"`` states swallow nobody. The words of each mention stay, so the evidence
    does; the rolled-up actor also goes by the names of its parts. Events between two parts of one
    actor stay among the events and make no relation.
    """
    wholes = _wholes(graph, Level(choose(to, Level, noun="level")))
    events = (_retell(event, wholes) for event in graph.events)
    return assemble(events, graph.ontology, detail=graph)


def roll_down(graph: ActorGraph) -> ActorGraph:
    """Return the graph's events with the actors that they had before ``roll_up``.

    A graph that was not rolled up is returned as it is.
    """
    if graph.detail is None:
        return graph
    ids = {event.id for event in graph.events}
    return regroup(graph.detail, (event for event in graph.detail.events if event.id in ids))


def _wholes(graph: ActorGraph, level: Level) -> dict[str, Actor]:
    """Return actor id -> the largest actor that it is part of, for those that are part of one."""
    known = _known_actors(graph)
    found = {}
    for actor in known.values():
        whole = actor
        seen = {actor.id}
        while (owner := _owner(whole, known)) is not None and owner.id not in seen:
            if level is Level.GOVERNMENT and owner.kind is ActorKind.STATE:
                break
            seen.add(owner.id)
            whole = owner
        if whole is not actor:
            found[actor.id] = whole
    return found


def _known_actors(graph: ActorGraph) -> dict[str, Actor]:
    """Return every actor of the graph by id, those that only speak too."""
    speakers = (event.claim.speaker for event in graph.events if event.claim)
    spoken = {ref.id: _actor(ref) for ref in speakers}
    return spoken | {actor.id: actor for actor in graph.actors}


def _actor(ref: ActorRef) -> Actor:
    return Actor(ref.id, ref.name, ref.kind, ref.country, ref.aliases, ref.part_of)


def _owner(actor: Actor, known: Mapping[str, Actor]) -> Actor | None:
    """Return what the actor is part of; a state or its government also where no text names it."""
    owner = actor.part_of
    if not owner and actor.kind is ActorKind.GOVERNMENT and actor.country:
        owner = f"{ActorKind.STATE}:{actor.country}"
    return (known.get(owner) or _unnamed(owner)) if owner else None


def _unnamed(actor_id: str) -> Actor | None:
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


def _retell(event: Event, wholes: Mapping[str, Actor]) -> Event:
    claim = event.claim
    return replace(
        event,
        source=_rename(event.source, wholes),
        target=event.target and _rename(event.target, wholes),
        claim=claim and replace(claim, speaker=_rename(claim.speaker, wholes)),
    )


def _rename(ref: ActorRef, wholes: Mapping[str, Actor]) -> ActorRef:
    whole = wholes.get(ref.id)
    if whole is None:
        return ref
    return replace(
        ref,
        id=whole.id,
        name=whole.name,
        kind=whole.kind,
        country=whole.country,
        aliases=tuple(sorted({*whole.aliases, ref.name})),
        part_of=whole.part_of,
    )
