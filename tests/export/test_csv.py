from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.export import write_csv, write_excel_csv
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_edges_begin_with_the_columns_that_gephi_knows(graph: ActorGraph, tmp_path: Path) -> None:
    write_csv(graph, tmp_path / "map.csv")
    rows = read(tmp_path / "map.csv")
    assert list(rows[0])[:7] == ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"]
    assert len({row["Id"] for row in rows}) == len(rows) == 8
    assert {row["Type"] for row in rows} == {"Directed"}
    assert "attacks (claimed)" in {row["Kind"] for row in rows}
    assert {row["claimed"] for row in rows} == {"true", "false"}


def test_nodes_stand_beside_and_join_the_edges(graph: ActorGraph, tmp_path: Path) -> None:
    write_csv(graph, tmp_path / "map.csv")
    nodes = read(tmp_path / "map-nodes.csv")
    assert list(nodes[0])[:4] == ["Id", "Label", "kind", "country"]
    names = {row["Id"]: row["Label"] for row in nodes}
    for row in read(tmp_path / "map.csv"):
        assert row["source_name"] == names[row["Source"]]
        assert row["target_name"] == names[row["Target"]]
    ends = {row[end] for row in read(tmp_path / "map.csv") for end in ("Source", "Target")}
    assert ends == {row["Id"] for row in nodes}


@pytest.mark.parametrize("start", list("=+-@\t\r\n"))
def test_a_formula_is_defused_and_numbers_are_not(
    make_event: Callable[..., Event], small_ontology: Ontology, tmp_path: Path, start: str
) -> None:
    graph = build_graph([make_event(label=f"{start}1+1")], small_ontology)
    write_csv(graph, tmp_path / "map.csv")
    [row] = read(tmp_path / "map.csv")
    assert row["as"] == f"'{start}1+1"
    assert row["intensity"] == "-9.0"
    write_csv(graph, tmp_path / "map.csv", raw=True)
    [row] = read(tmp_path / "map.csv")
    assert row["as"] == f"{start}1+1"


def test_neither_file_is_replaced_where_one_cannot_be(graph: ActorGraph, tmp_path: Path) -> None:
    (tmp_path / "map.csv").write_text("old")
    (tmp_path / "map-nodes.csv").mkdir()
    with pytest.raises(OutputError, match=r"map-nodes\.csv: is a folder"):
        write_csv(graph, tmp_path / "map.csv")
    assert (tmp_path / "map.csv").read_text() == "old"


def test_excel_gets_a_byte_order_mark_and_others_none(graph: ActorGraph, tmp_path: Path) -> None:
    write_csv(graph, tmp_path / "map.csv")
    write_excel_csv(graph, tmp_path / "excel.csv")
    for name in ("map.csv", "map-nodes.csv"):
        plain = (tmp_path / name).read_bytes()
        marked = (tmp_path / name.replace("map", "excel")).read_bytes()
        assert plain[:3] != b"\xef\xbb\xbf"
        assert marked == b"\xef\xbb\xbf" + plain


def test_one_edge_a_pair_has_no_kind(graph: ActorGraph, tmp_path: Path) -> None:
    write_csv(graph, tmp_path / "map.csv", aggregate=True)
    rows = read(tmp_path / "map.csv")
    assert [row["Kind"] for row in rows] == [""] * 4
    assert {"relations", "material_conflict", "negated"} < set(rows[0])
