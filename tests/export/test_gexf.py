from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from graphkit.export import write_gexf
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event

NS = "{http://gexf.net/1.3}"


@pytest.fixture
def path(graph: ActorGraph, tmp_path: Path) -> Path:
    write_gexf(graph, tmp_path / "map.gexf")
    return tmp_path / "map.gexf"


def spells(path: Path, tag: str, name: str) -> list[tuple[str | None, str | None]]:
    """Return the intervals of the element with that id."""
    elements = ElementTree.parse(path).iter(f"{NS}{tag}")
    [element] = [element for element in elements if element.get("id") == name]
    return [(spell.get("start"), spell.get("end")) for spell in element.iter(f"{NS}spell")]


def key_of(graph: ActorGraph, label: str, status: str = "actual", claimed: bool = False) -> str:
    """Return the id of the one such edge from Syria to Turkey."""
    pair = graph.nx["state:syria"]["state:turkey"]
    wanted = (label, status, claimed)
    [key] = [k for k, d in pair.items() if (d["label"], d["status"], d["claimed"]) == wanted]
    return key


def test_networkx_reads_every_parallel_edge_with_its_attributes(
    graph: ActorGraph, path: Path
) -> None:
    read: Any = networkx.read_gexf(path)
    assert set(read.edges(keys=True)) == set(graph.nx.edges(keys=True))
    for source, target, key, data in graph.nx.edges(keys=True, data=True):
        found = read.edges[source, target, key]
        expected = {name: value for name, value in data.items() if name != "evidence"}
        assert expected.items() <= found.items()
        assert found["evidence"].startswith(data["evidence"][:20])
    for node, data in graph.nx.nodes(data=True):
        assert data.items() <= read.nodes[node].items()
        assert {"color", "size", "position"} == set(read.nodes[node]["viz"])


def test_an_edge_carries_its_kind_and_no_direction_of_its_own(path: Path) -> None:
    edges = list(ElementTree.parse(path).iter(f"{NS}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges) == 8
    assert len({tuple(edge.get(n) for n in ("source", "target", "kind")) for edge in edges}) == 8
    assert not any("type" in edge.attrib for edge in edges)


def test_an_edge_is_there_on_the_days_of_its_events(graph: ActorGraph, path: Path) -> None:
    assert spells(path, "edge", key_of(graph, "attacks")) == [
        ("2018-07-22", "2018-07-23"),
        ("2018-07-30", "2018-07-31"),
    ]
    year_end = next(iter(graph.nx["state:turkey"]["state:syria"]))
    assert spells(path, "edge", year_end) == [("2018-12-31", "2019-01-01")]


def test_an_actor_is_there_on_the_days_of_its_events(path: Path) -> None:
    days = [start for start, _ in spells(path, "node", "state:syria")]
    assert days == ["2018-07-22", "2018-07-30", "2018-12-31"]


@pytest.mark.parametrize("date", ["2018-07", "2018-02-30", "20180722", "9999-12-31", None])
def test_what_has_no_full_date_is_always_there(
    make_event: Callable[..., Event], small_ontology: Ontology, tmp_path: Path, date: str | None
) -> None:
    events = [make_event(), make_event("Iran", doc="d2", date=date)]
    write_gexf(build_graph(events, small_ontology), tmp_path / "map.gexf")
    assert spells(tmp_path / "map.gexf", "node", "state:iran") == []
    assert spells(tmp_path / "map.gexf", "node", "state:turkey") == []
    assert len(spells(tmp_path / "map.gexf", "node", "state:syria")) == 1


def test_a_graph_without_dates_is_static(
    make_event: Callable[..., Event], small_ontology: Ontology, tmp_path: Path
) -> None:
    write_gexf(build_graph([make_event(date=None)], small_ontology), tmp_path / "map.gexf")
    text = (tmp_path / "map.gexf").read_text(encoding="utf-8")
    assert 'mode="static"' in text
    assert "spell" not in text
    assert networkx.read_gexf(tmp_path / "map.gexf").number_of_edges() == 1


def test_the_file_holds_no_date_but_those_of_the_events(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "lastmodified" not in text
    assert not re.search(r"\d{4}-\d\d-\d\d", text.partition("<nodes>")[0])


def test_forbidden_characters_become_replacements(path: Path) -> None:
    read: Any = networkx.read_gexf(path)
    [text] = [d["evidence"] for *_, d in read.edges(data=True) if d["label"] == "bombs"]
    replaced = "\ufffd" * 4
    assert text == f"Syria attacks <b>\"Turkey\"</b> & 'co'\r\n{replaced} ]]> =1+1"
