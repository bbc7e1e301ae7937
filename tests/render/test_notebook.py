"""What a notebook and a terminal show."""

from __future__ import annotations

import html
import re

from graphkit.graph import ActorGraph
from graphkit.render import notebook_bundle, render_html
from graphkit.render.notebook import FRAME_SANDBOX


def test_the_frame_is_sandboxed_and_holds_the_whole_page(graph: ActorGraph) -> None:
    frame = notebook_bundle(graph)["text/html"]
    assert f'sandbox="{FRAME_SANDBOX}"' in frame
    assert "allow-same-origin" not in frame.partition("srcdoc")[0]
    assert 'height="640"' in frame
    page = re.search(r'srcdoc="([^"]*)">([^<]*)</iframe>$', frame)
    assert page is not None
    assert html.unescape(page[1]) == render_html(graph)
    assert page[2] == f"{graph!r}. To see its page, trust this notebook or run the cell."


def test_plain_text_names_the_main_relations_and_their_doubts(graph: ActorGraph) -> None:
    lines = notebook_bundle(graph)["text/plain"].splitlines()
    assert lines[0] == "ActorGraph: 12 actors, 20 relations, 25 events from 9 documents"
    assert lines[1] == "  Israel → White Helmets: evacuates, 3 reports"
    assert lines[-1] == "  … and 10 more"


def test_plain_text_marks_claims(graph: ActorGraph) -> None:
    text = notebook_bundle(graph.filter(actors="civilians"))["text/plain"]
    assert "  White Helmets → civilians: attacks (claimed), 1 report" in text
