from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx

from graphkit.export import write_json
from graphkit.graph import ActorGraph


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
