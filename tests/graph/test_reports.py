from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.graph import count_reports
from graphkit.types import Event

MakeEvent = Callable[..., Event]

WORDS = [f"word{number}" for number in range(24)]  # 20 shingles of five words


def sentence(*changes: int) -> str:
    """Return the 24 words, those at the places named being others."""
    return " ".join(f"new{at}" if at in changes else word for at, word in enumerate(WORDS))


@pytest.mark.parametrize(
    ("one", "other", "reports"),
    [
        (sentence(), sentence(), 1),
        (sentence(), sentence().upper() + " !", 1),
        (sentence(), sentence(0), 1),  # 19 of 21 shingles
        (sentence(), sentence(0, 23), 1),  # 18 of 22: 0.82
        (sentence(), sentence(1, 23), 2),  # 17 of 23: 0.74
        (sentence(), sentence(12), 2),  # 15 of 25
        ("Syria attacks Turkey.", "SYRIA attacks Turkey", 1),
        ("Syria attacks Turkey.", "Syria bombs Turkey", 2),
    ],
)
def test_near_duplicates_in_two_documents_are_one_report(
    make_event: MakeEvent, one: str, other: str, reports: int
) -> None:
    events = [make_event(doc="a", sentence=one), make_event(doc="b", sentence=other)]
    assert count_reports(events) == reports


def test_two_sentences_of_one_document_are_one_report(make_event: MakeEvent) -> None:
    events = [make_event(sentence="Syria attacks."), make_event(sentence="It attacks Turkey.")]
    assert count_reports(events) == 1


def test_documents_that_share_one_story_through_a_third_are_one_report(
    make_event: MakeEvent,
) -> None:
    events = [
        make_event(doc="a", sentence=sentence()),
        make_event(doc="b", sentence=sentence(0)),
        make_event(doc="b", sentence="Syria attacks Turkey."),
        make_event(doc="c", sentence="Syria attacks Turkey."),
        make_event(doc="d", sentence="Nobody else writes this."),
    ]
    assert count_reports(events) == 2


def test_no_events_are_no_reports() -> None:
    assert count_reports([]) == 0
