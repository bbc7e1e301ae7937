"""ActorGraph → two CSV tables as Gephi and spreadsheets read them: edges, and nodes beside them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TextIO

from graphkit.export.aggregate import elements_of
from graphkit.export.elements import EdgeElement, NodeElement
from graphkit.export.values import clean_text, value_text
from graphkit.files import write_atomic
from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar

__all__ = ["nodes_path", "write_csv", "write_excel_csv"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Those that Gephi knows, and names for who reads the table as it is.
_EDGE_COLUMNS = (
    *("Source", "Target", "Type", "Kind", "Id", "Label", "Weight"),
    *("source_name", "target_name"),
)
_NODE_COLUMNS = ("Id", "Label")
_BYTE_ORDER_MARK = "\ufeff"


def write_csv(
    graph: ActorGraph,
    path: Path,
    *,
    aggregate: bool = False,
    raw: bool = False,
    byte_order_mark: bool = False,
) -> None:
    """Write the edges to ``path`` and the nodes beside it, to ``NAME-nodes.csv``.

    A cell of text that a spreadsheet would run as a formula gets a leading ``'``, unless ``raw``.
    Raises OutputError where a file cannot be written; neither is then replaced.
    """
    elements = elements_of(graph, aggregate=aggregate)
    cell = _raw_cell if raw else _defused_cell
    edge_columns = _columns(_EDGE_COLUMNS, elements.edge_types)
    node_columns = _columns(_NODE_COLUMNS, elements.node_types)
    names = {node: str(data["label"]) for node, data in graph.nx.nodes(data=True)}
    edge_rows = (_edge_row(edge, names) for edge in elements.edges())
    with write_atomic(nodes_path(path)) as nodes_file, write_atomic(path) as edges_file:
        for handle in (nodes_file, edges_file):
            handle.write(_BYTE_ORDER_MARK if byte_order_mark else "")
        _write_rows(edges_file, edge_columns, edge_rows, cell)
        _write_rows(nodes_file, node_columns, map(_node_row, elements.nodes()), cell)
        nodes_file.flush()  # a full disk shows before the edges are moved into place


#: With a byte-order mark: without it Excel takes every letter beyond English for two others.
write_excel_csv = partial(write_csv, byte_order_mark=True)


def nodes_path(path: Path) -> Path:
    """Return where the nodes of the edges in ``path`` are written."""
    return path.with_name(f"{path.stem}-nodes{path.suffix}")


def _columns(first: tuple[str, ...], attributes: Iterable[str]) -> list[str]:
    """Return these columns and the attributes that none of them shows."""
    shown = {"label", "weight"} & {name.lower() for name in first}
    return [*first, *(name for name in attributes if name not in shown)]


def _edge_row(edge: EdgeElement, names: Mapping[str, str]) -> dict[str, Scalar]:
    return edge.attributes | {
        "Source": edge.source,
        "Target": edge.target,
        "Type": "Directed",
        "Kind": edge.kind,
        "Id": edge.id,
        "Label": edge.attributes["label"],
        "Weight": edge.attributes["weight"],
        "source_name": names[edge.source],
        "target_name": names[edge.target],
    }


def _node_row(node: NodeElement) -> dict[str, Scalar]:
    return node.attributes | {"Id": node.id, "Label": node.attributes["label"]}


def _write_rows(
    handle: TextIO,
    columns: list[str],
    rows: Iterable[Mapping[str, Scalar]],
    cell: Callable[[Scalar], str],
) -> None:
    # With "\n" alone Python before 3.13 leaves a carriage return in a cell unquoted: a broken row.
    writer = csv.writer(handle, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(name, "")) for name in columns] for row in rows)


def _raw_cell(value: Scalar) -> str:
    return clean_text(value) if isinstance(value, str) else value_text(value)


def _defused_cell(value: Scalar) -> str:
    if not isinstance(value, str):
        return value_text(value)
    text = clean_text(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
