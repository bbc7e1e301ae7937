"""The page as text: escaped, with the right hashes, and with no address to ask."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.graph import ActorGraph
from graphkit.render import page_data, render_html, write_html


class PageReader(HTMLParser):
    """Collects the scripts, the policy and every address of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.data = ""
        self.policy = ""
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self._open: dict[str, str | None] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append(tag)
        names = ("src", "href", "action", "data", "poster", "srcset")
        self.addresses += [attributes[name] or "" for name in names if name in attributes]
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"] or ""
        self._open = attributes if tag == "script" else None

    def handle_data(self, data: str) -> None:
        if self._open is None:
            return
        if self._open.get("type") == "application/json":
            self.data += data
        else:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._open = None


def script_hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


@pytest.fixture(scope="module")
def page(graph: ActorGraph) -> str:
    return render_html(graph, title="A & B <map>")


def test_policy_allows_the_two_scripts_and_nothing_else(page: str) -> None:
    reader = PageReader(page)
    assert len(reader.scripts) == 2
    hashes = " ".join(script_hash(script) for script in reader.scripts)
    assert reader.policy == (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def test_no_element_names_an_address(page: str) -> None:
    reader = PageReader(page)
    assert reader.addresses == []
    assert "link" not in reader.tags
    assert "sourceMappingURL" not in page
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_title_is_escaped(page: str) -> None:
    assert "<title>A &amp; B &lt;map&gt;</title>" in page


def test_data_survives_the_page_unchanged(graph: ActorGraph, page: str) -> None:
    assert json.loads(PageReader(page).data) == page_data(graph)


def test_hostile_text_opens_no_element(hostile_graph: ActorGraph, page: str) -> None:
    hostile = render_html(hostile_graph, title="</title><script>window.harmed = 1</script>")
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', hostile)
    assert block is not None
    assert not re.search("[<\u2028\u2029]", block[1])
    assert PageReader(hostile).tags == PageReader(page).tags
    assert json.loads(block[1]) == page_data(hostile_graph)


def test_lone_surrogates_and_control_characters_can_be_written(
    graph: ActorGraph, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    write_html(graph, path, title="a\ud800b\x00c")
    assert "<title>a\ufffdb\ufffdc</title>" in path.read_text(encoding="utf-8")


def test_the_same_graph_gives_the_same_page(graph: ActorGraph) -> None:
    assert render_html(graph) == render_html(graph)


def test_a_folder_as_target_is_refused_by_name(graph: ActorGraph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=re.escape(str(tmp_path))):
        write_html(graph, tmp_path)
