from __future__ import annotations

import random

import pytest

pytest.importorskip("torch")

import torch

from graphkit.parse.pieces import WordEncoder
from graphkit.training.batches import Inventory, make_batches
from graphkit.training.corpora import Sentence
from graphkit.training.network import Network, NetworkConfig
from graphkit.training.train import arc_mask, batch_losses, network_config

SMALL = {
    "vocabulary": 64, "width": 8, "layers": 3, "attention_heads": 2, "inner": 16, "positions": 64,
    "shape_width": 4, "lstm": 4, "arc": 4, "rank": 3,
}  # fmt: skip


@pytest.fixture
def inventory(parsed: list[Sentence]) -> Inventory:
    return Inventory.of(parsed)


@pytest.fixture
def network(inventory: Inventory) -> Network:
    torch.manual_seed(0)
    return Network(network_config(inventory, **SMALL)).eval()


def test_a_config_has_a_head_for_every_layer(inventory: Inventory) -> None:
    config: NetworkConfig = network_config(inventory)
    assert config.heads["tags"] == len(inventory.tags)
    assert config.heads["names"] == config.heads["names_social"] == len(inventory.names)
    assert config.labels == len(inventory.deps)


def test_scores_have_the_shapes_that_they_promise(
    network: Network, inventory: Inventory, encoder: WordEncoder, parsed: list[Sentence]
) -> None:
    rng = random.Random(0)
    (batch,) = make_batches([parsed[:2], parsed[2:]], encoder, inventory, words=100, rng=rng)
    mask = (1.0 - batch.piece_mask.float())[:, None, None, :] * -1e4
    vectors = network.represent(batch.pieces, batch.shapes, batch.first, batch.last, mask)
    assert vectors.shape == (2, 4, 8 + 8)
    assert network.score_arcs(vectors).shape == (2, 4, 5)
    dependents, heads = network.project_labels(vectors)
    assert (dependents.shape, heads.shape) == ((2, 4, 6), (2, 5, 6))
    assert network.score_labels(dependents, heads[:, 1:]).shape == (2, 4, len(inventory.deps))


def test_arcs_stay_in_their_sentence_and_off_their_word() -> None:
    allowed = arc_mask(torch.tensor([[0, 0, 1, -1]])) == 0
    assert allowed[0, :3].int().tolist() == [[1, 0, 1, 0, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0]]


def test_every_annotated_layer_has_a_finite_loss(
    network: Network, inventory: Inventory, encoder: WordEncoder, parsed: list[Sentence]
) -> None:
    rng = random.Random(0)
    (batch,) = make_batches([parsed[:2], parsed[2:]], encoder, inventory, words=100, rng=rng)
    losses = batch_losses(network, batch)
    assert set(losses) == {"tags", "pos", "lemmas", "kinds", "names", "arcs", "labels"}
    assert all(torch.isfinite(loss) for loss in losses.values())


def test_padding_changes_no_word_of_the_encoder(
    network: Network, inventory: Inventory, encoder: WordEncoder, parsed: list[Sentence]
) -> None:
    def words(windows: list[list[Sentence]]) -> torch.Tensor:
        rng = random.Random(0)
        (batch,) = make_batches(windows, encoder, inventory, words=100, rng=rng)
        mask = (1.0 - batch.piece_mask.float())[:, None, None, :] * -1e4
        states = network.represent(batch.pieces, batch.shapes, batch.first, batch.last, mask)
        return states[0, :2, 8:]

    with torch.no_grad():
        assert torch.allclose(words([parsed[2:]]), words([parsed[2:], parsed[:2]]), atol=1e-5)
