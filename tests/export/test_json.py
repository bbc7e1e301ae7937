from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx

from graphkit.export import write_cytoscape, write_json
from graphkit.graph import ActorGraph, node_colour


def test_networkx_reads_the_same_graph_back(graph: ActorGraph, tmp_path: Path) -> None:
    write_json(graph, tmp_path / "map.json")
    data = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    assert list(data) == ["directed", "multigraph", "graph", "nodes", "links"]
    read: Any = networkx.node_link_graph(data, edges="links")
    assert list(read.nodes(data=True)) == list(graph.nx.nodes(data=True))
    for source, target, key, values in graph.nx.edges(keys=True, data=True):
        evidence = values["evidence"].replace("\ud800", "\ufffd")
        assert read.edges[source, target, key] == values | {"evidence": evidence}


def test_numbers_that_json_lacks_are_left_out(graph: ActorGraph, tmp_path: Path) -> None:
    graph.nx.nodes["state:iran"]["rank"] = float("inf")
    write_json(graph, tmp_path / "map.json")
    text = (tmp_path / "map.json").read_text(encoding="utf-8")
    assert "Infinity" not in text
    assert "rank" not in text


def test_cytoscape_gets_ids_names_positions_and_interactions(
    graph: ActorGraph, tmp_path: Path
) -> None:
    write_cytoscape(graph, tmp_path / "map.cyjs")
    elements = json.loads((tmp_path / "map.cyjs").read_text(encoding="utf-8"))["elements"]
    syria = next(node for node in elements["nodes"] if node["data"]["id"] == "state:syria")
    assert syria["data"]["name"] == "Syria"
    assert syria["data"]["color"] == node_colour("state")
    assert (syria["position"]["x"], syria["position"]["y"]) == graph.layout["state:syria"]
    edges = [edge["data"] for edge in elements["edges"]]
    assert len({edge["id"] for edge in edges}) == len(edges) == 8
    kinds = {(edge["source"], edge["target"], edge["interaction"]) for edge in edges}
    assert len(kinds) == 8
