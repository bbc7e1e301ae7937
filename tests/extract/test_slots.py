"""Slots: where in a tree a frame looks for its arguments."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy.tokens

from graphkit.extract.slots import Anchor, complement, find_slot
from graphkit.parse import Doc, plain_doc

Tree = Callable[..., Doc]


@pytest.fixture
def tree(tree: Callable[..., spacy.tokens.Doc]) -> Tree:
    """Return a function that gives sentences written as trees as a plain Doc."""
    return lambda *sentences: plain_doc(tree(*sentences))


def anchor(doc: Doc, trigger: str, support: str | None = None) -> Anchor:
    by_text = {t.text: t for t in doc}
    return Anchor(by_text[trigger], by_text[support] if support else None)


def slot(doc: Doc, name: str, trigger: str, support: str | None = None) -> list[str]:
    return [t.text for t in find_slot(anchor(doc, trigger, support), name)]


SENTENCES = {
    "attack": (
        "Iran/NNP/nsubj/2 launched/VBD/root/0=launch an/DT/det/4 attack/NN/obj/2@event "
        "on/IN/case/6 Israel/NNP/nmod/4 ."
    ),
    "strikes": (
        "Iran/NNP/nmod:poss/4 's/POS/case/1 air/NN/compound/4 strikes/NNS/nsubj/7=strike@event "
        "on/IN/case/6 Israel/NNP/nmod/4 continued/VBD/root/0=continue ."
    ),
    "raids": (
        "Iranian/JJ/amod/2=Iranian raids/NNS/nsubj/6=raid@event by/IN/case/4 jets/NNS/nmod/2=jet "
        "have/VBP/aux/6 ended/VBN/root/0=end ."
    ),
    "condemned": (
        "Iran/NNP/nsubj/2 condemned/VBD/root/0=condemn Israel/NNP/nmod:poss/5 's/POS/case/3 "
        "attack/NN/obj/2@event on/IN/case/7 Syria/NNP/nmod/5 ."
    ),
    "urged": (
        "Iran/NNP/nsubj/2 urged/VBD/root/0=urge Israel/NNP/obj/2 to/TO/mark/5 leave/VB/xcomp/2 "
        "Syria/NNP/obj/5 ."
    ),
    "demanded": (
        "Iran/NNP/nsubj/2 demanded/VBD/root/0=demand that/IN/mark/5 Israel/NNP/nsubj/5 "
        "leave/VBP/ccomp/2 Syria/NNP/obj/5 ."
    ),
    "critical": (
        "Iran/NNP/nsubj/3 is/VBZ/cop/3=be critical/JJ/root/0 of/IN/case/5 Israel/NNP/obl/3 ."
    ),
    "gave": ("Iran/NNP/nsubj/2 gave/VBD/root/0=give Syria/NNP/iobj/2 tanks/NNS/obj/2=tank@other ."),
}


@pytest.mark.parametrize(
    ("sentence", "trigger", "support", "name", "found"),
    [
        ("attack", "attack", "launched", "subj", ["Iran"]),
        ("attack", "attack", "launched", "prep:on", ["Israel"]),
        ("attack", "attack", "launched", "obj", []),
        ("strikes", "strikes", None, "poss", ["Iran"]),
        ("strikes", "strikes", None, "prep:on", ["Israel"]),
        ("strikes", "strikes", None, "compound", ["air"]),
        ("raids", "raids", None, "amod", ["Iranian"]),
        ("raids", "raids", None, "prep:by", ["jets"]),
        ("condemned", "condemned", None, "obj.poss", ["Israel"]),
        ("condemned", "condemned", None, "obj.prep:on", ["Syria"]),
        ("condemned", "condemned", None, "obj", ["attack"]),
        ("urged", "urged", None, "xsubj", ["Israel"]),
        ("urged", "urged", None, "xobj", ["Syria"]),
        ("demanded", "demanded", None, "xsubj", ["Israel"]),
        ("demanded", "demanded", None, "xobj", ["Syria"]),
        ("critical", "critical", None, "subj", ["Iran"]),
        ("critical", "critical", None, "prep:of", ["Israel"]),
        ("gave", "gave", None, "iobj", ["Syria"]),
        ("gave", "gave", None, "obj", ["tanks"]),
    ],
)
def test_a_slot_leads_to_its_words(
    tree: Tree, sentence: str, trigger: str, support: str | None, name: str, found: list[str]
) -> None:
    assert slot(tree(SENTENCES[sentence]), name, trigger, support) == found


def test_the_agent_of_a_passive_is_no_prepositional_target(tree: Tree) -> None:
    doc = tree(
        "Israel/NNP/nsubj:pass/3 was/VBD/aux:pass/3=be attacked/VBN/root/0=attack by/IN/case/5 "
        "Iran/NNP/obl:agent/3 ."
    )
    assert slot(doc, "prep:by", "attacked") == []
    assert slot(doc, "subj", "attacked") == ["Iran"]


def test_a_relative_pronoun_in_a_slot_is_its_noun(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/6 ,/,/punct/4 which/WDT/nsubj/4 attacked/VBD/acl:relcl/1=attack "
        "Israel/NNP/obj/4 fled/VBD/root/0=flee ."
    )
    assert slot(doc, "subj", "attacked") == ["Iran"]


def test_a_phrase_on_the_last_of_joined_verbs_is_shared(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/2 armed/VBD/root/0=arm and/CC/cc/4 prepared/VBD/conj/2=prepare "
        "for/IN/case/6 war/NN/obl/4@event ."
    )
    assert slot(doc, "prep:for", "armed") == ["war"]


def test_an_infinitive_goes_before_a_full_clause(tree: Tree) -> None:
    doc = tree(SENTENCES["urged"])
    found = complement(doc[1])
    assert found is not None
    assert found.text == "leave"


def test_a_verb_without_a_clause_has_no_complement(tree: Tree) -> None:
    assert complement(tree(SENTENCES["gave"])[1]) is None
