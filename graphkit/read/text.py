"""Plain text becomes one draft."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from graphkit.read.draft import Draft
from graphkit.read.encoding import decode_bytes, read_whole

__all__ = ["read_text"]


def read_text(stream: BufferedReader, place: str) -> Iterator[Draft]:
    """Yield the file as one draft; InputError where it is not text."""
    yield Draft(text=decode_bytes(read_whole(stream, place), place), place=place)
