"""The trained network as the shipped file: ONNX, int8, labels and vocabulary beside it."""

from __future__ import annotations

import tempfile
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from graphkit.ontology import Ontology
from graphkit.parse.model import ModelFile, Session, write_model
from graphkit.training.batches import Inventory
from graphkit.training.corpora import Sentence
from graphkit.training.network import Network

_LARGE_TABLE = 10_000  # rows

__all__ = ["export_model", "make_lexicon", "make_word_list"]


def make_word_list(sentences: Sequence[Sentence], ontology: Ontology) -> frozenset[str]:
    """Return verbs and nouns of training and ontology as ``VB/lemma`` and ``NN/lemma``."""
    seen = {
        f"{tag[:2]}/{lemma}"
        for sentence in sentences
        for tag, lemma in zip(sentence.tags or [], sentence.lemmas or [], strict=False)
        if tag[:2] in {"VB", "NN"} and not tag.startswith("NNP") and lemma.isalpha()
    }
    classes = {"verb": "VB", "noun": "NN"}
    triggers = {
        f"{classes[trigger.pos]}/{lemma}"
        for relation in ontology.relations
        for trigger in relation.triggers
        for lemma in trigger.lemmas
        if trigger.pos in classes
    }
    return frozenset(word for word in seen | triggers if word[3:].islower())


def make_lexicon(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Return the lemma of every inflected common form by ``form<TAB>tag``, the most frequent one.

    Names are left out, and forms that are their own lemma.
    """
    counts: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for form, tag, lemma in zip(
            sentence.words, sentence.tags or [], sentence.lemmas or [], strict=False
        ):
            if form.isalpha() and not tag.startswith("NNP"):
                counts.setdefault(f"{form.lower()}\t{tag}", Counter())[lemma] += 1
    best = {key: found.most_common(1)[0] for key, found in sorted(counts.items())}
    return {
        key: lemma
        for key, (lemma, count) in best.items()
        if lemma != key.split("\t")[0] and (count > 1 or key.endswith(("VBD", "VBN", "VBG", "VBZ")))
    }


class _ExportGraph(nn.Module):
    """The network over one window without padding, classifiers decided inside."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        network = self.network
        vectors = network.represent(pieces[None], shapes[None], first[None], last[None], None)
        heads = network.classifiers
        dependents, projected = network.project_labels(vectors)
        return (
            heads["tags"](vectors)[0].argmax(-1),
            heads["pos"](vectors)[0].argmax(-1),
            heads["lemmas"](vectors)[0].argmax(-1),
            heads["kinds"](vectors)[0],
            heads["names"](vectors)[0],
            network.score_arcs(vectors)[0],
            dependents[0],
            projected[0],
            vectors[0],
        )


class _LabelGraph(nn.Module):
    """The label of each word with its chosen head; *root* where that is the root, only there."""

    def __init__(self, network: Network, root: int) -> None:
        super().__init__()
        self.network = network
        self.root = root

    def forward(self, dependents: Tensor, heads: Tensor, chosen: Tensor) -> Tensor:
        scores = self.network.score_labels(dependents, heads[chosen])
        masked = torch.cat(
            [scores[:, : self.root], scores[:, :1] * 0.0 - 1e4, scores[:, self.root + 1 :]], -1
        )
        return torch.where(chosen == 0, torch.full_like(chosen, self.root), masked.argmax(-1))


def export_model(
    network: Network,
    inventory: Inventory,
    vocabulary: Sequence[str],
    path: Path,
    *,
    lexicon: dict[str, str],
    lemmas: frozenset[str],
    about: dict[str, Any],
    projection: NDArray[np.float32] | None = None,
    events: bytes = b"",
    quantize: bool = True,
) -> None:
    """Write the model archive. int8: weights by channel, in seven bits so that every CPU agrees."""
    network = network.cpu().eval()
    with tempfile.TemporaryDirectory() as folder:
        exact, small = Path(folder) / "exact.onnx", Path(folder) / "small.onnx"
        _export_graph(network, exact)
        if quantize:
            _quantize(exact, small)
        labels = Path(folder) / "labels.onnx"
        _export_labels(network, inventory.deps.index("root"), labels)
        graph, label_graph = (small if quantize else exact).read_bytes(), labels.read_bytes()
    write_model(
        path,
        ModelFile(
            graph=graph,
            vocabulary=tuple(vocabulary),
            labels={
                name: getattr(inventory, name)
                for name in ("tags", "pos", "lemmas", "deps", "names", "kinds")
            },
            lexicon=lexicon,
            lemmas=lemmas,
            label_graph=label_graph,
            projection=_projection_graph(projection) if projection is not None else b"",
            events=events,
            about=about,
        ),
    )


def _export_graph(network: Network, path: Path) -> None:
    pieces = torch.arange(1, 13)
    shapes = torch.ones(12, dtype=torch.int64)
    first = torch.tensor([1, 3, 4, 6])
    last = torch.tensor([2, 3, 5, 7])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _ExportGraph(network).eval(),
            (pieces, shapes, first, last),
            str(path),
            input_names=["pieces", "shapes", "first", "last"],
            output_names=list(Session.OUTPUTS),
            dynamic_axes={
                "pieces": {0: "pieces"}, "shapes": {0: "pieces"},
                "first": {0: "words"}, "last": {0: "words"},
                **{name: {0: "words"} for name in Session.OUTPUTS},
                "arcs": {0: "words", 1: "heads"}, "heads": {0: "heads"},
            },
            opset_version=17,
            dynamo=False,
        )  # fmt: skip


