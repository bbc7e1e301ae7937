"""The event model in numpy: what it stores, and what its layers read and tell."""

from __future__ import annotations

import numpy as np
import pytest

from graphkit.extract.features import CLASSES, LAYERS, PAIR_FLAGS, STATUSES, Pairs, WordRows
from graphkit.extract.model import ROLES, EventModel, Floats, WordStates, pair_indices, word_labels

WIDTH, HIDDEN, PAIR, TABLE = 3, 5, 4, 2
PUNCT = 10
VOCABULARIES = {
    "deps": {"nsubj": 1, "ROOT": 2},
    "paths": {">nsubj": 1, "^acl>nmod:poss": 2},
    "ends": {"nsubj:": 1, "obl:für": 2},
    "firsts": {"nsubj": 1},
}
TABLES = {name: len(known) + 1 for name, known in VOCABULARIES.items()} | LAYERS
JOINED = 3 * WIDTH + (len(LAYERS) + 2) * TABLE + 2 * len(CLASSES)
SHAPES = {
    "first": (HIDDEN, JOINED),
    "second": (HIDDEN, HIDDEN),
    "classes": (len(CLASSES), HIDDEN),
    "status_first": (PAIR, 3 * HIDDEN + WIDTH + len(STATUSES)),
    "status": (len(STATUSES), PAIR),
    "trigger": (PAIR, HIDDEN + TABLE),
    "candidate": (PAIR, HIDDEN),
    "flags": (PAIR, PAIR_FLAGS),
    "trigger_product": (PAIR, HIDDEN + TABLE),
    "candidate_product": (PAIR, HIDDEN),
    "middle": (PAIR, 2 * PAIR),
    "roles": (len(ROLES), PAIR),
}


@pytest.fixture
def model() -> EventModel:
    """Return a model of a few dimensions with random weights."""
    rng = np.random.default_rng(3)
    weights = {"vectors.bias": rng.normal(size=WIDTH)}
    for name, shape in SHAPES.items():
        weights[f"{name}.weight"] = rng.normal(size=shape, scale=shape[1] ** -0.5)
        weights[f"{name}.bias"] = rng.normal(size=shape[0])
    for name in (*LAYERS, "deps"):
        weights[f"{name}.weight"] = rng.normal(size=(TABLES[name], TABLE))
    weights["class.weight"] = rng.normal(size=(len(CLASSES), TABLE))
    for name, size in (*TABLES.items(), ("lengths", 10), ("distances", 12)):
        if name in {"paths", "ends", "firsts", "lengths", "distances"}:
            weights[f"{name}.weight"] = rng.normal(size=(size, PAIR))
    return EventModel({n: w.astype(np.float32) for n, w in weights.items()}, VOCABULARIES)


def word_rows(deps: tuple[str, ...], heads: list[int]) -> WordRows:
    size = len(deps)
    flags = np.zeros((size, len(CLASSES)), np.float32)
    return WordRows(
        labels=np.zeros((size, len(LAYERS)), np.int64),
        deps=deps,
        heads=np.array(heads, np.int64),
        offered=flags,
        fired=flags,
    )


def no_flags(pairs: int) -> Floats:
    return np.zeros((pairs, PAIR_FLAGS), np.float32)


THREE = word_rows(("nsubj", "ROOT", "obj"), [1, 1, 1])


def read(model: EventModel, rows: WordRows, *, changed: int | None = None) -> WordStates:
    """Read words whose vectors are random, that of one word changed."""
    vectors = np.random.default_rng(5).normal(size=(len(rows.deps), WIDTH)).astype(np.float32)
    if changed is not None:
        vectors[changed] += 1
    return model.read(vectors, rows)


def read_status(model: EventModel, states: WordStates, *ruled: int) -> Floats:
    return model.status(states, np.arange(len(states.hidden)), np.array(ruled))


def test_weights_are_stored_in_half_precision(model: EventModel) -> None:
    stored = EventModel.from_bytes(model.to_bytes())
    assert stored.weights.keys() == model.weights.keys()
    for name, value in model.weights.items():
        np.testing.assert_array_equal(stored.weights[name], value.astype(np.float16))
        assert stored.weights[name].dtype == np.float32


def test_vocabularies_are_stored_as_they_are(model: EventModel) -> None:
    assert EventModel.from_bytes(model.to_bytes()).vocabularies == VOCABULARIES


def test_what_was_stored_once_is_stored_again_unchanged(model: EventModel) -> None:
    once = EventModel.from_bytes(model.to_bytes())
    again = EventModel.from_bytes(once.to_bytes())
    for name, value in once.weights.items():
        np.testing.assert_array_equal(again.weights[name], value)


def test_a_stored_model_reads_nearly_as_before(model: EventModel) -> None:
    stored = EventModel.from_bytes(model.to_bytes())
    np.testing.assert_allclose(read(stored, THREE).classes, read(model, THREE).classes, atol=0.02)


def test_the_width_is_that_of_the_vectors(model: EventModel) -> None:
    assert model.width == WIDTH


