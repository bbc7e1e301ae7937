from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from graphkit.export import write_graphml
from graphkit.graph import ActorGraph

NS = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def path(graph: ActorGraph, tmp_path: Path) -> Path:
    write_graphml(graph, tmp_path / "map.graphml")
    return tmp_path / "map.graphml"


@pytest.mark.parametrize("force_multigraph", [False, True])
def test_networkx_reads_every_parallel_edge_with_its_attributes(
    graph: ActorGraph, path: Path, force_multigraph: bool
) -> None:
    read: Any = networkx.read_graphml(path, force_multigraph=force_multigraph)
    assert set(read.edges(keys=True)) == set(graph.nx.edges(keys=True))
    for source, target, key, data in graph.nx.edges(keys=True, data=True):
        found = read.edges[source, target, key]
        assert found.pop("color").startswith("#")
        assert found.pop("evidence").startswith(data["evidence"][:20])
        assert found == {name: value for name, value in data.items() if name != "evidence"}


def test_networkx_reads_every_node_with_its_attributes(graph: ActorGraph, path: Path) -> None:
    read: Any = networkx.read_graphml(path)
    for node, data in graph.nx.nodes(data=True):
        assert data.items() <= read.nodes[node].items()
        assert {"size", "x", "y", "color"} <= set(read.nodes[node])


def test_forbidden_characters_become_replacements_and_the_rest_stays(path: Path) -> None:
    read: Any = networkx.read_graphml(path)
    [text] = [d["evidence"] for *_, d in read.edges(data=True) if d["label"] == "bombs"]
    replaced = "\ufffd" * 4
    assert text == f"Syria attacks <b>\"Turkey\"</b> & 'co'\r\n{replaced} ]]> =1+1"


def test_edge_ids_are_unique_and_a_kind_is_unique_in_its_pair(path: Path) -> None:
    edges = list(ElementTree.parse(path).iter(f"{NS}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges) == 8
    assert len({tuple(edge.get(n) for n in ("source", "target", "label")) for edge in edges}) == 8
    assert {edge.get("label") for edge in edges} == {
        "attacks",
        "attacks (claimed)",
        "attacks (negated)",
        "bombs",
        "labels",
        "shelters",
    }


def test_keys_come_first_each_for_nodes_or_edges_with_a_plain_type(path: Path) -> None:
    tags = [element.tag for element in ElementTree.parse(path).getroot()]
    keys = list(ElementTree.parse(path).iter(f"{NS}key"))
    assert tags == [f"{NS}key"] * len(keys) + [f"{NS}graph"]
    assert {key.get("for") for key in keys} == {"node", "edge"}
    types = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in keys}
    assert len(types) == len(keys)
    assert set(types.values()) == {"boolean", "int", "double", "string"}
    assert types["edge", "weight"] == "double"
    assert types["edge", "claimed"] == "boolean"
    assert types["node", "mentions"] == "int"


def test_colours_are_whole_and_weights_positive(path: Path) -> None:
    read: Any = networkx.read_graphml(path)
    colours = [data["color"] for _, data in read.nodes(data=True)]
    colours += [data["color"] for *_, data in read.edges(data=True)]
    assert all(len(colour) == 7 for colour in colours)
    assert all(data["weight"] > 0 for *_, data in read.edges(data=True))


def test_scores_of_any_type_are_written_and_numbers_beyond_the_format_left_out(
    graph: ActorGraph, tmp_path: Path
) -> None:
    nodes = graph.nx.nodes
    nodes["state:iran"].update(rank=0.25, camp=1, core=True, total=2**40)
    nodes["state:syria"].update(rank=float("nan"), camp="west", core=False, total=1)
    write_graphml(graph, tmp_path / "map.graphml")
    read: Any = networkx.read_graphml(tmp_path / "map.graphml").nodes
    assert {"rank": 0.25, "camp": "1", "core": True, "total": 2**40}.items() <= (
        read["state:iran"].items()
    )
    assert "rank" not in read["state:syria"]


def test_the_same_graph_gives_the_same_bytes(graph: ActorGraph, path: Path, tmp_path: Path) -> None:
    write_graphml(graph, tmp_path / "again.graphml")
    assert (tmp_path / "again.graphml").read_bytes() == path.read_bytes()
