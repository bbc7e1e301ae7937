from __future__ import annotations

from pathlib import Path

import pyarrow
from pyarrow import parquet

from graphkit.export import parquet as writer
from graphkit.export import write_parquet
from graphkit.graph import ActorGraph


def test_columns_have_types(graph: ActorGraph, tmp_path: Path) -> None:
    graph.nx.nodes["state:iran"].update(rank=0.5, camp=1)
    graph.nx.nodes["state:syria"].update(rank=1, camp="west")
    write_parquet(graph, tmp_path / "map.parquet")
    edges = parquet.read_schema(tmp_path / "map.parquet")
    assert edges.names[:5] == ["id", "source", "target", "kind", "label"]
    assert edges.field("weight").type == pyarrow.int64()
    assert edges.field("claimed").type == pyarrow.bool_()
    assert edges.field("intensity").type == pyarrow.float64()
    nodes = parquet.read_table(tmp_path / "map-nodes.parquet")
    assert nodes.schema.field("camp").type == pyarrow.string()
    assert nodes.column("rank").to_pylist() == [0.5, None, 1.0, None]


def test_rows_are_written_in_groups(graph: ActorGraph, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(writer, "_BATCH", 3)
    write_parquet(graph, tmp_path / "map.parquet")
    read = parquet.ParquetFile(tmp_path / "map.parquet")
    assert [read.metadata.row_group(i).num_rows for i in range(read.num_row_groups)] == [3, 3, 2]
    assert read.read().column("id").to_pylist() == [key for *_, key in graph.nx.edges(keys=True)]
