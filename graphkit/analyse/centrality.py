"""Who matters: the actors ranked by what is reported of them, or by their place in the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import networkx
import numpy

from graphkit.graph import ActorGraph, Relation
from graphkit.graph.naming import choose
from graphkit.graph.table import Scalar, Table
from graphkit.types import ActorKind

__all__ = ["ActorScore", "Measure", "rank_actors"]

_DAMPING = 0.85
_TOLERANCE = 1e-9
_EXACT = 1_000  # actors up to which betweenness looks at the paths from everyone
_SAMPLE = 100  # beyond, only from so many
_SEED = 20180722


class Measure(StrEnum):
    """What actors are ranked by."""

    REPORTS = "reports"
    GIVEN = "given"
    RECEIVED = "received"
    PARTNERS = "partners"
    PAGERANK = "pagerank"
    BETWEENNESS = "betweenness"


@dataclass(frozen=True, slots=True)
class ActorScore:
    """An actor's ``score``, and the independent reports of what it did (``given``) and underwent.

    Both count what the texts themselves state as done; ``marked`` counts the reports of what is
    planned, possible, negated, of an earlier time or only claimed. ``partners`` is the number of
    actors that it has to do with.
    """

    id: str
    name: str
    kind: ActorKind
    score: float
    given: int
    received: int
    marked: int
    partners: int

    @property
    def row(self) -> dict[str, Scalar]:
        """The score as one row of a frame."""
        return {name: getattr(self, name) for name in _COLUMNS} | {"kind": self.kind.value}


_COLUMNS = tuple(ActorScore.__dataclass_fields__)


def rank_actors(graph: ActorGraph, *, by: str = Measure.REPORTS) -> Table[ActorScore]:
    """Return every actor with its scores, the highest ``by`` that measure first.

    ``pagerank`` is high for who is acted on by those who are acted on; ``betweenness`` for who lies
    on the shortest ways between the others (above 1,000 actors an estimate from a sample). Both
    look at what is stated as done.
    """
    measure = Measure(choose(by, Measure, noun="measure"))
    counts = _count(graph)
    scores = _GRAPH_SCORES[measure](graph) if measure in _GRAPH_SCORES else {}
    ranked = []
    for actor in graph.actors:
        count = counts[actor.id]
        own = {
            Measure.REPORTS: count.given + count.received,
            Measure.GIVEN: count.given,
            Measure.RECEIVED: count.received,
            Measure.PARTNERS: len(count.partners),
        }
        score = float(own[measure] if measure in own else scores[actor.id])
        ranked.append(
            ActorScore(
                id=actor.id,
                name=actor.name,
                kind=actor.kind,
                score=score,
                given=count.given,
                received=count.received,
                marked=count.marked,
                partners=len(count.partners),
            )
        )
    return Table(sorted(ranked, key=_rank), _COLUMNS, lambda score: score.row)


def _rank(score: ActorScore) -> tuple[float, int, str]:
    return (-score.score, -(score.given + score.received), score.id)


class _Count:
    """What is reported of one actor."""

    def __init__(self) -> None:
        self.given = self.received = self.marked = 0
        self.partners: set[str] = set()


def _count(graph: ActorGraph) -> dict[str, _Count]:
    counts: dict[str, _Count] = defaultdict(_Count)
    for relation in graph.relations:
        giver, receiver = counts[relation.source], counts[relation.target]
        if relation.is_done:
            giver.given += relation.weight
            receiver.received += relation.weight
        else:
            for count in {giver, receiver}:
                count.marked += relation.weight
        if giver is not receiver:
            giver.partners.add(relation.target)
            receiver.partners.add(relation.source)
    return counts


def _done(graph: ActorGraph) -> list[Relation]:
    return [r for r in graph.relations if r.is_done and r.source != r.target]


def _pagerank(graph: ActorGraph) -> dict[str, float]:
    """Return actor id -> PageRank by power iteration; networkx's own needs scipy."""
    position = {actor.id: index for index, actor in enumerate(graph.actors)}
    done = _done(graph)
    sources = numpy.array([position[r.source] for r in done], dtype=numpy.intp)
    targets = numpy.array([position[r.target] for r in done], dtype=numpy.intp)
    weights = numpy.array([r.weight for r in done], dtype=float)
    size = len(position)
    given = numpy.bincount(sources, weights, size)
    ranks = numpy.full(size, 1 / max(size, 1))
    while size:
        passed = weights / given[sources] * ranks[sources]
        idle = ranks[given == 0].sum() / size
        moved = _DAMPING * (numpy.bincount(targets, passed, size) + idle) + (1 - _DAMPING) / size
        change = float(abs(moved - ranks).sum())
        ranks = moved
        if change < _TOLERANCE:
            break
    return {actor_id: float(ranks[index]) for actor_id, index in position.items()}


def _betweenness(graph: ActorGraph) -> dict[str, float]:
    """Return actor id -> share of the shortest paths between others that pass through it."""
    plain: networkx.Graph[str] = networkx.Graph()
    plain.add_nodes_from(actor.id for actor in graph.actors)
    plain.add_edges_from((r.source, r.target) for r in _done(graph))
    sample = _SAMPLE if len(plain) > _EXACT else None
    found: dict[str, float] = networkx.betweenness_centrality(plain, k=sample, seed=_SEED)
    return found


_GRAPH_SCORES: Mapping[Measure, Callable[[ActorGraph], dict[str, float]]] = MappingProxyType(
    {Measure.PAGERANK: _pagerank, Measure.BETWEENNESS: _betweenness}
)
