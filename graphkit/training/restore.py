"""The torch network of a shipped model file, so that training can go on where no checkpoint is.

A model file holds every weight that the parser runs on, but as int8 in two ONNX graphs. Here they
become a network again, from which fine-tuning can start. The rounding to int8 stays in. The names
heads of other annotation schemes serve training only and are not shipped: they start as ``names``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from graphkit.errors import PipelineError
from graphkit.parse.model import Floats, ModelFile
from graphkit.training.batches import Inventory
from graphkit.training.network import Network
from graphkit.training.train import network_config

__all__ = ["restore_network"]

_WAY_OUT = "restore from an int8 file that export_model wrote"


def restore_network(model: ModelFile) -> tuple[Network, Inventory]:
    """Return the network of an int8 model file, in evaluation mode, and the labels of its heads.

    PipelineError where the file's graphs lack a weight or hold one of another size.
    """
    inventory = Inventory(**{field.name: model.labels[field.name] for field in fields(Inventory)})
    network = Network(network_config(inventory))
    words, labels = _Graph.read(model.graph), _Graph.read(model.label_graph)
    weights = {
        **dict(_module_weights(words)),
        **dict(_module_weights(labels)),
        **dict(_lstm_weights(words)),
        "mix": _mix_logits(words, network.config.layers),
        "root": _root_vector(words),
    }
    _fill(network, weights)
    return network.eval(), inventory


@dataclass(frozen=True, slots=True)
class _Graph:
    """The nodes of an ONNX graph, in the order they run, and its constants by name."""

    nodes: list[Any]
    constants: dict[str, NDArray[Any]]

    @classmethod
    def read(cls, data: bytes) -> _Graph:
        graph = onnx.load_from_string(data).graph
        constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        return cls(list(graph.node), constants)

    def of_type(self, operator: str) -> list[Any]:
        return [node for node in self.nodes if node.op_type == operator]

    def constant(self, name: str) -> NDArray[Any]:
        if name not in self.constants:
            raise PipelineError(f"model graph: no weights {name!r}; {_WAY_OUT}")
        return self.constants[name]

    def dequantized(self, weights: str, scale: str, zero_point: str) -> Floats:
        """Return int8 weights (…, inputs, outputs) as floats; each output has its own scale."""
        zero = self.constant(zero_point).astype(np.float32)[..., None, :]
        values = self.constant(weights).astype(np.float32) - zero
        floats: Floats = values * self.constant(scale)[..., None, :]
        return floats


def _module_weights(graph: _Graph) -> Iterator[tuple[str, Floats]]:
    """Yield the weights of linear layers, norms and embeddings, by the network's names for them.

    The exporter names a node after its module. It may give equal weights one name in common, so
    those of the constants are no guide. Some pairs are none of the network's: the 1 that GELU adds.
    """
    for node in graph.nodes:
        module = _module_name(node.name)
        constants = [graph.constants[name] for name in node.input if name in graph.constants]
        if node.op_type == "MatMulInteger":
            yield f"{module}.weight", _linear_weight(graph, node)
        elif node.op_type in {"LayerNormalization", "Gemm"}:
            yield from zip((f"{module}.weight", f"{module}.bias"), constants, strict=False)
        elif node.op_type == "Gather" and node.input[0] in graph.constants:
            yield f"{module}.weight", _embedding_table(graph, node.input[0])
        elif node.op_type == "Add" and constants:
            yield f"{module}.bias", constants[0]


def _module_name(node: str) -> str:
    """Return ``layers.0.query`` for ``/layers.0/query/Add``, ``classifiers.pos`` for ``/pos/Add``.

    A ModuleDict is never called, so the exporter leaves it out of the path.
    """
    module = ".".join(node.strip("/").split("/")[:-1])
    return f"classifiers.{module}" if module in _CLASSIFIERS else module


_CLASSIFIERS = {"tags", "pos", "lemmas", "names", "kinds"}


def _linear_weight(graph: _Graph, node: Any) -> Floats:
    quantized, zero_point = node.input[1], node.input[3]
    scale = quantized.removesuffix("_quantized") + "_scale"
    return graph.dequantized(quantized, scale, zero_point).T


def _embedding_table(graph: _Graph, name: str) -> Floats:
    """Return a table of embeddings; a large one is int8 with a scale for each row."""
    table = graph.constants[name]
    if table.dtype == np.int8:
        return table.astype(np.float32) * graph.constant(f"{name}.scale")
    return table


def _lstm_weights(graph: _Graph) -> Iterator[tuple[str, Floats]]:
    """Yield the weights of both directions of the BiLSTM."""
    nodes = graph.of_type("DynamicQuantizeLSTM")
    if not nodes:
        raise PipelineError(f"model graph: no weights for lstm (DynamicQuantizeLSTM); {_WAY_OUT}")
    names = list(nodes[0].input)
    of_words = graph.dequantized(names[1], names[8], names[9])
    of_states = graph.dequantized(names[2], names[10], names[11])
    biases = np.split(graph.constant(names[3]), 2, axis=-1)
    for direction, suffix in enumerate(("_l0", "_l0_reverse")):
        yield f"lstm.weight_ih{suffix}", _order_gates(of_words[direction]).T
        yield f"lstm.weight_hh{suffix}", _order_gates(of_states[direction]).T
        yield f"lstm.bias_ih{suffix}", _order_gates(biases[0][direction])
        yield f"lstm.bias_hh{suffix}", _order_gates(biases[1][direction])


def _order_gates(weights: Floats) -> Floats:
    """Return gates in torch's order (input, forget, cell, output); ONNX has i, o, f, c."""
    i, o, f, c = np.split(weights, 4, axis=-1)
    return np.concatenate([i, f, c, o], axis=-1)


