"""Sentences and an encoder made by hand for the training tests."""

from __future__ import annotations

import pytest

from graphkit.parse.pieces import WordEncoder
from graphkit.training.corpora import Sentence

_LETTERS = "abcdefghijklmnopqrstuvwxyz."


@pytest.fixture
def encoder() -> WordEncoder:
    """Return an encoder that spells words in letters, eight at most."""
    marks = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
    return WordEncoder([*marks, *_LETTERS, *("##" + letter for letter in _LETTERS)])


@pytest.fixture
def parsed() -> list[Sentence]:
    """Return two parsed sentences of one document and one of another."""
    return [
        Sentence(
            words=["Syria", "fled", "."],
            document="one",
            tags=["NNP", "VBD", "."],
            pos=["PROPN", "VERB", "PUNCT"],
            lemmas=["Syria", "flee", "."],
            heads=[2, 0, 2],
            deps=["nsubj", "root", "punct"],
            names=["B-LOC", "O", "O"],
        ),
        Sentence(
            words=["Go"],
            document="one",
            tags=["VB"],
            pos=["VERB"],
            lemmas=["go"],
            heads=[0],
            deps=["root"],
            names=["O"],
        ),
        Sentence(
            words=["They", "fled"],
            document="two",
            tags=["PRP", "VBD"],
            pos=["PRON", "VERB"],
            lemmas=["they", "flee"],
            heads=[2, 0],
            deps=["nsubj", "root"],
            kinds=["person", "none"],
        ),
    ]
