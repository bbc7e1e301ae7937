from __future__ import annotations

import pytest

from graphkit.parse import pieces
from graphkit.parse.pieces import WordEncoder
from graphkit.parse.shapes import Shape


def test_a_word_gives_its_pieces_and_its_shape(encoder: WordEncoder) -> None:
    (army, attacked) = encoder(["Army", "attacked"])
    assert army == (encoder(["army"])[0][0], Shape.TITLE)
    assert len(attacked[0]) == 2
    assert attacked[1] is not Shape.TITLE


def test_case_and_accents_leave_the_pieces_alone(encoder: WordEncoder) -> None:
    (plain, accented) = encoder(["emile", "\u00c9mile"])
    assert plain[0] == accented[0]
    assert plain[1] != accented[1]


def test_a_long_word_keeps_its_first_seven_pieces_and_its_last(encoder: WordEncoder) -> None:
    (whole, cut) = encoder(["abcdefgh", "abcdefghijk"])
    assert len(whole[0]) == len(cut[0]) == 8
    assert cut[0][:7] == whole[0][:7]
    assert cut[0][7] == encoder(["xk"])[0][0][-1]


@pytest.mark.parametrize(
    "word", ["\U0001f600", "\u65e5", "\u200b", "\x00", "\ufffd", "x" * 90, "", "\u0301"]
)
def test_every_word_has_a_piece(encoder: WordEncoder, word: str) -> None:
    ids, shape = encoder([word])[0]
    assert ids == (encoder.unknown,)
    assert shape in set(Shape)


def test_marks_of_the_encoder_written_in_a_text_are_only_text(encoder: WordEncoder) -> None:
    for word in ("[CLS]", "[SEP]", "[PAD]"):
        ids, _ = encoder([word])[0]
        assert not {encoder.start, encoder.stop, 0} & set(ids)


def test_blanks_have_the_shape_of_a_mark(encoder: WordEncoder) -> None:
    assert encoder([" ", "\n\n"]) == [((encoder.unknown,), Shape.PUNCTUATION)] * 2


def test_what_is_remembered_changes_nothing(
    encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["army", "attacked", "Army", "b52", "army"]
    fresh = encoder(words)
    assert encoder(words) == fresh
    monkeypatch.setattr(pieces, "_MOST_REMEMBERED", 2)
    assert encoder(["c", *words]) == [encoder(["c"])[0], *fresh]
    assert encoder([]) == []
