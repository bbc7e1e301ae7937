"""Learning whom pronouns mean."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

pytest.importorskip("torch")

from graphkit.evaluate.gold import read_gold
from graphkit.parse import Doc, load_pipeline
from graphkit.parse.plain import Span, Token
from graphkit.resolve.antecedents import Candidate, likeliest
from graphkit.resolve.chains import Chain
from graphkit.training.antecedents import (
    Example,
    antecedent_yaml,
    fit_antecedents,
    read_antecedent_examples,
)
from graphkit.types import ActorKind

TEXTS = """\
Iran praised Iraq. It left. The rebels said they had won.
@ state | Iran | Iraq | It = Iran
@ armed_group | The rebels | they = The rebels
! praised SUPPORT actual: Iran -> Iraq
"""


@pytest.fixture
def token() -> Token:
    word = Token(Doc("x"), 0, 0, "x", "x", "x", "NOUN", "NN", "root", "", "", "", "", False)
    word.head, word.sent = word, Span(word.doc, 0, 1)
    return word


@pytest.fixture
def examples(token: Token) -> list[Example]:
    chain = Chain(ActorKind.STATE, "IRN")
    near = Candidate(token, chain, {"it:back=0": 1.0, "it:role=subject": 1.0})
    far = Candidate(token, None, {"it:back=2": 1.0, "it:role=subject": 1.0})
    rare = Candidate(token, None, {"it:order=after": 1.0})
    return [
        *[Example("it", (near, far), (True, False), 1.0)] * 20,
        Example("it", (far, rare), (False, True), 1.0),
    ]


def test_what_goes_with_right_candidates_speaks_for_them(examples: list[Example]) -> None:
    weights = fit_antecedents(examples)
    assert weights["it:back=0"] > 0 > weights["it:back=2"]
    assert "it:order=after" not in weights
    near, far = examples[0].candidates
    assert likeliest([far, near], weights) is near


def test_weights_are_written_by_group(examples: list[Example]) -> None:
    written = yaml.safe_load(antecedent_yaml(fit_antecedents(examples)))
    assert set(written["it:back"]) == {"0", "2"}


def test_pronouns_of_annotated_texts_are_examples(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text(TEXTS, encoding="utf-8")
    found = list(read_antecedent_examples(read_gold(path), load_pipeline()))
    assert [example.pronoun for example in found] == ["it", "they"]
    it, they = found
    assert [c.token.text for c, r in zip(it.candidates, it.right, strict=True) if r] == ["Iran"]
    assert [c.token.text for c, r in zip(they.candidates, they.right, strict=True) if r] == [
        "rebels"
    ]
