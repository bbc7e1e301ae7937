"""Documents are handed out in batches of like length, so that no worker waits long for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from graphkit.types import Document

__all__ = ["cut_batches", "cut_pieces"]

_Item = TypeVar("_Item")

_MOST_CHARACTERS = 40_000  # about 7,000 words: a few seconds of one core
_MOST_DOCUMENTS = 64
_LONGEST_PIECE = 50_000
_ENDS = ("\n\n", "\n", ". ", " ")


def cut_batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the documents in order, in batches of like length; a long one is a batch by itself."""
    batch: list[Document] = []
    characters = 0
    for document in documents:
        length = len(document.text)
        if batch and (characters + length > _MOST_CHARACTERS or len(batch) == _MOST_DOCUMENTS):
            yield batch
            batch, characters = [], 0
        batch.append(document)
        characters += length
    if batch:
        yield batch


def cut_pieces(text: str, *, longest: int = _LONGEST_PIECE) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece) of a text, each piece as long as may be and ending with a paragraph.

    A paragraph longer than that is cut at a line end, a sentence end or a blank; joined, the pieces
    are the text.
    """
    start = 0
    while len(text) - start > longest:
        window = text[start : start + longest]
        places = (window.rfind(end) + len(end) for end in _ENDS if end in window)
        end = start + next((place for place in places if place > longest // 4), longest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def chunks(items: Iterable[_Item], size: int) -> Iterator[Sequence[_Item]]:
    """Yield the items in lists of that size; the last may be shorter."""
    chunk: list[_Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
