"""Who is near an actor, and what joins two: by relations, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graphkit.errors import InputError
from graphkit.graph import ActorGraph, Relation
from graphkit.graph.filtering import keep_actors
from graphkit.types import Actor, Event, Status

__all__ = ["ActorPath", "PathStep", "ego_graph", "find_path"]

_Ties = Mapping[str, Mapping[str, int]]  # actor -> actor -> independent reports


@dataclass(frozen=True, slots=True)
class PathStep:
    """Two neighbours on a path, the relations between them in either direction, their evidence."""

    source: Actor
    target: Actor
    relations: tuple[Relation, ...]
    events: tuple[Event, ...]

    @property
    def text(self) -> str:
        """The step in lines: who, the relations with their direction, the sentences."""
        arrows = [
            f"{'→' if relation.source == self.source.id else '←'} {_words(relation)}"
            for relation in self.relations
        ]
        sentences = [
            f"    {event.date or 'undated'}  {event.sentence} [{event.doc_id}]"
            for event in self.events
        ]
        heading = f"{self.source.name} and {self.target.name}: {', '.join(arrows)}"
        return "\n".join([heading, *sentences])


@dataclass(frozen=True, repr=False, slots=True)
class ActorPath:
    """A chain of actors, each related to the next; ``graph`` is the part of the graph it takes."""

    actors: tuple[Actor, ...]
    steps: tuple[PathStep, ...]
    graph: ActorGraph

    def __repr__(self) -> str:
        """Return the path as text, with every sentence that proves it."""
        names = " – ".join(actor.name for actor in self.actors)
        return "\n".join([names, *(step.text for step in self.steps)])


def ego_graph(graph: ActorGraph, actor: str, *, depth: int = 1) -> ActorGraph:
    """Return what an actor and those within ``depth`` relations of it do among themselves.

    Raises InputError for an unknown actor or a depth below 0.
    """
    if depth < 0:
        raise InputError(f"depth {depth} is below 0; 1 keeps the neighbours")
    ties = _ties(graph.relations, directed=False)
    reached = frontier = {graph.actor(actor).id}
    for _ in range(depth):
        frontier = {other for near in frontier for other in ties.get(near, ())} - reached
        reached = reached | frontier
    return keep_actors(graph, reached)


def find_path(graph: ActorGraph, source: str, target: str, *, directed: bool = False) -> ActorPath:
    """Return the shortest path from one actor to another; of equals, the most reported.

    Relations lead both ways unless ``directed``; negated ones lead nowhere. Raises InputError for
    an unknown actor, and where no path joins the two.
    """
    start, end = graph.actor(source), graph.actor(target)
    passable = [r for r in graph.relations if r.status is not Status.NEGATED]
    ids = _shortest(_ties(passable, directed=directed), start.id, end.id)
    if ids is None:
        raise InputError(_no_path(start, end, directed=directed))
    actors = tuple(graph.actor(actor_id) for actor_id in ids)
    between = defaultdict(list)
    for relation in passable:
        between[relation.source, relation.target].append(relation)
    steps = []
    for one, other in pairwise(actors):
        there, back = between[one.id, other.id], between[other.id, one.id]
        steps.append(_step(graph, one, other, there if directed else [*there, *back]))
    taken = [relation for step in steps for relation in step.relations]
    return ActorPath(actors, tuple(steps), graph.part(taken))


def _no_path(start: Actor, end: Actor, *, directed: bool) -> str:
    if directed:
        return f"no path leads from {start.name} to {end.name}; try directed=False"
    return f"no path joins {start.name} and {end.name}; see what each has in .ego"


def _step(graph: ActorGraph, source: Actor, target: Actor, relations: list[Relation]) -> PathStep:
    ordered = tuple(sorted(relations, key=lambda r: (r.source != source.id, -r.weight, r.id)))
    ids = {event_id for relation in ordered for event_id in relation.event_ids}
    return PathStep(source, target, ordered, tuple(e for e in graph.events if e.id in ids))


def _ties(relations: Iterable[Relation], *, directed: bool) -> _Ties:
    ties: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for relation in relations:
        ties[relation.source][relation.target] += relation.weight
        if not directed:
            ties[relation.target][relation.source] += relation.weight
    return ties


def _shortest(ties: _Ties, start: str, end: str) -> list[str] | None:
    """Return the actors of the shortest path, of those with the most reports in all.

    Breadth first, ring by ring: an actor remembers the best of the ways that reach it in its ring.
    """
    best: dict[str, tuple[int, list[str]]] = {start: (0, [start])}
    ring = [start]
    while ring and end not in best:
        reached: dict[str, tuple[int, list[str]]] = {}
        for near in ring:
            reports, way = best[near]
            for other, weight in sorted(ties.get(near, {}).items()):
                found = (reports + weight, [*way, other])
                if other not in best and found[0] > reached.get(other, (-1, []))[0]:
                    reached[other] = found
        best |= reached
        ring = sorted(reached)
    return best[end][1] if end in best else None


def _words(relation: Relation) -> str:
    marks = [] if relation.status is Status.ACTUAL else [relation.status.value]
    marks += ["claimed"] if relation.claimed else []
    words = relation.relation.replace("_", " ")
    return f"{words} ({', '.join(marks)})" if marks else words
