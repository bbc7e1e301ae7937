"""The project's own annotated texts: well formed, wide, and the held-out ones held out."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.evaluate import GoldText, read_gold_folder
from graphkit.types import EventType, Stance, Status

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "graphkit" / "training" / "corpus" / "events"
HELD_OUT = ROOT / "tests" / "gold"


@pytest.fixture(scope="module")
def training() -> list[GoldText]:
    return read_gold_folder(TRAINING)


@pytest.fixture(scope="module")
def held_out() -> list[GoldText]:
    return read_gold_folder(HELD_OUT)


def is_document(text: GoldText) -> bool:
    return "\n" in text.text


def test_there_are_enough_sentences_and_documents(
    training: list[GoldText], held_out: list[GoldText]
) -> None:
    texts = [*training, *held_out]
    assert sum(not is_document(text) for text in texts) >= 2_000
    assert sum(is_document(text) for text in texts) >= 60


def test_about_a_tenth_is_held_out(training: list[GoldText], held_out: list[GoldText]) -> None:
    share = len(held_out) / (len(training) + len(held_out))
    assert 0.08 <= share <= 0.12


def test_no_text_is_both_trained_on_and_held_out(
    training: list[GoldText], held_out: list[GoldText]
) -> None:
    assert not {text.text for text in training} & {text.text for text in held_out}


@pytest.mark.parametrize("part", ["training", "held_out"])
def test_every_class_status_and_stance_occurs(
    part: str, training: list[GoldText], held_out: list[GoldText]
) -> None:
    texts = training if part == "training" else held_out
    events = [event for text in texts for event in text.events]
    assert {event.type for event in events} == set(EventType)
    assert {event.status for event in events} == set(Status)
    stances = {claim.stance for event in events for claim in event.claims}
    assert stances >= {Stance.ASSERTS, Stance.DENIES}
    assert any(not text.events for text in texts), "texts without events teach silence"


def test_documents_chain_pronouns_and_nominals(training: list[GoldText]) -> None:
    chained = 0
    for text in filter(is_document, training):
        words: dict[str, set[str]] = {}
        for mention in text.mentions:
            words.setdefault(mention.name, set()).add(text.text[mention.start : mention.end])
        chained += sum(len(forms) > 1 for forms in words.values())
    assert chained >= 200
