"""Chains of names: what is one actor, and what never is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy

from graphkit.resolve.chains import content_words, same_person, surname

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("name", "last"),
    [("Vladimir Putin", "putin"), ("Bashar al-Assad", "assad"), ("Assad", "assad"), ("", "")],
)
def test_a_surname_is_the_last_word_without_article(name: str, last: str) -> None:
    assert surname(name) == last


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Vladimir Putin", "Putin", True),
        ("Putin", "Putin", True),
        ("Bashar al-Assad", "Assad", True),
        ("Bashar Assad", "Bashar al-Assad", True),
        ("J. Kerry", "John Kerry", True),
        ("Jane Smith", "John Smith", False),
        ("Hafez al-Assad", "Bashar al-Assad", False),
        ("Putin", "Medvedev", False),
        ("Smith", "Smithson", False),
    ],
)
def test_one_person_or_two(name: str, other: str, same: bool) -> None:
    assert same_person(name, other) is same
    assert same_person(other, name) is same


def test_content_words_tell_nominals_apart() -> None:
    doc = spacy.tokens.Doc(
        spacy.blank("en").vocab,
        words=["the", "rescue", "workers"],
        pos=["DET", "NOUN", "NOUN"],
        lemmas=["the", "rescue", "worker"],
    )
    assert content_words(doc) == {"rescue", "worker"}


def test_a_surname_is_the_person_named_in_full(read_tree: Read) -> None:
    read = read_tree(
        "Vladimir/NNP/nsubj/3@person#PERSON Putin/NNP/flat/1#-PERSON left/VBD/root/0=leave .",
        "Putin/NNP/nsubj/2@person#PERSON returned/VBD/root/0=return .",
    )
    assert read.id("Putin", last=True) == read.id("Vladimir") == "person:vladimir-putin"


def test_a_surname_of_two_people_is_neither(read_tree: Read) -> None:
    read = read_tree(
        "John/NNP/nsubj/3@person#PERSON Smith/NNP/flat/1#-PERSON met/VBD/root/0=meet "
        "Jane/NNP/obj/3@person#PERSON Smith/NNP/flat/4#-PERSON .",
        "Smith/NNP/nsubj/2@person#PERSON fled/VBD/root/0=flee .",
    )
    assert len({read.id("John"), read.id("Jane"), read.id("Smith", last=True)}) == 3


def test_words_of_a_name_are_no_name(read_tree: Read) -> None:
    read = read_tree(
        "South/NNP/compound/2#LOC Sudan/NNP/nsubj/3@place#-LOC attacked/VBD/root/0=attack "
        "Sudan/NNP/obj/3@place#LOC ."
    )
    assert [read.id("South Sudan"), read.id("Sudan", last=True)] == ["state:SSD", "state:SDN"]


def test_a_ministry_is_not_the_group_that_runs_it(read_tree: Read) -> None:
    read = read_tree(
        "The/DT/det/4 Hamas/NNP/compound/4@organization#ORG health/NN/compound/4#-ORG "
        "ministry/NN/nsubj/5@organization blamed/VBD/root/0=blame Israel/NNP/obj/5@place#LOC .",
        "Hamas/NNP/nsubj/2@organization#ORG agreed/VBD/root/0=agree .",
    )
    assert read.id("Hamas", last=True) not in {None, read.id("ministry")}


def test_an_acronym_is_the_name_whose_initials_it_has(read_tree: Read) -> None:
    read = read_tree(
        "The/DT/det/4 National/NNP/compound/4#ORG Security/NNP/compound/4#-ORG "
        "Council/NNP/nsubj/5@organization#-ORG met/VBD/root/0=meet .",
        "The/DT/det/2 NSC/NNP/nsubj/3@organization#ORG left/VBD/root/0=leave .",
    )
    assert read.name("NSC") == "National Security Council"


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("South Sudan accused Sudan.", "South Sudan", "Sudan"),
        ("North Korea threatened South Korea.", "North Korea", "South Korea"),
        ("Niger expelled Nigerian envoys. Nigeria protested.", "Niger", "Nigeria"),
        ("Guinea accused Equatorial Guinea.", "Guinea", "Equatorial Guinea"),
        ("Hamas blamed Israel. The Hamas health ministry counted.", "Hamas", "ministry"),
        ("The Syrian army left. The Free Syrian Army stayed.", "army", "Army"),
        ("Iraq left. The Islamic State of Iraq and Syria stayed.", "Iraq", "State"),
        ("The Taliban left. The Pakistani Taliban stayed.", "Taliban", "Taliban"),
        ("Iran left. The Iranian government stayed.", "Iran", "government"),
        ("The UN left. The UN Security Council met.", "UN", "Council"),
        ("Bill Clinton left. Hillary Clinton stayed.", "Bill Clinton", "Hillary Clinton"),
        ("The Democratic Party left. The Democratic Unionist Party stayed.", "Party", "Party"),
        ("The Bank of England left. England stayed.", "Bank", "England"),
    ],
)
def test_two_actors(read: Read, text: str, one: str, other: str) -> None:
    found = read(text)
    ids = [found.id(one), found.id(other, last=True)]
    assert None not in ids
    assert ids[0] != ids[1]


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Russian President Vladimir Putin left. Putin smiled.", "Vladimir", "Putin"),
        ("President Bashar al-Assad left. Assad smiled.", "Bashar", "Assad"),
        ("The U.S. left. America smiled.", "U.S.", "America"),
        ("The United States left. The US smiled.", "United States", "US"),
        ("Ukraine's president left. Ukraine stayed.", "Ukraine", "Ukraine"),
        ("The UK left. Britain stayed.", "UK", "Britain"),
    ],
)
def test_one_actor(read: Read, text: str, one: str, other: str) -> None:
    found = read(text)
    assert found.id(one) == found.id(other, last=True) is not None
