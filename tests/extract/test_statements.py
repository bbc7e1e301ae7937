"""Events are stated once: of two that say the same, the first stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graphkit.extract.statements import Statements, once
from graphkit.types import Event, Status, Trigger


@pytest.fixture
def event(make_event: Callable[..., Event]) -> Event:
    return replace(make_event(), trigger=Trigger("sent aid", "send", 10, 18))


def stated(*readings: tuple[Event, bool]) -> list[Event]:
    statements = Statements()
    for event, learned in readings:
        statements.add([event], learned=learned)
    return statements.events()


def test_the_same_fact_by_another_word_is_no_second_event(event: Event) -> None:
    again = replace(event, trigger=Trigger("gave", "give", 30, 34))
    assert stated((event, False), (again, False)) == [event]


def test_words_within_words_say_the_same_whatever_the_status(event: Event) -> None:
    part = replace(event, trigger=Trigger("aid", "aid", 15, 18), status=Status.INTENDED)
    assert stated((event, False), (part, False)) == [event]


def test_other_words_of_another_status_are_another_event(event: Event) -> None:
    other = replace(event, trigger=Trigger("give", "give", 30, 34), status=Status.INTENDED)
    assert stated((event, False), (other, False)) == [event, other]


def test_a_learned_reading_adds_no_relation_to_an_act_known_before(event: Event) -> None:
    learned = replace(event, relation="other")
    assert stated((event, False), (learned, True)) == [event]
    assert stated((event, False), (learned, False)) == [event, learned]


def test_an_event_without_a_target_yields_to_the_same_words_with_one(event: Event) -> None:
    aimless = replace(event, target=None)
    elsewhere = replace(aimless, trigger=Trigger("gave", "give", 30, 34))
    assert stated((aimless, False), (event, True)) == [event]
    assert stated((elsewhere, False), (event, True)) == [elsewhere, event]


def test_once_drops_only_what_is_said_already(event: Event) -> None:
    other = replace(event, status=Status.NEGATED)
    assert list(once([event, other, event])) == [event, other]
