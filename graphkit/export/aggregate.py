"""One edge a pair of actors, with counts: a graph for pictures.

Gephi draws parallel edges on top of each other, so a picture needs them added up. What is negated
is counted apart, and never gives the edge its colour unless there is nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from graphkit.export.elements import EdgeElement, Elements, relation_kind
from graphkit.export.values import Columns
from graphkit.graph import ActorGraph, edge_colour
from graphkit.graph.table import SEPARATOR, Scalar
from graphkit.types import Quad, Status

__all__ = ["elements_of"]

_Row = Mapping[str, Any]


def elements_of(graph: ActorGraph, *, aggregate: bool = False) -> Elements:
    """Return the actors and relations of the graph, or, to aggregate, one edge a pair of actors."""
    return _Aggregated(graph) if aggregate else Elements(graph)


class _Aggregated(Elements):
    """The actors, and one edge for each ordered pair of them."""

    def edges(self) -> Iterator[EdgeElement]:
        for source, targets in self.graph.nx.adjacency():
            for target, relations in targets.items():
                yield _pair_edge(source, target, relations)

    @cached_property
    def _edge_columns(self) -> Columns:
        return Columns(edge.attributes for edge in self.edges())


def _pair_edge(source: str, target: str, relations: Mapping[str, _Row]) -> EdgeElement:
    rows = sorted(relations.values(), key=_strongest_first)
    return EdgeElement(
        id=_pair_id(source, target),
        source=source,
        target=target,
        kind="",
        colour=_colour(rows),
        relations=tuple(relations),
        attributes=_counts(rows),
    )


def _strongest_first(row: _Row) -> tuple[int, str]:
    return -row["weight"], relation_kind(row)


def _pair_id(source: str, target: str) -> str:
    """16 characters, the first a letter, as the ids of relations are."""
    digest = hashlib.sha256(json.dumps([source, target]).encode()).hexdigest()
    return "p" + digest[:15]


def _counts(rows: list[_Row]) -> dict[str, Scalar]:
    """Return the attributes of one pair: reports by quad class, and apart those that deny it."""
    quads = Counter[str]()
    for row in rows:
        quads["negated" if row["status"] == Status.NEGATED else row["quad"]] += row["weight"]
    doc_ids = sorted({doc_id for row in rows for doc_id in row["doc_ids"].split(SEPARATOR)})
    dates = [row[end] for row in rows for end in ("first_date", "last_date") if row[end]]
    return {
        "label": ", ".join(relation_kind(row) for row in rows),
        "weight": sum(row["weight"] for row in rows),
        "relations": len(rows),
        **{quad.value: quads[quad] for quad in Quad},
        "negated": quads["negated"],
        "claimed": sum(row["weight"] for row in rows if row["claimed"]),
        "mentions": sum(row["mentions"] for row in rows),
        "documents": len(doc_ids),
        "first_date": min(dates, default=""),
        "last_date": max(dates, default=""),
        "evidence": rows[0]["evidence"],
        "doc_ids": SEPARATOR.join(doc_ids),
    }


def _colour(rows: list[_Row]) -> str:
    """Return the colour of the quad class with the most reports, full where one states a fact."""
    done = [row for row in rows if row["status"] != Status.NEGATED]
    if not done:
        return edge_colour(rows[0]["quad"], Status.NEGATED)
    reports = Counter[str]()
    for row in done:
        reports[row["quad"]] += row["weight"]
    quad = max(reports, key=lambda one: (reports[one], one))
    facts = {Status.ACTUAL, Status.HISTORICAL}
    stated = any(
        row["quad"] == quad and row["status"] in facts and not row["claimed"] for row in done
    )
    return edge_colour(quad, Status.ACTUAL, claimed=not stated)
