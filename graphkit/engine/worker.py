"""The worker, a program of its own: batches of documents come in on stdin, outcomes go to stdout.

A program, and not a fork of its parent: it holds nothing of what the parent holds, it starts where
``__main__`` cannot be imported, and it can be killed at any moment without harm to the others.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import BinaryIO, cast

from graphkit.engine.frames import read_frame, write_frame
from graphkit.errors import GraphkitError
from graphkit.types import Document

__all__ = ["main"]


def main() -> None:
    """Read a setup, answer ``None`` or the error; then an outcome for each document of a batch."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    batches = sys.stdin.buffer
    outcomes = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not be read as a frame
    with suppress(EOFError, BrokenPipeError):  # the parent has ended us, or has ended
        _serve(batches, outcomes)


def _serve(batches: BinaryIO, outcomes: BinaryIO) -> None:
    from graphkit.engine.reading import DocumentReader, ReadingSetup

    reader = DocumentReader(cast(ReadingSetup, read_frame(batches)))
    try:
        reader.load()
    except GraphkitError as error:
        write_frame(outcomes, error)
        return
    write_frame(outcomes, None)
    while True:
        for outcome in reader.read_batch(cast("list[Document]", read_frame(batches))):
            write_frame(outcomes, outcome)


if __name__ == "__main__":
    main()
