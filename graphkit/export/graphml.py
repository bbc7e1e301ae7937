"""ActorGraph → GraphML that Gephi opens with labels, colours, positions and each typed edge.

The kind of an edge stands in the XML attribute ``label`` of ``<edge>``: Gephi keeps parallel edges
apart by it, and other readers ignore it. Edge ids are unique over the whole file. Gephi turns
``INF`` inside any text but a label into ``Infinity``; the file holds the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from graphkit.export.elements import (
    EdgeElement,
    NodeElement,
    column_types,
    edges_of,
    nodes_of,
    value_text,
)
from graphkit.files import write_atomic
from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar

__all__ = ["write_graphml"]

_NODE_TYPES = {"label": "string", "size": "double", "x": "double", "y": "double", "color": "string"}
_EDGE_TYPES = {"label": "string", "weight": "double", "color": "string"}


def write_graphml(graph: ActorGraph, path: Path) -> None:
    """Write the graph as GraphML; raises OutputError where the file cannot be written."""
    nodes, edges = nodes_of(graph), edges_of(graph)
    node_keys = _Keys("node", _NODE_TYPES | column_types(nodes))
    edge_keys = _Keys("edge", _EDGE_TYPES | column_types(edges))
    with write_atomic(path) as handle:
        handle.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        handle.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        handle.writelines(node_keys.declarations())
        handle.writelines(edge_keys.declarations())
        handle.write('<graph id="actors" edgedefault="directed">\n')
        handle.writelines(_node_lines(nodes, node_keys))
        handle.writelines(_edge_lines(edges, edge_keys))
        handle.write("</graph>\n</graphml>\n")


class _Keys:
    """The declared attributes of nodes or of edges: names, types, and ids unique over the file."""

    def __init__(self, owner: str, types: Mapping[str, str]) -> None:
        self._owner = owner
        self._types = types
        self._ids = {name: quoteattr(f"{owner}_{name}") for name in types}

    def declarations(self) -> Iterator[str]:
        for name, type_name in self._types.items():
            yield (
                f'<key id={self._ids[name]} for="{self._owner}" '
                f'attr.name={quoteattr(name)} attr.type="{type_name}"/>\n'
            )

    def data(self, values: Mapping[str, Scalar]) -> Iterator[str]:
        for name, value in values.items():
            # A bare carriage return would be read as a line feed.
            text = escape(value_text(value), {"\r": "&#13;"})
            yield f"  <data key={self._ids[name]}>{text}</data>\n"


def _node_lines(nodes: list[NodeElement], keys: _Keys) -> Iterator[str]:
    for node in nodes:
        yield f"<node id={quoteattr(node.id)}>\n"
        appearance: dict[str, Scalar] = {
            "label": node.label,
            "size": node.size,
            "x": node.x,
            "y": node.y,
            "color": node.colour,
        }
        yield from keys.data(appearance | node.attributes)
        yield "</node>\n"


def _edge_lines(edges: list[EdgeElement], keys: _Keys) -> Iterator[str]:
    for edge in edges:
        source, target = quoteattr(edge.source), quoteattr(edge.target)
        yield (
            f"<edge id={quoteattr(edge.id)} source={source} target={target} "
            f"label={quoteattr(edge.kind)}>\n"
        )
        appearance: dict[str, Scalar] = {
            "label": edge.label,
            "weight": edge.weight,
            "color": edge.colour,
        }
        yield from keys.data(appearance | edge.attributes)
        yield "</edge>\n"
