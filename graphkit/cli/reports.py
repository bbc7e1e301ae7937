"""What a command leaves behind: files with a summary, a table, or JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.tables import format_table, table_width
from graphkit.errors import OutputError

if TYPE_CHECKING:
    from graphkit.graph import ActorGraph
    from graphkit.resolve import Merge
    from graphkit.types import Document

__all__ = ["print_json", "print_table", "write_folder"]

_GRAPH_FILES = {
    "graph.html": "the page: open it in a browser",
    "graph.graphml": "for Gephi and networkx",
    "graph.json": "for the web, node-link",
    "edges.csv": "for spreadsheets, with edges-nodes.csv",
}
_EVENT_FILE = ("events.jsonl", "every event with its sentence")
_MERGE_FILE = ("merges.csv", "the actors that were joined: correct it and pass it to --merges")


def write_folder(
    folder: Path,
    *,
    graph: ActorGraph,
    documents: Iterable[Document] | None,
    merges: Iterable[Merge],
    title: str,
) -> None:
    """Write page, graph, events and merges into the folder, and print what lies where.

    Without ``documents`` the evidence is not checked again: a store has checked it.
    Raises OutputError where something cannot be written, RecordError where evidence does not hold.
    """
    from graphkit.render import write_html
    from graphkit.resolve import write_merges
    from graphkit.store import write_events

    texts = None if documents is None else {document.id: document.text for document in documents}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: no folder can be made here ({error.strerror}); name another"
        ) from error
    write_events(folder / _EVENT_FILE[0], graph.events, texts)
    write_merges(merges, folder / _MERGE_FILE[0])
    for name in _GRAPH_FILES:
        if name.endswith(".html"):
            write_html(graph, folder / name, title=title)
        else:
            graph.save(folder / name)
    click.echo(graph.summary if texts is None else f"{graph.summary} of {len(texts):,} read")
    files = [*_GRAPH_FILES.items(), _EVENT_FILE, _MERGE_FILE]
    size = max(len(str(folder / name)) for name, _ in files)
    for name, purpose in files:
        click.echo(f"  {folder / name!s:<{size}}  {purpose}")


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], noun: str) -> None:
    """Print the rows as a table as wide as the terminal, or on stderr that there is none."""
    if not rows:
        click.echo(f"graphkit: no {noun} found", err=True)
        return
    for line in format_table(columns, rows, width=table_width()):
        click.echo(line)


def print_json(records: Iterable[Mapping[str, Any]]) -> None:
    """Print each record as one line of JSON in UTF-8."""
    for record in records:
        line = json.dumps(record, ensure_ascii=False) + "\n"
        click.echo(line.encode("utf-8", "replace"), nl=False)
