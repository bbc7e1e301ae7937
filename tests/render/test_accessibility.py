"""The page for keyboards and screen readers: axe-core's rules, focus, names and keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import ActorGraph

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Page"]

SELECT_EVIDENCE = "graphkit.select({edge: graphkit.data.relations.find(r => r.claimed).id})"
SELECT_ACTOR = "graphkit.select({node: 'organization:white-helmets'})"


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or critical, each with the element it means."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    open_page: OpenPage, graph: ActorGraph, width: int, scheme: str
) -> None:
    page = open_page(graph, width, 844)
    page.emulate_media(color_scheme=scheme)
    if width == 390:
        page.click("#open-panel")
    page.locator("#legend details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    assert serious(page) == []
    for state in (SELECT_EVIDENCE, SELECT_ACTOR):
        page.evaluate(state)
        assert serious(page) == []
    page.evaluate("graphkit.follow('view=camps&level=states&from=2018-07-21')")
    assert serious(page) == []
    page.evaluate("graphkit.follow('view=table&path=state:RUS&path=state:SYR')")
    assert serious(page) == []


def test_axe_finds_nothing_serious_in_what_opens(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.locator("#search").press_sequentially("s")
    page.keyboard.press("ArrowDown")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.click("#export summary")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.click("#open-help")
    assert serious(page) == []


def test_tab_reaches_every_control_and_the_focus_is_seen(
    open_page: OpenPage, graph: ActorGraph
) -> None:
    page = open_page(graph)
    reached: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        state = page.evaluate("""() => {
          const node = document.activeElement;
          if (node === document.body) return ["the end", true];
          const seen = (one) => getComputedStyle(one).outlineStyle !== "none";
          const name = node.id || node.className || node.textContent;
          return [name, seen(node) || seen(node.closest("#map") ?? node)];
        }""")
        assert state[1], f"{state[0]}: its focus cannot be seen"
        reached.append(str(state[0]))
    wanted = {"search", "show-map", "show-table", "scheme", "open-help", "zoom-in", "tab-legend"}
    assert wanted <= set(reached)
    assert "vis-network" in reached


def test_keys_do_what_the_help_says(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.keyboard.press("?")
    assert "find an actor" in (page.text_content("#help") or "")
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    page.keyboard.press("n")
    assert page.text_content("#details h2") == "White Helmets"
    assert page.text_content("#announcement") == "Details of White Helmets"
    page.keyboard.press("n")
    second = page.text_content("#details h2")
    page.keyboard.press("p")
    assert page.text_content("#details h2") == "White Helmets" != second
    page.keyboard.press("t")
    assert page.locator("#table-view").is_visible()
    page.keyboard.press("m")
    assert page.locator("#map").is_visible()
    page.keyboard.press("c")
    assert page.locator("#camps").is_visible()
    page.keyboard.press("l")
    assert page.locator("#legend").is_visible()
    scale = page.evaluate("graphkit.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("graphkit.network.getScale()") > scale
    page.keyboard.press("Escape")
    assert page.evaluate("graphkit.selection()") is None
    page.keyboard.press("/")
    page.keyboard.type("n")
    assert page.evaluate("document.activeElement.value") == "n"


def test_tabs_and_suggestions_follow_the_arrow_keys(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.focus("#tab-legend")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-details", "aria-selected") == "true"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.get_attribute("#tab-camps", "aria-selected") == "true"
    page.locator("#search").press_sequentially("s")
    assert page.get_attribute("#search", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#search", "aria-activedescendant")
    assert page.get_attribute(f"#{active}", "aria-selected") == "true"
    chosen = page.locator(f"#{active} span").evaluate("node => node.firstChild.textContent")
    page.keyboard.press("Enter")
    assert chosen in (page.text_content("#details") or "")
    assert page.get_attribute("#search", "aria-expanded") == "false"


def test_a_large_graph_is_told_as_a_table(open_page: OpenPage, large_graph: ActorGraph) -> None:
    page = open_page(large_graph)
    page.keyboard.press("t")
    assert page.locator("tbody tr").count() == 500
    page.click("#table-view .more")
    assert page.locator("tbody tr").count() == 900
    assert "headings sort" in (page.text_content("caption") or "")
