"""What an actor says it will do: promises, threats and refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from graphkit.extract.commitments import read_commitment
from graphkit.ontology import Ontology
from graphkit.types import Event, EventType, Status

Tree = Callable[..., Doc]
MakeEvent = Callable[..., Event]

WILL = "Iran/NNP/nsubj/3 will/MD/aux/3 act/VB/root/0 ."
DOES = "Iran/NNP/nsubj/2 acts/VBZ/root/0=act ."


def readings(event: Event, doc: Doc, ontology: Ontology) -> list[tuple[str, str, Status]]:
    verb = next(t for t in doc if t.dep_ == "ROOT")
    return [
        (e.event_type.value, e.relation, e.status) for e in read_commitment(event, verb, ontology)
    ]


def test_announced_help_is_a_promise_and_intended_help(
    tree: Tree, make_event: MakeEvent, ontology: Ontology
) -> None:
    event = make_event(
        "Iran", "aids", "Syria", event_type=EventType.AID, status=Status.INTENDED, says="Iran"
    )
    assert readings(event, tree(WILL), ontology) == [
        ("AGREE", "promises", Status.ACTUAL),
        ("AID", "aids", Status.INTENDED),
    ]


def test_announced_harm_is_a_threat(tree: Tree, make_event: MakeEvent, ontology: Ontology) -> None:
    event = make_event("Iran", "attacks", "Syria", status=Status.INTENDED, says="Iran")
    assert readings(event, tree(WILL), ontology)[0] == ("THREATEN", "threatens", Status.ACTUAL)


@pytest.mark.parametrize("speaker", [None, "Turkey"])
def test_what_others_say_commits_nobody(
    tree: Tree, make_event: MakeEvent, ontology: Ontology, speaker: str | None
) -> None:
    event = make_event("Iran", "attacks", "Syria", status=Status.INTENDED, says=speaker)
    assert readings(event, tree(WILL), ontology) == [("ASSAULT", "attacks", Status.INTENDED)]


def test_help_that_will_not_come_is_a_refusal(
    tree: Tree, make_event: MakeEvent, ontology: Ontology
) -> None:
    event = make_event("Iran", "aids", "Syria", event_type=EventType.AID, status=Status.NEGATED)
    assert readings(event, tree(WILL), ontology) == [("REJECT", "refuses", Status.ACTUAL)]


def test_help_that_did_not_come_stays_negated(
    tree: Tree, make_event: MakeEvent, ontology: Ontology
) -> None:
    event = make_event("Iran", "aids", "Syria", event_type=EventType.AID, status=Status.NEGATED)
    assert readings(event, tree(DOES), ontology) == [("AID", "aids", Status.NEGATED)]


def test_an_attack_that_will_not_come_is_no_refusal(
    tree: Tree, make_event: MakeEvent, ontology: Ontology
) -> None:
    event = make_event("Iran", "attacks", "Syria", status=Status.NEGATED)
    assert readings(event, tree(WILL), ontology) == [("ASSAULT", "attacks", Status.NEGATED)]
