from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import OutputError
from graphkit.export import FORMATS, write_graph
from graphkit.graph import ActorGraph, build_graph, model
from graphkit.ontology import Ontology

BY_SUFFIX = {entry.suffix: name for name, entry in FORMATS.items() if entry.suffix}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("suffix", [*BY_SUFFIX, ".GEXF"])
def test_the_suffix_names_the_format(graph: ActorGraph, tmp_path: Path, suffix: str) -> None:
    write_graph(graph, tmp_path / f"map{suffix}")
    written = (tmp_path / f"map{suffix}").read_bytes()
    write_graph(graph, str(tmp_path / "plain"), format=BY_SUFFIX[suffix.lower()])
    assert (tmp_path / "plain").read_bytes() == written
    assert written


def test_the_table_describes_every_format_once() -> None:
    assert all(name == entry.name and entry.description for name, entry in FORMATS.items())
    suffixes = [entry.suffix for entry in FORMATS.values() if entry.suffix]
    assert len(set(suffixes)) == len(suffixes)
    assert {".graphml", ".gexf", ".csv", ".json", ".cyjs", ".cypher", ".parquet"} == set(suffixes)


def test_an_unknown_suffix_is_an_output_error_that_lists_the_known(
    graph: ActorGraph, tmp_path: Path
) -> None:
    known = r"map\.dot: unknown format '\.dot'; the known ones are \.graphml, \.gexf, \.csv, \.json"
    with pytest.raises(OutputError, match=known):
        write_graph(graph, tmp_path / "map.dot")
    with pytest.raises(OutputError, match="unknown format 'dot'; the known ones are graphml, gexf"):
        write_graph(graph, tmp_path / "map", "dot")
    with pytest.raises(OutputError, match="unknown format"):
        graph.save(tmp_path / "map")
    assert list(tmp_path.iterdir()) == []


def test_a_graph_saves_itself_by_suffix(graph: ActorGraph, tmp_path: Path) -> None:
    graph.save(tmp_path / "map.gexf")
    assert (tmp_path / "map.gexf").read_bytes().startswith(b"<?xml")
    graph.save(tmp_path / "pairs.gexf", aggregate=True)
    assert (tmp_path / "pairs.gexf").stat().st_size < (tmp_path / "map.gexf").stat().st_size


@pytest.mark.parametrize("aggregate", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_graph_is_a_whole_file(
    small_ontology: Ontology, tmp_path: Path, name: str, aggregate: bool
) -> None:
    write_graph(build_graph([], small_ontology), tmp_path / "map", name, aggregate=aggregate)
    assert (tmp_path / "map").stat().st_size > 20


@pytest.mark.parametrize("aggregate", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(
    graph: ActorGraph, small_ontology: Ontology, tmp_path: Path, name: str, aggregate: bool
) -> None:
    for folder, drawn in (
        (tmp_path / "one", graph),
        (tmp_path / "two", build_graph(reversed(graph.events), small_ontology)),
    ):
        folder.mkdir()
        write_graph(drawn, folder / "map", name, aggregate=aggregate)
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.parametrize("name", FORMATS)
def test_a_writer_that_fails_leaves_the_older_files(
    graph: ActorGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write_graph(graph, tmp_path / "map", name)
    before = files(tmp_path)
    last = list(graph.nx.edges(keys=True))[-1]
    monkeypatch.setitem(graph.nx.edges[last], "quad", "nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        write_graph(graph, tmp_path / "map", name)
    assert files(tmp_path) == before


def test_positions_are_computed_once_for_all_files(
    graph: ActorGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def compute(drawn: ActorGraph) -> dict[str, tuple[float, float]]:
        calls.append(drawn)
        return dict.fromkeys(drawn.nx, (0.0, 0.0))

    monkeypatch.setattr(model, "compute_layout", compute)
    for name in ("map.graphml", "map.gexf", "map.cyjs", "map.html"):
        graph.save(tmp_path / name)
    assert calls == [graph]


def test_parquet_without_pyarrow_is_one_line_that_names_the_extra(
    graph: ActorGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_pyarrow(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pyarrow)
    with pytest.raises(OutputError, match=r"pip install 'graphkit\[parquet\]'") as raised:
        write_graph(graph, tmp_path / "map.parquet")
    assert "\n" not in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_raw_cells_are_refused_where_there_are_none(graph: ActorGraph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="raw cells are for CSV; gexf keeps text as it is"):
        write_graph(graph, tmp_path / "map.gexf", raw_csv=True)
