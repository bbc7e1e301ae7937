"""Batches of like length, and long texts in pieces."""

from __future__ import annotations

import pytest

from graphkit.engine import cut_batches, cut_pieces
from graphkit.types import Document


def lengths(*sizes: int) -> list[list[int]]:
    documents = (Document(str(n), "x" * size) for n, size in enumerate(sizes))
    return [[len(document.text) for document in batch] for batch in cut_batches(documents)]


def test_batches_hold_about_as_much_and_keep_the_order() -> None:
    assert lengths(10_000, 20_000, 10_000, 1, 5) == [[10_000, 20_000, 10_000], [1, 5]]
    assert lengths(90_000, 10, 20) == [[90_000], [10, 20]]
    assert lengths() == []


def test_no_batch_holds_too_many_documents() -> None:
    assert [len(batch) for batch in lengths(*[1] * 130)] == [64, 64, 2]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Short.", ["Short."]),
        ("One two.\n\nThree four.", ["One two.\n\n", "Three four."]),
        ("One two.\nThree four.", ["One two.\n", "Three four."]),
        ("One two. Three four. Five.", ["One two. ", "Three four. ", "Five."]),
        ("One two three four five", ["One two ", "three four ", "five"]),
        ("x" * 30, ["x" * 12, "x" * 12, "x" * 6]),
        ("", [""]),
    ],
)
def test_a_long_text_is_cut_where_it_pauses(text: str, pieces: list[str]) -> None:
    found = list(cut_pieces(text, longest=12))
    assert [piece for _, piece in found] == pieces
    assert all(text[start:].startswith(piece) for start, piece in found)
