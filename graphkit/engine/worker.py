"""The worker, a program of its own: documents come in on stdin, outcomes go to stdout."""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import BinaryIO, cast

from graphkit.errors import GraphkitError
from graphkit.processes import open_channel, read_frame, write_frame
from graphkit.types import Document

__all__ = ["main", "settle_collector"]

_OBJECTS_AT_A_TIME = 50_000


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
    settle_collector()
    write_frame(outcomes, None)
    while True:
        for outcome in reader.read_batch(cast("list[Document]", read_frame(batches))):
            write_frame(outcomes, outcome)


def settle_collector() -> None:
    """Let the garbage collector leave alone what is loaded, and look for the rest less often.

    A text's words refer to each other, so it is the collector that frees them: some fifty thousand
    objects at a time, a few megabytes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_AT_A_TIME, 10, 10)


if __name__ == "__main__":
    main()
