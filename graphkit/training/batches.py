"""Training sentences as padded tensors: windows of consecutive sentences, noise, mention swaps."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from graphkit.parse.lemmas import find_lemma_rule
from graphkit.parse.pieces import WordEncoder
from graphkit.parse.shapes import Shape
from graphkit.training.corpora import KINDS, NAMES, Sentence

__all__ = ["IGNORED", "Batch", "Inventory", "NameSwapper", "make_batches", "make_windows"]

IGNORED = -100
_MOST_PIECES = 400


@dataclass(frozen=True, slots=True)
class Inventory:
    """The closed sets of labels that the heads choose from, in the order of their indices."""

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    deps: tuple[str, ...]
    names: tuple[str, ...] = NAMES
    kinds: tuple[str, ...] = KINDS

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Inventory:
        """Collect the labels of parsed sentences; lemma rules seen once are left out."""
        rules: dict[str, int] = {}
        for sentence in sentences:
            for form, lemma in zip(sentence.words, sentence.lemmas or [], strict=False):
                rule = find_lemma_rule(form, lemma)
                rules[rule] = rules.get(rule, 0) + 1
        return cls(
            tags=_sorted_set(s.tags for s in sentences),
            pos=_sorted_set(s.pos for s in sentences),
            lemmas=tuple(sorted((r for r, n in rules.items() if n > 1), key=lambda r: -rules[r])),
            deps=_sorted_set(s.deps for s in sentences),
        )


def _sorted_set(layers: Iterator[list[str] | None]) -> tuple[str, ...]:
    return tuple(sorted({label for layer in layers if layer for label in layer}))


@dataclass(slots=True)
class Batch:
    """Padded tensors of windows, (batch, pieces) or (batch, words); IGNORED is padding."""

    pieces: Tensor
    shapes: Tensor
    piece_mask: Tensor
    first: Tensor
    last: Tensor
    sentence: Tensor
    gold: dict[str, Tensor]

    def to(self, device: str) -> Batch:
        """Return the same batch on another device."""
        moved = {
            name: getattr(self, name).to(device, non_blocking=True)
            for name in ("pieces", "shapes", "piece_mask", "first", "last", "sentence")
        }
        return Batch(**moved, gold={k: v.to(device) for k, v in self.gold.items()})


class NameSwapper:
    """Swaps names for others of their kind, so that the model reads the words around them."""

    def __init__(self, sentences: Sequence[Sentence], extra: dict[str, list[str]], rate: float):
        self.rate = rate
        pools: dict[str, set[tuple[str, ...]]] = {
            kind: {tuple(name.split()) for name in names} for kind, names in extra.items()
        }
        for sentence in sentences:
            for start, end, kind in _name_spans(sentence.names or []):
                pools.setdefault(kind, set()).add(tuple(sentence.words[start:end]))
        self.pools = {kind: sorted(pool) for kind, pool in pools.items()}

    def __call__(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """Return the sentence with some names swapped (names-only sentences; else unchanged)."""
        if sentence.heads is not None or sentence.names is None:
            return sentence
        words: list[str] = []
        labels: list[str] = []
        at = 0
        for start, end, kind in _name_spans(sentence.names):
            words += sentence.words[at:start]
            labels += sentence.names[at:start]
            chosen = tuple(sentence.words[start:end])
            if kind != "NORP" and self.pools.get(kind) and rng.random() < self.rate:
                chosen = rng.choice(self.pools[kind])
            words += chosen
            labels += ["B-" + kind, *["I-" + kind] * (len(chosen) - 1)]
            at = end
        return replace(
            sentence, words=words + sentence.words[at:], names=labels + sentence.names[at:]
        )


def _name_spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = None
    for index, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            yield start, index, labels[start][2:]
            start = None
        if label.startswith("B-"):
            start = index


def make_windows(
    sentences: Sequence[Sentence], *, most_words: int, rng: random.Random
) -> list[list[Sentence]]:
    """Return windows of consecutive sentences of a document, of random lengths, shuffled."""
    windows: list[list[Sentence]] = []
    target = 0
    for sentence in sentences:
        here = windows[-1] if windows else None
        fits = (
            here is not None
            and here[-1].document == sentence.document
            and here[-1].scheme == sentence.scheme
            and sum(len(s.words) for s in here) + len(sentence.words) <= target
        )
        if fits and here is not None:
            here.append(sentence)
        else:
            windows.append([sentence])
            target = 0 if rng.random() < 0.4 else rng.randint(20, most_words)
    rng.shuffle(windows)
    return windows


def make_batches(
    windows: Sequence[list[Sentence]],
    encoder: WordEncoder,
    inventory: Inventory,
    *,
    words: int,
    rng: random.Random,
    noise: float = 0.0,
) -> Iterator[Batch]:
    """Yield batches of about ``words`` words, windows of like length together, in random order."""
    chunk = 60 * max(1, words // 30)
    batches: list[list[list[Sentence]]] = []
    for begin in range(0, len(windows), chunk):
        group = sorted(windows[begin : begin + chunk], key=lambda w: sum(len(s.words) for s in w))
        pending: list[list[Sentence]] = []
        for window in group:
            longest = sum(len(s.words) for s in window)
            if pending and (len(pending) + 1) * longest > words:
                batches.append(pending)
                pending = []
            pending.append(window)
        if pending:
            batches.append(pending)
    rng.shuffle(batches)
    tables = {
        name: {label: index for index, label in enumerate(getattr(inventory, name))}
        for name in ("tags", "pos", "lemmas", "deps", "names", "kinds")
    }
    for batch in batches:
        yield _collate(batch, encoder, tables, rng, noise)


def _collate(
    windows: list[list[Sentence]],
    encoder: WordEncoder,
    tables: dict[str, dict[str, int]],
    rng: random.Random,
    noise: float,
) -> Batch:
    rows = [_encode_window(window, encoder, tables, rng, noise) for window in windows]
    pieces = max(len(row["pieces"]) for row in rows)
    words = max(len(row["first"]) for row in rows)

    def pad(name: str, length: int, value: int) -> Tensor:
        return torch.tensor([row[name] + [value] * (length - len(row[name])) for row in rows])

    layers = ("tags", "pos", "lemmas", "deps", "heads", "kinds", *_SCHEMES)
    return Batch(
        pieces=pad("pieces", pieces, 0),
        shapes=pad("shapes", pieces, 0),
        piece_mask=torch.tensor(
            [[1] * len(r["pieces"]) + [0] * (pieces - len(r["pieces"])) for r in rows]
        ),
        first=pad("first", words, 0),
        last=pad("last", words, 0),
        sentence=pad("sentence", words, -1),
        gold={name: pad(name, words, IGNORED) for name in layers},
    )


_SCHEMES = ("names", "names_social", "names_derived")


def _encode_window(
    window: list[Sentence],
    encoder: WordEncoder,
    tables: dict[str, dict[str, int]],
    rng: random.Random,
    noise: float,
) -> dict[str, list[int]]:
    row: dict[str, list[int]] = {
        "pieces": [encoder.start], "shapes": [Shape.MARK], "first": [], "last": [],
        "sentence": [], "tags": [], "pos": [], "lemmas": [], "deps": [], "heads": [], "kinds": [],
        "names": [], "names_social": [], "names_derived": [],
    }  # fmt: skip
    recased = rng.random() if noise else 1.0
    for number, sentence in enumerate(window):
        offset = len(row["first"])
        encoded = encoder(sentence.words)
        if len(row["pieces"]) + sum(len(ids) for ids, _ in encoded) > _MOST_PIECES and offset:
            break
        for ids, shape in encoded:
            row["first"].append(len(row["pieces"]))
            if noise and rng.random() < noise:
                ids = (encoder.unknown,)
            row["pieces"] += ids
            row["shapes"] += [_recase(shape, recased)] * len(ids)
            row["last"].append(len(row["pieces"]) - 1)
        row["sentence"] += [number] * len(sentence.words)
        _add_gold(row, sentence, tables, offset)
    row["pieces"].append(encoder.stop)
    row["shapes"].append(Shape.MARK)
    if len(row["pieces"]) > 512:
        raise ValueError(f"a window of {len(row['pieces'])} pieces; the encoder takes 512")
    return row


def _recase(shape: int, chance: float) -> int:
    if chance < 0.02 and shape not in (Shape.PUNCTUATION, Shape.NUMBER):
        return Shape.LOWER
    if chance > 0.985 and chance < 1.0 and shape in (Shape.LOWER, Shape.TITLE):
        return Shape.UPPER
    return shape


def _add_gold(
    row: dict[str, list[int]], sentence: Sentence, tables: dict[str, dict[str, int]], offset: int
) -> None:
    length = len(sentence.words)
    nothing = [IGNORED] * length
    for name in ("tags", "pos", "deps", "kinds"):
        labels = getattr(sentence, name)
        row[name] += [tables[name].get(x, IGNORED) for x in labels] if labels else nothing
    if sentence.lemmas:
        rules = [
            find_lemma_rule(f, m) for f, m in zip(sentence.words, sentence.lemmas, strict=True)
        ]
        row["lemmas"] += [tables["lemmas"].get(rule, IGNORED) for rule in rules]
    else:
        row["lemmas"] += nothing
    row["heads"] += [h + offset if h else 0 for h in sentence.heads] if sentence.heads else nothing
    own = "names" if sentence.scheme == "main" else "names_" + sentence.scheme
    for scheme in _SCHEMES:
        if scheme == own and sentence.names:
            row[scheme] += [tables["names"].get(x, IGNORED) for x in sentence.names]
        else:
            row[scheme] += nothing
