from __future__ import annotations

import itertools
import random

import pytest

from graphkit.parse.pieces import WordEncoder
from graphkit.parse.windows import Window, cut_windows

Sentences = list[tuple[int, int]]


def sentences_of(lengths: list[int]) -> Sentences:
    ends = list(itertools.accumulate(lengths))
    return list(zip([0, *ends], ends, strict=False))


def windows_of(encoder: WordEncoder, lengths: list[int], word: str = "army") -> list[Window]:
    return list(cut_windows([word] * sum(lengths), sentences_of(lengths), encoder))


def sentences_in(windows: list[Window]) -> Sentences:
    return [(w.begin + first, w.begin + end) for w in windows for first, end in w.sentences]


@pytest.mark.parametrize("seed", range(8))
def test_windows_cover_every_word_once_within_the_encoders_length(
    encoder: WordEncoder, seed: int
) -> None:
    rng = random.Random(seed)
    lengths = [rng.choice([1, 5, 30, 70, 200, 700]) for _ in range(12)]
    words = [rng.choice(["army", "attacked", "abcdefgh", "http"]) for _ in range(sum(lengths))]
    windows = list(cut_windows(words, sentences_of(lengths), encoder))
    assert [i for w in windows for i in range(w.begin, w.end)] == list(range(len(words)))
    assert [i for a, b in sentences_in(windows) for i in range(a, b)] == list(range(len(words)))
    for window in windows:
        assert len(window.inputs["pieces"]) == len(window.inputs["shapes"]) <= 512
        assert (
            len(window.inputs["first"]) == len(window.inputs["last"]) == window.end - window.begin
        )


def test_short_sentences_are_read_together_and_never_torn(encoder: WordEncoder) -> None:
    windows = windows_of(encoder, [20] * 20)
    assert len(windows) == 3
    assert sentences_in(windows) == sentences_of([20] * 20)


def test_a_sentence_of_more_than_the_wanted_length_stays_whole(encoder: WordEncoder) -> None:
    windows = windows_of(encoder, [5, 400, 5])
    assert [(w.begin, w.end) for w in windows] == [(0, 5), (5, 405), (405, 410)]


def test_a_sentence_too_long_for_the_encoder_is_cut(encoder: WordEncoder) -> None:
    assert sentences_in(windows_of(encoder, [1_200])) == [(0, 500), (500, 1_000), (1_000, 1_200)]
    assert sentences_in(windows_of(encoder, [100], word="abcdefgh"))[0] == (0, 62)


def test_first_and_last_are_the_places_of_a_words_pieces(encoder: WordEncoder) -> None:
    (window,) = cut_windows(["army", "attacked", "army"], [(0, 3)], encoder)
    assert window.inputs["first"].tolist() == [1, 2, 4]
    assert window.inputs["last"].tolist() == [1, 3, 4]
    assert window.inputs["pieces"][0] == encoder.start
    assert window.inputs["pieces"][-1] == encoder.stop
    assert {array.dtype.name for array in window.inputs.values()} == {"int64"}


def test_a_text_gives_the_same_windows_whatever_came_before(encoder: WordEncoder) -> None:
    first = windows_of(encoder, [30, 50, 100, 7])
    windows_of(encoder, [3, 600], word="attacked")
    again = windows_of(encoder, [30, 50, 100, 7])
    for one, other in zip(first, again, strict=True):
        assert (one.begin, one.end, one.sentences) == (other.begin, other.end, other.sentences)
        assert all((one.inputs[name] == other.inputs[name]).all() for name in one.inputs)


def test_no_words_give_no_windows(encoder: WordEncoder) -> None:
    assert windows_of(encoder, []) == []
