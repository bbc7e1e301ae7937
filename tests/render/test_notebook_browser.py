"""The frame and the widget in a real browser, and in a real JupyterLab that serves it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from graphkit.graph import ActorGraph
from graphkit.render import notebook_bundle
from graphkit.store import write_events

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[2]
START = 60  # seconds that JupyterLab and its kernel may take to start


@pytest.fixture
def page(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    """A page of its own, wide enough for a notebook."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def open_frame(page: sync_api.Page, html: str, folder: Path) -> sync_api.Frame:
    """Open a cell's output as a notebook holds it, and return the frame inside."""
    path = folder / "cell.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{html}", encoding="utf-8")
    page.goto(path.as_uri())
    return ready_frames(page)[0]


def ready_frames(page: sync_api.Page, count: int = 1) -> list[sync_api.Frame]:
    """Return the frames of graphs, once each of so many has drawn its page."""
    for index in range(count):
        page.wait_for_selector(f"iframe[title=graphkit] >> nth={index}", timeout=START * 1000)
    handles = page.query_selector_all("iframe[title=graphkit]")
    frames = [frame for handle in handles if (frame := handle.content_frame())]
    for frame in frames:
        frame.wait_for_function("() => window.graphkit")
    return frames


def test_a_source_opens_in_a_tab_that_knows_nothing_of_the_notebook(
    page: sync_api.Page, graph: ActorGraph, tmp_path: Path
) -> None:
    site = {"body": "<title>News</title>", "content_type": "text/html"}
    page.context.route("https://news.example/**", lambda route: route.fulfill(**site))
    frame = open_frame(page, notebook_bundle(graph)["text/html"], tmp_path)
    frame.evaluate("id => graphkit.select({edge: id})", graph.relations[0].id)
    with page.context.expect_page() as opened:
        frame.click("#details .where a")
    tab = opened.value
    tab.wait_for_load_state()
    assert tab.url.startswith("https://news.example/")
    assert tab.evaluate("[window.opener, document.referrer]") == [None, ""]
    assert tab.evaluate("origin") == "https://news.example"  # and not the sandbox's "null"


def test_the_frame_reaches_nothing_of_the_notebook_and_works_without(
    page: sync_api.Page, graph: ActorGraph, tmp_path: Path
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    frame = open_frame(page, notebook_bundle(graph)["text/html"], tmp_path)
    reach = "() => { try { return parent.document.title; } catch { return 'denied'; } }"
    assert frame.evaluate("origin") == "null"
    assert frame.evaluate(reach) == "denied"
    frame.evaluate("id => graphkit.select({edge: id})", graph.relations[0].id)
    frame.evaluate("id => graphkit.show([id])", graph.relations[0].id)
    assert "1 of 20 relations" in (frame.text_content("#counts") or "")
    assert errors == []


@pytest.fixture
def lab(tmp_path: Path, graph: ActorGraph) -> Iterator[dict[str, Any]]:
    """A running JupyterLab whose folder holds the notebook; its address and its token."""
    if find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    write_events(folder / "events.jsonl", graph.events)
    nbformat.write(notebook(), folder / "explore.ipynb")
    homes = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    environment = {
        **os.environ,
        **{f"JUPYTER_{name}": str(tmp_path / name) for name in homes},
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "PYTHONPATH": os.pathsep.join(
            filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH")])
        ),
    }
    options = (
        "--no-browser",
        "--allow-root",
        "--ServerApp.port=0",
        f"--ServerApp.root_dir={folder}",
    )
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", *options),
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield address_of(server, tmp_path / "RUNTIME_DIR")
    finally:
        server.terminate()
        server.wait(20)


def address_of(server: subprocess.Popen[bytes], folder: Path) -> dict[str, Any]:
    """Return what the server writes of itself when it listens."""
    for _ in range(START * 10):
        for path in folder.glob("jpserver-*.json"):
            try:
                return dict(json.loads(path.read_text(encoding="utf-8")))
            except ValueError:
                continue  # it is being written
        assert server.poll() is None, "JupyterLab ended at once"
        time.sleep(0.1)
    raise AssertionError("JupyterLab did not start")


def notebook() -> Any:
    """A notebook that shows a graph and its widget, links the selection to a label, and filters."""
    cells = [
        "import graphkit\ngraph = graphkit.load_graph('events.jsonl')\ngraph",
        "widget = graph.widget()\nwidget",
        "import ipywidgets\n"
        "label = ipywidgets.Label()\n"
        "def tell(change):\n"
        "    names = [r.relation for r in widget.relations] + [a.name for a in widget.actors]\n"
        "    label.value = f'selected: {names}, {len(widget.evidence)} sentences'\n"
        "widget.observe(tell, ['selected_edges', 'selected_actors'])\n"
        "label",
        "widget.filter(actors='Jordan', claimed=False)",
        "widget.select('Damascus')",
        "print('shown:', widget.shown.summary)",
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel}
    )


def run_cell(page: sync_api.Page, index: int) -> None:
    page.click(f".jp-Notebook .jp-CodeCell >> nth={index} >> .jp-InputPrompt")
    page.keyboard.press("Shift+Enter")


@pytest.mark.notebook
@pytest.mark.slow
def test_jupyterlab_shows_the_graph_and_the_widget_speaks_with_python(
    lab: dict[str, Any], page: sync_api.Page, graph: ActorGraph
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lab['url']}lab/tree/explore.ipynb?token={lab['token']}&reset")
    page.wait_for_selector("text=/Python 3.*Idle/", timeout=START * 1000)
    for cell in range(3):
        run_cell(page, cell)

    plain, joined = ready_frames(page, 2)
    for frame in (plain, joined):
        assert frame.text_content("#counts") == "12 actors · 20 relations · 9 documents"

    # From the page to Python.
    page.wait_for_selector(".widget-label", state="attached")
    joined.fill("#search", "Moscow")
    joined.press("#search", "Enter")
    page.wait_for_selector("text=selected: ['Russia'], 4 sentences")
    edge = next(r.id for r in graph.relations if r.relation == "evacuates")
    joined.evaluate("id => graphkit.select({edge: id})", edge)
    page.wait_for_selector("text=selected: ['evacuates'], 3 sentences")

    # From Python to the page.
    run_cell(page, 3)
    joined.wait_for_function("() => document.body.innerText.includes('2 of 20 relations')")
    run_cell(page, 4)
    joined.wait_for_function("() => graphkit.selection()?.node === 'state:SYR'")
    run_cell(page, 5)
    page.wait_for_selector("text=shown: 3 actors, 2 relations, 3 events from 3 documents")
    assert plain.text_content("#counts") == "12 actors · 20 relations · 9 documents"

    local = (lab["url"], lab["url"].replace("http", "ws"), "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(local)] == []
