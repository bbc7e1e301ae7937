"""The shipped model file: an ONNX graph with the words and labels it needs, in one archive."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from graphkit.errors import PipelineError

__all__ = [
    "FORMAT",
    "Floats",
    "ModelFile",
    "Output",
    "Session",
    "read_event_weights",
    "write_model",
]

FORMAT = 1
_EVENTS = "events.npz"

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What an archive holds: the graph's bytes, vocabulary, labels, lexicon, label classifier.

    ``labels`` maps each layer (tags, pos, lemmas, deps, names, kinds) to its labels in order.
    ``lexicon`` gives the lemma of inflected forms seen in training, by ``form<TAB>tag``, in lower
    case, and ``lemmas`` known ones as ``VB/go`` and ``NN/dog``. ``label_graph`` picks
    the label of each word with its chosen head. ``projection`` is a graph that turns word
    vectors into those that the event model ``events`` reads; a file that only parses has neither.
    """

    graph: bytes
    vocabulary: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]
    lexicon: dict[str, str]
    lemmas: frozenset[str]
    label_graph: bytes
    about: dict[str, Any]
    projection: bytes = b""
    events: bytes = b""

    @classmethod
    def from_bytes(cls, data: bytes, *, name: str = "model") -> ModelFile:
        """Return the parts of an archive; PipelineError where it is none or of another format."""
        with _archive(data, name) as (archive, about):
            return cls(
                graph=archive.read("graph.onnx"),
                vocabulary=tuple(archive.read("vocabulary.txt").decode().split("\n")),
                labels={key: tuple(value) for key, value in about["labels"].items()},
                lexicon=json.loads(archive.read("lexicon.json")),
                lemmas=frozenset(archive.read("lemmas.txt").decode().split("\n")),
                label_graph=archive.read("labels.onnx"),
                projection=_read_part(archive, "projection.onnx"),
                events=_read_part(archive, _EVENTS),
                about=about,
            )


def read_event_weights(data: bytes, *, name: str = "model") -> bytes:
    """Return the event model of an archive, b"" where it has none; raises as ``ModelFile`` does."""
    with _archive(data, name) as (archive, _):
        return _read_part(archive, _EVENTS)


@contextmanager
def _archive(data: bytes, name: str) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """Open an archive with what it says about itself; PipelineError where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            about = json.loads(archive.read("about.json"))
            if about["format"] != FORMAT:
                raise PipelineError(
                    f"{name}: model format {about['format']}, this graphkit reads {FORMAT};"
                    " install the matching version"
                )
            yield archive, about
    except (zipfile.BadZipFile, EOFError, KeyError, TypeError, ValueError) as error:
        raise PipelineError(
            f"{name}: not a graphkit model ({type(error).__name__}); reinstall graphkit"
        ) from error


def write_model(path: Path, model: ModelFile) -> None:
    """Write the archive; stored without compression, so that it loads at once."""
    about = {
        **model.about,
        "format": FORMAT,
        "labels": {k: list(v) for k, v in model.labels.items()},
    }
    parts = {
        "about.json": json.dumps(about, ensure_ascii=False, indent=1).encode(),
        "vocabulary.txt": "\n".join(model.vocabulary).encode(),
        "lexicon.json": json.dumps(model.lexicon, ensure_ascii=False, indent=0).encode(),
        "lemmas.txt": "\n".join(sorted(model.lemmas)).encode(),
        "labels.onnx": model.label_graph,
        "graph.onnx": model.graph,
    }
    if model.projection:
        parts |= {"projection.onnx": model.projection, _EVENTS: model.events}
    partial = path.with_name(path.name + ".partial")
    with zipfile.ZipFile(partial, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    partial.replace(path)


def _read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part that a file may lack, then empty."""
    return archive.read(name) if name in archive.namelist() else b""


@dataclass(frozen=True, slots=True)
class Output:
    """What the graph says of one window of n words.

    ``tags``, ``pos`` and ``lemmas`` are label indices (n); ``kinds`` and ``names`` are scores
    (n, labels); ``arcs`` (n, n + 1) has the root in column 0; ``dependents`` (n, 2·rank) and
    ``heads`` (n + 1, 2·rank) feed the label classifier. ``vectors`` (n, joined) are the words' own,
    None where the graph does not give them.
    """

    tags: Integers
    pos: Integers
    lemmas: Integers
    kinds: Floats
    names: Floats
    arcs: Floats
    dependents: Floats
    heads: Floats
    vectors: Floats | None = None


class Session:
    """The graphs, ready to run on some threads."""

    OUTPUTS = ("tags", "pos", "lemmas", "kinds", "names", "arcs", "dependents", "heads", "vectors")

    def __init__(self, model: ModelFile, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        providers = ["CPUExecutionProvider"]
        self._words = onnxruntime.InferenceSession(model.graph, options, providers=providers)
        self._labels = onnxruntime.InferenceSession(model.label_graph, options, providers=providers)
        # A graph of its own, since numpy would spread so small a product over all cores.
        self._projection = (
            onnxruntime.InferenceSession(model.projection, options, providers=providers)
            if model.projection
            else None
        )
        given = {output.name for output in self._words.get_outputs()}
        self._outputs = [name for name in self.OUTPUTS if name in given]

    def __call__(self, inputs: dict[str, Integers]) -> Output:
        """Return the outputs for pieces and shapes (pieces) and first and last (words)."""
        return Output(*self._words.run(self._outputs, inputs))

    def project(self, output: Output) -> NDArray[np.float16] | None:
        """Return the vectors that the event model reads, (n, width), or None without one."""
        if self._projection is None or output.vectors is None:
            return None
        vectors: NDArray[np.float16] = self._projection.run(None, {"vectors": output.vectors})[0]
        return vectors

    def label(self, output: Output, heads: Integers) -> Integers:
        """Return the label of each word with its head, counted from 1, 0 the root."""
        inputs = {"dependents": output.dependents, "heads": output.heads, "chosen": heads}
        labels: Integers = self._labels.run(None, inputs)[0]
        return labels
