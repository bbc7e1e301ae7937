"""ActorGraph → two CSV tables as Gephi and spreadsheets read them: edges, and nodes beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

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

__all__ = ["nodes_path", "write_csv"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(graph: ActorGraph, path: Path, *, raw: bool = False) -> None:
    """Write the edges to ``path`` and the nodes beside it, to ``NAME-nodes.csv``.

    A cell of text that a spreadsheet would run as a formula gets a leading ``'``, unless ``raw``.
    Raises OutputError where a file cannot be written; neither is then replaced.
    """
    nodes, edges = nodes_of(graph), edges_of(graph)
    with write_atomic(nodes_path(path)) as nodes_file, write_atomic(path) as edges_file:
        _write_rows(edges_file, map(_edge_row, edges), _EDGE_COLUMNS, column_types(edges), raw)
        _write_rows(nodes_file, map(_node_row, nodes), _NODE_COLUMNS, column_types(nodes), raw)
        nodes_file.flush()  # a full disk shows before the edges are moved into place


def nodes_path(path: Path) -> Path:
    """Return where the nodes of the edges in ``path`` are written."""
    return path.with_name(f"{path.stem}-nodes{path.suffix}")


_EDGE_COLUMNS = ("Source", "Target", "Type", "Kind", "Id", "Label", "Weight")
_NODE_COLUMNS = ("Id", "Label")


def _edge_row(edge: EdgeElement) -> dict[str, Scalar]:
    return {
        **edge.attributes,
        "Source": edge.source,
        "Target": edge.target,
        "Type": "Directed",
        "Kind": edge.kind,
        "Id": edge.id,
        "Label": edge.label,
        "Weight": edge.weight,
    }


def _node_row(node: NodeElement) -> dict[str, Scalar]:
    return {**node.attributes, "Id": node.id, "Label": node.label}


def _write_rows(
    handle: TextIO,
    rows: Iterable[Mapping[str, Scalar]],
    columns: Iterable[str],
    more: Iterable[str],
    raw: bool,
) -> None:
    names = [*columns, *more]
    # With "\n" alone Python before 3.13 leaves a carriage return in a cell unquoted: a broken row.
    writer = csv.writer(handle, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row[name], raw) if name in row else "" for name in names])


def _cell(value: Scalar, raw: bool) -> str:
    text = value_text(value)
    risky = isinstance(value, str) and text.startswith(_FORMULA_STARTS)
    return f"'{text}" if risky and not raw else text
