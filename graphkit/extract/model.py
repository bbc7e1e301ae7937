"""The trained event model in numpy: classes and status of triggers, roles of their arguments.

A two-layer perceptron reads each word (its vector, its governor's, the mean of its dependents',
labels, and what ontology and rules say of it) and tells the event class it triggers and the
status. Roles of the words beside a trigger are scored by a perceptron over both words, the tree
path between them and what the rules say. All layers are rectified linear units.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graphkit.errors import PipelineError
from graphkit.extract.features import LAYERS, STATUSES, Pairs, WordRows

__all__ = ["ROLES", "EventModel", "Floats", "WordStates", "pair_indices", "word_labels"]

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int64]
Vocabularies: TypeAlias = Mapping[str, Mapping[str, int]]

ROLES = ("source", "target", "speaker")
_VOCABULARIES = "vocabularies"
_LEAST_SCORE = np.float32(-80)  # below it exp overflows


@dataclass(frozen=True, slots=True)
class WordStates:
    """Of n words: hidden states (n, hidden) and probabilities of classes (n, 17).

    Both are zero of the words that ``WordRows.content`` leaves out. ``heads`` are the words'
    governors, ``below`` the mean vectors of their dependents, (n, width).
    """

    hidden: Floats
    classes: Floats
    heads: Integers
    below: Floats


def word_labels(rows: WordRows, vocabularies: Vocabularies) -> Integers:
    """Return the label indices of words, (n, 5): the layers of ``LAYERS``, then dependency."""
    known = vocabularies["deps"]
    deps = np.array([known.get(name, 0) for name in rows.deps], np.int64)
    return np.concatenate([rows.labels, deps[:, None]], 1)


def pair_indices(pairs: Pairs, vocabularies: Vocabularies) -> Integers:
    """Return the indices of a trigger's pairs, (m, 5): path, end, first edge, length, distance."""
    paths, ends, firsts = (vocabularies[name] for name in ("paths", "ends", "firsts"))
    cells = [
        cell
        for (path, end, first), length, distance in zip(
            pairs.keys, pairs.lengths, pairs.distances, strict=True
        )
        for cell in (paths.get(path, 0), ends.get(end, 0), firsts.get(first, 0), length, distance)
    ]
    return np.array(cells, np.int64).reshape(-1, 5)


