"""Computes where each actor lies on the map: friends near each other, blocs apart, none on another.

A force layout after ForceAtlas2 (Jacomy et al. 2014), as users of Gephi know it: ties pull, and
every actor pushes the others the more, the better connected both are. Cooperation pulls harder
than conflict and each bloc holds together, so that blocs lie apart. The same graph gives the same
positions. Up to 500 actors every pair pushes; in larger graphs the push is read from a grid, so
that time grows with the actors, not with their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil, cos, floor, hypot, log2, pi, sin, sqrt
from typing import TYPE_CHECKING

import numpy
from networkx import weakly_connected_components
from numpy.typing import NDArray

from graphkit.graph.blocs import find_blocs
from graphkit.types import COOPERATIVE

if TYPE_CHECKING:
    from graphkit.graph.model import ActorGraph

__all__ = ["compute_layout", "node_radius"]

_SPACING = 120.0  # pixels between neighbours: the map's side is about this times sqrt(actors)
_GAP = 16.0  # pixels left free between two nodes
_SEED = 20180722
_EXACT = 500  # actors up to which every pair pushes
_STEPS = 250
_GRAVITY = 1.0
_CONFLICT_PULL = 0.15  # of a tie of cooperation
_BLOC_PULL = 0.5  # towards the middle of one's bloc
_PACKED = 2_000  # actors up to which the parts of a graph are moved together
_PART_GAP = 1.2  # of a short edge: room between two parts
_DIRECTIONS = 16  # in which a place for a part is looked for
_TURNED = 40  # parts for which all of them are tried
_EVEN = 0.75  # power of the distance from the middle: below 1 the margin is drawn in
_GOLDEN_ANGLE = pi * (3 - sqrt(5))

_Floats = NDArray[numpy.float64]
_Integers = NDArray[numpy.intp]


@dataclass(frozen=True, slots=True)
class _Forces:
    """What moves the actors: tied pairs and their strength, each one's mass, and its bloc."""

    pairs: _Integers
    strengths: _Floats
    masses: _Floats
    blocs: _Integers


def compute_layout(
    graph: ActorGraph, *, blocs: Mapping[str, int] | None = None
) -> dict[str, tuple[float, float]]:
    """Return actor id -> (x, y) in pixels around (0, 0), rounded to 0.1.

    ``blocs`` are those of ``find_blocs``, looked for where they are not given.
    """
    ids = sorted(graph.nx)
    if not ids:
        return {}
    forces = _forces(graph, ids, blocs or find_blocs(graph))
    settled = _settle(forces)
    if len(ids) <= _PACKED:
        gap = _PART_GAP * _short_edge(settled, forces.pairs)
        settled = _pack(settled, _parts(graph, ids), gap)
    places = _spread(settled)
    radii = [node_radius(graph.nx.nodes[actor_id]["mentions"]) for actor_id in ids]
    return dict(zip(ids, _separate(places, radii), strict=True))


def node_radius(mentions: int) -> float:
    """Return the radius in pixels of an actor's node: its area grows with the mentions, to 40."""
    return round(min(6 + 4 * sqrt(max(mentions, 1)), 40), 1)


def _forces(graph: ActorGraph, ids: list[str], blocs: Mapping[str, int]) -> _Forces:
    position = {actor_id: index for index, actor_id in enumerate(ids)}
    weights: Counter[tuple[int, int]] = Counter()
    for source, target, data in graph.nx.edges(data=True):
        if source != target:
            one, other = sorted((position[source], position[target]))
            pull = 1.0 if data.get("event_type") in COOPERATIVE else _CONFLICT_PULL
            weights[one, other] += data.get("weight", 1) * pull
    linked = sorted(weights)
    pairs = numpy.array(linked, dtype=numpy.intp).reshape(-1, 2)
    strengths = numpy.log1p([weights[pair] for pair in linked])
    masses = numpy.bincount(pairs.ravel(), minlength=len(ids)).astype(numpy.float64) + 1.0
    return _Forces(pairs, strengths, masses, numpy.array([blocs[actor_id] for actor_id in ids]))


def _settle(forces: _Forces) -> _Floats:
    """Return the positions, in edge lengths, after the forces have moved the actors."""
    size = len(forces.masses)
    random = numpy.random.default_rng(_SEED)
    side = sqrt(size)
    places = random.uniform(-side / 2, side / 2, (size, 2))
    repulsion = _exact_repulsion if size <= _EXACT else _grid_repulsion
    one, other = forces.pairs[:, 0], forces.pairs[:, 1]
    for step in range(_STEPS):
        force = repulsion(places, forces.masses) - _GRAVITY * places * forces.masses[:, None]
        pull = (places[other] - places[one]) * forces.strengths[:, None]
        for axis in (0, 1):
            force[:, axis] += numpy.bincount(one, pull[:, axis], size)
            force[:, axis] -= numpy.bincount(other, pull[:, axis], size)
        force += _BLOC_PULL * _towards_blocs(places, forces.blocs)
        length = numpy.maximum(numpy.hypot(force[:, 0], force[:, 1]), 1e-9)
        reach = 0.3 * side * (1 - step / _STEPS) ** 2
        places = places + force * (numpy.minimum(length / forces.masses, reach) / length)[:, None]
    return places


