"""ActorGraph → GEXF 1.3 that Gephi opens with labels, colours, positions, kinds and a timeline.

An actor or relation is there on the days of its events, each a one-day interval. Where one of its
events has no full date it is always there: Gephi would hide it otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

from graphkit.export.elements import (
    EdgeElement,
    NodeElement,
    clean_text,
    column_types,
    edges_of,
    nodes_of,
    value_text,
)
from graphkit.files import write_atomic
from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar
from graphkit.types import Event

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
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

_Days = Mapping[str, list[date]]


def write_gexf(graph: ActorGraph, path: Path) -> None:
    """Write the graph as GEXF 1.3; raises OutputError where the file cannot be written."""
    nodes, edges = nodes_of(graph), edges_of(graph)
    node_days = {clean_text(key): days for key, days in _days_by_actor(graph).items()}
    edge_days = {edge.id: _days(graph.events_of(edge.id)) for edge in edges}
    with write_atomic(path) as handle:
        handle.write(_OPENING)
        handle.write(_DYNAMIC if any(node_days.values()) else _STATIC)
        handle.writelines(_declarations("node", column_types(nodes)))
        handle.writelines(_declarations("edge", column_types(edges)))
        handle.write("<nodes>\n")
        handle.writelines(_node_lines(nodes, node_days))
        handle.write("</nodes>\n<edges>\n")
        handle.writelines(_edge_lines(edges, edge_days))
        handle.write("</edges>\n</graph>\n</gexf>\n")


def _days_by_actor(graph: ActorGraph) -> dict[str, list[date]]:
    events: dict[str, list[Event]] = defaultdict(list)
    for event in graph.events:
        for ref in (event.source, event.target):
            if ref is not None:
                events[ref.id].append(event)
    return {actor_id: _days(actor_events) for actor_id, actor_events in events.items()}


def _days(events: Iterable[Event]) -> list[date]:
    """Return the days of the events in order without repeats; none where one has no full date."""
    days = {_day(event.date) for event in events}
    known = sorted(day for day in days if day is not None)
    return known if len(known) == len(days) else []


def _day(text: str | None) -> date | None:
    """Return the date of ``YYYY-MM-DD``, or None: one partial date aborts Gephi's whole import."""
    try:
        day = date.fromisoformat(text) if text and _FULL_DATE.fullmatch(text) else None
    except ValueError:
        return None
    return day if day != date.max else None  # a day without a next one has no interval


def _declarations(owner: str, types: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{owner}" mode="static">\n'
    for name, type_name in types.items():
        gexf_type = "integer" if type_name == "int" else type_name
        title = quoteattr(name)
        yield f'<attribute id={title} title={title} type="{gexf_type}"/>\n'
    yield "</attributes>\n"


def _node_lines(nodes: list[NodeElement], days: _Days) -> Iterator[str]:
    for node in nodes:
        yield f"<node id={quoteattr(node.id)} label={quoteattr(node.label)}>\n"
        yield from _value_lines(node.attributes)
        yield f'  <viz:size value="{node.size}"/>\n'
        yield f'  <viz:position x="{node.x}" y="{node.y}" z="0.0"/>\n'
        yield _colour_line(node.colour)
        yield from _spell_lines(days[node.id])
        yield "</node>\n"


def _edge_lines(edges: list[EdgeElement], days: _Days) -> Iterator[str]:
    for edge in edges:
        yield (
            f"<edge id={quoteattr(edge.id)} source={quoteattr(edge.source)} "
            f"target={quoteattr(edge.target)} kind={quoteattr(edge.kind)} "
            f'label={quoteattr(edge.label)} weight="{float(edge.weight)}">\n'
        )
        yield from _value_lines(edge.attributes)
        yield _colour_line(edge.colour)
        yield from _spell_lines(days[edge.id])
        yield "</edge>\n"


def _value_lines(values: Mapping[str, Scalar]) -> Iterator[str]:
    yield "  <attvalues>\n"
    for name, value in values.items():
        yield f"    <attvalue for={quoteattr(name)} value={quoteattr(value_text(value))}/>\n"
    yield "  </attvalues>\n"


def _colour_line(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f'  <viz:color r="{red}" g="{green}" b="{blue}"/>\n'


def _spell_lines(days: list[date]) -> Iterator[str]:
    if days:
        yield "  <spells>\n"
        for day in days:
            yield f'    <spell start="{day}" end="{day + timedelta(days=1)}"/>\n'
        yield "  </spells>\n"
