"""ActorGraph → what a notebook or a terminal shows of it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from graphkit.graph.table import SEPARATOR
from graphkit.render.html import render_html
from graphkit.types import Status

if TYPE_CHECKING:
    from graphkit.graph import ActorGraph, Relation

__all__ = ["FRAME_HEIGHT", "FRAME_PERMISSIONS", "FRAME_SANDBOX", "notebook_bundle"]

FRAME_HEIGHT = 640  # pixels
#: The page's scripts run cut off from the notebook; it may save files, print, and open a source. A
#: source opens as any site does: its link gives it neither opener nor referrer, and inside the
#: sandbox it would not work.
FRAME_SANDBOX = (
    "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"
)
FRAME_PERMISSIONS = "clipboard-write"
_LINES = 10


def notebook_bundle(graph: ActorGraph) -> dict[str, str]:
    """Return ``text/html``, the page in a sandboxed frame, and ``text/plain``, its main relations.

    The frame holds the whole page, so it still shows in a saved or converted notebook.
    """
    return {"text/html": _frame(graph), "text/plain": _plain_text(graph)}


def _frame(graph: ActorGraph) -> str:
    """Return the frame; a notebook that is not trusted drops it and leaves the text inside."""
    instead = f"{graph!r}. To see its page, trust this notebook or run the cell."
    return (
        f'<iframe title="graphkit" width="100%" height="{FRAME_HEIGHT}" style="border:0" '
        f'sandbox="{FRAME_SANDBOX}" allow="{FRAME_PERMISSIONS}" '
        f'srcdoc="{html.escape(render_html(graph))}">{html.escape(instead)}</iframe>'
    )


def _plain_text(graph: ActorGraph) -> str:
    names = {actor.id: actor.name for actor in graph.actors}
    strongest = sorted(graph.relations, key=lambda relation: (-relation.weight, relation.id))
    lines = [repr(graph), *(_relation_line(relation, names) for relation in strongest[:_LINES])]
    if len(strongest) > _LINES:
        lines.append(f"  … and {len(strongest) - _LINES} more")
    return "\n".join(lines)


def _relation_line(relation: Relation, names: dict[str, str]) -> str:
    doubts = [] if relation.status is Status.ACTUAL else [relation.status.value]
    doubts += ["claimed"] if relation.claimed else []
    labels = relation.label.split(SEPARATOR) if relation.label else []
    label = "".join(f" “{words}”" for words in labels[:1]) + (" …" if len(labels) > 1 else "")
    doubt = f" ({', '.join(doubts)})" if doubts else ""
    words = relation.relation.replace("_", " ")
    reports = f"{relation.weight} report{'' if relation.weight == 1 else 's'}"
    source, target = names[relation.source], names[relation.target]
    return f"  {source} → {target}: {words}{label}{doubt}, {reports}"
