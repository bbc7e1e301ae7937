"""The page in a real browser: it draws, answers, asks for nothing, and runs no foreign script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.render import notebook_bundle, write_html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = pytest.mark.browser

# Where the middle of an edge lies in the window.
EDGE_PLACE = """(id) => {
  const { network } = window.graphkit;
  const middle = network.body.edges[id].edgeType.getPoint(0.5);
  const place = network.canvasToDOM(middle);
  const frame = document.querySelector("#map canvas").getBoundingClientRect();
  return { x: frame.left + place.x, y: frame.top + place.y };
}"""

OpenPage = Callable[..., "sync_api.Page"]
Painted = Callable[["sync_api.Page"], int]


def relation_id(graph: ActorGraph, relation: str, **wanted: object) -> str:
    return next(
        found.id
        for found in graph.relations
        if found.relation == relation
        and all(getattr(found, name) == value for name, value in wanted.items())
    )


def shows(page: sync_api.Page, actor_id: str) -> bool:
    shown = "id => graphkit.shown().actors.some((actor) => actor.id === id)"
    hidden = "id => graphkit.network.body.nodes[id]?.options.hidden ?? true"
    assert page.evaluate(shown, actor_id) != page.evaluate(hidden, actor_id)
    return bool(page.evaluate(shown, actor_id))


def marked(page: sync_api.Page, role: str) -> list[str]:
    return page.locator(f"#details blockquote mark.{role}").all_text_contents()


def test_the_map_is_drawn(open_page: OpenPage, painted: Painted, graph: ActorGraph) -> None:
    page = open_page(graph)
    assert painted(page) > 5000
    assert page.text_content("#counts") == "12 actors · 20 relations · 9 documents"


def test_a_click_on_an_edge_shows_its_sentences(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    edge = relation_id(graph, "evacuates")
    place = page.evaluate(EDGE_PLACE, edge)
    page.mouse.click(place["x"], place["y"])
    page.wait_for_selector("#details h2")
    assert page.evaluate("graphkit.selection()") == {"edge": edge}
    assert page.text_content("#details h2") == "Israel evacuates White Helmets"
    assert marked(page, "trigger") == ["evacuated", "brought", "moved"]
    assert marked(page, "source") == ["Israel"] * 3
    assert marked(page, "target") == ["White Helmets", "White Helmets", "rescue workers"]
    times = page.locator("#details li time").all_text_contents()
    assert times == ["20 Jul 2018", "22 Jul 2018", "23 Jul 2018"]


def test_parallel_edges_answer_each_for_itself(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    parallel = [r for r in graph.relations if (r.source, r.target) == ("state:ISR", "state:SYR")]
    assert len(parallel) == 3
    for relation in parallel:
        place = page.evaluate(EDGE_PLACE, relation.id)
        page.mouse.click(place["x"], place["y"])
        page.wait_for_function("id => graphkit.selection()?.edge === id", arg=relation.id)


def test_a_claim_says_who_asserts_and_who_denies(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    edge = relation_id(graph, "attacks", claimed=True)
    page.evaluate("id => graphkit.select({edge: id})", edge)
    chips = page.locator("#details .chip").all_text_contents()
    assert chips == ["claimed by Russia", "denied by White Helmets"]
    assert page.locator("#details .said").all_text_contents() == [
        "White Helmets denies it (“deny”)",
        "Russia says so (“said”)",
    ]
    link = page.locator("#details .where a").first
    assert link.get_attribute("href") == "https://news.example/d2"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_edge_labels_say_what_is_not_a_plain_fact(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)

    def label(**wanted: object) -> str:
        edge = relation_id(graph, "attacks", **wanted)
        page.evaluate("id => graphkit.select({edge: id})", edge)
        return str(page.evaluate("id => graphkit.labels().find(l => l.id === id)?.text", edge))

    assert label(status="possible") == "? attacks"
    assert label(status="negated") == "✕ attacks"
    assert label(status="historical") == "↺ attacks"
    assert label(claimed=True) == "◌ attacks"


def test_an_actor_lists_what_it_does_and_undergoes(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.evaluate("graphkit.select({node: 'state:JOR'})")
    assert page.locator("#details .group").all_text_contents() == [
        "shelters \u00d72",
        "urges \u00d71",
    ]
    page.evaluate("graphkit.select({node: 'organization:white-helmets'})")
    groups = page.locator("#details .group").all_text_contents()
    assert "attacks 1 marked" in groups
    assert "shelters \u00d72 + 1 marked" in groups
    page.click("#details >> text=Back")
    page.click("#details .row >> nth=0")
    assert page.text_content("#details h2") == "Jordan shelters White Helmets"
    page.click("#details >> text=Back")
    assert page.text_content("#details h2") == "Jordan"
    page.keyboard.press("Escape")
    assert page.locator("#details").is_hidden()


def test_search_finds_names_and_aliases(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.locator("#search").press_sequentially("civil d")
    assert "Syria Civil Defence" in (
        page.locator("#suggestions [role=option]").text_content() or ""
    )
    page.keyboard.press("Enter")
    assert page.text_content("#details h2") == "White Helmets"
    page.fill("#search", "Atlantis")
    page.keyboard.press("Enter")
    assert page.text_content("#search-note") == "No actor of that name"


def test_filters_hide_relations_and_lonely_actors(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    for quad in ("verbal_cooperation", "verbal_conflict", "material_conflict"):
        page.uncheck(f'[data-filter="quad"] [data-value="{quad}"]')
    assert page.text_content("#counts") == "8 of 12 actors · 6 of 20 relations · 9 documents"
    page.uncheck('[data-filter="status"] [data-value="intended"]')
    assert "4 of 20 relations" in (page.text_content("#counts") or "")
    assert not shows(page, "person:vladimir-putin")
    page.click("#show-all")
    assert page.text_content("#counts") == "12 actors · 20 relations · 9 documents"
    page.uncheck('[data-filter="claimed"] [data-value="claimed"]')
    assert "18 of 20 relations" in (page.text_content("#counts") or "")


def test_the_table_sorts_and_opens_evidence_by_keyboard(
    open_page: OpenPage, graph: ActorGraph
) -> None:
    page = open_page(graph)
    page.click("#show-table")
    rows = page.locator("#table-view tbody tr")
    assert rows.count() == 20
    assert "evacuates" in (rows.first.text_content() or "")
    page.click("th >> text=Source")
    assert page.locator("th[aria-sort]").text_content() == "Source"
    assert (rows.first.text_content() or "").startswith("Canada")
    rows.first.locator("button").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert (page.text_content("#details h2") or "").startswith("Canada")
    assert rows.nth(1).get_attribute("aria-current") == "true"


def test_narrow_screens_get_a_bottom_sheet(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph, 390, 844)
    assert page.locator("#panel").is_hidden()
    page.click("#open-panel")
    assert page.locator("#legend").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")
    page.evaluate("graphkit.select({node: 'state:JOR'})")
    assert page.locator("#details").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_large_maps_label_the_selection_only(
    open_page: OpenPage, painted: Painted, large_graph: ActorGraph
) -> None:
    page = open_page(large_graph)
    assert painted(page) > 5000
    labelled = "graphkit.labels().filter(({ kind }) => kind === 'words').length"
    assert page.evaluate(labelled) < 20
    page.evaluate("graphkit.select({node: 'state:7'})")
    assert 0 < page.evaluate(labelled) < 10


def test_hostile_text_runs_nothing(open_page: OpenPage, hostile_graph: ActorGraph) -> None:
    page = open_page(hostile_graph)
    for relation in hostile_graph.relations:
        page.evaluate("id => graphkit.select({edge: id})", relation.id)
        assert page.locator("#details blockquote").count() >= 1
        assert page.locator("#details :is(a, img, script, meta)").count() == 0
    for actor in hostile_graph.actors:
        page.evaluate("id => graphkit.select({node: id})", actor.id)
    page.locator("#search").press_sequentially("<")
    page.click("#show-table")
    page.wait_for_timeout(100)
    assert page.evaluate("window.harmed") is None
    assert page.url.startswith("file://")


def test_an_empty_graph_says_so(open_page: OpenPage) -> None:
    page = open_page(build_graph([]))
    assert page.text_content("#nothing") == "No events were found, so there is nothing to draw."


def test_dark_mode_paints_light_names(
    browser: sync_api.Browser, tmp_path: Path, graph: ActorGraph
) -> None:
    write_html(graph, tmp_path / "map.html")
    page = browser.new_page(color_scheme="dark")
    page.goto((tmp_path / "map.html").as_uri())
    colour = "graphkit.network.body.nodes['population:civilians'].options.color.background"
    assert page.evaluate(colour) == "#15181d"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => {colour} === '#faf9f6'")
    page.close()


def test_the_notebook_frame_draws_in_its_sandbox(
    browser: sync_api.Browser, graph: ActorGraph
) -> None:
    page = browser.new_page()
    page.set_content(notebook_bundle(graph)["text/html"])
    frame = page.frame_locator("iframe")
    frame.locator("#counts >> text=12 actors").wait_for()
    frame.locator("#show-table").click()
    assert frame.locator("tbody tr").count() == 20
    page.close()
