from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.export import WRITERS, write_graph
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology


@pytest.mark.parametrize("suffix", [*WRITERS, ".GEXF"])
def test_the_suffix_names_the_format(graph: ActorGraph, tmp_path: Path, suffix: str) -> None:
    write_graph(graph, tmp_path / f"map{suffix}")
    written = (tmp_path / f"map{suffix}").read_bytes()
    write_graph(graph, str(tmp_path / "plain"), format=suffix.removeprefix("."))
    assert (tmp_path / "plain").read_bytes() == written
    assert written


def test_an_unknown_suffix_is_an_output_error_that_lists_the_known(
    graph: ActorGraph, tmp_path: Path
) -> None:
    known = r"map\.dot: unknown format '\.dot'; the known ones are \.csv, \.gexf, \.graphml, \.json"
    with pytest.raises(OutputError, match=known):
        write_graph(graph, tmp_path / "map.dot")
    with pytest.raises(OutputError, match="unknown format"):
        graph.save(tmp_path / "map")
    assert list(tmp_path.iterdir()) == []


def test_a_graph_saves_itself_by_suffix(graph: ActorGraph, tmp_path: Path) -> None:
    graph.save(tmp_path / "map.gexf")
    assert (tmp_path / "map.gexf").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("suffix", WRITERS)
def test_an_empty_graph_is_a_whole_file(
    small_ontology: Ontology, tmp_path: Path, suffix: str
) -> None:
    write_graph(build_graph([], small_ontology), tmp_path / f"map{suffix}")
    assert (tmp_path / f"map{suffix}").stat().st_size > 20
