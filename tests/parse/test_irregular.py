from __future__ import annotations

import pytest

from graphkit.parse.irregular import irregular_lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("fled", "VBD", "flee"),
        ("shot", "VBN", "shoot"),
        ("slain", "VBN", "slay"),
        ("cut", "VBD", "cut"),
        ("lay", "VBD", "lie"),
        ("laid", "VBD", "lay"),
        ("born", "VBN", "bear"),
        ("withdrew", "VBD", "withdraw"),
        ("overthrown", "VBN", "overthrow"),
        ("misled", "VBD", "mislead"),
        ("forbade", "VBD", "forbid"),
        ("became", "VBD", "become"),
        ("slew", "VBP", "slay"),
        ("retook", "VB", "retake"),
    ],
)
def test_base_forms(form: str, tag: str, lemma: str) -> None:
    assert irregular_lemma(form, tag) == lemma


@pytest.mark.parametrize(
    ("form", "tag"),
    [
        ("bombed", "VBD"),
        ("found", "VB"),
        ("wound", "VBP"),
        ("cut", "VB"),
        ("shot", "NN"),
        ("shooting", "VBG"),
        ("strikes", "VBZ"),
        ("be", "VBD"),
        ("", "VBD"),
    ],
)
def test_other_words_are_left_to_the_model(form: str, tag: str) -> None:
    assert irregular_lemma(form, tag) is None
