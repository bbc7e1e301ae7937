"""The shipped model in torch: a six-layer MiniLM encoder, a word-level BiLSTM and its heads.

The arc scorer is the deep biaffine one of Dozat and Manning (2017); labels are scored by a
low-rank form of their bilinear classifier, so that any chosen head can be labelled outside the
graph from two vectors a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from graphkit.parse.shapes import Shape

__all__ = ["Network", "NetworkConfig", "load_encoder_weights"]


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """Sizes of the network; ``heads`` gives each word-level classifier's number of classes."""

    heads: dict[str, int]
    labels: int
    vocabulary: int = 30_522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1_536
    positions: int = 512
    shape_width: int = 32
    lstm: int = 200
    arc: int = 256
    rank: int = 256
    dropout: float = 0.2
    encoder_dropout: float = 0.1


class EncoderLayer(nn.Module):
    """One post-norm transformer layer of BERT (Devlin et al. 2019)."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        width = config.width
        self.heads = config.attention_heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.attended = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, config.inner)
        self.down = nn.Linear(config.inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(config.encoder_dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return (batch, pieces, width) for the same; ``mask`` is added to the attention scores."""
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        q = self.query(x).view(shape).transpose(1, 2)
        k = self.key(x).view(shape).permute(0, 2, 3, 1)
        v = self.value(x).view(shape).transpose(1, 2)
        scores = torch.matmul(q, k) / (width // self.heads) ** 0.5
        if mask is not None:
            scores = scores + mask
        mixed = torch.matmul(torch.softmax(scores, -1), v).transpose(1, 2)
        x = self.attention_norm(x + self.dropout(self.attended(mixed.reshape(x.shape))))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))  # type: ignore[no-any-return]


class Network(nn.Module):
    """Pieces and shapes in, word-level scores out."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        width, both = config.width, 2 * config.lstm
        self.words = nn.Embedding(config.vocabulary, width)
        self.places = nn.Embedding(config.positions, width)
        self.piece_shapes = nn.Embedding(len(Shape), width)
        nn.init.zeros_(self.piece_shapes.weight)
        self.embedding_norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.layers))
        self.mix = nn.Parameter(torch.zeros(3))
        self.word_shapes = nn.Embedding(len(Shape), config.shape_width)
        self.lstm = nn.LSTM(
            width + config.shape_width, config.lstm, bidirectional=True, batch_first=True
        )
        joined = both + width
        self.classifiers = nn.ModuleDict(
            {name: nn.Linear(joined, size) for name, size in config.heads.items()}
        )
        self.arc_dependent = nn.Linear(joined, config.arc)
        self.arc_head = nn.Linear(joined, config.arc)
        self.arc_weight = nn.Linear(config.arc, config.arc, bias=False)
        self.arc_bias = nn.Linear(config.arc, 1, bias=False)
        self.root = nn.Parameter(torch.randn(joined) * 0.02)
        self.label_dependent = nn.Linear(joined, 2 * config.rank)
        self.label_head = nn.Linear(joined, 2 * config.rank)
        self.label_out = nn.Linear(2 * config.rank, config.labels)
        self.dropout = nn.Dropout(config.dropout)
        self.encoder_dropout = nn.Dropout(config.encoder_dropout)

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Return the states of every layer, (batch, pieces, width) each."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.piece_shapes(shapes) + self.places(place)
        x = self.encoder_dropout(self.embedding_norm(x))
        states = []
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states

    def represent(
        self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor, mask: Tensor | None
    ) -> Tensor:
        """Return word vectors, (batch, words, joined), of piece ids and shapes (batch, pieces)."""
        states = self.encode(pieces, shapes, mask)
        weights = torch.softmax(self.mix, 0)
        x = weights[0] * states[-1] + weights[1] * states[-2] + weights[2] * states[-3]
        index = first.unsqueeze(-1).expand(-1, -1, x.shape[-1])
        index_last = last.unsqueeze(-1).expand(-1, -1, x.shape[-1])
        words = (torch.gather(x, 1, index) + torch.gather(x, 1, index_last)) * 0.5
        word_shapes = self.word_shapes(torch.gather(shapes, 1, first))
        words = self.dropout(words)
        context, _ = self.lstm(torch.cat([words, word_shapes], -1))
        return self.dropout(torch.cat([context, words], -1))

    def score_arcs(self, vectors: Tensor) -> Tensor:
        """Return (batch, words, words + 1) arc scores; column 0 is the root."""
        rooted = self.with_root(vectors)
        dependents = self.dropout(F.gelu(self.arc_dependent(vectors)))
        heads = self.dropout(F.gelu(self.arc_head(rooted)))
        bilinear = torch.matmul(self.arc_weight(dependents), heads.transpose(1, 2))
        return bilinear + self.arc_bias(heads).transpose(1, 2)  # type: ignore[no-any-return]

    def with_root(self, vectors: Tensor) -> Tensor:
        """Return the word vectors with the root's put before them."""
        root = self.root.to(vectors.dtype).expand(vectors.shape[0], 1, -1)
        return torch.cat([root, vectors], 1)

    def project_labels(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Return label vectors: dependents (batch, words, 2·rank) and heads (…, words + 1, …)."""
        return self.label_dependent(vectors), self.label_head(self.with_root(vectors))

    def score_labels(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Return label scores of dependents with their heads' vectors, both (…, 2·rank)."""
        rank = self.config.rank
        product = dependents[..., :rank] * heads[..., :rank]
        added = F.relu(dependents[..., rank:] + heads[..., rank:])
        return self.label_out(self.dropout(torch.cat([product, added], -1)))  # type: ignore[no-any-return]


def load_encoder_weights(network: Network, folder: Path) -> None:
    """Start the encoder from a folder with a BERT ``model.safetensors`` of the same sizes."""
    from safetensors.torch import load_file

    state = load_file(folder / "model.safetensors")
    state = {name.removeprefix("bert."): value for name, value in state.items()}
    own = network.state_dict()

    def put(name: str, value: Tensor) -> None:
        own[name].copy_(value)

    put("words.weight", state["embeddings.word_embeddings.weight"])
    types = state["embeddings.token_type_embeddings.weight"][0]
    put("places.weight", state["embeddings.position_embeddings.weight"] + types)
    for part in ("weight", "bias"):
        put(f"embedding_norm.{part}", state[f"embeddings.LayerNorm.{part}"])
        for layer in range(network.config.layers):
            theirs = f"encoder.layer.{layer}."
            for name, source in _LAYER_NAMES.items():
                put(f"layers.{layer}.{name}.{part}", state[f"{theirs}{source}.{part}"])


_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm": "output.LayerNorm",
}
