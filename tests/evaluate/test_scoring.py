"""Scores of events against annotated texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.evaluate import GoldText, read_gold, score_texts
from graphkit.types import ActorKind, ActorRef, Claim, Event, EventType, Stance, Status

TEXT = """\
Norland said Sudria had shelled Amel.
@ state | Norland | Sudria
@ place | Amel
! shelled ASSAULT actual: Sudria -> Amel; Norland | said | asserts
"""


@pytest.fixture
def gold(tmp_path: Path) -> GoldText:
    path = tmp_path / "gold.txt"
    path.write_text(TEXT, encoding="utf-8")
    return next(read_gold(path))


def ref(gold: GoldText, words: str) -> ActorRef:
    start = gold.text.index(words)
    return ActorRef(words, words, words, start, start + len(words), ActorKind.STATE)


@pytest.fixture
def event(gold: GoldText, make_event: Callable[..., Event]) -> Event:
    """The event that the text states, without its claim."""
    return replace(
        make_event(), event_type=EventType.ASSAULT, source=ref(gold, "Sudria"),
        target=ref(gold, "Amel"), status=Status.ACTUAL, claim=None,
    )  # fmt: skip


def claimed(event: Event, speaker: ActorRef) -> Event:
    return replace(event, claim=Claim(speaker, "said", Stance.ASSERTS))


def test_a_whole_reading_is_perfect(gold: GoldText, event: Event) -> None:
    result = score_texts([(gold, [claimed(event, ref(gold, "Norland"))])])
    assert set(result.figures().values()) == {1.0}
    assert result.errors == []


def test_a_missing_claim_is_a_missed_speaker(gold: GoldText, event: Event) -> None:
    result = score_texts([(gold, [event])])
    assert result.typed.f1 == 1.0
    assert result.speakers.f1 == 0.0
    assert [error.kind for error in result.errors] == ["speaker missed"]


def test_a_turned_event_is_an_error_of_direction(gold: GoldText, event: Event) -> None:
    assert event.target is not None
    turned = replace(event, source=event.target, target=event.source)
    result = score_texts([(gold, [turned])])
    assert result.dyads.f1 == 0.0
    assert {error.kind for error in result.errors} == {"direction", "missed"}


def test_another_class_keeps_the_dyad(gold: GoldText, event: Event) -> None:
    result = score_texts([(gold, [replace(event, event_type=EventType.COERCE)])])
    assert (result.dyads.f1, result.signed.f1, result.typed.f1) == (1.0, 1.0, 0.0)
    assert "class" in result.error_counts()


def test_another_status_is_counted(gold: GoldText, event: Event) -> None:
    event = replace(claimed(event, ref(gold, "Norland")), status=Status.NEGATED)
    result = score_texts([(gold, [event])])
    assert result.figures()["status accuracy"] == 0.0
    assert [error.kind for error in result.errors] == ["status"]


def test_words_that_no_mention_holds_are_wrong(gold: GoldText, event: Event) -> None:
    result = score_texts([(gold, [replace(event, source=ref(gold, "shelled"))])])
    assert result.typed.precision == 0.0
    assert {error.kind for error in result.errors} == {"wrong", "missed"}


def test_confidence_is_told_beside_how_often_it_is_right(gold: GoldText, event: Event) -> None:
    sure, unsure = replace(event, confidence=0.93), replace(event, confidence=0.41)
    turned = replace(unsure, source=ref(gold, "Amel"), target=ref(gold, "Sudria"))
    certain = replace(event, confidence=1.0)
    result = score_texts([(gold, [sure, unsure, turned, certain])])
    counts = {tenth: (score.right, score.found) for tenth, score in result.reliability.items()}
    assert counts == {4: (1, 2), 9: (2, 2)}
