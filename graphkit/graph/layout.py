"""Computes where each actor lies on the map: linked actors near each other, none on another.

The same graph gives the same positions. Up to 500 actors every pair repels; in larger graphs each
actor is repelled by a sample of the others, so that time grows with the actors, not their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import cos, floor, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

import numpy
from networkx import weakly_connected_components
from numpy.typing import NDArray

if TYPE_CHECKING:
    from graphkit.graph.model import ActorGraph

__all__ = ["compute_layout", "node_radius"]

_SPACING = 120.0  # pixels between neighbours: the map's side is about this times sqrt(actors)
_GAP = 16.0  # pixels left free between two nodes
_SEED = 20180722
_EXACT = 500  # actors up to which every pair repels
_SAMPLE = 200
_STEPS = 200
_STEPS_LARGE = 60
_GRAVITY = 0.5
_PACKED = 2_000  # actors up to which the parts of a graph are moved together
_PART_GAP = 1.2  # edge lengths between two parts
_GOLDEN_ANGLE = pi * (3 - sqrt(5))

_Floats = NDArray[numpy.float64]


def compute_layout(graph: ActorGraph) -> dict[str, tuple[float, float]]:
    """Return actor id -> (x, y) in pixels around (0, 0), rounded to 0.1."""
    ids = sorted(graph.nx)
    if not ids:
        return {}
    settled = _settle(len(ids), *_springs(graph, ids))
    if len(ids) <= _PACKED:
        settled = _pack(settled, _parts(graph, ids))
    places = _spread(settled)
    radii = [node_radius(graph.nx.nodes[actor_id]["mentions"]) for actor_id in ids]
    return dict(zip(ids, _separate(places, radii), strict=True))


def node_radius(mentions: int) -> float:
    """Return the radius in pixels of an actor's node: its area grows with the mentions, to 40."""
    return round(min(6 + 4 * sqrt(max(mentions, 1)), 40), 1)


def _springs(graph: ActorGraph, ids: list[str]) -> tuple[NDArray[numpy.intp], _Floats]:
    """Return the linked pairs (rows of two positions in ``ids``) and the strength of each."""
    position = {actor_id: index for index, actor_id in enumerate(ids)}
    weights: Counter[tuple[int, int]] = Counter()
    for source, target, weight in graph.nx.edges(data="weight", default=1):
        if source != target:
            one, other = sorted((position[source], position[target]))
            weights[one, other] += weight
    pairs = numpy.array(sorted(weights), dtype=numpy.intp).reshape(-1, 2)
    strengths = numpy.array([1 + numpy.log(weights[pair]) for pair in sorted(weights)])
    return pairs, strengths


def _settle(size: int, pairs: NDArray[numpy.intp], strengths: _Floats) -> _Floats:
    """Return positions after a force-directed layout (Fruchterman and Reingold), in edge lengths.

    Gravity keeps the parts of a graph that falls apart together.
    """
    random = numpy.random.default_rng(_SEED)
    side = sqrt(size)
    places = random.uniform(-side / 2, side / 2, (size, 2))
    steps = _STEPS if size <= _EXACT else _STEPS_LARGE
    for step in range(steps):
        force = _repulsion(places, random) - _GRAVITY * places
        pull = places[pairs[:, 1]] - places[pairs[:, 0]]
        pull *= (strengths * numpy.hypot(pull[:, 0], pull[:, 1]))[:, None]
        numpy.add.at(force, pairs[:, 0], pull)
        numpy.add.at(force, pairs[:, 1], -pull)
        length = numpy.maximum(numpy.hypot(force[:, 0], force[:, 1]), 1e-9)
        reach = 0.2 * side * (1 - step / steps)
        places = places + force * (numpy.minimum(length, reach) / length)[:, None]
    return places


def _parts(graph: ActorGraph, ids: list[str]) -> list[list[int]]:
    """Return the connected parts as positions in ``ids``, the largest first."""
    position = {actor_id: index for index, actor_id in enumerate(ids)}
    parts = [sorted(position[i] for i in part) for part in weakly_connected_components(graph.nx)]
    return sorted(parts, key=lambda part: (-len(part), part))


def _pack(places: _Floats, parts: list[list[int]]) -> _Floats:
    """Return the positions with every part moved in, as near to the larger ones as it fits."""
    packed: _Floats = places - places[parts[0]].mean(axis=0)
    placed = packed[parts[0]]
    for number, part in enumerate(parts[1:]):
        own = packed[part] - packed[part].mean(axis=0)
        angle = number * _GOLDEN_ANGLE
        way = numpy.array([cos(angle), sin(angle)])
        distance = 0.0
        while True:
            moved = own + distance * way
            gaps = numpy.hypot(*(moved[:, None, :] - placed[None, :, :]).transpose(2, 0, 1))
            if gaps.min() >= _PART_GAP:
                break
            distance += _PART_GAP / 4
        packed[part] = moved
        placed = numpy.concatenate([placed, moved])
    return packed


def _repulsion(places: _Floats, random: numpy.random.Generator) -> _Floats:
    """Return the push on each node, 1/distance from every other or, scaled up, from a sample."""
    size = len(places)
    others = places if size <= _EXACT else places[random.choice(size, _SAMPLE, replace=False)]
    away = places[:, None, :] - others[None, :, :]
    square = numpy.maximum((away**2).sum(axis=2), 1e-4)
    push: _Floats = (away / square[:, :, None]).sum(axis=1) * (size / len(others))
    return push


def _spread(places: _Floats) -> _Floats:
    """Return the positions centred and scaled to about ``_SPACING`` pixels between neighbours."""
    centred: _Floats = places - places.mean(axis=0)
    extent = float(numpy.ptp(centred, axis=0).max())
    return centred * (_SPACING * sqrt(len(places)) / extent) if extent else centred


def _separate(places: _Floats, radii: list[float]) -> list[tuple[float, float]]:
    """Return the positions with each node moved to the nearest free place, the largest first."""
    cell = 2 * max(radii) + _GAP
    taken: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    free: list[tuple[float, float]] = [(0.0, 0.0)] * len(radii)
    for index in sorted(range(len(radii)), key=lambda index: -radii[index]):
        x, y = (float(value) for value in places[index])
        for place in _spiral(x, y):
            if not _collides(place, radii[index], taken, cell):
                break
        free[index] = place
        column, row = floor(place[0] / cell), floor(place[1] / cell)
        taken[column, row].append((*place, radii[index]))
    return free


def _spiral(x: float, y: float) -> Iterator[tuple[float, float]]:
    """Yield places ever farther from (x, y), without end."""
    step = 0
    while True:
        reach, angle = 0.5 * _GAP * sqrt(step), step * _GOLDEN_ANGLE
        yield round(x + reach * cos(angle), 1), round(y + reach * sin(angle), 1)
        step += 1


def _collides(
    place: tuple[float, float],
    radius: float,
    taken: dict[tuple[int, int], list[tuple[float, float, float]]],
    cell: float,
) -> bool:
    x, y = place
    column, row = floor(x / cell), floor(y / cell)
    near = (
        node
        for across in (column - 1, column, column + 1)
        for down in (row - 1, row, row + 1)
        for node in taken.get((across, down), ())
    )
    return any(hypot(x - a, y - b) < radius + other + _GAP for a, b, other in near)