def _export_labels(network: Network, root: int, path: Path) -> None:
    wide = 2 * network.config.rank
    chosen = torch.tensor([0, 1, 2])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _LabelGraph(network, root).eval(),
            (torch.zeros(3, wide), torch.zeros(4, wide), chosen),
            str(path),
            input_names=["dependents", "heads", "chosen"],
            output_names=["labels"],
            dynamic_axes={
                "dependents": {0: "words"}, "heads": {0: "heads"}, "chosen": {0: "words"},
                "labels": {0: "words"},
            },
            opset_version=17,
            dynamo=False,
        )  # fmt: skip


def _projection_graph(weights: NDArray[np.float32]) -> bytes:
    """The product of word vectors with a matrix, in half precision, as a graph."""
    from onnx import TensorProto, helper, numpy_helper

    into, width = weights.shape
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["vectors", "weights"], ["product"]),
            helper.make_node("Cast", ["product"], ["projected"], to=TensorProto.FLOAT16),
        ],
        "projection",
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["words", into])],
        [helper.make_tensor_value_info("projected", TensorProto.FLOAT16, ["words", width])],
        [numpy_helper.from_array(np.ascontiguousarray(weights), "weights")],
    )
    opset = helper.make_opsetid("", 17)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=8)
    made: bytes = model.SerializeToString()
    return made


def _shrink_embeddings(path: Path) -> None:
    """Store large embedding tables as int8 with a scale for each row, in place.

    One scale for the whole table, as onnxruntime's own quantiser has it, costs 0.1 LAS.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(path))
    graph = model.graph
    tables = {t.name: t for t in graph.initializer if t.dims and t.dims[0] > _LARGE_TABLE}
    for node in [n for n in graph.node if n.op_type == "Gather" and n.input[0] in tables]:
        table = tables[node.input[0]]
        values = numpy_helper.to_array(table)
        scale = np.abs(values).max(1, keepdims=True) / 127.0
        table.CopyFrom(
            numpy_helper.from_array(np.round(values / scale).astype(np.int8), table.name)
        )
        graph.initializer.append(
            numpy_helper.from_array(scale.astype(np.float32), table.name + ".scale")
        )
        result, place = node.output[0], list(graph.node).index(node)
        node.output[0] = result + ".int8"
        for offset, made in enumerate(
            (
                helper.make_node(
                    "Cast", [node.output[0]], [result + ".cast"], to=TensorProto.FLOAT
                ),
                helper.make_node(
                    "Gather", [table.name + ".scale", node.input[1]], [result + ".scale"]
                ),
                helper.make_node("Mul", [result + ".cast", result + ".scale"], [result]),
            ),
            1,
        ):
            graph.node.insert(place + offset, made)
    onnx.save(model, str(path))


def _quantize(exact: Path, small: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    _shrink_embeddings(exact)
    prepared = exact.with_name("prepared.onnx")
    quant_pre_process(str(exact), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(small),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "LSTM"],
        extra_options={"MatMulConstBOnly": True},
    )
