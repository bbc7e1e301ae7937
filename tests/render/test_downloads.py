"""The files that the page saves: the current view as a picture, a drawing, a table and a graph."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import networkx
import pytest

from graphkit.graph import ActorGraph, build_graph

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Page"]


def save(page: Page, suffix: str) -> Path:
    page.click("#export summary")
    with page.expect_download() as download:
        page.click(f"#save-{suffix}")
    assert download.value.suggested_filename == f"White Helmets.{suffix}"
    assert page.locator("#export .menu-list").is_hidden()
    return Path(download.value.path())


def test_csv_holds_the_relations_on_show(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph, address="#relation=evacuates&relation=labels")
    text = save(page, "csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["label"] for row in rows} == {"evacuates", "labels"}
    assert rows[0]["weight"] == "3"
    assert rows[0]["evidence"] == "Israel evacuated the White Helmets overnight."
    assert {row["as"] for row in rows} == {"", "terrorists", "provocateurs"}


def test_csv_defuses_formulas(open_page: OpenPage, hostile_graph: ActorGraph) -> None:
    page = open_page(hostile_graph)
    page.evaluate("""graphkit.data.actors.forEach((actor) => { actor.name = '=1+1"'; })""")
    text = save(page, "csv").read_bytes().decode("utf-8-sig")
    assert {row["source"] for row in csv.DictReader(io.StringIO(text))} == {"'=1+1\""}


def test_graphml_opens_in_networkx(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph, address="#not-status=negated")
    loaded = networkx.read_graphml(save(page, "graphml"), force_multigraph=True)
    assert loaded.number_of_edges() == 19
    assert set(loaded) == set(graph.nx)
    for _, _, key, data in loaded.edges(keys=True, data=True):
        whole = next(data for *_, k, data in graph.nx.edges(keys=True, data=True) if k == key)
        assert {name: data[name] for name in whole} == whole
    for node, data in graph.nx.nodes(data=True):
        assert {name: loaded.nodes[node][name] for name in data} == data


def test_graphml_survives_hostile_text(open_page: OpenPage, hostile_graph: ActorGraph) -> None:
    page = open_page(hostile_graph)
    loaded = networkx.read_graphml(save(page, "graphml"), force_multigraph=True)
    assert loaded.nodes["state:RUS"]["label"].startswith("Russia</script>")


def test_svg_draws_actors_relations_and_labels(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    labels = page.evaluate("graphkit.labels().map(({ text }) => text)")
    root = ElementTree.parse(save(page, "svg")).getroot()
    name = "{http://www.w3.org/2000/svg}"
    assert [text.text for text in root.iter(f"{name}text")] == labels
    lines = [path for path in root.iter(f"{name}path") if path.get("marker-end")]
    assert len(lines) == 20
    actors = [*root.findall(f"{name}polygon"), *root.findall(f"{name}circle")]
    assert len(actors) == 12


def test_png_is_the_map_on_its_paper(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    picture = save(page, "png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    frame = page.locator("#map").bounding_box()
    assert frame
    assert (width, height) == (2 * int(frame["width"]), 2 * int(frame["height"]))
    assert len(picture) > 20_000


def test_an_empty_graph_can_be_saved(open_page: OpenPage) -> None:
    page = open_page(build_graph([]))
    assert networkx.read_graphml(save(page, "graphml")).number_of_nodes() == 0
    assert save(page, "csv").read_bytes().decode("utf-8-sig").startswith("source,label,target")
