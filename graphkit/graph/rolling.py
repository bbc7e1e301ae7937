"""ActorGraph → the same events told of larger actors: leader → government → state, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from graphkit.graph.build import assemble, regroup
from graphkit.graph.naming import choose
from graphkit.graph.wholes import find_owners
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
    owners = find_owners(graph)
    found = {}
    for actor_id in owners:
        seen = {actor_id}
        whole = None
        while (owner := owners.get(whole.id if whole else actor_id)) and owner.id not in seen:
            if level is Level.GOVERNMENT and owner.kind is ActorKind.STATE:
                break
            seen.add(owner.id)
            whole = owner
        if whole is not None:
            found[actor_id] = whole
    return found


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
