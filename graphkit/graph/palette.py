"""The colours and sizes of actors and relations, the same in every output.

All hues come from the Okabe-Ito palette, which people with colour-blindness can tell apart; the
kinds beyond its eight are darker shades or greys, so that lightness tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING

from graphkit.types import ActorKind, Quad, Status

if TYPE_CHECKING:
    import networkx

__all__ = [
    "EDGE_COLOURS",
    "NEGATED_COLOUR",
    "NODE_COLOURS",
    "edge_colour",
    "node_colour",
    "node_sizes",
]

NODE_COLOURS: Mapping[ActorKind, str] = MappingProxyType(
    {
        ActorKind.STATE: "#0072b2",
        ActorKind.GOVERNMENT: "#56b4e9",
        ActorKind.ORGANIZATION: "#009e73",
        ActorKind.ARMED_GROUP: "#d55e00",
        ActorKind.MILITARY: "#7a3600",
        ActorKind.COMPANY: "#00523b",
        ActorKind.MEDIA: "#cc79a7",
        ActorKind.PERSON: "#e69f00",
        ActorKind.POPULATION: "#f0e442",
        ActorKind.PLACE: "#b3b3b3",
        ActorKind.OTHER: "#666666",
    }
)

EDGE_COLOURS: Mapping[Quad, str] = MappingProxyType(
    {
        Quad.VERBAL_COOPERATION: "#56b4e9",
        Quad.MATERIAL_COOPERATION: "#0072b2",
        Quad.VERBAL_CONFLICT: "#e69f00",
        Quad.MATERIAL_CONFLICT: "#d55e00",
    }
)

NEGATED_COLOUR = "#999999"

_LEAST_RADIUS, _MOST_RADIUS = 9.0, 27.0

_DONE = frozenset({Status.ACTUAL, Status.HISTORICAL})


def node_sizes(graph: networkx.MultiDiGraph[str]) -> dict[str, float]:
    """Return actor id -> the radius of its node: its area grows with the weight of its relations.

    It is the rule of the page (there in JavaScript), and relative: the strongest actor of a
    graph has the largest node, whatever its weight.
    """
    strengths = dict.fromkeys(graph, 0.0)
    for source, target, weight in graph.edges(data="weight", default=1):
        strengths[source] += weight
        if target != source:
            strengths[target] += weight
    strongest = max(1.0, *strengths.values()) if strengths else 1.0
    growth = _MOST_RADIUS - _LEAST_RADIUS
    return {
        actor: round(_LEAST_RADIUS + growth * sqrt(strength / strongest), 1)
        for actor, strength in strengths.items()
    }


def node_colour(kind: str) -> str:
    """Return the ``#rrggbb`` of an actor kind."""
    return NODE_COLOURS[ActorKind(kind)]


@cache
def edge_colour(quad: str, status: str = Status.ACTUAL, claimed: bool = False) -> str:
    """Return the ``#rrggbb`` of an edge: its quad's hue, paler where the act is not a stated fact.

    Negated relations are grey: nobody shall take the edge for an act.
    """
    if status == Status.NEGATED:
        return NEGATED_COLOUR
    colour = EDGE_COLOURS[Quad(quad)]
    return colour if status in _DONE and not claimed else _paler(colour)


def _paler(colour: str) -> str:
    """Return the colour mixed with as much white."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{(channel + 255) // 2:02x}" for channel in channels)
