"""Traps that an extraction must not fall into, by trees and by the shipped pipeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., set[str]]

TRAPS = {
    "Hamas was attacked by Israel.": {"Israel ASSAULT Hamas"},
    "Israel did not attack Syria.": {"Israel ASSAULT Syria: negated"},
    "Iran may attack Israel.": {"Iran ASSAULT Israel: possible"},
    "Russia said Ukraine shelled Belgorod.": {"Ukraine ASSAULT Belgorod < Russia asserts"},
    "Israel and Egypt attacked Hamas and Hezbollah.": {
        "Israel ASSAULT Hamas",
        "Israel ASSAULT Hezbollah",
        "Egypt ASSAULT Hamas",
        "Egypt ASSAULT Hezbollah",
    },
    "Hezbollah fired rockets at Israel.": {"Hezbollah ASSAULT Israel"},
    "Iran threatened to attack Israel.": {"Iran THREATEN Israel"},
    "South Sudan attacked Sudan.": {"South Sudan ASSAULT Sudan"},
    "The Hamas health ministry blamed Israel.": {"Hamas health ministry ACCUSE Israel"},
}

TREES = {
    "Hamas was attacked by Israel.": (
        "Hamas/NNP/nsubj:pass/3@organization#ORG was/VBD/aux:pass/3=be attacked/VBN/root/0=attack "
        "by/IN/case/5 Israel/NNP/obl:agent/3@place#LOC ."
    ),
    "Israel did not attack Syria.": (
        "Israel/NNP/nsubj/4@place#LOC did/VBD/aux/4=do not/RB/advmod/4 attack/VB/root/0 "
        "Syria/NNP/obj/4@place#LOC ."
    ),
    "Iran may attack Israel.": (
        "Iran/NNP/nsubj/3@place#LOC may/MD/aux/3 attack/VB/root/0 Israel/NNP/obj/3@place#LOC ."
    ),
    "Russia said Ukraine shelled Belgorod.": (
        "Russia/NNP/nsubj/2@place#LOC said/VBD/root/0=say Ukraine/NNP/nsubj/4@place#LOC "
        "shelled/VBD/ccomp/2=shell Belgorod/NNP/obj/4@place#LOC ."
    ),
    "Israel and Egypt attacked Hamas and Hezbollah.": (
        "Israel/NNP/nsubj/4@place#LOC and/CC/cc/3 Egypt/NNP/conj/1@place#LOC "
        "attacked/VBD/root/0=attack Hamas/NNP/obj/4@organization#ORG and/CC/cc/7 "
        "Hezbollah/NNP/conj/5@organization#ORG ."
    ),
    "Hezbollah fired rockets at Israel.": (
        "Hezbollah/NNP/nsubj/2@organization#ORG fired/VBD/root/0=fire "
        "rockets/NNS/obj/2=rocket@other at/IN/case/5 Israel/NNP/obl/2@place#LOC ."
    ),
    "Iran threatened to attack Israel.": (
        "Iran/NNP/nsubj/2@place#LOC threatened/VBD/root/0=threaten to/TO/mark/4 attack/VB/xcomp/2 "
        "Israel/NNP/obj/4@place#LOC ."
    ),
    "South Sudan attacked Sudan.": (
        "South/NNP/compound/2#LOC Sudan/NNP/nsubj/3@place#-LOC attacked/VBD/root/0=attack "
        "Sudan/NNP/obj/3@place#LOC ."
    ),
    "The Hamas health ministry blamed Israel.": (
        "The/DT/det/4 Hamas/NNP/compound/4@organization#ORG health/NN/compound/4 "
        "ministry/NN/nsubj/5@organization blamed/VBD/root/0=blame Israel/NNP/obj/5@place#LOC ."
    ),
}


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_by_its_tree(read_tree: Callable[..., Any], text: str) -> None:
    read = read_tree(TREES[text])
    assert read.doc.text == text
    assert read.facts == TRAPS[text]


@pytest.mark.pipeline
@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_by_the_pipeline(facts: Facts, text: str) -> None:
    assert facts(text) == TRAPS[text]


@pytest.mark.pipeline
def test_a_ministry_is_apart_from_its_group(facts: Facts) -> None:
    found = facts("The Hamas health ministry blamed Israel. Hamas thanked Qatar.")
    assert found == {"Hamas health ministry ACCUSE Israel", "Hamas SUPPORT Qatar"}


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "text",
    [
        "Iran attacked Iran.",
        "Israel said Israel would defend itself.",
        "The United States attacked America.",
        "Putin praised himself.",
        "Hamas blamed Hamas.",
    ],
)
def test_nobody_acts_on_himself(read: Callable[..., Any], text: str) -> None:
    assert [e for e in read(text).events if e.target and e.source.id == e.target.id] == []


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "text",
    [
        "The weather in Israel was mild.",
        "Iran is a country in Asia.",
        "Russia and Ukraine share a long border.",
        "The film about Syria won a prize.",
        "Syria has oil.",
        "He drove from Jordan to Syria.",
        "The report on Iran was published on Tuesday.",
        "The Israeli flag was red.",
    ],
)
def test_no_event_without_a_deed(facts: Facts, text: str) -> None:
    assert facts(text) == set()


ARTICLE = """Allies weigh rescue of Syrian volunteers

