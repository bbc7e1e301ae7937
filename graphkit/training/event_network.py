"""The event model of ``graphkit.extract.model`` in torch, as it is trained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from graphkit.extract.features import CLASSES, LAYERS, PAIR_FLAGS, STATUSES
from graphkit.extract.model import ROLES

__all__ = ["EventBatch", "EventConfig", "EventNetwork"]


@dataclass(frozen=True, slots=True)
class EventConfig:
    """What decides a training run of the event model; the model card repeats it."""

    epochs: int = 6
    batch_texts: int = 16
    rate: float = 2e-3
    weight_decay: float = 0.02
    dropout: float = 0.3
    warmup_steps: int = 50
    width: int = 128
    hidden: int = 192
    pair: int = 128
    least_count: int = 3
    mute: float = 0.15
    clip: float = 2.0
    seed: int = 7


@dataclass(frozen=True, slots=True)
class EventBatch:
    """Several texts as one graph of words, without padding."""

    vectors: Tensor
    heads: Tensor
    dependents: Tensor
    children: Tensor
    labels: Tensor
    offered: Tensor
    fired: Tensor
    ruled: Tensor
    classes: Tensor
    status: Tensor
    triggers: Tensor
    trigger_classes: Tensor
    candidates: Tensor
    indices: Tensor
    flags: Tensor
    roles: Tensor


class EventNetwork(nn.Module):
    """The event model of ``graphkit.extract.model`` in torch, with the same names of weights."""

    def __init__(self, config: EventConfig, sizes: dict[str, int], vector: int) -> None:
        super().__init__()
        width, hidden, pair = config.width, config.hidden, config.pair
        self.vectors = nn.Linear(vector, width)
        layers = {"pos": 8, "form": 8, "kind": 16, "noun": 8, "deps": 16}
        self.tables = nn.ModuleDict(
            {name: nn.Embedding(sizes[name], size) for name, size in layers.items()}
        )
        into = 3 * width + sum(layers.values()) + layers["deps"] + 2 * len(CLASSES)
        self.first, self.second = nn.Linear(into, hidden), nn.Linear(hidden, hidden)
        self.classes = nn.Linear(hidden, len(CLASSES))
        self.status_first = nn.Linear(3 * hidden + width + len(STATUSES), 96)
        self.status = nn.Linear(96, len(STATUSES))
        self.tables["class"] = nn.Embedding(len(CLASSES), 32)
        self.trigger, self.candidate = nn.Linear(hidden + 32, pair), nn.Linear(hidden, pair)
        for name, size in (
            ("paths", sizes["paths"]), ("ends", sizes["ends"]), ("firsts", sizes["firsts"]),
            ("lengths", 10), ("distances", 12),
        ):  # fmt: skip
            table = nn.Embedding(size, pair)
            nn.init.normal_(table.weight, std=0.05)
            self.tables[name] = table
        self.flags = nn.Linear(PAIR_FLAGS, pair)
        self.trigger_product = nn.Linear(hidden + 32, pair)
        self.candidate_product = nn.Linear(hidden, pair)
        self.middle = nn.Linear(2 * pair, 96)
        self.roles = nn.Linear(96, len(ROLES))
        self.dropout = nn.Dropout(config.dropout)

    def read(self, batch: EventBatch, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return hidden states, class scores and status scores of the words of a batch."""
        own = self.dropout(self.vectors(vectors))
        heads = batch.heads
        below = torch.zeros_like(own).index_add(
            0, heads[batch.dependents], own[batch.dependents]
        ) / batch.children.unsqueeze(1)
        layers = [
            self.tables[name](batch.labels[:, column])
            for column, name in enumerate((*LAYERS, "deps"))
        ]
        above = self.tables["deps"](batch.labels[heads, -1])
        x = torch.cat([own, own[heads], below, *layers, above, batch.offered, batch.fired], 1)
        hidden = F.relu(self.first(self.dropout(x)))
        hidden = self.dropout(hidden + F.relu(self.second(self.dropout(hidden))))
        governors = hidden[heads]
        around = torch.cat([hidden, governors, governors[heads], below, batch.ruled], 1)
        status = self.status(self.dropout(F.relu(self.status_first(around))))
        return hidden, self.classes(hidden), status

    def score_roles(self, hidden: Tensor, batch: EventBatch) -> Tensor:
        """Return the scores of the roles of the pairs of a batch, (m, 3)."""
        ours = torch.cat([hidden[batch.triggers], self.tables["class"](batch.trigger_classes)], 1)
        theirs = hidden[batch.candidates]
        added = self.trigger(ours) + self.candidate(theirs) + self.flags(batch.flags)
        for column, name in enumerate(("paths", "ends", "firsts", "lengths", "distances")):
            added = added + self.tables[name](batch.indices[:, column])
        product = self.trigger_product(ours) * self.candidate_product(theirs)
        joined = torch.cat([self.dropout(F.relu(added)), self.dropout(product)], 1)
        return self.roles(F.relu(self.middle(joined)))  # type: ignore[no-any-return]

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return the weights by the names that ``EventModel`` gives them."""
        return {
            name.removeprefix("tables."): value.detach().numpy().copy()
            for name, value in self.state_dict().items()
            if name != "vectors.weight"
        }

    def projection(self) -> NDArray[np.float32]:
        """Return what turns the encoder's vectors into the model's, (vector, width)."""
        weight: NDArray[np.float32] = self.vectors.weight.detach().numpy().T.copy()
        return weight
