"""The training loop: several heads on one encoder, with checkpoints to resume from."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from graphkit.parse.pieces import WordEncoder
from graphkit.training.batches import (
    IGNORED,
    Batch,
    Inventory,
    NameSwapper,
    make_batches,
    make_windows,
)
from graphkit.training.corpora import Sentence
from graphkit.training.network import Network, NetworkConfig, load_encoder_weights

__all__ = [
    "CHECKPOINT",
    "Average",
    "TrainingConfig",
    "arc_mask",
    "batch_losses",
    "encoder_and_heads",
    "network_config",
    "resume",
    "save",
    "train",
]

CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """What decides a training run; the model card repeats it."""

    epochs: int = 7
    batch_words: int = 1_200
    window_words: int = 120
    encoder_rate: float = 8e-5
    head_rate: float = 1.5e-3
    warmup: float = 0.05
    weight_decay: float = 0.01
    average_decay: float = 0.998
    piece_noise: float = 0.04
    swap_rate: float = 0.25
    clip: float = 5.0
    seed: int = 7
    loss_weights: dict[str, float] = field(
        default_factory=lambda: {
            "tags": 0.5, "pos": 0.25, "lemmas": 0.4, "arcs": 1.0, "labels": 1.0, "kinds": 0.5,
            "names": 1.0, "names_social": 0.3, "names_derived": 0.3,
        }
    )  # fmt: skip


def network_config(inventory: Inventory, **sizes: int) -> NetworkConfig:
    """Return the network's sizes for the labels that it must tell apart."""
    names = len(inventory.names)
    heads = {
        "tags": len(inventory.tags),
        "pos": len(inventory.pos),
        "lemmas": len(inventory.lemmas),
        "kinds": len(inventory.kinds),
        "names": names,
        "names_social": names,
        "names_derived": names,
    }
    return NetworkConfig(heads=heads, labels=len(inventory.deps), **sizes)  # type: ignore[arg-type]


def arc_mask(sentence: Tensor) -> Tensor:
    """Return what must be added to arc scores so that heads stay in the sentence or are the root.

    ``sentence`` (batch, words) numbers each word's sentence, -1 is padding; the mask is
    (batch, words, words + 1), column 0 the root.
    """
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    words = sentence.shape[1]
    itself = torch.eye(words, dtype=torch.bool, device=sentence.device)
    allowed = same & ~itself
    root = torch.ones_like(allowed[:, :, :1])
    return torch.where(torch.cat([root, allowed], 2), 0.0, -1e4)


