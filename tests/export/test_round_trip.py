"""What other programs read from each file: every node, edge, parallel edge and attribute."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import igraph
import networkx
import pytest
from defusedxml import ElementTree
from pyarrow import parquet

from graphkit.export import write_graph
from graphkit.graph import ActorGraph

Row = dict[str, Any]
#: Node id -> attributes, and (source, target, edge id) -> attributes.
Read = tuple[dict[str, Row], dict[tuple[str, str, str], Row]]

XML_REFUSES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
HALF = re.compile("[\ud800-\udfff]")


def of_networkx(read: Any) -> Read:
    if not read.is_multigraph():  # as networkx takes a GEXF file in which no pair has two edges
        edges = {(s, t, data["id"]): data for s, t, data in read.edges(data=True)}
    else:
        edges = {(s, t, str(k)): data for s, t, k, data in read.edges(keys=True, data=True)}
    return dict(read.nodes(data=True)), edges


def graphml_by_networkx(path: Path) -> Read:
    return of_networkx(networkx.read_graphml(path, force_multigraph=True))


def graphml_by_igraph(path: Path) -> Read:
    read = igraph.Graph.Read_GraphML(str(path))
    names = read.vs["id"]
    # igraph 1.0 gives edges the ids of nodes, in any file: theirs are taken in the file's order.
    ids = [edge.get("id") for edge in ElementTree.parse(path).iter() if edge.tag.endswith("}edge")]
    edges = {
        (names[edge.source], names[edge.target], edge_id): edge.attributes()
        for edge, edge_id in zip(read.es, ids, strict=True)
    }
    return {vertex["id"]: vertex.attributes() for vertex in read.vs}, edges


def gexf_by_networkx(path: Path) -> Read:
    return of_networkx(networkx.read_gexf(path))


def json_by_networkx(path: Path) -> Read:
    data = json.loads(path.read_text(encoding="utf-8"))
    return of_networkx(networkx.node_link_graph(data, edges="links"))


def cytoscape_by_networkx(path: Path) -> Read:
    data = json.loads(path.read_text(encoding="utf-8"))
    return of_networkx(networkx.cytoscape_graph(data))


def csv_tables(path: Path) -> Read:
    nodes, edges = csv_rows(path.with_name("map-nodes")), csv_rows(path)
    return (
        {row["Id"]: row | {"label": row["Label"]} for row in nodes},
        {
            (row["Source"], row["Target"], row["Id"]): row
            | {"label": row["Label"], "weight": row["Weight"]}
            for row in edges
        },
    )


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def neo4j_tables(path: Path) -> Read:
    nodes = [plain_names(row) for row in csv_rows(path.with_name("map-nodes"))]
    edges = [plain_names(row) for row in csv_rows(path)]
    return (
        {row["id"]: row for row in nodes},
        {(row["START_ID"], row["END_ID"], row["id"]): row for row in edges},
    )


def plain_names(row: dict[str, str]) -> dict[str, str]:
    """Return the row under the names without types: ``mentions:int`` is ``mentions``."""
    return {name.split(":")[0] or name[1:]: value for name, value in row.items()}


def parquet_tables(path: Path) -> Read:
    nodes = parquet.read_table(path.with_name("map-nodes")).to_pylist()
    edges = parquet.read_table(path).to_pylist()
    return (
        {row["id"]: row for row in nodes},
        {(row["source"], row["target"], row["id"]): row for row in edges},
    )


class Reader(NamedTuple):
    """The format, what reads it, and which characters it cannot hold."""

    format: str
    read: Callable[[Path], Read]
    refused: re.Pattern[str]


READERS = [
    Reader("graphml", graphml_by_networkx, XML_REFUSES),
    Reader("graphml", graphml_by_igraph, XML_REFUSES),
    Reader("gexf", gexf_by_networkx, XML_REFUSES),
    Reader("json", json_by_networkx, HALF),
    Reader("cytoscape", cytoscape_by_networkx, HALF),
    Reader("excel", csv_tables, XML_REFUSES),
    Reader("neo4j", neo4j_tables, XML_REFUSES),
    Reader("parquet", parquet_tables, HALF),
]


with_every_reader = pytest.mark.parametrize("reader", READERS, ids=lambda r: r.read.__name__)


@with_every_reader
def test_every_node_edge_and_attribute_comes_back(
    graph: ActorGraph, tmp_path: Path, reader: Reader
) -> None:
    graph.nx.nodes["state:iran"].update(rank=0.25, core=True, total=2**40, camp="Ost & West")
    # Cells that a spreadsheet would run are changed on purpose, which has tests of its own.
    write_graph(graph, tmp_path / "map", reader.format, raw_csv=reader.format == "excel")
    nodes, edges = reader.read(tmp_path / "map")
    assert set(nodes) == set(graph.nx)
    assert set(edges) == set(graph.nx.edges(keys=True))
    for node, data in graph.nx.nodes(data=True):
        assert_holds(nodes[node], data, reader.refused)
    for edge, data in graph.nx.edges.items():
        assert_holds(edges[edge], data, reader.refused)


def assert_holds(found: Row, expected: Row, replaced: re.Pattern[str]) -> None:
    for name, value in expected.items():
        if isinstance(value, str):
            assert found[name] == replaced.sub("\ufffd", value), name
        elif isinstance(found[name], str):  # a table of text
            assert found[name] == str(value).lower(), name
        else:
            assert found[name] == value, name


@with_every_reader
def test_one_edge_a_pair_comes_back(graph: ActorGraph, tmp_path: Path, reader: Reader) -> None:
    write_graph(graph, tmp_path / "map", reader.format, aggregate=True)
    _, edges = reader.read(tmp_path / "map")
    assert sorted((s, t) for s, t, _ in edges) == sorted(set(graph.nx.edges()))
