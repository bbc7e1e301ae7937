"""Arguments: which actors the words in a slot stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., set[str]]
Read = Callable[..., Any]


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Iran and Iraq attacked Israel.", {"Iran", "Iraq"}),
        ("Iran, Iraq and Syria attacked Israel.", {"Iran", "Iraq", "Syria"}),
        ("Countries such as Iran and Iraq attacked Israel.", {"Iran", "Iraq"}),
        ("Allies including Iran, Iraq and Syria attacked Israel.", {"Iran", "Iraq", "Syria"}),
        ("The armies of Iran and Iraq attacked Israel.", {"Iranian forces", "Iraqi forces"}),
        ("Both Iran and Iraq attacked Israel.", {"Iran", "Iraq"}),
        ("Iran as well as Iraq attacked Israel.", {"Iran", "Iraq"}),
        ("Tehran attacked Israel.", {"Iran"}),
        ("The Kremlin attacked Israel.", {"Russian government"}),
        ("Iran's army attacked Israel.", {"Iranian forces"}),
        ("The Iranian government attacked Israel.", {"Iranian government"}),
        ("Iran's decision hurt Israel.", set()),
        ("The rocket attacked Israel.", set()),
    ],
)
def test_sources(read: Read, text: str, sources: set[str]) -> None:
    events = [e for e in read(text).events if e.event_type == "ASSAULT"]
    assert {e.source.name for e in events} == sources
    assert {e.target.name for e in events} <= {"Israel"}


@pytest.mark.pipeline
def test_a_list_in_apposition(read: Read) -> None:
    events = read("Three countries, Iran, Iraq and Syria, attacked Israel.").events
    assert {e.source.name for e in events} == {"Iran", "Iraq", "Syria"}


@pytest.mark.parametrize("noun", ["1", "4"])
def test_listed_members_however_the_list_is_attached(read_tree: Read, noun: str) -> None:
    read = read_tree(
        "Iran/NNP/nsubj/9#LOC and/CC/cc/4 other/JJ/amod/4 allies/NNS/conj/1=ally@organization "
        f"including/VBG/case/6=include Iraq/NNP/nmod/{noun}#LOC and/CC/cc/8 Syria/NNP/conj/6#LOC "
        "attacked/VBD/root/0=attack Israel/NNP/obj/9#LOC ."
    )
    assert read.facts == {f"{name} ASSAULT Israel" for name in ("Iran", "Iraq", "Syria")}


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Iran attacked Israel and Jordan.", {"Israel", "Jordan"}),
        ("Iran attacked countries including Israel and Jordan.", {"Israel", "Jordan"}),
        ("Iran attacked Israel's army.", {"Israeli forces"}),
        ("Iran attacked an Israeli ship.", {"Israel"}),
        ("Iran attacked Haifa.", {"Haifa"}),
        ("Iran bombed Damascus.", {"Damascus"}),
        ("Iran killed hundreds of civilians.", {"civilians"}),
        ("Iran killed dozens of Israeli soldiers.", {"Israeli forces"}),
        ("Iran attacked Israel in March.", {"Israel"}),
        ("Iran attacked it.", set()),
        ("Iran attacked ships near Israel.", set()),
    ],
)
def test_targets(read: Read, text: str, targets: set[str]) -> None:
    events = [e for e in read(text).events if e.event_type == "ASSAULT"]
    assert {e.target.name for e in events if e.target} == targets


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Moscow condemned Iran.", "Russia ACCUSE Iran"),
        ("Iran condemned Washington.", "Iran ACCUSE United States"),
        ("Iran bombed Damascus.", "Iran ASSAULT Damascus"),
        ("Iran praised Israel's decision.", "Iran SUPPORT Israel"),
        ("Iran condemned the killing of civilians by Israel.", "Iran ACCUSE Israel"),
        ("Iran praised the leader of the rebels.", "Iran SUPPORT leader"),
    ],
)
def test_places_and_belongings(facts: Facts, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.pipeline
def test_a_capital_that_acts_is_its_state(read: Read) -> None:
    (event,) = read("Moscow condemned Iran.").events
    assert (event.source.id, event.source.text, event.source.kind) == (
        "state:RUS",
        "Moscow",
        "state",
    )
    assert "Moscow" in event.source.aliases


@pytest.mark.pipeline
def test_names_are_surer_than_pronouns_and_owners(read: Read) -> None:
    def confidence(text: str) -> float:
        return float(read(text).events[-1].confidence)

    named = confidence("Iran praised Israel.")
    assert confidence("Iran fled. It praised Israel.") < named
    assert confidence("Iran praised Israel's decision.") < named
