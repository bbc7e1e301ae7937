"""A vocabulary of a few word pieces, so that encoding is tested without the shipped model."""

from __future__ import annotations

import pytest

from graphkit.parse.pieces import WordEncoder

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[", "]", ".", "@", "/", "-")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.fixture
def encoder() -> WordEncoder:
    """Return an encoder that knows *army*, *attack*, *##ed*, single letters and some marks."""
    pieces = ("army", "attack", "##ed", "cls", "emile")
    return WordEncoder([*MARKS, *pieces, *LETTERS, *("##" + letter for letter in LETTERS)])
