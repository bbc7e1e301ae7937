"""ActorGraph → one HTML file that needs no network and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import OutputError
from graphkit.files import write_atomic
from graphkit.render.data import page_data
from graphkit.render.templates import page_script, page_style, page_template, vis_network_script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.graph import ActorGraph

__all__ = ["render_html", "write_html"]

_PLACE = re.compile(r"\{\{(\w+)\}\}")
# "<" could end the data block; the separators end a line in older JavaScript; a lone surrogate has
# no UTF-8 form. All are written as JSON escapes, which leave the text as it was.
_UNSAFE_IN_JSON = re.compile("[<\u2028\u2029\ud800-\udfff]")
_UNSAFE_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def render_html(graph: ActorGraph, *, title: str = "graphkit", bridge: str = "") -> str:
    """Return the whole page as text: map, table, evidence and filters, with no request to make.

    ``bridge`` is a script that joins the page to what is around it; it runs after the page's own.
    """
    library, script = _embeddable(vis_network_script()), _embeddable(page_script() + bridge)
    return _fill(
        page_template(),
        {
            "policy": _content_policy(library, script),
            "title": html.escape(_UNSAFE_IN_TEXT.sub("\ufffd", title)),
            "style": page_style(),
            "data": _json_block(page_data(graph)),
            "library": library,
            "script": script,
        },
    )


def write_html(graph: ActorGraph, path: str | Path, *, title: str = "graphkit") -> None:
    """Write the page to ``path``, whole or not at all; raises OutputError."""
    page = render_html(graph, title=title)
    with write_atomic(Path(path)) as file:
        file.write(page)


def _fill(template: str, fields: Mapping[str, str]) -> str:
    # In one pass, so that nothing inside a value is taken for a place to fill.
    return _PLACE.sub(lambda place: fields[place[1]], template)


def _json_block(data: Mapping[str, object]) -> str:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _embeddable(script: str) -> str:
    """Return the script as the browser will see, and hash, it."""
    script = script.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"</script|<!--", script, re.IGNORECASE):
        raise OutputError("vis-network: its script cannot stand in a page; use pyvis 0.3.2")
    return script


def _content_policy(*scripts: str) -> str:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
