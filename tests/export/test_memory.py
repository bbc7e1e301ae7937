"""Edges are made and written one at a time: more of them take hardly more memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from benchmarks.exports import made_up_graph
from graphkit.export import write_graph
from graphkit.graph import ActorGraph


@pytest.fixture(scope="module")
def graphs() -> list[ActorGraph]:
    """Return two graphs of the same actors, the second with four times the edges."""
    return [made_up_graph(edges=edges, actors=30) for edges in (300, 1_200)]


@pytest.mark.parametrize("name", ["graphml", "gexf", "json", "cytoscape", "csv", "neo4j"])
def test_memory_grows_far_less_than_the_file(
    graphs: list[ActorGraph], tmp_path: Path, name: str
) -> None:
    sizes, peaks = [], []
    for graph in graphs:
        write_graph(graph, tmp_path / "map", name)  # what is loaded or computed but once
        tracemalloc.start()
        write_graph(graph, tmp_path / "map", name)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        sizes.append((tmp_path / "map").stat().st_size)
    assert peaks[1] - peaks[0] < 0.2 * (sizes[1] - sizes[0])
