"""Trains the event model on annotated texts, over the word vectors of a finished pipeline.

The encoder stays as it is: its vectors are read once, in the int8 form that ships, so training
sees what users get; the model's own projection of them is stored beside the graph.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional as F

from graphkit.errors import InputError
from graphkit.evaluate.gold import GoldText
from graphkit.extract.arguments import Cast
from graphkit.extract.features import (
    CLASSES,
    LAYERS,
    PAIR_FLAGS,
    STATUSES,
    Pairs,
    SentenceReader,
    WordRows,
)
from graphkit.extract.frames import read_trigger, trigger_words
from graphkit.extract.model import ROLES, EventModel, pair_indices, word_labels
from graphkit.extract.speech import find_speech
from graphkit.extract.status import StatusReader
from graphkit.ontology import Ontology
from graphkit.parse import Parser
from graphkit.resolve import resolve_actors
from graphkit.training.event_network import EventBatch, EventConfig, EventNetwork
from graphkit.types import Document

__all__ = [
    "EventConfig",
    "EventExample",
    "EventNetwork",
    "Vocabularies",
    "event_model",
    "read_examples",
    "train_events",
]

Vocabularies: TypeAlias = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class PieceWindow:
    """A window as the encoder takes it: its words' places among the tokens, and the inputs."""

    places: NDArray[np.int64]
    inputs: dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class EventExample:
    """A text's features with its gold: trigger classes (n) and status (n, -100 for none), and for
    each trigger its pairs with the roles of the candidates, (m, 3). ``ruled`` is the status that
    the rules give each word, (n)."""

    vectors: NDArray[np.float16]
    windows: tuple[PieceWindow, ...]
    rows: WordRows
    ruled: NDArray[np.int64]
    classes: NDArray[np.int64]
    status: NDArray[np.int64]
    pairs: tuple[tuple[int, Pairs, NDArray[np.float32]], ...]


def event_model(network: EventNetwork, known: Vocabularies) -> EventModel:
    """Return the trained network as it ships."""
    return EventModel(network.arrays(), known)


def read_examples(
    texts: Iterable[GoldText], nlp: Language, ontology: Ontology
) -> list[EventExample]:
    """Return the features and gold of annotated texts, as the pipeline parses them."""
    return [_read_example(text, nlp, ontology) for text in texts]


def _read_example(text: GoldText, nlp: Language, ontology: Ontology) -> EventExample:
    document = Document(id=text.id, text=text.text, date=text.date, title=text.title)
    doc = nlp(text.text)
    actors = resolve_actors(document, doc)
    plain = actors.doc
    speech = find_speech(plain, actors)
    cast = Cast(plain, actors, speech.first_persons(), speech.voices)
    found = (read_trigger(token, ontology, cast) for token in trigger_words(plain, ontology))
    statuses = StatusReader(document.date)
    reader = SentenceReader(plain, actors, ontology, [r for r in found if r], statuses)
    heads = [_head(doc, mention.start, mention.end) for mention in text.mentions]
    classes = np.zeros(len(doc), np.int64)
    status = np.full(len(doc), -100, np.int64)
    roles: dict[int, tuple[set[int], set[int], set[int]]] = {}
    for event in text.events:
        trigger = _head(doc, *event.trigger)
        classes[trigger] = CLASSES.index(event.type)
        status[trigger] = STATUSES.index(event.status)
        sources, targets, speakers = roles.setdefault(trigger, (set(), set(), set()))
        sources.add(heads[event.source])
        speakers |= {heads[claim.speaker] for claim in event.claims}
        if event.target is not None:
            targets.add(heads[event.target])
    pairs = []
    for trigger, filled in sorted(roles.items()):
        beside = reader.pairs(trigger)
        gold = [tuple(c in role for role in filled) for c in beside.candidates]
        if gold:
            pairs.append((trigger, beside, np.array(gold, np.float32)))
    windows = piece_windows(doc, nlp)
    vectors = word_vectors(len(doc), windows, nlp)
    rows, ruled = reader.words(0, len(doc)), reader.status(range(len(doc)))
    return EventExample(vectors, windows, rows, ruled, classes, status, tuple(pairs))


def _head(doc: Doc, start: int, end: int) -> int:
    """The syntactic head of the words at these character offsets."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise InputError(f"no words at {start} to {end} of {doc.text[:60]!r}")
    return int(span.root.i)


def piece_windows(doc: Doc, nlp: Language) -> tuple[PieceWindow, ...]:
    """Return the windows in which the pipeline's encoder reads a Doc."""
    visible = np.array([token.i for token in doc if not token.is_space], np.int64)
    return tuple(
        PieceWindow(visible[window.begin : window.end], window.inputs)
        for window in _parser(nlp).windows(doc)
    )


def word_vectors(size: int, windows: Sequence[PieceWindow], nlp: Language) -> NDArray[np.float16]:
    """Return the encoder's vectors of a Doc of ``size`` tokens; blanks have zeros."""
    parser = _parser(nlp)
    vectors = np.zeros((size, 0), np.float16)
    for window in windows:
        made = parser.run(window.inputs).vectors
        if made is None:
            raise InputError("the pipeline's graph gives no word vectors; export it anew")
        if not vectors.size:
            vectors = np.zeros((size, made.shape[1]), np.float16)
        vectors[window.places] = made
    return vectors


def _parser(nlp: Language) -> Parser:
    parser = nlp.get_pipe("graphkit_parser")
    assert isinstance(parser, Parser)
    return parser


