"""ActorGraph → GraphML that Gephi opens with labels, colours, positions and each typed edge.

The kind of an edge stands in the XML attribute ``label`` of ``<edge>``: Gephi keeps parallel edges
apart by it, and other readers ignore it. Edge ids are unique over the whole file. Gephi turns
``INF`` inside any text but a label into ``Infinity``; the file holds the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from graphkit.export.aggregate import elements_of
from graphkit.export.elements import EdgeElement, NodeElement
from graphkit.export.xml import RowWriter, xml_attribute, xml_content
from graphkit.files import write_atomic
from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar

__all__ = ["write_graphml"]

# The names that Gephi takes for appearance, and the only types that it takes them in.
_NODE_LOOKS = {"label": "string", "size": "double", "x": "double", "y": "double", "color": "string"}
_EDGE_LOOKS = {"label": "string", "weight": "double", "color": "string"}


def write_graphml(graph: ActorGraph, path: Path, *, aggregate: bool = False) -> None:
    """Write the graph as GraphML; raises OutputError where the file cannot be written."""
    elements = elements_of(graph, aggregate=aggregate)
    node_keys = _Keys("node", {**_NODE_LOOKS, **elements.node_types, **_NODE_LOOKS})
    edge_keys = _Keys("edge", {**_EDGE_LOOKS, **elements.edge_types, **_EDGE_LOOKS})
    with write_atomic(path) as handle:
        handle.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        handle.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        handle.writelines(node_keys.declarations())
        handle.writelines(edge_keys.declarations())
        handle.write('<graph id="actors" edgedefault="directed">\n')
        handle.writelines(_node_text(node, node_keys) for node in elements.nodes())
        handle.writelines(_edge_text(edge, edge_keys) for edge in elements.edges())
        handle.write("</graph>\n</graphml>\n")


class _Keys:
    """The declared attributes of nodes or of edges: names, types, and ids unique over the file."""

    def __init__(self, owner: str, types: Mapping[str, str]) -> None:
        self._owner = owner
        self._types = types
        self._ids = {name: xml_attribute(f"{owner}_{name}") for name in types}
        self._row = RowWriter(
            {name: f'  <data key="{key_id}">{{}}</data>\n' for name, key_id in self._ids.items()},
            xml_content,
        )
        #: For what stands on many edges: actors and kinds.
        self.attribute = lru_cache(maxsize=2**13)(xml_attribute)

    def declarations(self) -> Iterator[str]:
        for name, type_name in self._types.items():
            yield (
                f'<key id="{self._ids[name]}" for="{self._owner}" '
                f'attr.name="{xml_attribute(name)}" attr.type="{type_name}"/>\n'
            )

    def data(self, values: Mapping[str, Scalar]) -> str:
        return self._row.text(values)


def _node_text(node: NodeElement, keys: _Keys) -> str:
    own = {"size": node.size, "x": node.x, "y": node.y}
    values = node.attributes | own | {"color": node.colour}
    return f'<node id="{xml_attribute(node.id)}">\n{keys.data(values)}</node>\n'


def _edge_text(edge: EdgeElement, keys: _Keys) -> str:
    attribute = keys.attribute
    kind = f' label="{attribute(edge.kind)}"' if edge.kind else ""
    return (
        f'<edge id="{xml_attribute(edge.id)}" source="{attribute(edge.source)}" '
        f'target="{attribute(edge.target)}"{kind}>\n'
        f"{keys.data(edge.attributes | {'color': edge.colour})}</edge>\n"
    )
