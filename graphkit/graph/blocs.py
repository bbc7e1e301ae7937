"""Divides the actors into blocs: those who cooperate, and do not fight, among themselves.

The layout holds blocs together, and the page shows them as camps. Cooperation binds two actors,
conflict parts them: the division found has more cooperation within the blocs, and less conflict,
than chance would put there (the signed modularity of Gómez, Jensen and Arenas 2009, climbed by
Louvain's moves). No chance is used, so the same graph gives the same blocs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.types import Quad, Status

if TYPE_CHECKING:
    from graphkit.graph.model import ActorGraph

__all__ = ["find_blocs"]

_LEAST = 3  # actors; two friends are no bloc yet
_CLAIMED = 0.5  # what a relation counts that is claimed and not stated
_UNDONE = 0.5  # or that is planned or possible and not done
_FAINTEST = 1.0  # least intensity, for ontologies that give none
_MOVES = 30  # rounds of moves on one level: they end long before

_CONFLICT = frozenset({Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT})
_UNCERTAIN = frozenset({Status.INTENDED, Status.POSSIBLE})

_Ties = dict[int, dict[int, float]]


@dataclass(slots=True)
class _Layer:
    """Weights of one sign: between nodes, at each node, and in all."""

    ties: _Ties = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    strength: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0

    def add(self, one: int, other: int, weight: float) -> None:
        self.ties[one][other] += weight
        self.ties[other][one] += weight
        self.strength[one] += weight
        self.strength[other] += weight
        self.total += 2 * weight


@dataclass(slots=True)
class _Signed:
    """A graph of ``size`` nodes with friendly and hostile weights."""

    size: int
    friendly: _Layer = field(default_factory=_Layer)
    hostile: _Layer = field(default_factory=_Layer)


def find_blocs(graph: ActorGraph) -> dict[str, int]:
    """Return actor id -> its bloc, numbered from 1, the largest first; 0 for those of none."""
    ids = sorted(graph.nx)
    found = _climb(_signed_graph(graph, ids))
    members: dict[int, list[str]] = defaultdict(list)
    for actor_id, bloc in zip(ids, found, strict=True):
        members[bloc].append(actor_id)
    blocs = [bloc for bloc in members.values() if len(bloc) >= _LEAST]
    blocs.sort(key=lambda bloc: (-len(bloc), bloc))
    numbers = {actor_id: number for number, bloc in enumerate(blocs, 1) for actor_id in bloc}
    return {actor_id: numbers.get(actor_id, 0) for actor_id in ids}


def _signed_graph(graph: ActorGraph, ids: list[str]) -> _Signed:
    position = {actor_id: index for index, actor_id in enumerate(ids)}
    signed = _Signed(len(ids))
    for relation in graph.relations:
        if relation.source == relation.target or relation.status is Status.NEGATED:
            continue
        doubt = (_CLAIMED if relation.claimed else 1) * (
            _UNDONE if relation.status in _UNCERTAIN else 1
        )
        layer = signed.hostile if relation.quad in _CONFLICT else signed.friendly
        weight = relation.weight * doubt * max(abs(relation.intensity), _FAINTEST)
        layer.add(position[relation.source], position[relation.target], weight)
    return signed


def _climb(signed: _Signed) -> list[int]:
    """Return the group of each node, after moves of nodes and then of whole groups."""
    groups = list(range(signed.size))
    while True:
        moved = _move_nodes(signed)
        names = {group: number for number, group in enumerate(dict.fromkeys(moved))}
        moved = [names[group] for group in moved]
        groups = [moved[group] for group in groups]
        if len(names) == signed.size:
            return groups
        signed = _merge(signed, moved, len(names))


def _move_nodes(signed: _Signed) -> list[int]:
    """Return the groups after moving single nodes for as long as a move gains."""
    groups = list(range(signed.size))
    layers = [(signed.friendly, 1.0), (signed.hostile, -1.0)]
    sums = [dict(layer.strength) for layer, _ in layers]
    for _ in range(_MOVES):
        moves = 0
        for node in range(signed.size):
            own = groups[node]
            for (layer, _sign), total in zip(layers, sums, strict=True):
                total[own] = total.get(own, 0.0) - layer.strength.get(node, 0.0)
            groups[node] = _best_group(node, groups, layers, sums)
            for (layer, _sign), total in zip(layers, sums, strict=True):
                total[groups[node]] = total.get(groups[node], 0.0) + layer.strength.get(node, 0.0)
            moves += groups[node] != own
        if not moves:
            break
    return groups


def _best_group(
    node: int,
    groups: list[int],
    layers: list[tuple[_Layer, float]],
    sums: list[dict[int, float]],
) -> int:
    """Return the group in which the node gains most; its own if no other gains more."""
    gains: dict[int, float] = defaultdict(float, {groups[node]: 0.0})
    for layer, sign in layers:
        for other, weight in layer.ties.get(node, {}).items():
            if other != node:
                gains[groups[other]] += sign * weight
    for (layer, sign), total in zip(layers, sums, strict=True):
        if layer.total:
            expected = layer.strength.get(node, 0.0) / layer.total
            for group in gains:
                gains[group] -= sign * expected * total.get(group, 0.0)
    own = groups[node]
    return max(gains, key=lambda group: (round(gains[group], 9), group == own, -group))


def _merge(signed: _Signed, groups: list[int], count: int) -> _Signed:
    """Return the graph whose nodes are the groups; ties within one become a tie with itself."""
    merged = _Signed(count)
    for layer, into in ((signed.friendly, merged.friendly), (signed.hostile, merged.hostile)):
        for one, other, weight in _pairs(layer.ties):
            into.add(groups[one], groups[other], weight)
    return merged


def _pairs(ties: _Ties) -> Iterable[tuple[int, int, float]]:
    """Yield each tie once."""
    for one in sorted(ties):
        for other, weight in ties[one].items():
            if one < other:
                yield one, other, weight
            elif one == other:  # it was added from both of its ends
                yield one, other, weight / 2
