"""The nodes and edges of a graph as every export writes them: appearance, kind, clean text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite

from graphkit.graph import ActorGraph, compute_layout, edge_colour, node_colour, node_radius
from graphkit.graph.table import Scalar
from graphkit.types import Status

__all__ = [
    "EdgeElement",
    "NodeElement",
    "clean_text",
    "column_types",
    "edges_of",
    "nodes_of",
    "value_text",
]

# What XML 1.0 cannot hold, and the other control characters, DEL and C1, which readers trip over.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INT_MAX = 2**31 - 1


@dataclass(frozen=True, slots=True)
class NodeElement:
    """An actor as it is written; ``attributes`` are those without a field of their own."""

    id: str
    label: str
    size: float
    x: float
    y: float
    colour: str
    attributes: dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class EdgeElement:
    """A relation as it is written; ``kind`` tells it from all others of its pair of actors."""

    id: str
    source: str
    target: str
    kind: str
    label: str
    weight: float
    colour: str
    attributes: dict[str, Scalar]


def nodes_of(graph: ActorGraph) -> list[NodeElement]:
    """Return the actors in the order of the graph, with size, position and colour."""
    places = compute_layout(graph)
    return [
        NodeElement(
            id=clean_text(node),
            label=clean_text(data["label"]),
            size=node_radius(data["mentions"]),
            x=places[node][0],
            y=places[node][1],
            colour=node_colour(data["kind"]),
            attributes=_others(data, {"label", "size", "x", "y", "color"}),
        )
        for node, data in graph.nx.nodes(data=True)
    ]


def edges_of(graph: ActorGraph) -> list[EdgeElement]:
    """Return the relations in the order of the graph, with kind and colour."""
    return [
        EdgeElement(
            id=key,
            source=clean_text(source),
            target=clean_text(target),
            kind=clean_text(_kind(data)),
            label=clean_text(data["label"]),
            weight=data["weight"],
            colour=edge_colour(data["quad"], data["status"], data["claimed"]),
            attributes=_others(data, {"label", "weight", "color"}),
        )
        for source, target, key, data in graph.nx.edges(keys=True, data=True)
    ]


def _kind(data: Mapping[str, Scalar]) -> str:
    """Return the relation with what sets it apart: ``attacks``, ``attacks (possible, claimed)``."""
    marks = [] if data["status"] == Status.ACTUAL else [str(data["status"])]
    marks += ["claimed"] if data["claimed"] else []
    return f"{data['label']} ({', '.join(marks)})" if marks else str(data["label"])


def _others(data: Mapping[str, Scalar], written: set[str]) -> dict[str, Scalar]:
    """Return the attributes not written elsewhere, without numbers that no format can hold."""
    return {
        clean_text(name): clean_text(value) if isinstance(value, str) else value
        for name, value in data.items()
        if name not in written and (not isinstance(value, float) or isfinite(value))
    }


def clean_text(text: str) -> str:
    """Return the text with U+FFFD for each character that XML or a reader of it would refuse."""
    return _FORBIDDEN.sub("\ufffd", text)


def column_types(elements: Iterable[NodeElement | EdgeElement]) -> dict[str, str]:
    """Return attribute -> ``boolean``, ``int``, ``long``, ``double`` or ``string``, one type each.

    Attributes come in the order in which they are first met.
    """
    values: dict[str, set[str]] = {}
    for element in elements:
        for name, value in element.attributes.items():
            values.setdefault(name, set()).add(_type_of(value))
    return {name: _common_type(types) for name, types in values.items()}


def _type_of(value: Scalar) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "int" if abs(value) <= _INT_MAX else "long"
    return "double" if isinstance(value, float) else "string"


def _common_type(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    if types <= {"int", "long"}:
        return "long"
    return "double" if types <= {"int", "long", "double"} else "string"


def value_text(value: Scalar) -> str:
    """Return a value as XML and CSV write it: ``true``, ``-9.5``, the text itself."""
    return str(value).lower() if isinstance(value, bool) else str(value)
