"""Fine-tunes the encoder on annotated texts, with all its heads kept in training beside.

Events need word meanings that tagging and parsing do not; sentences of the parsing corpora in
every step keep what the encoder knows of these.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from graphkit.parse.pieces import WordEncoder
from graphkit.training.batches import Inventory, make_batches, make_windows
from graphkit.training.corpora import Sentence
from graphkit.training.events import (
    EventConfig,
    EventExample,
    EventNetwork,
    PieceWindow,
    Vocabularies,
    event_loss,
    join_examples,
    prepare_example,
)
from graphkit.training.network import Network
from graphkit.training.train import (
    Average,
    TrainingConfig,
    batch_losses,
    encoder_and_heads,
    resume,
    save,
)

__all__ = ["CHECKPOINT", "JointConfig", "train_jointly"]

CHECKPOINT = "joint.pt"


@dataclass(frozen=True, slots=True)
class JointConfig:
    """What decides the fine-tuning; ``sentences`` of the parsing corpora are seen an epoch."""

    epochs: int = 6
    batch_texts: int = 24
    encoder_rate: float = 8e-5
    head_rate: float = 7e-4
    event_rate: float = 1e-3
    event_weight: float = 1.0
    parse_words: int = 500
    piece_noise: float = 0.04
    average_decay: float = 0.995
    clip: float = 5.0
    seed: int = 11


def train_jointly(
    network: Network,
    events: EventNetwork,
    known: Vocabularies,
    examples: Sequence[EventExample],
    sentences: Sequence[Sentence],
    inventory: Inventory,
    encoder: WordEncoder,
    *,
    config: JointConfig,
    event_config: EventConfig,
    training: TrainingConfig,
    report: Callable[[str], None],
    folder: Path,
) -> None:
    """Train both networks in place to averaged weights; ``events`` comes trained on the encoder.

    An interrupted run goes on from ``folder/joint.pt``, which each epoch writes.
    """
    torch.manual_seed(config.seed)
    torch.set_flush_denormal(True)
    prepared = [(example.windows, prepare_example(example, known)) for example in examples]
    both = nn.ModuleDict({"network": network, "events": events})
    optimizer = _optimizer(network, events, config)
    average = Average(both, config.average_decay)
    steps = config.epochs * -(-len(prepared) // config.batch_texts)
    done = resume(folder / CHECKPOINT, both, optimizer, average, report)
    step = done * steps // config.epochs
    for epoch in range(done, config.epochs):
        rng = random.Random(config.seed * 1_000 + epoch)
        parses = _endless_batches(sentences, encoder, inventory, config, rng)
        both.train()
        rng.shuffle(prepared)
        began, totals = time.monotonic(), [0.0, 0.0]
        for begin in range(0, len(prepared), config.batch_texts):
            chosen = prepared[begin : begin + config.batch_texts]
            batch = join_examples([arrays for _, arrays in chosen], rng, event_config.mute)
            _set_rates(optimizer, step / steps)
            sizes = [len(arrays["classes"]) for _, arrays in chosen]
            windows = [found for found, _ in chosen]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = _vectors(network, windows, sizes, encoder, rng, config)
                losses = batch_losses(network, next(parses))
            of_events = event_loss(events, batch, vectors.float())
            of_parse = torch.stack(
                [training.loss_weights[name] * value for name, value in losses.items()]
            ).sum()
            optimizer.zero_grad(set_to_none=True)
            (config.event_weight * of_events + of_parse).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(both.parameters(), config.clip)
            optimizer.step()
            average.update(both)
            step += 1
            totals[0] += float(of_events.detach())
            totals[1] += float(of_parse.detach())
        shown = [f"{total * config.epochs / steps:.3f}" for total in totals]
        report(f"epoch {epoch + 1} events {shown[0]} parse {shown[1]} "
               f"{time.monotonic() - began:.0f} s")  # fmt: skip
        save(folder / CHECKPOINT, both, optimizer, average, epoch + 1)
    both.load_state_dict(average.state)
    both.eval()


def _vectors(
    network: Network,
    texts: Sequence[tuple[PieceWindow, ...]],
    sizes: Sequence[int],
    encoder: WordEncoder,
    rng: random.Random,
    config: JointConfig,
) -> Tensor:
    """The encoder's vectors of the tokens of several texts, one after the other; blanks zero."""
    windows = [(window, offset) for offset, text in
               zip(np.cumsum([0, *sizes[:-1]]), texts, strict=True) for window in text]  # fmt: skip
    pieces = max(len(window.inputs["pieces"]) for window, _ in windows)
    words = max(len(window.places) for window, _ in windows)

    def pad(name: str, length: int) -> Tensor:
        made = np.zeros((len(windows), length), np.int64)
        for row, (window, _) in enumerate(windows):
            made[row, : len(window.inputs[name])] = window.inputs[name]
        return torch.from_numpy(made)

    ids = _noisy(pad("pieces", pieces), encoder, rng, config.piece_noise)
    filled = torch.tensor(
        [[0.0] * len(w.inputs["pieces"]) + [-1e4] * (pieces - len(w.inputs["pieces"]))
         for w, _ in windows]
    )[:, None, None, :]  # fmt: skip
    made = network.represent(
        ids, pad("shapes", pieces), pad("first", words), pad("last", words), filled
    )
    places = torch.cat([torch.from_numpy(window.places + offset) for window, offset in windows])
    chosen = torch.cat([made[row, : len(w.places)] for row, (w, _) in enumerate(windows)])
    whole = torch.zeros(sum(sizes), made.shape[-1], dtype=chosen.dtype)
    return whole.index_copy(0, places, chosen)


def _noisy(pieces: Tensor, encoder: WordEncoder, rng: random.Random, rate: float) -> Tensor:
    """Some pieces become the unknown one, so that the words around them are read."""
    chosen = torch.rand(pieces.shape, generator=torch.Generator().manual_seed(rng.getrandbits(31)))
    marks = (pieces == 0) | (pieces == encoder.start) | (pieces == encoder.stop)
    return torch.where((chosen < rate) & ~marks, torch.tensor(encoder.unknown), pieces)


def _endless_batches(
    sentences: Sequence[Sentence],
    encoder: WordEncoder,
    inventory: Inventory,
    config: JointConfig,
    rng: random.Random,
) -> Iterator[Any]:
    while True:
        windows = make_windows(sentences, most_words=120, rng=rng)
        yield from make_batches(
            windows, encoder, inventory, words=config.parse_words, rng=rng, noise=config.piece_noise
        )


def _optimizer(
    network: Network, events: EventNetwork, config: JointConfig
) -> torch.optim.Optimizer:
    encoder, heads = encoder_and_heads(network)
    groups = (
        (encoder, config.encoder_rate), (heads, config.head_rate),
        (list(events.parameters()), config.event_rate),
    )  # fmt: skip
    return torch.optim.AdamW(
        [{"params": parameters, "lr": rate, "peak": rate} for parameters, rate in groups],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip


def _set_rates(optimizer: torch.optim.Optimizer, done: float) -> None:
    factor = min(done / 0.06, (1.0 - done) / 0.94)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(factor, 0.005)
