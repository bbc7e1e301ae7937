from __future__ import annotations

import sys

import pytest

from benchmarks.exports import made_up_graph, measure_exports
from graphkit.export import FORMATS


@pytest.mark.skipif(sys.platform == "win32", reason="the measurement forks")
def test_every_writer_is_measured_beside_those_of_networkx() -> None:
    graph = made_up_graph(edges=60, actors=20)
    assert len(graph.events) == 60
    found = list(measure_exports(graph, rounds=1))
    ours = [f"graphkit {name}" for name in FORMATS]
    assert [one.writer for one in found] == ["networkx graphml", "networkx gexf", *ours]
    assert all(one.file_mib > 0 and one.seconds > 0 and one.peak_mib >= 0 for one in found)