def batch_losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Return the mean loss of each head over the words that carry its layer."""
    mask = (1.0 - batch.piece_mask.float())[:, None, None, :] * -1e4
    vectors = network.represent(batch.pieces, batch.shapes, batch.first, batch.last, mask)
    losses = {
        name: _cross_entropy(classifier(vectors), batch.gold[name])
        for name, classifier in network.classifiers.items()
        if bool((batch.gold[name] != IGNORED).any())
    }
    heads = batch.gold["heads"]
    known = heads != IGNORED
    if bool(known.any()):
        scores = network.score_arcs(vectors).float() + arc_mask(batch.sentence)
        losses["arcs"] = _cross_entropy(scores, heads)
        dependents, projected = network.project_labels(vectors)
        index = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, projected.shape[-1])
        chosen = torch.gather(projected, 1, index)
        labels = network.score_labels(dependents[known], chosen[known])
        losses["labels"] = _cross_entropy(labels, batch.gold["deps"][known])
    return losses


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(
        scores.float().reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=IGNORED
    )


class Average:
    """An exponential moving average of the weights, which is what is evaluated and shipped."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.state = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: nn.Module) -> None:
        """Move the average towards the weights as they are after one more step."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            own = list(self.state.values())
            new = list(network.state_dict().values())
            torch._foreach_lerp_(own, new, 1 - decay)


def train(
    sentences: list[Sentence],
    inventory: Inventory,
    encoder: WordEncoder,
    *,
    start: Path,
    folder: Path,
    config: TrainingConfig,
    extra_names: dict[str, list[str]],
    evaluate: Callable[[Network], dict[str, float]],
    report: Callable[[str], None],
    repeats: Callable[[Sentence], int] = lambda _sentence: 1,
    device: str = "cpu",
) -> Network:
    """Return the trained network (averaged weights); resumes from ``folder/checkpoint.pt``."""
    torch.manual_seed(config.seed)
    torch.set_flush_denormal(True)  # moments of unseen pieces decay towards zero
    network = Network(network_config(inventory))
    load_encoder_weights(network, start)
    network.to(device)
    swapper = NameSwapper(sentences, extra_names, config.swap_rate)
    optimizer = _optimizer(network, config)
    average = Average(network, config.average_decay)
    first_epoch = resume(folder / CHECKPOINT, network, optimizer, average, report)
    pool = [s for s in sentences for _ in range(repeats(s))]
    total = config.epochs * max(1, sum(len(s.words) for s in pool) // config.batch_words)
    step = first_epoch * total // config.epochs
    for epoch in range(first_epoch, config.epochs):
        rng = random.Random(config.seed * 1_000 + epoch)
        network.train()
        windows = make_windows(
            [swapper(s, rng) for s in pool], most_words=config.window_words, rng=rng
        )
        began, words = time.monotonic(), 0
        for batch in make_batches(
            windows, encoder, inventory, words=config.batch_words, rng=rng,
            noise=config.piece_noise,
        ):  # fmt: skip
            _set_rates(optimizer, config, step / total)
            losses = _step(network, optimizer, batch.to(device), config)
            average.update(network)
            step += 1
            words += int((batch.sentence >= 0).sum())
            if step % 100 == 0:
                speed = words / (time.monotonic() - began)
                shown = " ".join(f"{k} {v:.3f}" for k, v in losses.items())
                report(f"epoch {epoch + 1} step {step}/{total} {speed:.0f} words/s {shown}")
        save(folder / CHECKPOINT, network, optimizer, average, epoch + 1)
        scored = _averaged(network, average)
        report(f"epoch {epoch + 1} scores {json.dumps(evaluate(scored))}")
    return _averaged(network, average)


def _step(
    network: Network, optimizer: torch.optim.Optimizer, batch: Batch, config: TrainingConfig
) -> dict[str, float]:
    device = batch.pieces.device.type
    with torch.autocast(device, dtype=torch.bfloat16):
        losses = batch_losses(network, batch)
    loss = torch.stack([config.loss_weights[n] * v for n, v in losses.items()]).sum()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(network.parameters(), config.clip)
    optimizer.step()
    return {name: value.item() for name, value in losses.items()}


def encoder_and_heads(network: Network) -> tuple[list[Tensor], list[Tensor]]:
    """Return the parameters that come pretrained, and those of what is built on them."""
    pretrained = ("words.", "places.", "embedding_norm.", "layers.")
    named = list(network.named_parameters())
    encoder: list[Tensor] = [p for name, p in named if name.startswith(pretrained)]
    heads: list[Tensor] = [p for name, p in named if not name.startswith(pretrained)]
    return encoder, heads


def _optimizer(network: Network, config: TrainingConfig) -> torch.optim.Optimizer:
    encoder, heads = encoder_and_heads(network)
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": config.encoder_rate, "peak": config.encoder_rate},
            {"params": heads, "lr": config.head_rate, "peak": config.head_rate},
        ],
        weight_decay=config.weight_decay,
        betas=(0.9, 0.98),
        fused=True,
    )


def _set_rates(optimizer: torch.optim.Optimizer, config: TrainingConfig, done: float) -> None:
    factor = min(done / config.warmup, max(0.0, 1.0 - done) / (1.0 - config.warmup))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(factor, 0.002)


def _averaged(network: Network, average: Average) -> Network:
    copy = Network(network.config)
    copy.load_state_dict(average.state)
    return copy.to(next(network.parameters()).device).eval()


def save(
    path: Path,
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    average: Average,
    epoch: int,
) -> None:
    """Write what a run needs to go on after an epoch."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(
        {
            "network": network.state_dict(), "optimizer": optimizer.state_dict(),
            "average": average.state, "steps": average.steps, "epoch": epoch,
        },
        partial,
    )  # fmt: skip
    partial.replace(path)


def resume(
    path: Path,
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    average: Average,
    report: Callable[[str], None],
) -> int:
    """Take up what ``save`` wrote and return the number of epochs done, 0 without a file."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    for group in optimizer.param_groups:
        group["fused"] = True
    average.state, average.steps = state["average"], state["steps"]
    report(f"resumed after epoch {state['epoch']}")
    return int(state["epoch"])
