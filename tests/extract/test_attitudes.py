"""Attitudes to an act are not the act, and its victim is not their aim."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from graphkit.extract.arguments import Argument
from graphkit.extract.attitudes import is_misread
from graphkit.extract.frames import general_reading
from graphkit.ontology import Ontology
from graphkit.resolve import resolve_actors
from graphkit.types import ActorKind, ActorRef, Document, EventType

Tree = Callable[..., Doc]
Facts = Callable[..., set[str]]

CONDEMNED = (
    "Turkey/NNP/nsubj/2@place#LOC condemned/VBD/root/0=condemn attacks/NNS/obj/2=attack@event "
    "on/IN/case/5 Israel/NNP/nmod/3@place#LOC ."
)
MADE = CONDEMNED.replace("condemned/VBD/root/0=condemn", "made/VBD/root/0=make")
OF_ISRAEL = CONDEMNED.replace("on/IN", "by/IN")
BACKED = CONDEMNED.replace("condemned/VBD/root/0=condemn", "backed/VBD/root/0=back")
AGAINST = (
    "Turkey/NNP/nsubj/2@place#LOC backed/VBD/root/0=back measures/NNS/obj/2=measure "
    "against/IN/case/5 Israel/NNP/nmod/3@place#LOC ."
)
FOR = AGAINST.replace("against/IN", "for/IN")
VOWED_NOT = (
    "Turkey/NNP/nsubj/2@place#LOC vowed/VBD/root/0=vow never/RB/advmod/5 to/TO/mark/5 "
    "attack/VB/xcomp/2 Israel/NNP/obj/5@place#LOC ."
)
VOWED = VOWED_NOT.replace("never/RB", "soon/RB")
VOWED_NO_HELP = VOWED_NOT.replace("attack/VB", "help/VB")


@pytest.mark.parametrize(
    ("sentence", "trigger", "event_type", "misread"),
    [
        (CONDEMNED, "attacks", EventType.ASSAULT, True),
        (BACKED, "attacks", EventType.ASSAULT, True),
        (MADE, "attacks", EventType.ASSAULT, False),
        (CONDEMNED, "condemned", EventType.ACCUSE, True),
        (OF_ISRAEL, "condemned", EventType.ACCUSE, False),
        (AGAINST, "backed", EventType.SUPPORT, True),
        (FOR, "backed", EventType.SUPPORT, False),
        (VOWED_NOT, "vowed", EventType.THREATEN, True),
        (VOWED, "vowed", EventType.THREATEN, False),
        (VOWED_NO_HELP, "vowed", EventType.THREATEN, False),
    ],
)
def test_what_is_misread(
    tree: Tree,
    ontology: Ontology,
    sentence: str,
    trigger: str,
    event_type: EventType,
    misread: bool,
) -> None:
    doc = tree(sentence)
    plain = resolve_actors(Document("d1", doc.text), doc).doc
    word, source, target = (
        next(t for t in plain if t.text == text) for text in (trigger, "Turkey", "Israel")
    )
    frame = general_reading(word, event_type, ontology)
    assert frame is not None
    nobody = ActorRef("", "", "", 0, 0, ActorKind.OTHER)
    reading = frame.between(Argument(nobody, source, 1.0), Argument(nobody, target, 1.0))
    assert is_misread(reading, ontology) is misread


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "text",
    [
        "Turkey condemned attacks on Israel.",
        "Hungary does not support further sanctions against Russia.",
        "The EU supports sanctions against Russia.",
        "Kenya responded to the attack on Somalia.",
    ],
)
def test_an_attitude_binds_nobody_to_the_victim(facts: Facts, text: str) -> None:
    assert not [fact for fact in facts(text) if fact.endswith(("Israel", "Russia", "Somalia"))]


@pytest.mark.pipeline
def test_who_tells_of_an_attack_has_not_made_it(facts: Facts) -> None:
    found = facts("Rescuers and medics report a poison gas attack on Israel.")
    assert not any("ASSAULT Israel" in line for line in found)
