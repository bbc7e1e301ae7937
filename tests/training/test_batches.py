from __future__ import annotations

import random

import pytest

pytest.importorskip("torch")

from graphkit.parse.lemmas import find_lemma_rule
from graphkit.parse.pieces import WordEncoder
from graphkit.parse.shapes import Shape
from graphkit.training.batches import (
    IGNORED,
    Batch,
    Inventory,
    NameSwapper,
    make_batches,
    make_windows,
)
from graphkit.training.corpora import KINDS, NAMES, Sentence


def one_batch(
    windows: list[list[Sentence]], encoder: WordEncoder, inventory: Inventory, noise: float = 0.0
) -> Batch:
    rng = random.Random(0)
    (batch,) = make_batches(windows, encoder, inventory, words=100, rng=rng, noise=noise)
    return batch


def test_the_inventory_holds_every_label_and_rules_seen_twice(parsed: list[Sentence]) -> None:
    inventory = Inventory.of(parsed)
    assert inventory.tags == (".", "NNP", "PRP", "VB", "VBD")
    assert inventory.deps == ("nsubj", "punct", "root")
    assert find_lemma_rule("fled", "flee") in inventory.lemmas
    assert inventory.names == NAMES
    assert inventory.kinds == KINDS
    alone = Inventory.of([parsed[1]])
    assert alone.lemmas == ()


def test_a_batch_is_padded_to_its_longest_window(
    parsed: list[Sentence], encoder: WordEncoder
) -> None:
    inventory = Inventory.of(parsed)
    batch = one_batch([parsed[:2], parsed[2:]], encoder, inventory)
    assert batch.sentence.tolist() == [[0, 0, -1, -1], [0, 0, 0, 1]]
    assert batch.pieces.shape == batch.shapes.shape == batch.piece_mask.shape
    assert batch.piece_mask.sum(1).tolist() == [10, 14]
    assert batch.gold["heads"].tolist() == [[2, 0, IGNORED, IGNORED], [2, 0, 2, 0]]
    assert batch.gold["tags"][1].tolist() == [
        inventory.tags.index(t) for t in ("NNP", "VBD", ".", "VB")
    ]
    assert {tensor.shape for tensor in batch.gold.values()} == {(2, 4)}


def test_heads_are_shifted_by_the_sentences_before_them_and_roots_stay(
    parsed: list[Sentence], encoder: WordEncoder
) -> None:
    batch = one_batch([[parsed[1], parsed[0]]], encoder, Inventory.of(parsed))
    assert batch.gold["heads"].tolist() == [[0, 3, 0, 3]]


def test_first_and_last_are_places_of_a_words_pieces(
    parsed: list[Sentence], encoder: WordEncoder
) -> None:
    batch = one_batch([[parsed[0]]], encoder, Inventory.of(parsed))
    assert batch.first.tolist() == [[1, 6, 10]]
    assert batch.last.tolist() == [[5, 9, 10]]
    assert batch.pieces[0, 0] == encoder.start
    assert batch.pieces[0, -1] == encoder.stop
    assert batch.shapes[0, [0, 1, 6, 10, 11]].tolist() == [
        Shape.MARK, Shape.TITLE, Shape.LOWER, Shape.PUNCTUATION, Shape.MARK,
    ]  # fmt: skip


def test_absent_layers_and_other_schemes_are_ignored(
    parsed: list[Sentence], encoder: WordEncoder
) -> None:
    social = Sentence(["Homs"], "s", names=["B-LOC"], scheme="social")
    batch = one_batch([[parsed[2]], [social]], encoder, Inventory.of(parsed))
    gold = {name: tensor.tolist() for name, tensor in batch.gold.items()}
    place = NAMES.index("B-LOC")
    assert gold["names"] == [[IGNORED] * 2] * 2
    assert gold["names_social"] == [[place, IGNORED], [IGNORED] * 2]
    assert gold["kinds"] == [[IGNORED] * 2, [KINDS.index("person"), KINDS.index("none")]]
    assert gold["heads"][0] == [IGNORED] * 2


def test_noise_hides_pieces_but_no_gold(parsed: list[Sentence], encoder: WordEncoder) -> None:
    inventory = Inventory.of(parsed)
    clean, noisy = (one_batch([[parsed[0]]], encoder, inventory, noise) for noise in (0.0, 1.0))
    assert noisy.pieces.tolist() == [[encoder.start, *[encoder.unknown] * 3, encoder.stop]]
    assert noisy.gold["heads"].tolist() == clean.gold["heads"].tolist()


def test_batches_hold_every_window_once_within_their_size(encoder: WordEncoder) -> None:
    rng = random.Random(1)
    windows = [[Sentence(["w"] * rng.randint(1, 30), str(i), names=None)] for i in range(200)]
    batches = list(make_batches(windows, encoder, Inventory((), (), (), ()), words=60, rng=rng))
    sizes = [int((row >= 0).sum()) for batch in batches for row in batch.sentence]
    assert sorted(sizes) == sorted(len(window[0].words) for window in windows)
    assert max(batch.sentence.numel() for batch in batches) <= 60


def test_a_window_too_long_for_the_encoder_is_an_error(encoder: WordEncoder) -> None:
    long = Sentence(["w"] * 600, "d")
    with pytest.raises(ValueError, match="602 pieces; the encoder takes 512"):
        one_batch([[long]], encoder, Inventory((), (), (), ()))


def test_windows_keep_to_a_document_and_its_order(parsed: list[Sentence]) -> None:
    sentences = [Sentence([f"{d}-{i}"], d) for d in "abc" for i in range(30)]
    windows = make_windows(sentences, most_words=20, rng=random.Random(2))
    assert sorted(s.words[0] for w in windows for s in w) == sorted(s.words[0] for s in sentences)
    assert max(len(window) for window in windows) > 1
    for window in windows:
        places = [sentences.index(sentence) for sentence in window]
        assert places == list(range(places[0], places[0] + len(window)))
        assert len({sentence.document for sentence in window}) == 1


def test_names_are_swapped_for_others_of_their_kind() -> None:
    sentences = [
        Sentence(["Ann", "Ray", "left", "Homs"], "a", names=["B-PERSON", "I-PERSON", "O", "B-LOC"]),
        Sentence(["Bo", "stayed"], "b", names=["B-PERSON", "O"]),
    ]
    swapper = NameSwapper(sentences, {"LOC": ["New York City"]}, rate=1.0)
    assert swapper.pools["LOC"] == [("Homs",), ("New", "York", "City")]
    seen = set()
    for seed in range(30):
        swapped = swapper(sentences[0], random.Random(seed))
        assert len(swapped.words) == len(swapped.names or [])
        seen.add((" ".join(swapped.words), " ".join(swapped.names or [])))
    assert ("Bo left New York City", "B-PERSON O B-LOC I-LOC I-LOC") in seen
    assert ("Ann Ray left Homs", "B-PERSON I-PERSON O B-LOC") in seen
    assert len(seen) == 4
    assert sentences[0].words == ["Ann", "Ray", "left", "Homs"]


def test_parsed_sentences_and_peoples_are_not_swapped(parsed: list[Sentence]) -> None:
    people = Sentence(["Kurds"], "k", names=["B-NORP"])
    swapper = NameSwapper([people, *parsed], {"LOC": ["Rome"], "NORP": ["Finns"]}, rate=1.0)
    assert swapper(parsed[0], random.Random(0)) is parsed[0]
    assert swapper(people, random.Random(0)).words == ["Kurds"]
