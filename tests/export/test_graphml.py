"""The facts of Gephi's GraphML import, one a test; see also test_round_trip."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import networkx
import pytest
from defusedxml import ElementTree

from graphkit.export import write_graphml
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event

NS = "{http://graphml.graphdrawing.org/xmlns}"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@pytest.fixture
def path(graph: ActorGraph, tmp_path: Path) -> Path:
    write_graphml(graph, tmp_path / "map.graphml")
    return tmp_path / "map.graphml"


@pytest.fixture
def root(path: Path) -> Element:
    parsed: Element = ElementTree.parse(path).getroot()
    return parsed


def rows(root: Element, tag: str) -> list[dict[str, str | None]]:
    """Return the values of each node or edge by the names of their keys."""
    names = {key.get("id"): str(key.get("attr.name")) for key in root.iter(f"{NS}key")}
    return [
        {names[data.get("key")]: data.text for data in element.iter(f"{NS}data")}
        for element in root.iter(f"{NS}{tag}")
    ]


def test_edge_ids_are_unique_in_the_whole_file_and_no_numbers(root: Element) -> None:
    ids = [str(edge.get("id")) for edge in root.iter(f"{NS}edge")]
    assert len(set(ids)) == len(ids) == 8
    assert not any(edge_id.isdigit() for edge_id in ids)


def test_the_kind_tells_the_edges_of_a_pair_apart(root: Element) -> None:
    edges = list(root.iter(f"{NS}edge"))
    kinds = {tuple(edge.get(n) for n in ("source", "target", "label")) for edge in edges}
    assert len(kinds) == len(edges) == 8
    assert {edge.get("label") for edge in edges} == {
        "attacks",
        "attacks (claimed)",
        "attacks (negated)",
        "bombs",
        "labels",
        "shelters",
    }


def test_elements_have_the_attributes_that_gephi_knows_and_no_others(root: Element) -> None:
    assert {frozenset(node.attrib) for node in root.iter(f"{NS}node")} == {frozenset({"id"})}
    edges = {frozenset(edge.attrib) for edge in root.iter(f"{NS}edge")}
    assert edges == {frozenset({"id", "source", "target", "label"})}


def test_keys_come_first_each_for_nodes_or_edges_with_a_plain_type(root: Element) -> None:
    keys = list(root.iter(f"{NS}key"))
    assert [child.tag for child in root] == [f"{NS}key"] * len(keys) + [f"{NS}graph"]
    assert len({key.get("id") for key in keys}) == len(keys)
    assert {frozenset(key.attrib) for key in keys} == {
        frozenset({"id", "for", "attr.name", "attr.type"})
    }
    assert not any(len(key) for key in keys)  # a default would be ignored
    types = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in keys}
    assert len(types) == len(keys)
    assert {owner for owner, _ in types} == {"node", "edge"}
    assert set(types.values()) <= {"boolean", "int", "long", "float", "double", "string"}
    assert types["edge", "claimed"] == "boolean"
    assert types["node", "mentions"] == "int"


@pytest.mark.parametrize(
    ("owner", "name", "kind"),
    [
        ("node", "label", "string"),
        ("node", "size", "double"),
        ("node", "x", "double"),
        ("node", "y", "double"),
        ("node", "color", "string"),
        ("edge", "label", "string"),
        ("edge", "weight", "double"),
        ("edge", "color", "string"),
    ],
)
def test_looks_have_the_names_and_types_that_gephi_wants(
    root: Element, owner: str, name: str, kind: str
) -> None:
    [key] = [
        key
        for key in root.iter(f"{NS}key")
        if (key.get("for"), key.get("attr.name")) == (owner, name)
    ]
    assert key.get("attr.type") == kind
    assert all(row[name] for row in rows(root, owner))


def test_colours_are_whole_and_weights_positive(root: Element) -> None:
    colours = [row["color"] for tag in ("node", "edge") for row in rows(root, tag)]
    assert all(re.fullmatch("#[0-9a-f]{6}", str(colour)) for colour in colours)
    assert all(float(str(row["weight"])) > 0 for row in rows(root, "edge"))


def test_the_graph_is_directed_and_says_nothing_of_itself(root: Element) -> None:
    [drawn] = root.iter(f"{NS}graph")
    assert drawn.get("edgedefault") == "directed"
    assert {child.tag for child in drawn} == {f"{NS}node", f"{NS}edge"}


def test_there_is_no_control_character_and_no_number_beyond_numbers(
    graph: ActorGraph, tmp_path: Path
) -> None:
    graph.nx.nodes["state:syria"].update(rank=float("nan"), pull=float("-inf"))
    graph.nx.nodes["state:iran"].update(rank=0.5)
    write_graphml(graph, tmp_path / "map.graphml")
    text = (tmp_path / "map.graphml").read_text(encoding="utf-8", errors="strict")
    assert not CONTROL.search(text)
    root = ElementTree.fromstring(text)
    values = {value for row in rows(root, "node") for value in row.values()}
    assert not {"nan", "inf", "-inf"} & values
    assert sum("rank" in row for row in rows(root, "node")) == 1


def test_dates_are_columns_of_text(root: Element) -> None:
    kinds = {key.get("attr.name"): key.get("attr.type") for key in root.iter(f"{NS}key")}
    assert kinds["first_date"] == kinds["last_date"] == "string"
    assert "2018-07-22" in {row["first_date"] for row in rows(root, "edge")}


def test_forbidden_characters_become_replacements_and_the_rest_stays(path: Path) -> None:
    read: Any = networkx.read_graphml(path)
    [text] = [d["evidence"] for *_, d in read.edges(data=True) if d["label"] == "bombs"]
    replaced = "\ufffd" * 4
    assert text == f"Syria attacks <b>\"Turkey\"</b> & 'co'\r\n{replaced} ]]> =1+1"


def test_a_space_between_quotes_is_no_space_between_references(
    make_event: Callable[..., Event], small_ontology: Ontology, tmp_path: Path
) -> None:
    # Gephi drops a piece of text that is blank, and takes each reference for the end of a piece.
    sentence = 'Syria attacks "Turkey" "today",\n\t\'all\' > "some".'
    graph = build_graph([make_event(sentence=sentence)], small_ontology)
    write_graphml(graph, tmp_path / "map.graphml")
    assert sentence in (tmp_path / "map.graphml").read_text(encoding="utf-8")


def test_scores_of_any_type_are_written_one_type_a_column(
    graph: ActorGraph, tmp_path: Path
) -> None:
    nodes = graph.nx.nodes
    nodes["state:iran"].update(rank=0.25, camp=1, core=True, total=2**40)
    nodes["state:syria"].update(rank=2, camp="west", core=False, total=1)
    write_graphml(graph, tmp_path / "map.graphml")
    read: Any = networkx.read_graphml(tmp_path / "map.graphml").nodes
    iran = {"rank": 0.25, "camp": "1", "core": True, "total": 2**40}
    assert iran.items() <= read["state:iran"].items()
    assert read["state:syria"]["rank"] == 2.0
