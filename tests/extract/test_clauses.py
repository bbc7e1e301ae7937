"""Clauses: each word that says something of a status, alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from graphkit.extract.clauses import clause_statuses, is_perfect
from graphkit.types import Status

Tree = Callable[..., Doc]

CUES: dict[str, tuple[str, str, list[Status]]] = {
    "nothing": ("Iran/NNP/nsubj/2 attacked/VBD/root/0=attack .", "attacked", []),
    "no longer": (
        "Iran/NNP/nsubj/4 no/RB/advmod/3 longer/RB/advmod/4 attacks/VBZ/root/0=attack .",
        "attacks",
        [Status.NEGATED],
    ),
    "almost": (
        "Iran/NNP/nsubj/3 almost/RB/advmod/3 attacked/VBD/root/0=attack .",
        "attacked",
        [Status.NEGATED],
    ),
    "is to": (
        "Iran/NNP/nsubj/4 is/VBZ/aux/4=be to/TO/mark/4 attack/VB/root/0 .",
        "attack",
        [Status.INTENDED],
    ),
    "is to, as a copula": (
        "Iran/NNP/nsubj/4 is/VBZ/cop/4=be to/TO/mark/4 attack/VB/root/0 .",
        "attack",
        [Status.INTENDED],
    ),
    "has yet to": (
        "Iran/NNP/nsubj/5 has/VBZ/aux/5=have yet/RB/advmod/5 to/TO/mark/5 attack/VB/root/0 .",
        "attack",
        [Status.NEGATED],
    ),
    "has yet": (
        "Iran/NNP/nsubj/4 has/VBZ/aux/4=have yet/RB/advmod/4 attacked/VBN/root/0=attack .",
        "attacked",
        [],
    ),
    "instead of": (
        "Instead/RB/advmod/3 of/IN/fixed/1 attacking/VBG/advcl/5=attack Iran/NNP/nsubj/5 "
        "slept/VBD/root/0=sleep .",
        "attacking",
        [Status.NEGATED],
    ),
    "instead": (
        "Instead/RB/advmod/3 Iran/NNP/nsubj/3 attacked/VBD/root/0=attack .",
        "attacked",
        [],
    ),
    "said it would": (
        "Iran/NNP/nsubj/2 said/VBD/root/0=say it/PRP/nsubj/5 would/MD/aux/5 attack/VB/ccomp/2 .",
        "attack",
        [Status.INTENDED],
    ),
    "says it would": (
        "Iran/NNP/nsubj/2 says/VBZ/root/0=say it/PRP/nsubj/5 would/MD/aux/5 attack/VB/ccomp/2 .",
        "attack",
        [Status.POSSIBLE],
    ),
    "would like": (
        "Iran/NNP/nsubj/3 would/MD/aux/3 like/VB/root/0 peace/NN/obj/3 .",
        "like",
        [],
    ),
    "would have, had it not": (
        "Iran/NNP/nsubj/4 would/MD/aux/4 have/VB/aux/4 attacked/VBN/root/0=attack if/IN/mark/7 "
        "it/PRP/nsubj/7 could/MD/advcl/4 .",
        "attacked",
        [Status.NEGATED],
    ),
    "into whether": (
        "They/PRP/nsubj/2 looked/VBD/root/0=look into/IN/mark/6 whether/IN/mark/6 Iran/NNP/nsubj/6 "
        "attacked/VBD/advcl/2=attack .",
        "attacked",
        [Status.POSSIBLE],
    ),
    "until it": (
        "They/PRP/nsubj/2 wait/VBP/root/0 until/IN/mark/5 Iran/NNP/nsubj/5 "
        "attacks/VBZ/advcl/2=attack .",
        "attacks",
        [Status.POSSIBLE],
    ),
    "until it did": (
        "They/PRP/nsubj/2 waited/VBD/root/0=wait until/IN/mark/5 Iran/NNP/nsubj/5 "
        "attacked/VBD/advcl/2=attack .",
        "attacked",
        [],
    ),
}


@pytest.mark.parametrize("name", CUES)
def test_what_a_cue_says(tree: Tree, name: str) -> None:
    sentence, word, statuses = CUES[name]
    doc = tree(sentence)
    assert list(clause_statuses(next(t for t in doc if t.text == word))) == statuses


def test_a_perfect_has_its_auxiliary(tree: Tree) -> None:
    doc = tree("Iran/NNP/nsubj/3 has/VBZ/aux/3=have fallen/VBN/root/0=fall .")
    assert not is_perfect(doc[2])
    doc = tree("to/TO/mark/3 have/VB/aux/3 fallen/VBN/root/0=fall .")
    assert is_perfect(doc[2])