def _mix_logits(graph: _Graph, layers: int) -> Floats:
    """Return the logits of the mix of the last three layers, the last one's first.

    The graph holds their softmax; its logarithm has the same softmax.
    """
    factors = [_factor_of_layer(graph, layer) for layer in range(layers - 1, layers - 4, -1)]
    return np.log(np.array(factors, dtype=np.float32))


def _factor_of_layer(graph: _Graph, layer: int) -> float:
    """Return the constant by which the mix multiplies the output of a layer's last norm."""
    norms = graph.of_type("LayerNormalization")
    states = {n.output[0] for n in norms if _module_name(n.name) == f"layers.{layer}.norm"}
    for node in graph.of_type("Mul"):
        constants = [graph.constants[name] for name in node.input if name in graph.constants]
        if constants and states & set(node.input):
            return float(constants[0].item())
    raise PipelineError(f"model graph: no weights for mix (layer {layer}); {_WAY_OUT}")


def _root_vector(graph: _Graph) -> Floats:
    """Return the root's vector: the constant that is expanded and put before the words'."""
    expanded = {node.output[0]: node.input[0] for node in graph.of_type("Expand")}
    for node in reversed(graph.of_type("Concat")):
        for name in node.input:
            if expanded.get(name) in graph.constants:
                return graph.constants[expanded[name]].reshape(-1)
    raise PipelineError(f"model graph: no weights for root; {_WAY_OUT}")


def _fill(network: Network, weights: dict[str, Floats]) -> None:
    """Set every weight of a network; PipelineError where one is missing or of another size."""
    state = {}
    for name, own in network.state_dict().items():
        source = re.sub(r"^classifiers\.names_\w+", "classifiers.names", name)
        if source not in weights:
            raise PipelineError(f"model graph: no weights for {source}; {_WAY_OUT}")
        value = np.ascontiguousarray(weights[source])
        if value.shape != tuple(own.shape):
            sizes = f"{list(value.shape)}, not {list(own.shape)}"
            raise PipelineError(f"model graph: weights for {source} are {sizes}; {_WAY_OUT}")
        state[name] = torch.tensor(value)
    network.load_state_dict(state)