class EventModel:
    """Weights by name and the vocabularies of their embedding tables."""

    def __init__(self, weights: Mapping[str, Floats], vocabularies: Vocabularies) -> None:
        self.weights = dict(weights)
        self.vocabularies = vocabularies

    @classmethod
    def from_bytes(cls, data: bytes) -> EventModel:
        """Return the model that ``to_bytes`` wrote."""
        with np.load(io.BytesIO(data)) as stored:
            weights = {
                name: stored[name].astype(np.float32) for name in stored if name != _VOCABULARIES
            }
            return cls(weights, json.loads(bytes(stored[_VOCABULARIES])))

    def to_bytes(self) -> bytes:
        """Return the model as an ``.npz`` file of half-precision arrays."""
        buffer = io.BytesIO()
        text = json.dumps(self.vocabularies, ensure_ascii=False).encode()
        arrays: dict[str, Any] = {
            name: value.astype(np.float16) for name, value in self.weights.items()
        }
        arrays[_VOCABULARIES] = np.frombuffer(text, np.uint8)
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    @property
    def width(self) -> int:
        """The number of dimensions of the word vectors that the model reads."""
        return int(self.weights["vectors.bias"].shape[0])

    def read(self, vectors: Floats, rows: WordRows) -> WordStates:
        """Return the states of words from their vectors, (n, width), and features.

        PipelineError where the vectors are not those that the model was trained on.
        """
        if vectors.shape[1:] != (self.width,):
            raise PipelineError(
                f"word vectors of shape {vectors.shape}, the event model reads {self.width} a word;"
                " parse with the pipeline that it belongs to"
            )
        own = vectors + self.weights["vectors.bias"]
        heads, words = rows.heads, rows.content
        below = _mean_of_children(own, heads)
        labels = word_labels(rows, self.vocabularies)
        layers = [
            self.weights[f"{name}.weight"][labels[words, column]]
            for column, name in enumerate((*LAYERS, "deps"))
        ]
        above = self.weights["deps.weight"][labels[heads[words], -1]]
        around = [own[words], own[heads[words]], below[words]]
        rules = [rows.offered[words], rows.fired[words]]
        x = np.concatenate([*around, *layers, above, *rules], 1, dtype=np.float32)
        hidden = _relu(self._linear("first", x))
        hidden = hidden + _relu(self._linear("second", hidden))
        classes = _softmax(self._linear("classes", hidden))
        size = len(rows.deps)
        return WordStates(_among(hidden, words, size), _among(classes, words, size), heads, below)

    def status(self, states: WordStates, words: Integers, ruled: Integers) -> Floats:
        """Return the probabilities of the status of k words, (k, 5); ``ruled`` is the rules'."""
        heads = states.heads[words]
        above = states.heads[heads]
        rules = np.eye(len(STATUSES), dtype=np.float32)[ruled]
        around = [states.hidden[places] for places in (words, heads, above)]
        x = np.concatenate([*around, states.below[words], rules], 1)
        return _softmax(self._linear("status", _relu(self._linear("status_first", x))))

    def roles(
        self,
        states: WordStates,
        triggers: Integers,
        classes: Integers,
        candidates: Integers,
        indices: Integers,
        flags: Floats,
    ) -> Floats:
        """Return the probabilities of m pairs that the candidate has each of ``ROLES``, (m, 3).

        What depends on one side alone is computed once for all pairs that share it.
        """
        weights = self.weights
        first, act = _same(triggers * len(weights["class.weight"]) + classes)
        ours = np.concatenate(
            [states.hidden[triggers[first]], weights["class.weight"][classes[first]]], 1
        )
        first, word = _same(candidates)
        theirs = states.hidden[candidates[first]]
        added = self._linear("trigger", ours)[act] + self._linear("candidate", theirs)[word]
        for column, name in enumerate(("paths", "ends", "firsts", "lengths", "distances")):
            added += weights[f"{name}.weight"][indices[:, column]]
        added += self._linear("flags", flags)
        product = self._linear("trigger_product", ours)[act]
        product *= self._linear("candidate_product", theirs)[word]
        middle = _relu(self._linear("middle", np.concatenate([_relu(added), product], 1)))
        scores: Floats = np.reciprocal(
            np.exp(-np.maximum(self._linear("roles", middle), _LEAST_SCORE)) + np.float32(1)
        )
        return scores

    def _linear(self, name: str, x: Floats) -> Floats:
        made: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return made


def _same(keys: Integers) -> tuple[Integers, Integers]:
    """Return the first place of each different key, and for each place which of them it has."""
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    return first, which


def _relu(x: Floats) -> Floats:
    made: Floats = np.maximum(x, np.float32(0))
    return made


def _softmax(x: Floats) -> Floats:
    shifted = np.exp(x - x.max(1, keepdims=True))
    made: Floats = shifted / shifted.sum(1, keepdims=True)
    return made


def _among(found: Floats, words: Integers, size: int) -> Floats:
    """Rows of some words among those of all, which are zero."""
    made = np.zeros((size, found.shape[1]), np.float32)
    made[words] = found
    return made


def _mean_of_children(vectors: Floats, heads: Integers) -> Floats:
    """The mean vector of each word's dependents, zero where it has none."""
    made = np.zeros_like(vectors)
    dependents = np.flatnonzero(heads != np.arange(len(heads)))
    dependents = dependents[np.argsort(heads[dependents], kind="stable")]
    governors, first, counts = np.unique(heads[dependents], return_index=True, return_counts=True)
    if len(governors):
        total = np.add.reduceat(vectors[dependents], first)
        made[governors] = total / counts[:, None].astype(np.float32)
    return made
