"""What a reader hands on: the text of one document with its metadata as they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader

from graphkit.errors import InputError

__all__ = ["Draft", "Reader"]


@dataclass(frozen=True, slots=True)
class Draft:
    """One document as read: not yet cleaned or dated; ``id`` is None for a whole file.

    ``place`` names the file, and the line in it, for error messages. ``page`` is the source of a
    web page whose text is still to be found.
    """

    text: str
    place: str
    id: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    page: bytes | None = None


#: An open file and its name become drafts; an error is yielded, not raised, so reading goes on.
Reader = Callable[[BufferedReader, str], Iterator[Draft | InputError]]
