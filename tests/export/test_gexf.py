"""The facts of Gephi's GEXF import, one a test; see also test_round_trip."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import networkx
import pytest
from defusedxml import ElementTree

from graphkit.export import write_gexf
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event, Status

NS = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"


@pytest.fixture
def path(graph: ActorGraph, tmp_path: Path) -> Path:
    write_gexf(graph, tmp_path / "map.gexf")
    return tmp_path / "map.gexf"


@pytest.fixture
def root(path: Path) -> Element:
    parsed: Element = ElementTree.parse(path).getroot()
    return parsed


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


def test_the_version_is_1_3_and_attributes_are_declared_before_the_nodes(root: Element) -> None:
    assert (root.tag, root.get("version")) == (f"{NS}gexf", "1.3")
    [drawn] = root.iter(f"{NS}graph")
    tags = [child.tag.removeprefix(NS) for child in drawn]
    assert tags == ["attributes", "attributes", "nodes", "edges"]
    assert [child.get("class") for child in drawn][:2] == ["node", "edge"]


@pytest.mark.parametrize(("owner", "place"), [("node", "nodes"), ("edge", "edges")])
def test_every_value_is_declared_with_a_plain_type(root: Element, owner: str, place: str) -> None:
    declared = {
        attribute.get("id"): attribute.get("type")
        for attributes in root.iter(f"{NS}attributes")
        if attributes.get("class") == owner
        for attribute in attributes
    }
    [elements] = root.iter(f"{NS}{place}")
    assert {value.get("for") for value in elements.iter(f"{NS}attvalue")} == set(declared)
    assert set(declared.values()) <= {"boolean", "integer", "long", "double", "string"}
    # These have a place in the tag, and would be second columns; start and end are read as time.
    assert not {"label", "weight", "start", "end", "type"} & set(declared)


def test_looks_are_those_of_viz(root: Element) -> None:
    for node in root.iter(f"{NS}node"):
        [size], [place] = node.findall(f"{VIZ}size"), node.findall(f"{VIZ}position")
        assert float(str(size.get("value"))) > 0
        assert set(place.attrib) == {"x", "y", "z"}
    for element in (*root.iter(f"{NS}node"), *root.iter(f"{NS}edge")):
        [colour] = element.findall(f"{VIZ}color")
        assert set(colour.attrib) == {"r", "g", "b"}
        assert all(0 <= int(part) <= 255 for part in colour.attrib.values())


def test_an_edge_carries_its_kind_and_no_direction_of_its_own(root: Element) -> None:
    edges = list(root.iter(f"{NS}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges) == 8
    assert len({tuple(edge.get(n) for n in ("source", "target", "kind")) for edge in edges}) == 8
    names = {"id", "source", "target", "kind", "label", "weight"}
    assert {frozenset(edge.attrib) for edge in edges} == {frozenset(names)}
    assert all(float(str(edge.get("weight"))) > 0 for edge in edges)
    assert "attacks (negated)" in {edge.get("kind") for edge in edges}


def test_time_is_in_whole_days(root: Element) -> None:
    [drawn] = root.iter(f"{NS}graph")
    assert drawn.attrib == {
        "defaultedgetype": "directed",
        "mode": "dynamic",
        "timeformat": "date",
        "timezone": "UTC",
        "timerepresentation": "interval",
    }
    for element in (*root.iter(f"{NS}node"), *root.iter(f"{NS}edge")):
        starts = []
        for spell in element.iter(f"{NS}spell"):
            start, end = (date.fromisoformat(str(spell.get(name))) for name in ("start", "end"))
            assert end - start == timedelta(days=1)
            starts.append(start)
        assert starts == sorted(set(starts))


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


def test_a_pair_is_there_on_the_days_of_all_its_relations(
    make_event: Callable[..., Event], small_ontology: Ontology, tmp_path: Path
) -> None:
    events = [make_event(), make_event(status=Status.NEGATED, date="2018-07-24")]
    write_gexf(build_graph(events, small_ontology), tmp_path / "map.gexf", aggregate=True)
    [edge] = ElementTree.parse(tmp_path / "map.gexf").iter(f"{NS}edge")
    starts = [spell.get("start") for spell in edge.iter(f"{NS}spell")]
    assert starts == ["2018-07-22", "2018-07-24"]
    assert edge.get("kind") is None


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


def test_networkx_reads_looks_and_days(graph: ActorGraph, path: Path) -> None:
    read: Any = networkx.read_gexf(path)
    assert set(read.nodes["state:syria"]["viz"]) == {"color", "size", "position"}
    assert read.nodes["state:syria"]["spells"][0] == ("2018-07-22", "2018-07-23")
