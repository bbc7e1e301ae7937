"""The page's first draw and its smoothness, beside pyvis's own page and bare vis-network.

All are opened one after another in one headless Chromium with software rendering and no network.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
from pyvis.network import Network

from graphkit.errors import OutputError
from graphkit.graph import ActorGraph, build_graph, compute_layout
from graphkit.render import write_html
from graphkit.render.templates import vis_network_script
from graphkit.types import ActorKind, ActorRef, Event, EventType, Status, Trigger

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["measure_pages", "synthetic_graph"]

_EDGES_A_NODE = 3
_DRAGGED_FOR = 3.0  # seconds
_WIDTH, _HEIGHT = 1440, 900
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

# The first frame after something was painted on a canvas of the page, and every redraw of one.
_WATCH = """
window.watched = { drawn: null, redraws: 0 };
const { fill, clearRect } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fill = function (...given) {
  if (watched.drawn === null && this.canvas.isConnected && !watched.waiting) {
    watched.waiting = true;
    requestAnimationFrame(() => setTimeout(() => { watched.drawn = performance.now(); }));
  }
  return fill.apply(this, given);
};
CanvasRenderingContext2D.prototype.clearRect = function (...given) {
  watched.redraws += 1;
  return clearRect.apply(this, given);
};
"""
_COUNT_FRAMES = """
watched.redraws = 0;
watched.frames = 0;
watched.began = performance.now();
const count = () => { watched.frames += 1; watched.request = requestAnimationFrame(count); };
watched.request = requestAnimationFrame(count);
"""
_FRAMES = """() => {
  cancelAnimationFrame(watched.request);
  const seconds = (performance.now() - watched.began) / 1000;
  return [watched.frames / seconds, watched.redraws / seconds];
}"""
_BARE = """<!doctype html><meta charset="utf-8"><div id="map" style="height: 95vh"></div>
<script>{library}</script><script>
const {{ nodes, edges }} = {data};
new vis.Network(document.getElementById("map"),
  {{ nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }},
  {{ physics: false, layout: {{ improvedLayout: false }}, edges: {{ smooth: false, arrows: "to" }},
     interaction: {{ hideEdgesOnDrag: true }} }}).fit();
