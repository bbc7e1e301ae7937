"""Hashes of texts: exact ones, and those that near-duplicates share."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from graphkit.read import content_hash, fingerprint, fingerprint_distance, read_documents
from graphkit.types import Document

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_content_hash_is_of_what_events_depend_on() -> None:
    document = Document("a", "Syria attacks Turkey.", path="a.txt")
    assert content_hash(document) == content_hash(replace(document, id="b", path="b.txt"))
    for change in ({"text": "Syria."}, {"title": "War"}, {"date": "2018-07-22"}, {"url": "x"}):
        assert content_hash(replace(document, **change)) != content_hash(document)


def test_a_reprinted_story_is_near_and_another_one_far() -> None:
    stories = [document.text for document in read_documents(SEEDS)]
    for story in stories:
        reprint = f"LONDON (Wire) - {story.upper()}\nRead more"
        assert fingerprint_distance(fingerprint(story), fingerprint(reprint)) <= 6
    for one, other in pairwise(stories):
        assert fingerprint_distance(fingerprint(one), fingerprint(other)) >= 15


def test_texts_without_words_have_one_too() -> None:
    assert fingerprint("") == fingerprint("…!")
    assert -(2**63) <= fingerprint("one two") < 2**63
