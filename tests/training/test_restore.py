from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import onnx
import torch
from torch import Tensor

from graphkit.errors import PipelineError
from graphkit.parse.model import ModelFile
from graphkit.parse.shapes import Shape
from graphkit.training.batches import Inventory
from graphkit.training.export import export_model
from graphkit.training.network import Network
from graphkit.training.restore import restore_network
from graphkit.training.train import network_config

pytestmark = pytest.mark.slow  # the export
LARGEST_ERROR = 0.03  # of a random network's outputs, in parts of their size; int8 makes 0.016

INVENTORY = Inventory(
    tags=("NNP", "VBD"), pos=("PROPN", "VERB", "PUNCT"), lemmas=("k0",), deps=("nsubj", "root")
)
SHIPPED_HEADS = ("tags", "pos", "lemmas", "kinds", "names")


@pytest.fixture(scope="module")
def network() -> Network:
    """Return a network no weight of which has its starting value, which others would share."""
    torch.manual_seed(0)
    network = Network(network_config(INVENTORY)).eval()
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if "norm" in name or name in {"mix", "piece_shapes.weight"}:
                weight.add_(torch.randn_like(weight) * 0.2)
    return network


@pytest.fixture(scope="module")
def model(network: Network, tmp_path_factory: pytest.TempPathFactory) -> ModelFile:
    path = tmp_path_factory.mktemp("restore") / "model.graphkit"
    export_model(network, INVENTORY, ["[PAD]"], path, lexicon={}, lemmas=frozenset(), about={})
    return ModelFile.from_bytes(path.read_bytes())


@pytest.fixture(scope="module")
def restored(model: ModelFile) -> Network:
    return restore_network(model)[0]


def outputs(network: Network) -> dict[str, Tensor]:
    """Return what a network makes of some random pieces."""
    random = torch.Generator().manual_seed(1)
    pieces = torch.randint(network.config.vocabulary, (2, 12), generator=random)
    shapes = torch.randint(len(Shape), (2, 12), generator=random)
    first = torch.tensor([[1, 2, 4, 7, 8], [1, 3, 5, 6, 10]])
    last = torch.tensor([[1, 3, 6, 7, 10], [2, 4, 5, 9, 10]])
    with torch.no_grad():
        vectors = network.represent(pieces, shapes, first, last, None)
        dependents, heads = network.project_labels(vectors)
        context = 2 * network.config.lstm
        return {
            "context": vectors[..., :context],
            "words": vectors[..., context:],
            "arcs": network.score_arcs(vectors),
            "labels": network.score_labels(dependents, heads[:, 1:]),
            **{name: network.classifiers[name](vectors) for name in SHIPPED_HEADS},
        }


def test_a_network_comes_back_from_its_file_but_for_rounding(
    network: Network, restored: Network
) -> None:
    before, after = outputs(network), outputs(restored)
    errors = {n: float((after[n] - before[n]).norm() / before[n].norm()) for n in before}
    assert max(errors.values()) < LARGEST_ERROR, errors


def test_what_is_not_rounded_comes_back_as_it_was(network: Network, restored: Network) -> None:
    assert torch.equal(restored.root, network.root)
    assert torch.equal(restored.label_out.weight, network.label_out.weight)
    assert torch.allclose(restored.mix.softmax(0), network.mix.softmax(0))


def test_heads_that_only_training_has_start_as_names(restored: Network) -> None:
    heads = restored.classifiers
    for name in ("names_social", "names_derived"):
        assert torch.equal(heads[name].weight, heads["names"].weight)
        assert torch.equal(heads[name].bias, heads["names"].bias)


def test_the_labels_come_back_in_their_order(model: ModelFile) -> None:
    assert restore_network(model)[1] == INVENTORY


def without(model: ModelFile, operator: str) -> ModelFile:
    """Return the model file without the nodes of one type."""
    graph = onnx.load_from_string(model.graph)
    kept = [node for node in graph.graph.node if node.op_type != operator]
    del graph.graph.node[:]
    graph.graph.node.extend(kept)
    return replace(model, graph=graph.SerializeToString())


@pytest.mark.parametrize(
    ("operator", "weights"),
    [
        ("DynamicQuantizeLSTM", "lstm"),
        ("Expand", "root"),
        ("Mul", "mix"),
        ("MatMulInteger", "layers.0.query.weight"),
    ],
)
def test_a_graph_without_a_weight_is_refused(model: ModelFile, operator: str, weights: str) -> None:
    with pytest.raises(PipelineError, match=f"^model graph: no weights for {weights}.*; restore"):
        restore_network(without(model, operator))
