"""Valid dependency trees from arc scores."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_tree"]

Scores: TypeAlias = NDArray[np.float32]
Heads: TypeAlias = NDArray[np.int64]


def best_tree(scores: Scores) -> Heads:
    """Return the heads of the best tree with one root for scores (words, words + 1).

    Column 0 is the root; the result counts heads from 1, 0 is the root. The best head of each word
    is taken where that makes a tree; else Chu-Liu-Edmonds (1967) finds the best tree.
    """
    heads: Heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and not _has_cycle(heads):
        return heads
    return _best_single_root(scores)


def _has_cycle(heads: Heads) -> bool:
    """True where some word does not reach the root: pointers are doubled, log(words) times."""
    pointer = np.concatenate(([0], heads))
    for _ in range(len(pointer).bit_length()):
        pointer = pointer[pointer]
    return bool(pointer.any())


def _best_single_root(scores: Scores) -> Heads:
    """Chu-Liu-Edmonds with a price on every root that no other gain can pay back."""
    priced = scores.astype(np.float64)
    np.fill_diagonal(priced[:, 1:], priced[:, 1:].max())  # a word's own head is never read
    priced[:, 0] -= (len(priced) + 1) * (1.0 + float(np.ptp(priced)))
    return _chu_liu_edmonds(priced)


def _chu_liu_edmonds(scores: NDArray[np.float64]) -> Heads:
    """Return the heads of the maximum spanning arborescence over words 1..n and root 0."""
    size = len(scores) + 1
    weights = np.full((size, size), -np.inf)
    weights[1:, :] = scores
    np.fill_diagonal(weights, -np.inf)
    return _arborescence(weights)[1:]


def _arborescence(weights: NDArray[np.float64]) -> Heads:
    """``weights[d, h]`` scores head h of node d; node 0 is the root and has no head."""
    heads = np.zeros(len(weights), dtype=np.int64)
    heads[1:] = weights[1:].argmax(1)
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(weights), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle_score = weights[cycle, heads[cycle]].sum()
    size = len(outside) + 1
    contracted = np.full((size, size), -np.inf)
    contracted[:-1, :-1] = weights[np.ix_(outside, outside)]
    out_of = weights[np.ix_(outside, cycle)]
    leaving = out_of.argmax(1)
    contracted[:-1, -1] = out_of.max(1)
    into = weights[np.ix_(cycle, outside)] - weights[cycle, heads[cycle]][:, None] + cycle_score
    entering = into.argmax(0)
    contracted[-1, :-1] = into.max(0)
    solved = _arborescence(contracted)
    result = heads.copy()
    for position, node in enumerate(outside):
        if node == 0:
            continue
        head = solved[position]
        result[node] = cycle[leaving[position]] if head == size - 1 else outside[head]
    broken = cycle[entering[solved[-1]]]
    result[broken] = outside[solved[-1]]
    return result


def _find_cycle(heads: Heads) -> NDArray[np.int64] | None:
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        node, path = start, []
        while node != 0 and seen[node] == 0:
            seen[node] = start
            path.append(node)
            node = int(heads[node])
        if node != 0 and seen[node] == start and node in path:
            return np.array(path[path.index(node) :])
    return None