def _towards_blocs(places: _Floats, blocs: _Integers) -> _Floats:
    """Return the way from each actor to the middle of its bloc; none for those of no bloc."""
    counts = numpy.maximum(numpy.bincount(blocs), 1)
    middles = numpy.stack([numpy.bincount(blocs, places[:, axis]) / counts for axis in (0, 1)], 1)
    way: _Floats = numpy.where((blocs > 0)[:, None], middles[blocs] - places, 0.0)
    return way


def _exact_repulsion(places: _Floats, masses: _Floats) -> _Floats:
    """Return the push on each actor from every other: the product of masses over the distance."""
    away = places[:, None, :] - places[None, :, :]
    square = numpy.maximum((away**2).sum(axis=2), 1e-2)
    push: _Floats = (away * (masses[None, :] / square)[:, :, None]).sum(axis=1) * masses[:, None]
    return push


def _grid_repulsion(places: _Floats, masses: _Floats) -> _Floats:
    """Return nearly the same from a grid: masses are laid on its corners, the push is read there.

    The push of all corners on each is a convolution, which the Fourier transform does at once.
    """
    cells = 2 ** ceil(log2(sqrt(len(places))))
    low = places.min(axis=0)
    cell = float(numpy.ptp(places, axis=0).max()) / (cells - 2) + 1e-9
    steps = (places - low) / cell
    corner = steps.astype(numpy.intp)
    part = steps - corner
    shares = [
        ((corner[:, 0] + right) * cells + corner[:, 1] + up, weight)
        for right, across in ((0, 1 - part[:, 0]), (1, part[:, 0]))
        for up, weight in ((0, across * (1 - part[:, 1])), (1, across * part[:, 1]))
    ]
    mass = sum(numpy.bincount(at, weight * masses, cells * cells) for at, weight in shares)
    field = _field(numpy.reshape(mass, (cells, cells))).reshape(-1, 2) / cell
    push: _Floats = sum(field[at] * weight[:, None] for at, weight in shares) * masses[:, None]
    return push


def _field(mass: _Floats) -> _Floats:
    """Return the push per unit of mass at each corner of a grid of masses, its cells being 1."""
    cells = len(mass)
    spectrum = numpy.fft.rfft2(mass, (2 * cells, 2 * cells))
    pushes = [numpy.fft.irfft2(spectrum * kernel) for kernel in _kernels(cells)]
    return numpy.stack([push[:cells, :cells] for push in pushes], axis=2)


@cache
def _kernels(cells: int) -> list[NDArray[numpy.complex128]]:
    """Return the spectrum of the push of one corner on all others, across and up."""
    reach = numpy.fft.fftfreq(2 * cells, 1 / (2 * cells))
    across, up = numpy.meshgrid(reach, reach, indexing="ij")
    square = across**2 + up**2
    square[0, 0] = 1.0
    return [numpy.fft.rfft2(way / square) for way in (across, up)]


def _parts(graph: ActorGraph, ids: list[str]) -> list[list[int]]:
    """Return the connected parts as positions in ``ids``, the largest first."""
    position = {actor_id: index for index, actor_id in enumerate(ids)}
    parts = [sorted(position[i] for i in part) for part in weakly_connected_components(graph.nx)]
    return sorted(parts, key=lambda part: (-len(part), part))


def _short_edge(places: _Floats, pairs: _Integers) -> float:
    """Return the length of a rather short tie, 1 where there are none."""
    if not len(pairs):
        return 1.0
    ways = places[pairs[:, 0]] - places[pairs[:, 1]]
    return float(numpy.quantile(numpy.hypot(ways[:, 0], ways[:, 1]), 0.25))


def _pack(places: _Floats, parts: list[list[int]], gap: float) -> _Floats:
    """Return the positions with every part moved in, as near to the larger ones as it fits."""
    packed: _Floats = places - places[parts[0]].mean(axis=0)
    placed = packed[parts[0]]
    for number, part in enumerate(parts[1:]):
        own = packed[part] - packed[part].mean(axis=0)
        ways = _DIRECTIONS if number < _TURNED else 1
        moves = [
            _nearest_fit(own, placed, number * _GOLDEN_ANGLE + 2 * pi * way / ways, gap)
            for way in range(ways)
        ]
        packed[part] = min(moves, key=lambda moved: float(numpy.abs(moved).max()))
        placed = numpy.concatenate([placed, packed[part]])
    return packed


def _nearest_fit(part: _Floats, placed: _Floats, angle: float, gap: float) -> _Floats:
    """Return the part moved along one direction until it keeps the gap to all that is placed."""
    way = numpy.array([cos(angle), sin(angle)])
    moved = part
    while _least_distance(moved, placed) < gap:
        moved = moved + gap / 4 * way
    return moved


def _least_distance(one: _Floats, other: _Floats) -> float:
    away = one[:, None, :] - other[None, :, :]
    return float(numpy.hypot(away[:, :, 0], away[:, :, 1]).min())


def _spread(places: _Floats) -> _Floats:
    """Return the positions centred and scaled to about ``_SPACING`` pixels between neighbours.

    The middle is drawn out and the margin in, so that the crowded part gets its share of the map.
    """
    centred: _Floats = places - places.mean(axis=0)
    reach = numpy.maximum(numpy.hypot(centred[:, 0], centred[:, 1]), 1e-9)
    centred *= (reach ** (_EVEN - 1))[:, None]
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