def train_events(
    examples: Sequence[EventExample],
    config: EventConfig,
    *,
    report: Callable[[str], None] = lambda _line: None,
) -> tuple[EventNetwork, Vocabularies]:
    """Return the network trained on the examples' own vectors, and its vocabularies."""
    torch.manual_seed(config.seed)
    rng = random.Random(config.seed)
    network, vocabularies = new_network(examples, config)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=config.rate, weight_decay=config.weight_decay
    )
    prepared = [prepare_example(example, vocabularies) for example in examples]
    steps = config.epochs * -(-len(prepared) // config.batch_texts)
    step = 0
    for epoch in range(config.epochs):
        rng.shuffle(prepared)
        total = 0.0
        for begin in range(0, len(prepared), config.batch_texts):
            batch = join_examples(prepared[begin : begin + config.batch_texts], rng, config.mute)
            rate = min(1.0, step / config.warmup_steps) * max(0.02, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = config.rate * rate
            loss = event_loss(network, batch, batch.vectors)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), config.clip)
            optimizer.step()
            step += 1
            total += float(loss.detach())
        report(f"events epoch {epoch + 1} loss {total * config.epochs / steps:.3f}")
    network.eval()
    return network, vocabularies


def new_network(
    examples: Sequence[EventExample], config: EventConfig
) -> tuple[EventNetwork, Vocabularies]:
    """Return an untrained network for the labels and paths of the examples, and these."""
    vocabularies = _vocabularies(examples, config.least_count)
    sizes = {name: len(known) + 1 for name, known in vocabularies.items()} | LAYERS
    return EventNetwork(config, sizes, examples[0].vectors.shape[1]), vocabularies


def event_loss(network: EventNetwork, batch: EventBatch, vectors: Tensor) -> Tensor:
    """The summed losses, each over a typical number of its items in a batch."""
    hidden, classes, status = network.read(batch, vectors)
    loss = F.cross_entropy(classes, batch.classes, reduction="sum") / 40
    if bool((batch.status >= 0).any()):
        loss = loss + 0.5 * F.cross_entropy(status, batch.status, ignore_index=-100)
    if len(batch.triggers):
        roles = network.score_roles(hidden, batch)
        loss = loss + F.binary_cross_entropy_with_logits(roles, batch.roles, reduction="sum") / 60
    return loss


def _vocabularies(examples: Sequence[EventExample], least: int) -> dict[str, dict[str, int]]:
    """The known dependency labels and path keys, from 1; 0 is for all others."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("deps", "paths", "ends", "firsts")
    }
    for example in examples:
        counts["deps"].update(example.rows.deps)
        for _, pairs, _ in example.pairs:
            for path, end, first in pairs.keys:
                counts["paths"][path] += 1
                counts["ends"][end] += 1
                counts["firsts"][first] += 1
    return {
        name: {
            key: index
            for index, key in enumerate(
                sorted(k for k, n in counter.items() if n >= (1 if name == "deps" else least)), 1
            )
        }
        for name, counter in counts.items()
    }


def prepare_example(example: EventExample, known: Vocabularies) -> dict[str, Any]:
    """One text's arrays, with the words of its pairs counted from its own first word."""
    rows, size = example.rows, len(example.classes)
    triggers = [np.full(len(p.candidates), t) for t, p, _ in example.pairs]
    dependents = np.flatnonzero(rows.heads != np.arange(size))
    children = np.bincount(rows.heads[dependents], minlength=size)
    joined = np.concatenate(triggers) if triggers else np.zeros(0, np.int64)
    return {
        "vectors": example.vectors.astype(np.float32),
        "heads": rows.heads,
        "dependents": dependents,
        "children": np.maximum(children, 1).astype(np.float32),
        "labels": word_labels(rows, known),
        "offered": rows.offered,
        "fired": rows.fired,
        "ruled": np.eye(len(STATUSES), dtype=np.float32)[example.ruled],
        "classes": example.classes,
        "status": example.status,
        "triggers": joined,
        "trigger_classes": example.classes[joined],
        "candidates": np.array([c for _, p, _ in example.pairs for c in p.candidates], np.int64),
        "indices": _together([pair_indices(p, known) for _, p, _ in example.pairs], (0, 5)),
        "flags": _together([p.flags for _, p, _ in example.pairs], (0, PAIR_FLAGS)),
        "roles": _together([gold for _, _, gold in example.pairs], (0, len(ROLES))),
    }


def _muted(text: dict[str, Any]) -> dict[str, Any]:
    flags = text["flags"].copy()
    flags[:, [0, 1, 2, 4, 5]] = 0.0
    return {**text, "fired": np.zeros_like(text["fired"]), "flags": flags}


_POSITIONS = frozenset({"heads", "dependents", "triggers", "candidates"})


def _together(parts: list[NDArray[Any]], empty: tuple[int, int]) -> NDArray[Any]:
    return (
        np.concatenate(parts)
        if parts
        else np.zeros(empty, np.int64 if empty[1] == 5 else np.float32)
    )


def join_examples(texts: Sequence[dict[str, Any]], rng: random.Random, mute: float) -> EventBatch:
    """Several texts as one batch; positions move behind the words before them.

    With the chance ``mute`` a text comes without what the rules say of it, so that the model
    learns to read where they are silent.
    """
    texts = [_muted(text) if rng.random() < mute else text for text in texts]
    offsets = np.cumsum([0, *(len(text["classes"]) for text in texts[:-1])])
    joined = {
        name: np.concatenate(
            [
                text[name] + offset if name in _POSITIONS else text[name]
                for text, offset in zip(texts, offsets, strict=True)
            ]
        )
        for name in texts[0]
    }
    return EventBatch(**{name: torch.from_numpy(array) for name, array in joined.items()})
