"""Windows: consecutive sentences of one document that the encoder reads together.

Windows never join documents, so a text is parsed the same alone or in any batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graphkit.parse.model import Integers
from graphkit.parse.pieces import EncodedWord, WordEncoder
from graphkit.parse.shapes import Shape

__all__ = ["Window", "cut_windows"]

_WANTED_PIECES = 160
_MOST_PIECES = 500


@dataclass(frozen=True, slots=True)
class Window:
    """Word positions ``begin`` to ``end`` of a document, sentence ends in it, and the inputs."""

    begin: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    inputs: dict[str, Integers]


def cut_windows(
    words: Sequence[str], sentences: Sequence[tuple[int, int]], encoder: WordEncoder
) -> Iterator[Window]:
    """Yield windows over words; ``sentences`` are their (first, end) in order.

    A window takes sentences up to about 160 pieces; a sentence of more than 500 is cut.
    """
    encoded = encoder(words)
    pending: list[tuple[int, int]] = []
    pieces = 0
    for first, end in _cut_long(sentences, encoded):
        size = sum(len(ids) for ids, _ in encoded[first:end])
        if pending and pieces + size > _WANTED_PIECES:
            yield _window(pending, encoded, encoder)
            pending, pieces = [], 0
        pending.append((first, end))
        pieces += size
    if pending:
        yield _window(pending, encoded, encoder)


def _cut_long(
    sentences: Sequence[tuple[int, int]], encoded: list[EncodedWord]
) -> Iterator[tuple[int, int]]:
    for first, end in sentences:
        pieces, begin = 0, first
        for index in range(first, end):
            size = len(encoded[index][0])
            if pieces + size > _MOST_PIECES:
                yield begin, index
                pieces, begin = 0, index
            pieces += size
        if begin < end:
            yield begin, end


def _window(
    sentences: list[tuple[int, int]], encoded: list[EncodedWord], encoder: WordEncoder
) -> Window:
    begin, end = sentences[0][0], sentences[-1][1]
    pieces, shapes = [encoder.start], [int(Shape.MARK)]
    first, last = [], []
    for ids, shape in encoded[begin:end]:
        first.append(len(pieces))
        pieces.extend(ids)
        shapes.extend([shape] * len(ids))
        last.append(len(pieces) - 1)
    pieces.append(encoder.stop)
    shapes.append(int(Shape.MARK))
    arrays = {"pieces": pieces, "shapes": shapes, "first": first, "last": last}
    return Window(
        begin=begin,
        end=end,
        sentences=tuple((a - begin, b - begin) for a, b in sentences),
        inputs={name: np.array(values, dtype=np.int64) for name, values in arrays.items()},
    )
