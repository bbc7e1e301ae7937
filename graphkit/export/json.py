"""ActorGraph → JSON: node-link, which networkx and d3 read, and the form of Cytoscape.

One actor or edge stands on a line. Unlike XML, JSON can hold control characters, and keeps them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from graphkit.export.aggregate import elements_of
from graphkit.export.elements import EdgeElement, NodeElement
from graphkit.export.values import whole_characters
from graphkit.files import write_atomic
from graphkit.graph import ActorGraph

__all__ = ["write_cytoscape", "write_json"]

_encode: Callable[[Mapping[str, Any]], str] = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False
).encode


def write_json(graph: ActorGraph, path: Path, *, aggregate: bool = False) -> None:
    """Write one object with ``directed``, ``multigraph``, ``graph``, ``nodes`` and ``links``.

    ``networkx.node_link_graph(data, edges="links")`` reads it back. Raises OutputError where the
    file cannot be written.
    """
    elements = elements_of(graph, aggregate=aggregate)
    with write_atomic(path) as handle:
        handle.write('{"directed": true, "multigraph": true, "graph": {}, ')
        _write_lists(handle, nodes=map(_node, elements.nodes()), links=map(_link, elements.edges()))
        handle.write("}\n")


def write_cytoscape(graph: ActorGraph, path: Path, *, aggregate: bool = False) -> None:
    """Write the elements of Cytoscape and Cytoscape.js, with positions, sizes and colours.

    ``networkx.cytoscape_graph(data)`` reads it, too. Raises OutputError where the file cannot be
    written.
    """
    elements = elements_of(graph, aggregate=aggregate)
    with write_atomic(path) as handle:
        handle.write('{"data": {}, "directed": true, "multigraph": true, "elements": {')
        _write_lists(
            handle,
            nodes=map(_cytoscape_node, elements.nodes()),
            edges=map(_cytoscape_edge, elements.edges()),
        )
        handle.write("}}\n")


def _write_lists(handle: TextIO, **lists: Iterable[Mapping[str, Any]]) -> None:
    """Write members of an object, each a list with an item a line."""
    for number, (name, items) in enumerate(lists.items()):
        handle.write(f'{", " if number else ""}"{name}": [')
        separator = "\n"
        for item in items:
            handle.write(separator + whole_characters(_encode(item)))
            separator = ",\n"
        handle.write("]")


def _node(node: NodeElement) -> dict[str, Any]:
    return node.attributes | {"id": node.id}


def _link(edge: EdgeElement) -> dict[str, Any]:
    return edge.attributes | {"source": edge.source, "target": edge.target, "key": edge.id}


def _cytoscape_node(node: NodeElement) -> dict[str, Any]:
    # Cytoscape shows ``name``; networkx reads the node's id from ``value``.
    own = {"id": node.id, "value": node.id, "name": node.attributes["label"]}
    looks = {"size": node.size, "color": node.colour}
    return {"data": node.attributes | looks | own, "position": {"x": node.x, "y": node.y}}


def _cytoscape_edge(edge: EdgeElement) -> dict[str, Any]:
    own = {"id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target}
    interaction = edge.kind or str(edge.attributes["label"])
    looks = {"interaction": interaction, "color": edge.colour}
    return {"data": edge.attributes | looks | own}
