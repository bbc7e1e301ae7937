"""What the arguments of a command name: documents, or the graph of documents or event files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.program import Failures, progress_bar, tell

if TYPE_CHECKING:
    from graphkit.graph import ActorGraph
    from graphkit.types import Document

__all__ = ["graph_of", "read_inputs"]


def read_inputs(inputs: Sequence[str], failures: Failures) -> list[Document]:
    """Return the documents of the inputs; end the command with status 1 where there is none."""
    from graphkit.read import ReadingLimits, read_documents

    documents = list(read_documents(inputs, on_error=failures, limits=ReadingLimits()))
    if not documents:
        failures.exit()
    return documents


def graph_of(
    inputs: Sequence[str], pipeline: str | None, ontology: str | None, failures: Failures
) -> ActorGraph:
    """Return the graph of event files, or of documents that are read and parsed for it."""
    from graphkit.pipeline import build, load_graph
    from graphkit.store import holds_events, holds_store

    event_files = [given for given in inputs if holds_events(Path(given)) or holds_store(given)]
    if len(event_files) == len(inputs):
        return load_graph(inputs, ontology=ontology)
    if event_files:
        raise click.UsageError(f"{event_files[0]} holds events; give event files or documents")
    documents = read_inputs(inputs, failures)
    with progress_bar(len(documents)) as progress:
        return build(
            documents,
            pipeline=pipeline,
            ontology=ontology,
            on_error=failures,
            on_skipped=tell,
            progress=progress,
        )
