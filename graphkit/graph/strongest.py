"""ActorGraph → the part of it among its strongest actors that is small enough to be shown."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from graphkit.graph.filtering import keep_actors

if TYPE_CHECKING:
    from graphkit.graph.model import ActorGraph

__all__ = ["strongest_part"]


def strongest_part(graph: ActorGraph, *, relations: int, events: int) -> ActorGraph:
    """Return what the strongest actors do among themselves: as many of them as the limits allow.

    An actor is as strong as its relations have reports. The whole graph is returned where it is
    within both limits; at least two actors are kept, even beyond them.
    """
    if len(graph.relations) <= relations and len(graph.events) <= events:
        return graph
    strengths = Counter(dict.fromkeys(graph.nx, 0))
    for relation in graph.relations:
        for actor in {relation.source, relation.target}:
            strengths[actor] += relation.weight
    ranked = sorted(strengths, key=lambda actor: (-strengths[actor], actor))
    ranks = {actor: rank for rank, actor in enumerate(ranked)}
    # A relation comes in with the weaker of its two actors.
    coming_relations, coming_events = [0] * len(ranked), [0] * len(ranked)
    for relation in graph.relations:
        coming_relations[max(ranks[relation.source], ranks[relation.target])] += 1
    for event in graph.events:
        target = event.target or event.source
        coming_events[max(ranks[event.source.id], ranks[target.id])] += 1
    sums = zip(accumulate(coming_relations), accumulate(coming_events), strict=True)
    fitting = sum(some <= relations and others <= events for some, others in sums)
    return keep_actors(graph, ranked[: max(fitting, 2)])