President Trump and other allies are discussing plans to evacuate the White Helmets, CBS reported.

Russia and Syria regard the White Helmets as terrorists. Russia has accused the group of staging \
attacks. The rescue workers deny it.

"We saved thousands of people," said Raed Saleh, who leads the White Helmets. "Russia bombed us."

More Must-Reads

Iran attacks Israel
Hamas thanks Qatar
"""


@pytest.mark.pipeline
def test_headings_and_lists_of_links_give_no_events(read: Callable[..., Any]) -> None:
    headings = ("Allies weigh", "More Must-Reads", "Iran attacks", "Hamas thanks")
    assert [e for e in read(ARTICLE).events if e.sentence.startswith(headings)] == []


@pytest.mark.pipeline
def test_the_article_gives_labels_and_accusations(facts: Facts) -> None:
    found = facts(ARTICLE)
    assert {"Russia ACCUSE White Helmets", "Syria ACCUSE White Helmets"} <= found


@pytest.mark.pipeline
def test_the_same_text_gives_the_same_events(read: Callable[..., Any]) -> None:
    again = read(ARTICLE, title=None)  # read anew: the fixture keeps a text as it was asked for
    assert again is not read(ARTICLE)
    assert again.events == read(ARTICLE).events
    assert len(again.events) > 3


@pytest.mark.pipeline
def test_every_offset_gives_the_words(read: Callable[..., Any]) -> None:
    for text in (ARTICLE, *TRAPS, "“Iran attacked us,” said Israel’s army.\nIt fired at Iran."):
        for event in read(text).events:
            assert text[event.sentence_start : event.sentence_end] == event.sentence
            assert text[event.trigger.start : event.trigger.end] == event.trigger.text
            speaker = event.claim.speaker if event.claim else event.source
            for actor in (event.source, event.target or event.source, speaker):
                assert text[actor.start : actor.end] == actor.text


@pytest.mark.pipeline
def test_source_target_and_trigger_stand_in_the_sentence(read: Callable[..., Any]) -> None:
    for event in read("Russia has accused Iran. It then praised Iran. He left.").events:
        inside = range(event.sentence_start, event.sentence_end + 1)
        assert {event.trigger.start, event.source.start, event.target.end} <= set(inside)


@pytest.mark.pipeline
def test_ids_differ_and_last(read: Callable[..., Any]) -> None:
    events = read(ARTICLE).events
    ids = [event.id for event in events]
    assert len(set(ids)) == len(ids)
    assert all(len(one) == 16 for one in ids)
