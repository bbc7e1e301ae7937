"""What cleaning removes, replaces and keeps."""

import time
import unicodedata

import pytest

from graphkit.read.clean import clean_line, clean_text


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("\ufeffPutin", "Putin"),
        ("Pu\x00tin", "Putin"),
        ("Pu\u200btin", "Putin"),
        ("\u202aPutin\u202c", "Putin"),
        ("Pu\xadtin", "Putin"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("Vladimir\xa0Putin\tspoke", "Vladimir Putin spoke"),
        ("Zu\u0308rich", "Zürich"),
        ("a\ufffeb\ufdd0c", "a\ufffdb\ufffdc"),
    ],
)
def test_a_character_that_would_split_an_actor_is_cleaned(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


def test_lone_surrogates_become_replacement_characters_and_pairs_are_joined() -> None:
    assert clean_text("a\ud800b\udc00") == "a\ufffdb\ufffd"
    assert clean_text("\ud83d\ude00") == "\U0001f600"
    clean_text("\ud800").encode("utf-8")


def test_long_punctuation_runs_are_blanked_to_the_same_length() -> None:
    text = "before" + "[" * 16_000 + "after"
    assert clean_text(text) == "before" + " " * 16_000 + "after"
    assert clean_text("_" * 201) == " " * 201


def test_shorter_runs_and_text_without_spaces_stay() -> None:
    for text in ("=" * 200, "俄" * 500, "https://example.org/" + "a" * 500):
        assert clean_text(text) == text


def test_combining_marks_do_not_take_quadratic_time() -> None:
    began = time.perf_counter()
    clean_text("a" + "\u0316\u0301" * 200_000)
    assert time.perf_counter() - began < 5


def test_cleaning_twice_changes_nothing_more() -> None:
    text = "\ufeffA\u0301\u0344" + "\u0344" * 150 + "\x85\ud800\tZ" + "!" * 300
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_a_line_has_single_spaces_or_is_none() -> None:
    assert clean_line(" The\n  White\tHelmets ") == "The White Helmets"
    assert clean_line("\u200b \n") is None