def test_word_labels_end_with_the_dependency() -> None:
    rows = word_rows(("ROOT", "nsubj"), [0, 0])
    rows.labels[0] = [1, 2, 3, 4]
    assert word_labels(rows, VOCABULARIES).tolist() == [[1, 2, 3, 4, 2], [0, 0, 0, 0, 1]]


def test_an_unknown_dependency_is_0() -> None:
    assert word_labels(THREE, VOCABULARIES)[:, -1].tolist() == [1, 2, 0]


def test_pair_indices_are_path_end_first_edge_length_and_distance() -> None:
    pairs = Pairs((4,), (("^acl>nmod:poss", "obl:für", "nsubj"),), (2,), (7,), no_flags(1))
    assert pair_indices(pairs, VOCABULARIES).tolist() == [[2, 2, 1, 2, 7]]


def test_unknown_paths_are_0() -> None:
    pairs = Pairs((4,), (("?", "?", "?"),), (9,), (3,), no_flags(1))
    assert pair_indices(pairs, VOCABULARIES).tolist() == [[0, 0, 0, 9, 3]]


def test_no_pairs_have_no_indices() -> None:
    pairs = Pairs((), (), (), (), no_flags(0))
    assert pair_indices(pairs, VOCABULARIES).shape == (0, 5)


def test_every_word_has_probabilities_of_classes_and_status(model: EventModel) -> None:
    states = read(model, THREE)
    assert states.hidden.shape == (3, HIDDEN)
    status = read_status(model, states, 0, 0, 0)
    assert (states.classes.shape, status.shape) == ((3, len(CLASSES)), (3, len(STATUSES)))
    np.testing.assert_allclose(states.classes.sum(1), 1, rtol=1e-5)
    np.testing.assert_allclose(status.sum(1), 1, rtol=1e-5)


def test_states_stay_in_single_precision(model: EventModel) -> None:
    states = read(model, THREE)
    status = read_status(model, states, 0, 0, 0)
    assert states.hidden.dtype == states.classes.dtype == status.dtype == np.float32


def test_a_word_is_read_with_its_governor_and_its_dependents_only(model: EventModel) -> None:
    chain = word_rows(("ROOT", "obj", "nmod", "nmod"), [0, 0, 1, 2])
    before, after = read(model, chain), read(model, chain, changed=0)
    moved = np.abs(after.hidden - before.hidden).max(1) > 1e-6
    assert moved.tolist() == [True, True, False, False]
    moved = np.abs(read(model, chain, changed=3).hidden - before.hidden).max(1) > 1e-6
    assert moved.tolist() == [False, False, True, True]


def test_words_that_are_no_content_have_no_state(model: EventModel) -> None:
    rows = word_rows(("nsubj", "ROOT", "punct"), [1, 1, 1])
    rows.labels[2, 0] = PUNCT
    states, whole = read(model, rows), read(model, THREE)
    assert not states.hidden[2].any()
    assert not states.classes[2].any()
    np.testing.assert_allclose(states.classes[0], whole.classes[0], rtol=1e-5)


def test_dependents_count_by_their_mean(model: EventModel) -> None:
    two = np.array([[0, 0, 0], [1, 2, 3], [3, 2, 1]], np.float32)
    one = np.array([[0, 0, 0], [2, 2, 2]], np.float32)
    found = model.read(two, word_rows(("ROOT", "obj", "obj"), [0, 0, 0])).hidden[0]
    same = model.read(one, word_rows(("ROOT", "obj"), [0, 0])).hidden[0]
    np.testing.assert_allclose(found, same, rtol=1e-5)


def test_the_status_of_a_word_depends_on_that_which_the_rules_give_it(model: EventModel) -> None:
    states = read(model, THREE)
    moved = np.abs(read_status(model, states, 0, 3, 0) - read_status(model, states, 0, 0, 0)).max(1)
    assert (moved > 1e-6).tolist() == [False, True, False]


def test_the_status_of_some_words_is_that_among_all(model: EventModel) -> None:
    states = read(model, THREE)
    some = model.status(states, np.array([2]), np.array([1]))
    np.testing.assert_allclose(some, read_status(model, states, 0, 0, 1)[2:], rtol=1e-5)


def test_every_pair_has_a_probability_of_each_role(model: EventModel) -> None:
    scores = model.roles(
        read(model, THREE),
        np.array([1, 1]),
        np.array([16, 16]),
        np.array([0, 2]),
        np.array([[1, 1, 1, 1, 0], [0, 0, 0, 9, 6]]),
        no_flags(2),
    )
    assert scores.shape == (2, len(ROLES))
    assert ((scores > 0) & (scores < 1)).all()


def test_roles_depend_on_the_class_of_the_trigger(model: EventModel) -> None:
    scores = model.roles(
        read(model, THREE),
        np.array([1, 1]),
        np.array([1, 16]),
        np.array([0, 0]),
        np.zeros((2, 5), np.int64),
        no_flags(2),
    )
    assert np.abs(scores[0] - scores[1]).max() > 1e-6
