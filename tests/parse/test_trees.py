from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from graphkit.parse.trees import best_tree

Scores = NDArray[np.float32]


def is_tree(heads: NDArray[np.int64]) -> bool:
    """True for one root and no cycle; heads count from 1, 0 is the root."""
    if (heads == 0).sum() != 1:
        return False
    for word in range(1, len(heads) + 1):
        steps = 0
        while word:
            word, steps = int(heads[word - 1]), steps + 1
            if steps > len(heads):
                return False
    return True


def total(scores: Scores, heads: NDArray[np.int64]) -> float:
    return float(scores[np.arange(len(scores)), heads].astype(np.float64).sum())


def best_by_trial(scores: Scores) -> float:
    words = len(scores)
    trees = (np.array(h) for h in itertools.product(range(words + 1), repeat=words))
    return max(total(scores, heads) for heads in trees if is_tree(heads))


def random_scores(rng: np.random.Generator, words: int) -> Scores:
    scores = rng.normal(size=(words, words + 1)).astype(np.float32)
    np.fill_diagonal(scores[:, 1:], -1e9)
    return scores


@pytest.mark.parametrize("words", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", ["plain", "ties", "many roots", "few roots", "large"])
def test_no_tree_with_one_root_scores_more(words: int, kind: str) -> None:
    rng = np.random.default_rng(words)
    for _ in range(40):
        scores = random_scores(rng, words)
        if kind == "ties":
            scores = np.round(scores)
        if kind == "large":
            scores *= 1_000
        scores[:, 0] += {"many roots": 5, "few roots": -5}.get(kind, 0)
        heads = best_tree(scores)
        assert is_tree(heads)
        assert total(scores, heads) == pytest.approx(best_by_trial(scores), rel=1e-6, abs=1e-4)


def test_no_tree_of_five_words_scores_more() -> None:
    rng = np.random.default_rng(5)
    for _ in range(6):
        scores = random_scores(rng, 5)
        assert total(scores, best_tree(scores)) == pytest.approx(best_by_trial(scores), abs=1e-4)


@pytest.mark.parametrize("words", [6, 30, 220])
def test_any_scores_give_a_tree_with_one_root(words: int) -> None:
    rng = np.random.default_rng(words)
    assert is_tree(best_tree(random_scores(rng, words)))
    assert is_tree(best_tree(np.zeros((words, words + 1), dtype=np.float32)))


def test_the_best_heads_are_kept_where_they_make_a_tree() -> None:
    scores = np.full((3, 4), -9.0, dtype=np.float32)
    scores[1, 0] = scores[0, 2] = scores[2, 2] = 1
    assert best_tree(scores).tolist() == [2, 0, 2]


def test_a_cycle_is_broken_at_its_cheapest_arc() -> None:
    scores = np.array([[0, -9, 5], [1, 5, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [2, 0]


def test_one_word_is_the_root() -> None:
    assert best_tree(np.array([[-5.0, 3.0]], dtype=np.float32)).tolist() == [0]
