"""Groups of actors that have more to do with each other than with the rest, for or against."""

from __future__ import annotations

from dataclasses import dataclass

import networkx

from graphkit.graph import ActorGraph
from graphkit.graph.table import SEPARATOR, Scalar, Table
from graphkit.types import Actor, Status

__all__ = ["Community", "find_communities"]

_SEED = 20180722


@dataclass(frozen=True, slots=True)
class Community:
    """Actors of one group, the most active in it first, and the reports among them."""

    number: int
    actors: tuple[Actor, ...]
    reports: int

    @property
    def row(self) -> dict[str, Scalar]:
        """The community as one row of a frame."""
        return {
            "number": self.number,
            "size": len(self.actors),
            "reports": self.reports,
            "actors": SEPARATOR.join(actor.name for actor in self.actors),
        }


def find_communities(graph: ActorGraph) -> Table[Community]:
    """Return the communities (Louvain, by independent reports), those with most actors first.

    What was negated joins nobody; an actor without any other relation is in no community.
    """
    plain = _plain(graph)
    # A fixed seed, and numbers as nodes: the order of a set of texts differs from run to run.
    groups = networkx.community.louvain_communities(plain, weight="weight", seed=_SEED)
    ordered = sorted(map(sorted, groups), key=lambda group: (-len(group), group))
    communities = (
        _community(number, group, plain, graph) for number, group in enumerate(ordered, start=1)
    )
    return Table(communities, ("number", "size", "reports", "actors"), lambda found: found.row)


def _plain(graph: ActorGraph) -> networkx.Graph[int]:
    """Return the undirected graph of reports between actors, by their position in ``actors``."""
    position = {actor.id: index for index, actor in enumerate(graph.actors)}
    plain: networkx.Graph[int] = networkx.Graph()
    for relation in graph.relations:
        one, other = position[relation.source], position[relation.target]
        if one != other and relation.status is not Status.NEGATED:
            weight = plain.get_edge_data(one, other, {"weight": 0})["weight"]
            plain.add_edge(one, other, weight=weight + relation.weight)
    return plain


def _community(
    number: int, group: list[int], plain: networkx.Graph[int], graph: ActorGraph
) -> Community:
    inside = plain.subgraph(group)
    activity = dict(inside.degree(weight="weight"))
    actors = sorted(group, key=lambda index: (-activity[index], index))
    return Community(
        number,
        tuple(graph.actors[index] for index in actors),
        int(inside.size(weight="weight")),
    )
