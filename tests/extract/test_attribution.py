"""Attribution: who says what a clause states, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graphkit.extract.attribution import may_be_content, stance_of
from graphkit.types import Stance

Facts = Callable[..., set[str]]
Tree = Callable[..., Any]

ACT = "Iran ASSAULT Israel"

PARSED: dict[str, set[str]] = {
    # whose word a noun of saying is
    "Russia's claim that Iran attacked Israel was false.": {"Russia asserts"},
    "Accusations by Russia that Iran attacked Israel were ignored.": {"Russia asserts"},
    # a capital speaks for its state
    "Iran attacked Israel, Moscow said.": {"Russia asserts"},
    "Moscow said Iran attacked Israel.": {"Russia asserts"},
    # sources that are no actors
    "Iran attacked Israel, a leaked report said.": {"leaked report asserts"},
    "According to a weekly, Iran attacked Israel.": {"weekly asserts"},
    # what stands beside the speech clause
    "Iran attacked Israel as Russia said it would leave.": set(),
    "Jordan had fled, Russia said, after Iran attacked Israel.": set(),
    "Jordan had fled, Russia said, but Iran attacked Israel.": set(),
    "Russia accused Syria of arming the men of Iran, who attacked Israel.": set(),
    # speech clauses that the parser hangs wrongly, or on a clause of their own
    "Iran, the ministry alleged, attacked Israel.": {"ministry asserts"},
    "Iran attacked Israel, its foreign minister made clear.": {"its foreign minister asserts"},
    "Iran attacked Israel, said the ministry, which had left Syria.": {"ministry asserts"},
    "After Iran attacked Israel, the ministry told parliament.": set(),
    "Iran attacked Israel, the minister told parliament.": {"minister asserts"},
    "Russia admitted to a delegation of sheikhs that Iran attacked Israel.": {"Russia asserts"},
    # whom a speaker quotes, and who made what speaks
    "Iran attacked Israel, the agency said, citing an officer.": {
        "agency asserts",
        "officer asserts",
    },
    "A report by the committee said Iran attacked Israel.": {"committee asserts"},
    # a place that is no name speaks for those in it
    "Iran attacked Israel, the prefecture said.": {"prefecture asserts"},
    # denials of somebody's claim
    "Iran rejected a claim by Russia that Iran attacked Israel.": {"Russia asserts", "Iran denies"},
}


@pytest.mark.pipeline
@pytest.mark.parametrize("text", PARSED)
def test_who_says_it(facts: Facts, text: str) -> None:
    claims = {line.partition(" < ")[2] for line in facts(text) if line.startswith(ACT)}
    assert claims - {""} == PARSED[text]


@pytest.mark.pipeline
def test_a_closing_is_read_where_the_parser_sees_none(facts: Facts) -> None:
    text = "Iran attacked Israel on Monday, two people briefed on the plans said."
    assert any(line.startswith(ACT) and "people" in line for line in facts(text))


def test_a_dateline_says_nothing(read_tree: Callable[..., Any]) -> None:
    read = read_tree(
        "MOSCOW/NNP/nsubj/7#LOC -/:/punct/1 Iran/NNP/nsubj/4#LOC attacked/VBD/ccomp/7=attack "
        "Israel/NNP/obj/4#LOC Jordan/NNP/nsubj/7#LOC said/VBD/root/0=say ."
    )
    assert read.facts == {f"{ACT} < Jordan asserts"}


def test_the_stance_of_a_word_of_saying(tree: Tree) -> None:
    doc = tree("Iran/NNP/nsubj/2 denied/VBD/root/0=deny its/PRP$/nmod:poss/4 denial/NN/obj/2 .")
    assert stance_of(doc[1]) is Stance.DENIES
    assert stance_of(doc[3]) is Stance.DENIES
    doubted = tree("Iran/NNP/nsubj/2 doubted/VBD/root/0=doubt it/PRP/obj/2 .")
    assert stance_of(doubted[1]) is Stance.DOUBTS


def test_a_verb_speaks_of_its_clause_and_of_what_it_follows(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/2 fled/VBD/root/0=flee Jordan/NNP/nsubj/4 said/VBD/parataxis/2=say "
        "rebels/NNS/nsubj/6 won/VBD/ccomp/4=win after/IN/mark/9 Syria/NNP/nsubj/9 "
        "fell/VBD/advcl/4=fall ."
    )
    said = doc[3]
    assert may_be_content(said, doc[1])
    assert may_be_content(said, doc[5])
    assert not may_be_content(said, doc[8])
