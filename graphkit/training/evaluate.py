"""Scores of a torch network on development sentences, for watching a run.

The scores in the model card come from the shipped int8 file instead (``graphkit.training.card``).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from graphkit.parse.lemmas import apply_lemma_rule
from graphkit.parse.pieces import WordEncoder
from graphkit.parse.trees import best_tree
from graphkit.training.batches import Batch, Inventory, make_batches
from graphkit.training.corpora import Sentence
from graphkit.training.network import Network
from graphkit.training.train import arc_mask

__all__ = ["name_spans", "score_names", "score_parses", "span_scores"]


def name_spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return (first, end, type) of BIO labels; an I without its B begins a span."""
    spans, start, kind = set(), 0, ""
    for index, label in enumerate([*labels, "O"]):
        if kind and (label[0] != "I" or label[2:] != kind):
            spans.add((start, index, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = index, label[2:]
    return spans


def span_scores(
    gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]], kinds: frozenset[str]
) -> dict[str, float]:
    """Return micro precision, recall and F1 in percent over spans of the given types."""
    right = found = wanted = 0
    for g, p in zip(gold, predicted, strict=True):
        a = {s for s in name_spans(g) if s[2] in kinds}
        b = {s for s in name_spans(p) if s[2] in kinds}
        right, found, wanted = right + len(a & b), found + len(b), wanted + len(a)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"p": 100 * precision, "r": 100 * recall, "f": 100 * f1}


def score_names(
    network: Network,
    sentences: Sequence[Sentence],
    encoder: WordEncoder,
    inventory: Inventory,
    device: str,
) -> float:
    """Return the F1 of PERSON, ORG and LOC on sentences with names, in percent."""
    gold, predicted = [], []
    for batch in _batches(sentences, encoder, inventory, device):
        with torch.no_grad():
            best = network.classifiers["names"](_vectors(network, batch)).argmax(-1).cpu()
        for row, labels in zip(best, batch.gold["names"].cpu(), strict=True):
            size = int((labels >= 0).sum())
            gold.append([inventory.names[i] for i in labels[:size]])
            predicted.append([inventory.names[i] for i in row[:size]])
    return span_scores(gold, predicted, frozenset({"PERSON", "ORG", "LOC"}))["f"]


def score_parses(
    network: Network,
    sentences: Sequence[Sentence],
    encoder: WordEncoder,
    inventory: Inventory,
    device: str,
) -> dict[str, float]:
    """Return tag and lemma accuracy, UAS and LAS in percent; arcs without punctuation."""
    counts = dict.fromkeys(("words", "tag", "lemma", "arcs", "uas", "las"), 0)
    by_words = {" ".join(s.words): s for s in sentences}
    order = sorted(by_words.values(), key=lambda s: len(s.words))
    for begin in range(0, len(order), 48):
        group = order[begin : begin + 48]
        (batch,) = _collated(group, encoder, inventory, device)
        with torch.no_grad():
            vectors = _vectors(network, batch)
            arcs = (network.score_arcs(vectors) + arc_mask(batch.sentence)).float().cpu().numpy()
            tags = network.classifiers["tags"](vectors).argmax(-1).cpu().numpy()
            rules = network.classifiers["lemmas"](vectors).argmax(-1).cpu().numpy()
            dependents, projected = network.project_labels(vectors)
            for row, sentence in enumerate(group):
                size = len(sentence.words)
                heads = best_tree(np.ascontiguousarray(arcs[row, :size, : size + 1]))
                index = torch.from_numpy(heads).to(device)
                labels = network.score_labels(dependents[row, :size], projected[row][index])
                chosen = labels.argmax(-1).cpu().numpy()
                _count(counts, sentence, inventory, heads, chosen, tags[row], rules[row])
    return {
        "tag": 100 * counts["tag"] / counts["words"],
        "lemma": 100 * counts["lemma"] / counts["words"],
        "uas": 100 * counts["uas"] / counts["arcs"],
        "las": 100 * counts["las"] / counts["arcs"],
    }


def _count(counts, sentence, inventory, heads, labels, tags, rules) -> None:  # type: ignore[no-untyped-def]
    for i, word in enumerate(sentence.words):
        counts["words"] += 1
        counts["tag"] += inventory.tags[tags[i]] == sentence.tags[i]
        counts["lemma"] += apply_lemma_rule(word, inventory.lemmas[rules[i]]) == sentence.lemmas[i]
        if sentence.pos[i] == "PUNCT":
            continue
        counts["arcs"] += 1
        right = int(heads[i]) == sentence.heads[i]
        counts["uas"] += right
        counts["las"] += right and inventory.deps[labels[i]] == sentence.deps[i]


def _vectors(network: Network, batch: Batch) -> torch.Tensor:
    mask = (1.0 - batch.piece_mask.float())[:, None, None, :] * -1e4
    return network.represent(batch.pieces, batch.shapes, batch.first, batch.last, mask)


def _collated(group, encoder, inventory, device) -> list[Batch]:  # type: ignore[no-untyped-def]
    rng = random.Random(0)
    batches = make_batches([[s] for s in group], encoder, inventory, words=10**9, rng=rng)
    return [batch.to(device) for batch in batches]


def _batches(
    sentences: Sequence[Sentence], encoder: WordEncoder, inventory: Inventory, device: str
) -> Iterator[Batch]:
    order = sorted(sentences, key=lambda s: len(s.words))
    for begin in range(0, len(order), 48):
        yield from _collated(order[begin : begin + 48], encoder, inventory, device)
