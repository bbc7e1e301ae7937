"""ActorGraph → two Parquet tables for pandas, Polars, DuckDB and Spark: edges, and nodes beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graphkit.errors import OutputError
from graphkit.export.aggregate import elements_of
from graphkit.export.csv import nodes_path
from graphkit.export.values import value_text, whole_characters
from graphkit.files import write_atomic_bytes
from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar

if TYPE_CHECKING:
    import pyarrow

__all__ = ["write_parquet"]

_BATCH = 10_000  # rows of a group: what is held in memory
_EDGE_COLUMNS = ("id", "source", "target", "kind")
_NODE_COLUMNS = ("id",)


def write_parquet(graph: ActorGraph, path: Path, *, aggregate: bool = False) -> None:
    """Write the edges to ``path`` and the nodes beside it, to ``NAME-nodes.parquet``.

    Raises OutputError where pyarrow is absent or a file cannot be written.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise OutputError(
            f"{path}: Parquet needs pyarrow; run: pip install 'graphkit[parquet]'"
        ) from error
    elements = elements_of(graph, aggregate=aggregate)
    edges = (
        edge.attributes
        | {"id": edge.id, "source": edge.source, "target": edge.target, "kind": edge.kind}
        for edge in elements.edges()
    )
    nodes = (node.attributes | {"id": node.id} for node in elements.nodes())
    nodes_at = nodes_path(path)
    with write_atomic_bytes(nodes_at) as nodes_file, write_atomic_bytes(path) as edges_file:
        _write_table(edges_file, edges, _schema(_EDGE_COLUMNS, elements.edge_types))
        _write_table(nodes_file, nodes, _schema(_NODE_COLUMNS, elements.node_types))
        nodes_file.flush()  # a full disk shows before the edges are moved into place


def _schema(first: tuple[str, ...], types: Mapping[str, str]) -> pyarrow.Schema:
    import pyarrow

    arrow = {
        "boolean": pyarrow.bool_(),
        "int": pyarrow.int64(),  # as long, so that the type does not hang on the numbers
        "long": pyarrow.int64(),
        "double": pyarrow.float64(),
        "string": pyarrow.string(),
    }
    columns = dict.fromkeys(first, "string") | {n: t for n, t in types.items() if n not in first}
    return pyarrow.schema([(name, arrow[kind]) for name, kind in columns.items()])


def _write_table(
    handle: BinaryIO, rows: Iterable[Mapping[str, Scalar]], schema: pyarrow.Schema
) -> None:
    import pyarrow
    import pyarrow.parquet

    texts = {field.name for field in schema if field.type == pyarrow.string()}
    waiting = iter(rows)
    with pyarrow.parquet.ParquetWriter(handle, schema, compression="zstd") as writer:
        while batch := [_cells(row, texts) for row in islice(waiting, _BATCH)]:
            writer.write_batch(pyarrow.RecordBatch.from_pylist(batch, schema=schema))


def _cells(row: Mapping[str, Scalar], texts: set[str]) -> dict[str, Any]:
    """Return the row with text where its column is of text, whatever its own value is."""
    return {
        name: whole_characters(value_text(value)) if name in texts else value
        for name, value in row.items()
    }