</script>"""


def synthetic_graph(size: int) -> ActorGraph:
    """Return a graph of ``size`` actors with three relations each, a few actors in most of them."""
    random = numpy.random.default_rng(size)
    popular = (size * random.random(size * _EDGES_A_NODE) ** 2).astype(int)
    kinds, types = list(ActorKind), list(EventType)
    sentence = "The first of the two said on Monday that the second had been heard of again."

    def actor(number: int, start: int) -> ActorRef:
        kind = kinds[number % len(kinds)]
        name = f"Actor number {number}"
        return ActorRef(f"{kind}:{number}", name, "two", start, start + 3, kind)

    def events() -> Iterator[Event]:
        for number, target in enumerate(popular):
            source = number % size
            event_type = types[(source // 7 + int(target)) % len(types)]
            yield Event(
                id=f"{number:016x}",
                doc_id=f"report-{number % 500}",
                event_type=event_type,
                relation=event_type.lower(),
                source=actor(source, 17),
                target=actor(int(target) if target != source else (source + 1) % size, 46),
                trigger=Trigger("said", "say", 21, 25),
                status=Status.ACTUAL,
                sentence=sentence,
                sentence_start=0,
                sentence_end=len(sentence),
                rule="benchmark",
                confidence=1.0,
                date=f"2018-{1 + number % 12:02d}-{1 + number % 28:02d}",
            )

    return build_graph(events())


def measure_pages(
    sizes: tuple[int, ...], *, rounds: int, patience: float
) -> Iterator[dict[str, object]]:
    """Yield a row for each page of each size: seconds to the first draw, frames a second dragged.

    The best of the rounds counts. A page that has not drawn after ``patience`` seconds is given up,
    and so is its kind at larger sizes. Raises OutputError where there is no browser.
    """
    from playwright.sync_api import sync_playwright

    hopeless: set[str] = set()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_find_browser(), args=_FLAGS)
        for size in sizes:
            for name, address in _write_pages(synthetic_graph(size), Path(folder)):
                if name in hopeless:
                    continue
                row = _measure(browser, address, rounds=rounds, patience=patience)
                if row["first_draw_s"] is None:
                    hopeless.add(name)
                yield {"actors": size, "relations": _EDGES_A_NODE * size, "page": name, **row}
        browser.close()


def _find_browser() -> str:
    for name in _BROWSERS:
        if path := shutil.which(name):
            return path
    raise OutputError("no Chromium on this machine; install it to measure the page")


def _write_pages(graph: ActorGraph, folder: Path) -> list[tuple[str, str]]:
    """Return name and address of each page, written into the folder."""
    write_html(graph, folder / "graphkit.html")
    address = (folder / "graphkit.html").as_uri()
    pages = [("graphkit", address), ("graphkit, all actors", f"{address}#strongest=all")]
    for name, page in (("bare vis-network", _bare_page(graph)), ("pyvis", _pyvis_page(graph))):
        path = folder / f"{name}.html"
        path.write_text(page, encoding="utf-8")
        pages.append((name, path.as_uri()))
    return pages


def _bare_page(graph: ActorGraph) -> str:
    places = compute_layout(graph)
    nodes = [
        {"id": actor.id, "label": actor.name, "shape": "dot", "size": 8, "x": 2 * x, "y": 2 * y}
        for actor, (x, y) in ((actor, places[actor.id]) for actor in graph.actors)
    ]
    edges = [{"id": r.id, "from": r.source, "to": r.target} for r in graph.relations]
    return _BARE.format(
        library=vis_network_script(), data=json.dumps({"nodes": nodes, "edges": edges})
    )


def _pyvis_page(graph: ActorGraph) -> str:
    network = Network(directed=True, cdn_resources="in_line", height="95vh")
    for actor in graph.actors:
        network.add_node(actor.id, label=actor.name)
    for relation in graph.relations:
        network.add_edge(relation.source, relation.target, title=relation.relation)
    return str(network.generate_html(notebook=False))


def _measure(
    browser: Browser, address: str, *, rounds: int, patience: float
) -> dict[str, float | None]:
    draws: list[float] = []
    frames: list[tuple[float, float]] = []
    for _ in range(rounds):
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        page.add_init_script(_WATCH)
        page.route("http*://**", lambda route: route.abort())
        drawn = _first_draw(page, address, patience)
        if drawn is None:
            page.close()
            break
        draws.append(drawn)
        frames.append(_drag(page))
        page.close()
    best = max(frames, default=(None, None), key=lambda pair: pair[0] or 0.0)
    return {
        "first_draw_s": round(min(draws), 2) if draws else None,
        "frames_per_s": best[0] and round(best[0], 1),
        "redraws_per_s": best[1] and round(best[1], 1),
    }


def _first_draw(page: Page, address: str, patience: float) -> float | None:
    from playwright.sync_api import TimeoutError as PatienceError

    try:
        page.goto(address, timeout=1000 * patience, wait_until="commit")
        drawn = page.wait_for_function(
            "() => window.watched?.drawn", timeout=1000 * patience, polling=50
        )
        return float(drawn.json_value()) / 1000
    except PatienceError:
        return None


def _drag(page: Page) -> tuple[float, float]:
    """Return frames and redraws a second while the mouse drags the map's background about."""
    page.wait_for_timeout(1000)
    x, y = 60.0, 500.0  # at the margin, where no actor lies
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 5)
    page.evaluate(_COUNT_FRAMES)
    until = time.monotonic() + _DRAGGED_FOR
    for step in cycle([*range(0, 300, 6), *range(300, 0, -6)]):
        if time.monotonic() > until:
            break
        page.mouse.move(x + step, y - step / 2)
    frames, redraws = page.evaluate(_FRAMES)
    page.mouse.up()
    return frames, redraws
