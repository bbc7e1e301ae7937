"""The reader, a program of its own: files come in on stdin, documents go to stdout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, cast

from graphkit.errors import InputError
from graphkit.processes import open_channel, read_frame, write_frame
from graphkit.read.draft import Draft
from graphkit.read.drafts import finish_draft, read_file, read_stream
from graphkit.read.guard import Request

__all__ = ["main"]


def main() -> None:
    """Say that we are there; then answer each file with its documents and errors, and ``None``.

    Before a document is made its place is told, so that it is known who is at fault.
    """
    requests, answers = open_channel()
    with suppress(EOFError, BrokenPipeError):  # the parent has ended us, or has ended
        write_frame(answers, None)
        while True:
            _serve(cast(Request, read_frame(requests)), answers)


def _serve(request: Request, answers: BinaryIO) -> None:
    file = request.file
    if file.is_stream:
        with file.path.open("rb") as stream:
            _answer(read_stream(stream, file.place), request.skip, answers)
    else:
        _answer(read_file(file.path, file.place), request.skip, answers)
    write_frame(answers, None)


def _answer(found: Iterator[Draft | InputError], skip: int, answers: BinaryIO) -> None:
    for number, draft in enumerate(found):
        if number < skip:
            continue
        if isinstance(draft, InputError):
            write_frame(answers, draft)
            continue
        write_frame(answers, draft.place)
        write_frame(answers, finish_draft(draft))


if __name__ == "__main__":
    main()
