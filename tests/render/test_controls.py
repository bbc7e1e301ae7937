"""Every control of the page, used in a real browser as a reader would use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import ActorGraph
from graphkit.render import data

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Page"]
Painted = Callable[["Page"], int]

HELMETS, RUSSIA, JORDAN = "organization:white-helmets", "state:RUS", "state:JOR"


def shown_relations(page: Page) -> list[str]:
    return list(page.evaluate("graphkit.shown().relations.map(({ relation }) => relation).sort()"))


def shown_actors(page: Page) -> set[str]:
    return set(page.evaluate("graphkit.shown().actors.map(({ id }) => id)"))


def restrictions(page: Page) -> list[str]:
    return page.locator("#restrictions li span[dir]").all_text_contents()


def relation_id(graph: ActorGraph, relation: str) -> str:
    return next(found.id for found in graph.relations if found.relation == relation)


def open_facet(page: Page, name: str) -> None:
    page.click(f'[data-filter="{name}"] summary')


# Filters


def test_relation_class_country_and_document_filter(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    open_facet(page, "relation")
    page.hover('[data-filter="relation"] li:has([data-value="shelters"])')
    page.click('[aria-label="Only shelters"]')
    assert shown_relations(page) == ["shelters", "shelters"]
    assert restrictions(page) == ["Relation: shelters"]
    page.check('[data-filter="relation"] [data-value="evacuates"]')
    assert shown_relations(page) == ["evacuates", "shelters", "shelters"]
    page.click("#restrictions button")
    assert len(shown_relations(page)) == 20
    open_facet(page, "class")
    page.uncheck('[data-filter="class"] [data-value="ASSAULT"]')
    assert "bombs" not in shown_relations(page)
    page.click("#show-all")
    open_facet(page, "country")
    page.click('[aria-label="Only JOR"]', force=True)
    assert shown_relations(page) == ["shelters", "urges"]
    page.click("#show-all")
    open_facet(page, "document")
    page.click('[aria-label="Only Report C1"]', force=True)
    assert shown_relations(page) == ["aids", "evacuates", "shelters", "threatens"]


def test_a_document_s_filter_counts_its_own_reports(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph, address="#document=c1")
    page.click("#show-table")
    row = page.locator("tbody tr", has_text="evacuates")
    assert row.locator("td.number").text_content() == "1"
    row.click()
    assert page.locator("#details .evidence > li").count() == 1
    assert "2 outside the filters" in (page.text_content("#details h3") or "")


def test_a_long_list_can_be_searched(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    open_facet(page, "relation")
    page.fill('[data-filter="relation"] .find', "shel")
    words = page.locator('[data-filter="relation"] .words').all_text_contents()
    assert sorted(words) == ["shells", "shelters"]


def test_reports_and_strength_have_sliders(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.locator("#least-reports").fill("2")
    assert shown_relations(page) == ["evacuates", "rescues", "shelters"]
    assert restrictions(page) == ["At least 2 reports"]


def test_a_page_that_holds_a_part_of_its_graph_says_so(
    open_page: OpenPage, large_graph: ActorGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "_MOST_EVENTS", 300)
    page = open_page(large_graph)
    (words,) = page.locator("#restrictions li").all_inner_texts()
    held = len(data.page_data(large_graph)["actors"])
    assert words.startswith(f"In this page: the strongest {held} of 900 actors, with ")
    assert words.endswith(" of 900 events")
    assert page.locator("#restrictions button").count() == 0


def test_a_huge_graph_opens_on_its_strongest_part(
    open_page: OpenPage, huge_graph: ActorGraph
) -> None:
    page = open_page(huge_graph)
    assert restrictions(page) == ["The strongest 1,500 of 3,200 actors"]
    assert len(shown_actors(page)) <= 1500
    page.locator("#strongest").fill("100")
    assert restrictions(page) == []
    assert len(shown_actors(page)) == 3200


def test_an_actor_that_is_searched_for_is_shown_in_any_case(
    open_page: OpenPage, huge_graph: ActorGraph
) -> None:
    page = open_page(huge_graph)
    hidden = next(a.id for a in huge_graph.actors if a.id not in shown_actors(page))
    page.fill("#search", hidden.removeprefix("state:").join(["State ", ""]))
    page.keyboard.press("Enter")
    assert hidden in shown_actors(page)


# Time


def test_the_timeline_s_ends_narrow_the_view(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.locator('#timeline [aria-label="To"]').fill("0")
    assert restrictions(page) == ["20 Jul 2018"]
    assert set(shown_relations(page)) == {"attacks", "bombs", "evacuates", "rescues", "shells"}
    assert "without 2 undated events" in (page.text_content("#timeline .range") or "")
    page.click("#timeline >> text=All time")
    assert len(shown_relations(page)) == 20


def test_the_brush_is_drawn_over_the_bars(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    box = page.locator("#timeline .chart").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 3.5 / 18, box["y"] + 10, steps=3)
    page.mouse.up()
    assert restrictions(page) == ["20 Jul 2018 – 23 Jul 2018"]
    assert "from=2018-07-20" in page.url


def test_time_plays_and_stops_at_its_end(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # a slow machine must not play on by itself
    page.click('[aria-label="Play through time"]')
    assert restrictions(page) == ["20 Jul 2018"]
    page.clock.run_for(1500)
    assert restrictions(page) == ["20 Jul 2018 – 22 Jul 2018"]
    page.clock.run_for(15000)
    assert restrictions(page) == []
    assert page.locator('[aria-label="Play through time"]').is_visible()


# Actors


def test_the_surroundings_of_an_actor(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.evaluate("id => graphkit.select({node: id})", JORDAN)
    page.click('#details .steps >> text="1"')
    assert shown_actors(page) == {JORDAN, HELMETS, "organization:united-nations"}
    assert restrictions(page) == ["Within 1 step of Jordan"]
    page.click('#details .steps >> text="2"')
    assert {RUSSIA, "state:ISR"} < shown_actors(page)
    page.click('#details .steps >> text="all"')
    assert len(shown_actors(page)) == 12


def test_a_path_shows_its_evidence(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.evaluate("graphkit.select({node: 'person:vladimir-putin'})")
    page.locator("#path-to").press_sequentially("civil")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("graphkit.selection().path[0]") == "person:vladimir-putin"
    page.evaluate("graphkit.select({path: ['person:vladimir-putin', 'population:civilians']})")
    assert page.locator("#details .statement").all_text_contents() == [
        "Vladimir Putin meets Israel",
        "Israel evacuates White Helmets",
        "White Helmets rescues civilians",
    ]
    assert page.text_content("#details .facts >> nth=0") == "3 steps, along the arrows"
    assert page.locator("#details blockquote").count() == 3
    page.evaluate("graphkit.select({path: ['population:civilians', 'state:JOR']})")
    assert "against the arrows" in (page.text_content("#details .facts >> nth=0") or "")
    page.click("#tab-legend")
    page.uncheck('[data-filter="kind"] [data-value="population"]')
    assert "No path" in (page.text_content("#details .hint") or "")


def test_hide_and_pin(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.evaluate("id => graphkit.select({node: id})", RUSSIA)
    page.click('#details >> text="Hide"')
    assert RUSSIA not in shown_actors(page)
    assert "accuses" not in shown_relations(page)
    page.click("#restrictions >> text=Hidden: Russia")
    assert RUSSIA in shown_actors(page)
    page.evaluate("id => graphkit.select({node: id})", RUSSIA)
    page.click('#details >> text="Pin"')
    page.click("#tab-legend")
    page.uncheck('[data-filter="kind"] [data-value="state"]')
    assert RUSSIA in shown_actors(page)
    assert JORDAN not in shown_actors(page)
    page.click("#tab-details")
    page.click('#details >> text="Unpin"')
    assert RUSSIA not in shown_actors(page)


def test_leaders_roll_up_to_governments_and_states_and_back(
    open_page: OpenPage, graph: ActorGraph
) -> None:
    page = open_page(graph)
    page.check('[name="level"][value="states"]')
    actors = shown_actors(page)
    assert "state:SYR" in actors
    assert not {"government:SYR", "military:syrian-army"} & actors
    page.evaluate("graphkit.select({node: 'state:SYR'})")
    assert "with Syrian government, Syrian army" in (page.text_content("#details") or "")
    groups = page.locator("#details .group").all_text_contents()
    assert any(group.startswith("shells") for group in groups)
    page.click("#tab-legend")
    page.check('[name="level"][value="actors"]')
    assert "military:syrian-army" in shown_actors(page)
    assert page.text_content("#counts") == "12 actors · 20 relations · 9 documents"


def test_camps_are_told_and_drawn(open_page: OpenPage, painted: Painted, graph: ActorGraph) -> None:
    page = open_page(graph)
    before = painted(page)
    page.click("#tab-camps")
    assert "Camp 1" in (page.text_content("#camps h3 >> nth=0") or "")
    assert "among themselves" in (page.text_content("#camps .ties >> nth=0") or "")
    assert painted(page) > 1.2 * before
    page.click("#camps .names .link >> nth=0")
    assert page.locator("#details h2").is_visible()


# Evidence


def test_bars_of_time_tell_their_span(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.evaluate("id => graphkit.select({node: id})", HELMETS)
    label = (
        page.locator(".group-head", has_text="evacuates").locator("svg").get_attribute("aria-label")
    )
    assert label == "3 events, 20 Jul 2018 – 23 Jul 2018"


def test_a_sentence_is_copied_as_a_citation(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("id => graphkit.select({edge: id})", relation_id(graph, "evacuates"))
    page.click("#details >> text=Copy as citation >> nth=0")
    page.wait_for_selector("#details >> text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "“Israel evacuated the White Helmets overnight.” Report A1, a1, 20 Jul 2018, "
        "https://news.example/a1. [Israel → White Helmets: evacuates; rule active_verb]"
    )


# Addresses


def test_a_deep_link_brings_back_the_view(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph, address="#actor=White+Helmets&relation=accuses&relation=labels")
    assert page.text_content("#details h2") == "White Helmets"
    assert shown_relations(page) == ["accuses", "labels", "labels"]
    page.evaluate("graphkit.follow('around=state:JOR&depth=1&view=table&from=2018-07-21')")
    assert restrictions(page) == ["21 Jul 2018 – 6 Aug 2018", "Within 1 step of Jordan"]
    assert page.locator("#table-view tbody tr").count() == 1
    address = page.evaluate("graphkit.address()")
    page.evaluate("graphkit.follow('')")
    assert len(shown_relations(page)) == 20
    page.evaluate("text => graphkit.follow(text)", address)
    assert restrictions(page) == ["21 Jul 2018 – 6 Aug 2018", "Within 1 step of Jordan"]


def test_the_address_follows_what_one_does(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    page.evaluate("id => graphkit.select({node: id})", JORDAN)
    assert page.url.endswith("#actor=state%3AJOR")
    page.click("#tab-legend")
    page.uncheck('[data-filter="status"] [data-value="negated"]')
    assert "not-status=negated" in page.url
    page.evaluate("location.hash = 'view=camps'")
    page.wait_for_selector("#camps h3")


@pytest.mark.parametrize(
    "address",
    ["#actor=nobody", "#from=yesterday&least=-3&depth=9", "#level=galaxy&edge=x&path=a", "#%"],
)
def test_a_broken_address_opens_the_whole_page(
    open_page: OpenPage, graph: ActorGraph, address: str
) -> None:
    page = open_page(graph, address=address)
    assert page.text_content("#counts") == "12 actors · 20 relations · 9 documents"


# Drawing


def test_labels_do_not_overlap_at_rest(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    overlapping = """graphkit.labels().filter((one, i, all) => all.slice(i + 1).some((other) => {
      const corners = ({ box: b }) => [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => [
        b.x + x * b.w * b.cos - y * b.h * b.sin, b.y + x * b.w * b.sin + y * b.h * b.cos]);
      const axes = [one, other].flatMap(({ box: b }) => [[b.cos, b.sin], [-b.sin, b.cos]]);
      return axes.every(([ax, ay]) => {
        const [p, q] = [one, other].map((l) => corners(l).map(([x, y]) => x * ax + y * ay));
        return Math.max(...p) > Math.min(...q) && Math.max(...q) > Math.min(...p);
      });
    })).map(({ text }) => text)"""
    assert page.evaluate(overlapping) == []
    labels = page.evaluate("graphkit.labels().map(({ text }) => text)")
    assert {"White Helmets", "evacuates", "? attacks", "✕ attacks", "↺ attacks"} <= set(labels)


def test_classes_differ_without_their_colours(open_page: OpenPage, graph: ActorGraph) -> None:
    page = open_page(graph)
    ways = page.evaluate("""Object.fromEntries(graphkit.data.relations.map(({ id, quad }) => {
      const { arrows } = graphkit.network.body.edges[id].options;
      return [quad, `${arrows.to.type} ${arrows.from.enabled}`];
    }))""")
    assert len(ways) == 4
    assert len(set(ways.values())) == 4


def test_a_large_map_keeps_its_lines_while_it_is_dragged(
    open_page: OpenPage, painted: Painted, large_graph: ActorGraph
) -> None:
    page = open_page(large_graph)
    rest = painted(page)
    page.mouse.move(20, 100)
    page.mouse.down()
    page.mouse.move(60, 130, steps=4)
    page.wait_for_timeout(100)
    assert painted(page) > 0.7 * rest
    page.mouse.move(760, 330, steps=8)  # so far that it is drawn anew on the way
    page.wait_for_timeout(100)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert painted(page) > 1000


def test_the_scheme_can_be_switched_and_paper_is_light(
    open_page: OpenPage, graph: ActorGraph
) -> None:
    page = open_page(graph)
    scheme = "document.documentElement.dataset.scheme"
    page.click("#scheme")
    assert page.evaluate(scheme) == "dark"
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(scheme) == "light"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(scheme) == "dark"


def test_paper_shows_map_and_evidence_without_the_tools(
    open_page: OpenPage, graph: ActorGraph
) -> None:
    page = open_page(graph)
    page.evaluate("id => graphkit.select({edge: id})", relation_id(graph, "evacuates"))
    page.emulate_media(media="print")
    assert page.locator(".tools").is_hidden()
    assert page.locator("#map canvas").is_visible()
    assert page.locator("#details blockquote").count() == 3
    assert page.locator("#details blockquote >> nth=2").is_visible()


# Scripts around the page


def test_what_is_around_the_page_can_narrow_it_and_hears_of_changes(
    open_page: OpenPage, graph: ActorGraph
) -> None:
    page = open_page(graph)
    page.evaluate("""() => {
      window.heard = 0;
      window.addEventListener("graphkit-change", () => { window.heard += 1; });
    }""")
    shells, urges = relation_id(graph, "shells"), relation_id(graph, "urges")
    page.evaluate("ids => graphkit.show(ids)", [shells, urges])
    assert shown_relations(page) == ["shells", "urges"]
    page.click("#show-all")
    assert shown_relations(page) == ["shells", "urges"]
    page.check('[name="level"][value="states"]')
    assert page.evaluate("graphkit.shown().relations.flatMap(r => r.behind ?? [r.id])") == [
        shells,
        urges,
    ]
    heard = page.evaluate("heard")
    page.evaluate("id => graphkit.select({node: id})", JORDAN)
    assert page.evaluate("heard") > heard >= 3
    page.evaluate("graphkit.show(null)")
    assert len(shown_relations(page)) > 2
