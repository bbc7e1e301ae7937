"""What any trained model must read right in plain news prose."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from graphkit.parse import load_pipeline

pytestmark = pytest.mark.pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "subject", "verb", "target"),
    [
        ("Russia attacked Ukraine.", "Russia", "attacked", "Ukraine"),
        ("The army shelled the village on Monday.", "army", "shelled", "village"),
        ("Israel has not evacuated the volunteers.", "Israel", "evacuated", "volunteers"),
        ("Rebels who left Aleppo accused the government.", "Rebels", "accused", "government"),
    ],
)
def test_subject_and_object(nlp: Language, text: str, subject: str, verb: str, target: str) -> None:
    doc = nlp(text)
    assert [(word(doc, w).dep_, word(doc, w).head.text) for w in (subject, target)] == [
        ("nsubj", verb),
        ("obj", verb),
    ]
    assert word(doc, verb).dep_ == "ROOT"


def test_a_passive_and_its_agent(nlp: Language) -> None:
    doc = nlp("The village was shelled by the army.")
    arcs = {token.text: token.dep_ for token in doc}
    assert arcs["village"] == "nsubj:pass"
    assert arcs["was"] == "aux:pass"
    assert arcs["army"] in {"obl:agent", "obl"}
    assert arcs["by"] == "case"


def test_a_complement_and_its_speaker(nlp: Language) -> None:
    doc = nlp("Russia said that Ukraine had shelled Belgorod.")
    assert word(doc, "said").dep_ == "ROOT"
    assert (word(doc, "shelled").dep_, word(doc, "shelled").head.text) == ("ccomp", "said")


def test_conjuncts(nlp: Language) -> None:
    doc = nlp("Britain, France and Germany condemned the attack.")
    assert word(doc, "Britain").dep_ == "nsubj"
    assert [word(doc, w).head.text for w in ("France", "Germany")] == ["Britain", "Britain"]


@pytest.mark.parametrize(
    ("form", "lemma", "text"),
    [
        ("attacked", "attack", "Russia attacked Ukraine."),
        ("fled", "flee", "Thousands fled the town."),
        ("withdrew", "withdraw", "The rebels withdrew."),
        ("armies", "army", "Both armies withdrew."),
        ("was", "be", "He was arrested."),
        ("accuses", "accuse", "Syria accuses Israel."),
    ],
)
def test_lemmas(nlp: Language, form: str, lemma: str, text: str) -> None:
    assert word(nlp(text), form).lemma_ == lemma


def test_tags(nlp: Language) -> None:
    doc = nlp("The president did not visit two towns quickly.")
    assert [t.tag_ for t in doc] == ["DT", "NN", "VBD", "RB", "VB", "CD", "NNS", "RB", "."]
    assert [t.pos_ for t in doc[:3]] == ["DET", "NOUN", "AUX"]


def test_names(nlp: Language) -> None:
    doc = nlp("Russian President Vladimir Putin met Angela Merkel in Berlin on Monday.")
    found = {(name.text, name.label_) for name in doc.ents}
    assert ("Angela Merkel", "PERSON") in found
    assert ("Berlin", "LOC") in found
    assert any("Putin" in text and label == "PERSON" for text, label in found)
    assert not any("Monday" in text for text, _ in found)


def test_kinds_of_nouns(nlp: Language) -> None:
    doc = nlp("The minister met three doctors in the city.")
    assert word(doc, "minister")._.kind == "person"
    assert word(doc, "doctors")._.kind == "person"
    assert word(doc, "city")._.kind == "place"
