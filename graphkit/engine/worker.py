"""The worker, a program of its own: documents come in on stdin, outcomes go to stdout."""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import BinaryIO, cast

from graphkit.errors import GraphkitError
from graphkit.processes import open_channel, read_frame, write_frame
from graphkit.types import Document

__all__ = ["main"]


def main() -> None:
    """Read a setup, answer ``None`` or the error; then an outcome for each document of a batch."""
    batches, outcomes = open_channel()
    with suppress(EOFError, BrokenPipeError):  # the parent has ended us, or has ended
        _serve(batches, outcomes)


def _serve(batches: BinaryIO, outcomes: BinaryIO) -> None:
    from graphkit.engine.reading import DocumentReader, ReadingSetup

    setup = cast(ReadingSetup, read_frame(batches))
    try:
        reader = DocumentReader.load(setup)
    except GraphkitError as error:
        write_frame(outcomes, error)
        return
    gc.collect()
    gc.freeze()  # what is loaded stays; the collector need not walk it for every document
    write_frame(outcomes, None)
    while True:
        for outcome in reader.read_batch(cast("list[Document]", read_frame(batches))):
            write_frame(outcomes, outcome)


if __name__ == "__main__":
    main()
