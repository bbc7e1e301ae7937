"""Whom pronouns mean: the candidates, their features, and the ranking by the shipped weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from graphkit.parse import plain_doc
from graphkit.resolve.actors import link_mentions
from graphkit.resolve.antecedents import (
    Candidate,
    antecedent,
    candidates_of,
    likeliest,
    load_antecedent_weights,
)

Read = Callable[..., Any]
Tree = Callable[..., Doc]

MERKEL = (
    "Angela/NNP/nsubj/3@person#PERSON Merkel/NNP/flat/1#-PERSON met/VBD/root/0=meet "
    "Donald/NNP/obj/3@person#PERSON Trump/NNP/flat/4#-PERSON ."
)
MINISTERS = (
    "Lavrov/NNP/nsubj/4@person#PERSON and/CC/cc/3 Blinken/NNP/conj/1@person#PERSON "
    "met/VBD/root/0=meet in/IN/case/6 Geneva/NNP/obl/4@place#LOC ."
)


def candidates(doc: Doc, word: str) -> list[Candidate]:
    chains = link_mentions(plain_doc(doc))
    pronoun = next(token for token in chains.doc if token.lower_ == word)
    return candidates_of(chains, pronoun)


def names(found: list[Candidate]) -> list[str]:
    return [c.token.text for c in found]


@pytest.mark.parametrize(("pronoun", "name"), [("She", "Angela"), ("He", "Donald")])
def test_a_first_name_decides_between_persons(tree: Tree, pronoun: str, name: str) -> None:
    doc = tree(MERKEL, f"{pronoun}/PRP/nsubj/2 left/VBD/root/0=leave .")
    assert names(candidates(doc, pronoun.lower())) == [name]


def test_who_was_called_she_is_not_he(tree: Tree) -> None:
    doc = tree(
        "Chung/NNP/nsubj/2@person#PERSON said/VBD/root/0=say she/PRP/nsubj/4 won/VBD/ccomp/2=win .",
        "He/PRP/nsubj/2 left/VBD/root/0=leave .",
    )
    assert names(candidates(doc, "she")) == ["Chung"]
    assert names(candidates(doc, "he")) == []


def test_a_thing_may_be_meant(tree: Tree) -> None:
    doc = tree(
        "The/DT/det/2 dam/NN/nsubj/3=dam burst/VBD/root/0=burst .",
        "It/PRP/nsubj/2 drowned/VBD/root/0=drown Derna/NNP/obj/2@place#LOC .",
    )
    (dam,) = candidates(doc, "it")
    assert dam.token.text == "dam"
    assert dam.chain is None


def test_two_persons_may_be_meant_together(tree: Tree) -> None:
    doc = tree(MINISTERS, "They/PRP/nsubj/2 left/VBD/root/0=leave .")
    together = [c for c in candidates(doc, "they") if c.chain is not None and c.chain.members]
    (pair,) = together
    assert pair.chain is not None
    assert [list(member.names) for member in pair.chain.members] == [["Lavrov"], ["Blinken"]]
    assert not any(c.features.get("they:kind=person") for c in candidates(doc, "they"))


def test_a_name_may_follow_a_possessive_only(tree: Tree) -> None:
    rest = "Merkel/NNP/nsubj/5@person#PERSON left/VBD/root/0=leave ."
    owner = tree(f"In/IN/case/3 her/PRP$/nmod:poss/3 speech/NN/obl/5=speech {rest}")
    other = tree(f"For/IN/case/2 her/PRP/obl/5 now/RB/advmod/5=now {rest}")
    assert names(candidates(owner, "her")) == ["Merkel"]
    assert names(candidates(other, "her")) == []


def test_features_tell_place_and_part(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/2@place#LOC said/VBD/root/0=say it/PRP/nsubj/4 won/VBD/ccomp/2=win ."
    )
    (iran,) = candidates(doc, "it")
    assert {"it:kind=state", "it:form=name", "it:back=0", "subject:role=subject,0"} <= set(
        iran.features
    )
    assert "it:clause=content" in iran.features


def test_the_highest_score_wins_and_the_first_of_equals(tree: Tree) -> None:
    doc = tree(MERKEL, "They/PRP/nsubj/2 left/VBD/root/0=leave .")
    token = plain_doc(doc)[0]
    low, high, same = (
        Candidate(token, None, {"a": 1.0}),
        Candidate(token, None, {"a": 2.0}),
        Candidate(token, None, {"a": 2.0, "unknown": 9.0}),
    )
    assert likeliest([low, high, same], {"a": 1.5}) is high
    assert likeliest([], {}) is None


def test_weights_are_of_features_that_are_made(tree: Tree) -> None:
    doc = tree(MINISTERS, "They/PRP/nsubj/2 left/VBD/root/0=leave .")
    made = {name for c in candidates(doc, "they") for name in c.features}
    assert len(made & set(load_antecedent_weights())) > len(made) / 2


def test_nobody_before_means_nobody(tree: Tree) -> None:
    chains = link_mentions(plain_doc(tree("It/PRP/nsubj/2 left/VBD/root/0=leave .")))
    assert antecedent(chains, chains.doc[0]) is None


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Iraq thanked Iran. Its foreign minister, Fuad Hussein, left. It also sent aid.",
            "It = Iraq",
        ),
        (
            "Prime Minister Theresa May met Donald Trump on Friday during his visit to England.",
            "his = Donald Trump",
        ),
        (
            "Foreign Minister Ann Linde and Defence Minister Peter Hultqvist spoke on Monday. They "
            "accused Russia of lying.",
            "They = Ann Linde",
        ),
        ("The rebels freed the soldiers and gave them water.", "them = soldiers"),
        ("Iran warned Iraq that it would close the border.", "it = Iran"),
    ],
)
def test_whom_the_shipped_pipeline_takes(read: Read, text: str, fact: str) -> None:
    word, _, name = fact.partition(" = ")
    assert read(text).name(word) == name


@pytest.mark.pipeline
def test_they_accuse_together(facts: Callable[[str], set[str]]) -> None:
    found = facts(
        "Foreign Minister Ann Linde and Defence Minister Peter Hultqvist issued a statement on "
        "Monday. They accused Russia of espionage."
    )
    assert {"Ann Linde ACCUSE Russia", "Peter Hultqvist ACCUSE Russia"} <= found
