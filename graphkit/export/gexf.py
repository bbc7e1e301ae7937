"""ActorGraph → GEXF 1.3 that Gephi opens with labels, colours, positions, kinds and a timeline.

An actor or relation is there on the days of its events, each a one-day interval. Where one of its
events has no full date it is always there: Gephi would hide it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from graphkit.export.aggregate import elements_of
from graphkit.export.days import Interval, actor_intervals, relation_intervals
from graphkit.export.elements import EdgeElement, NodeElement
from graphkit.export.xml import RowWriter, xml_attribute
from graphkit.files import write_atomic
from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar

__all__ = ["write_gexf"]

_OPENING = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>graphkit</creator></meta>
"""
_STATIC = '<graph defaultedgetype="directed" mode="static">\n'
_DYNAMIC = (
    '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timezone="UTC" '
    'timerepresentation="interval">\n'
)
# Attributes with a place of their own in a node's or an edge's tag.
_NODE_OWN = frozenset({"label"})
_EDGE_OWN = frozenset({"label", "weight"})


def write_gexf(graph: ActorGraph, path: Path, *, aggregate: bool = False) -> None:
    """Write the graph as GEXF 1.3; raises OutputError where the file cannot be written."""
    elements = elements_of(graph, aggregate=aggregate)
    node_values = _Values("node", elements.node_types, _NODE_OWN)
    edge_values = _Values("edge", elements.edge_types, _EDGE_OWN)
    days = actor_intervals(graph)
    with write_atomic(path) as handle:
        handle.write(_OPENING)
        handle.write(_DYNAMIC if any(days.values()) else _STATIC)
        handle.writelines(node_values.declarations())
        handle.writelines(edge_values.declarations())
        handle.write("<nodes>\n")
        for node in elements.nodes():
            handle.write(_node_text(node, node_values, days[node.id]))
        handle.write("</nodes>\n<edges>\n")
        for edge in elements.edges():
            intervals = relation_intervals(graph, edge.relations)
            handle.write(_edge_text(edge, edge_values, intervals))
        handle.write("</edges>\n</graph>\n</gexf>\n")


class _Values:
    """The declared attributes of nodes or of edges, those with a place of their own left out."""

    def __init__(self, owner: str, types: Mapping[str, str], own: frozenset[str]) -> None:
        self._owner = owner
        self._types = {name: kind for name, kind in types.items() if name not in own}
        tags = {name: f'    <attvalue for="{xml_attribute(name)}"' for name in self._types}
        self._row = RowWriter(
            {name: f'{tag} value="{{}}"/>\n' for name, tag in tags.items()}, xml_attribute
        )

    def declarations(self) -> Iterator[str]:
        yield f'<attributes class="{self._owner}" mode="static">\n'
        for name, type_name in self._types.items():
            gexf_type = "integer" if type_name == "int" else type_name
            title = xml_attribute(name)
            yield f'<attribute id="{title}" title="{title}" type="{gexf_type}"/>\n'
        yield "</attributes>\n"

    def text(self, values: Mapping[str, Scalar]) -> str:
        return f"  <attvalues>\n{self._row.text(values)}  </attvalues>\n"


def _node_text(node: NodeElement, values: _Values, days: list[Interval]) -> str:
    return (
        f'<node id="{xml_attribute(node.id)}" '
        f'label="{xml_attribute(str(node.attributes["label"]))}">\n'
        f"{values.text(node.attributes)}"
        f'  <viz:size value="{node.size}"/>\n'
        f'  <viz:position x="{node.x}" y="{node.y}" z="0.0"/>\n'
        f"{_colour_text(node.colour)}{_spells_text(days)}</node>\n"
    )


def _edge_text(edge: EdgeElement, values: _Values, days: list[Interval]) -> str:
    kind = f' kind="{xml_attribute(edge.kind)}"' if edge.kind else ""
    return (
        f'<edge id="{xml_attribute(edge.id)}" source="{xml_attribute(edge.source)}" '
        f'target="{xml_attribute(edge.target)}"{kind} '
        f'label="{xml_attribute(str(edge.attributes["label"]))}" '
        f'weight="{float(edge.attributes["weight"])}">\n'
        f"{values.text(edge.attributes)}{_colour_text(edge.colour)}{_spells_text(days)}</edge>\n"
    )


@cache
def _colour_text(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f'  <viz:color r="{red}" g="{green}" b="{blue}"/>\n'


def _spells_text(days: list[Interval]) -> str:
    if not days:
        return ""
    spells = [f'    <spell start="{start}" end="{end}"/>\n' for start, end in days]
    return f"  <spells>\n{''.join(spells)}  </spells>\n"
