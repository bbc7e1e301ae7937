"""Periods: what a clause's own words say of when, against the date of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from graphkit.extract.periods import is_historical
from graphkit.parse import plain_doc
from graphkit.types import Document, Event

Tree = Callable[..., Doc]
Extract = Callable[[Document], list[Event]]
BOMBED = "Israel/NNP/nsubj/2 bombed/VBD/root/0=bomb Lebanon/NNP/obj/2"


def looks_back(doc: Doc, word: str, date: str | None = None) -> bool:
    """Whether the event that a word of the Doc triggers lies in an earlier period."""
    trigger = next(t for t in plain_doc(doc) if t.text == word)
    return is_historical(trigger, trigger, date)


@pytest.mark.parametrize(
    ("year", "date", "past"),
    [
        ("2006", "2018-07-22", True),
        ("2017", "2018-07-22", False),
        ("2020", "2018-07-22", False),
        ("2006", None, True),
    ],
)
def test_a_year_of_long_ago_is_history(tree: Tree, year: str, date: str | None, past: bool) -> None:
    doc = tree(f"{BOMBED} in/IN/case/5 {year}/CD/obl/2 .")
    assert looks_back(doc, "bombed", date) is past


@pytest.mark.parametrize(("date", "past"), [("2018-07-22", True), (None, False)])
def test_undated_news_names_the_month_of_what_is_new(
    tree: Tree, date: str | None, past: bool
) -> None:
    doc = tree(f"{BOMBED} in/IN/case/5 July/NNP/obl/2 2006/CD/nummod/5 .")
    assert looks_back(doc, "bombed", date) is past


@pytest.mark.parametrize(("unit", "past"), [("years", True), ("weeks", False)])
def test_years_ago_are_history_and_weeks_are_not(tree: Tree, unit: str, past: bool) -> None:
    lemma = unit.removesuffix("s")
    doc = tree(f"{BOMBED} three/CD/nummod/5 {unit}/NNS/obl/6={lemma} ago/RB/advmod/2 .")
    assert looks_back(doc, "bombed") is past


def test_a_decade_is_history(tree: Tree) -> None:
    doc = tree(f"{BOMBED} in/IN/case/6 the/DT/det/6 1980s/CD/obl/2 .")
    assert looks_back(doc, "bombed")


def test_the_year_of_another_event_is_not_this_ones(tree: Tree) -> None:
    doc = tree(
        "Japan/NNP/nsubj/2 thanked/VBD/root/0=thank Korea/NNP/obj/2 which/WDT/nsubj/5 "
        "suffered/VBD/acl:relcl/3=suffer in/IN/case/7 1910/CD/obl/5 ."
    )
    assert not looks_back(doc, "thanked")
    assert looks_back(doc, "suffered")


def test_joined_verbs_share_a_time_unless_the_second_is_of_today(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/2 retreated/VBD/root/0=retreat in/IN/case/4 1990/CD/obl/2 and/CC/cc/6 "
        "burned/VBD/conj/2=burn crops/NNS/obj/6 and/CC/cc/9 trades/VBZ/conj/2=trade ."
    )
    assert looks_back(doc, "burned")
    assert not looks_back(doc, "trades")


def test_what_was_a_habit_is_history(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/2 used/VBD/root/0=use to/TO/mark/4 buy/VB/xcomp/2 rifles/NNS/obj/4 ."
    )
    assert looks_back(doc, "buy")


def test_a_year_before_a_noun_is_its_own(tree: Tree) -> None:
    doc = tree(
        "The/DT/det/3 1981/CD/nummod/3 raid/NN/nsubj/5@event on/IN/case/5 failed/VBD/root/0=fail ."
    )
    assert looks_back(doc, "raid")


def test_a_year_after_a_participle_is_its_own_wherever_it_hangs(tree: Tree) -> None:
    doc = tree(
        "Japan/NNP/nsubj/2 remembers/VBZ/root/0=remember those/DT/obj/2 killed/VBN/acl/3=kill "
        "there/RB/advmod/4 in/IN/case/7 1945/CD/obl/2 ."
    )
    assert looks_back(doc, "killed")
    parted = tree(
        "Japan/NNP/nsubj/2 remembers/VBZ/root/0=remember those/DT/obj/2 killed/VBN/acl/3=kill "
        ",/,/punct/2 as/IN/case/7 1945/CD/obl/2 ."
    )
    assert not looks_back(parted, "killed")


def test_once_and_years_after_look_back(tree: Tree) -> None:
    once = tree("Iran/NNP/nsubj/3 once/RB/advmod/3 armed/VBD/root/0=arm Israel/NNP/obj/3 .")
    twice = tree("Iran/NNP/nsubj/2 armed/VBD/root/0=arm Israel/NNP/obj/2 once/RB/advmod/2 .")
    after = tree(
        "Spain/NNP/nsubj/2 sued/VBD/root/0=sue five/CD/nummod/4 years/NNS/obl/2=year "
        "after/IN/mark/7 Iran/NNP/nsubj/7 sank/VBD/advcl/2=sink it/PRP/obj/7 ."
    )
    assert looks_back(once, "armed")
    assert not looks_back(twice, "armed")
    assert looks_back(after, "sank")
    assert not looks_back(after, "sued")


FLED = "He/PRP/nsubj/2 fled/VBD/root/0=flee {}home/RB/advmod/2 ."
FLEES = "He/PRP/nsubj/2 flees/VBZ/root/0=flee home/RB/advmod/2 ."
LONG_AGO = f"{BOMBED} in/IN/case/5 1999/CD/obl/2 ."


@pytest.mark.parametrize(
    ("before", "after", "past"),
    [
        (LONG_AGO, FLED.format(""), True),
        (LONG_AGO, FLEES, False),
        (LONG_AGO, FLED.format("Monday/NNP/obl/2 "), False),
        (LONG_AGO, FLED.format("2018/CD/obl/2 "), False),
        (f"{BOMBED} .", FLED.format(""), False),
        (
            "Iran/NNP/nsubj/7 which/WDT/nsubj/3 bombed/VBD/acl:relcl/1=bomb it/PRP/obj/3 "
            "in/IN/case/6 1999/CD/obl/3 left/VBD/root/0=leave .",
            FLED.format(""),
            False,
        ),
    ],
)
def test_a_story_of_a_period_goes_on(tree: Tree, before: str, after: str, past: bool) -> None:
    doc = tree(before, after)
    word = "flees" if "flees" in after else "fled"
    assert looks_back(doc, word, "2018-07-22") is past
    assert not looks_back(doc, word)
