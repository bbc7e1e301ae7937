"""Names from BIO scores: the best sequence in which no name begins inside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphkit.parse.model import Floats, Integers

__all__ = ["NameDecoder"]


class NameDecoder:
    """Picks BIO labels by the Viterbi algorithm, where the best single labels are no sequence."""

    def __init__(self, labels: Sequence[str]) -> None:
        size = len(labels)
        self._allowed = np.ones((size, size), dtype=bool)
        for after, label in enumerate(labels):
            if label.startswith("I-"):
                kind = label[2:]
                self._allowed[:, after] = [x[2:] == kind and x != "O" for x in labels]
        self._first = np.array([not label.startswith("I-") for label in labels])
        self._penalty = np.where(self._allowed, 0.0, -1e4).astype(np.float32)

    def __call__(self, scores: Floats) -> Integers:
        """Return the label indices (words) for scores (words, labels)."""
        best: Integers = scores.argmax(1)
        if self._first[best[0]] and self._allowed[best[:-1], best[1:]].all():
            return best
        return self._viterbi(scores)

    def _viterbi(self, scores: Floats) -> Integers:
        logs = scores - np.log(np.exp(scores - scores.max(1, keepdims=True)).sum(1, keepdims=True))
        total = np.where(self._first, logs[0], -1e4)
        back = np.empty(scores.shape, dtype=np.int64)
        for index in range(1, len(logs)):
            paths = total[:, None] + self._penalty
            back[index] = paths.argmax(0)
            total = paths.max(0) + logs[index]
        labels = np.empty(len(logs), dtype=np.int64)
        labels[-1] = total.argmax()
        for index in range(len(logs) - 1, 0, -1):
            labels[index - 1] = back[index, labels[index]]
        return labels
