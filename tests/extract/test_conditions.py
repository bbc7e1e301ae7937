"""Conditions of a frame: each alone makes or breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from graphkit.extract.conditions import conditions_hold
from graphkit.extract.slots import Anchor
from graphkit.ontology import TriggerPos, TriggerSpec
from graphkit.parse.plain import plain_doc

Tree = Callable[..., Doc]

TO_ATTACK = (
    "Iran/NNP/nsubj/2 promised/VBD/root/0=promise {}/RB/advmod/5 to/TO/mark/5 attack/VB/xcomp/2 "
    "and/CC/cc/7 kill/VB/conj/5 ."
)
MADE_PEACE = "Iran/NNP/nsubj/2 made/VBD/root/0=make peace/NN/obj/2 ."


def frame(**conditions: object) -> TriggerSpec:
    return TriggerSpec(TriggerPos.VERB, ("promise",), ("subj",), ("obj",), **conditions)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "conditions", "holds"),
    [
        (MADE_PEACE, {}, True),
        (MADE_PEACE, {"object": frozenset({"peace"})}, True),
        (MADE_PEACE, {"object": frozenset({"war"})}, False),
        (MADE_PEACE, {"not_object": frozenset({"peace"})}, False),
        (MADE_PEACE, {"particle": "up"}, False),
        (MADE_PEACE, {"clause_verb": frozenset({"attack"})}, False),
        (TO_ATTACK.format("soon"), {"clause_verb": frozenset({"attack"})}, True),
        (TO_ATTACK.format("soon"), {"clause_verb": frozenset({"kill"})}, True),
        (TO_ATTACK.format("not"), {"clause_verb": frozenset({"attack"})}, False),
        (TO_ATTACK.format("not"), {"clause_verb": frozenset({"kill"})}, False),
    ],
)
def test_what_a_frame_asks(
    tree: Tree, sentence: str, conditions: dict[str, object], holds: bool
) -> None:
    verb = plain_doc(tree(sentence))[1]
    assert conditions_hold(Anchor(verb), frame(**conditions)) is holds
