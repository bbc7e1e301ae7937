"""Actors and events as rows of text, and rows as a table that fits the terminal."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.graph import ActorGraph
    from graphkit.types import Event

__all__ = [
    "ACTOR_COLUMNS",
    "EVENT_COLUMNS",
    "actor_record",
    "actor_row",
    "event_row",
    "format_table",
    "table_width",
]

ACTOR_COLUMNS = ("ACTOR", "KIND", "COUNTRY", "EVENTS", "TEXTS", "FIRST", "LAST", "ALSO CALLED")
EVENT_COLUMNS = ("DATE", "SOURCE", "RELATION", "TARGET", "STATUS", "SENTENCE")

_GAP = "  "
_NARROWEST = 6


def actor_row(graph: ActorGraph, actor_id: str) -> list[str]:
    """Return one actor's cells in the order of ``ACTOR_COLUMNS``."""
    actor, counts = graph.actor(actor_id), graph.nx.nodes[actor_id]
    return [
        actor.name,
        actor.kind.value,
        actor.country or "",
        str(counts["mentions"]),
        str(counts["documents"]),
        str(counts["first_date"]),
        str(counts["last_date"]),
        ", ".join(actor.aliases),
    ]


def actor_record(graph: ActorGraph, actor_id: str) -> dict[str, Any]:
    """Return one actor as a JSON object; what is not known is null."""
    actor, counts = graph.actor(actor_id), graph.nx.nodes[actor_id]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "part_of": actor.part_of,
        "aliases": list(actor.aliases),
        "mentions": counts["mentions"],
        "documents": counts["documents"],
        "first_date": counts["first_date"] or None,
        "last_date": counts["last_date"] or None,
    }


def event_row(event: Event) -> list[str]:
    """Return one event's cells in the order of ``EVENT_COLUMNS``."""
    label = f" “{event.label}”" if event.label else ""
    claim = f", {event.claim.speaker.name} {event.claim.stance.value}" if event.claim else ""
    return [
        event.date or "",
        event.source.name,
        event.relation.replace("_", " ") + label,
        event.target.name if event.target else "",
        event.status.value + claim,
        event.sentence,
    ]


def table_width() -> int | None:
    """Return how many columns the terminal has, or None where stdout is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def format_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, width: int | None = None
) -> Iterator[str]:
    """Yield the lines of a table, its columns aligned; cells are cut to keep within ``width``."""
    lines = [list(columns), *([_printable(cell) for cell in row] for row in rows)]
    widths = [max(map(_width, cells)) for cells in zip(*lines, strict=True)]
    if width is not None:
        widths = _shrink(widths, width - len(_GAP) * (len(widths) - 1))
    numeric = [all(map(str.isdigit, cells[1:])) for cells in zip(*lines, strict=True)]
    for line in lines:
        cells = zip(line, widths, numeric, strict=True)
        yield _GAP.join(_fit(cell, size, right=right) for cell, size, right in cells).rstrip()


def _printable(text: str) -> str:
    """Return the text in one line without characters that would steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _shrink(widths: Sequence[int], total: int) -> list[int]:
    """Return the widths with the widest cut, all alike, until they fit or are at their least."""
    limit = max(widths)
    while limit > _NARROWEST and sum(min(size, limit) for size in widths) > total:
        limit -= 1
    shrunk = [min(size, limit) for size in widths]
    room = total - sum(shrunk)
    for place in reversed(range(len(shrunk))):  # what is left over goes to the last wide columns
        gain = max(0, min(room, widths[place] - shrunk[place]))
        shrunk[place] += gain
        room -= gain
    return shrunk


def _fit(text: str, size: int, *, right: bool) -> str:
    """Return the text cut or padded to ``size`` columns of the terminal."""
    if _width(text) > size:
        kept = ""
        for character in text:
            if _width(kept + character) >= size:
                break
            kept += character
        text = kept + "…"
    padding = " " * (size - _width(text))
    return padding + text if right else text + padding


def _width(text: str) -> int:
    """Return how many columns the text takes: two for a wide character, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
