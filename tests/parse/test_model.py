from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import PipelineError
from graphkit.parse.model import FORMAT, ModelFile, write_model


def archive(**parts: bytes) -> bytes:
    """Return a zip archive of parts, ``about_json`` being the file ``about.json``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as handle:
        for name, data in parts.items():
            handle.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


def about(**fields: Any) -> bytes:
    return json.dumps({"format": FORMAT, "labels": {}} | fields).encode()


def small_model() -> ModelFile:
    return ModelFile(
        graph=b"graph",
        vocabulary=("[CLS]", "\u00e9", "##x"),
        labels={"tags": ("NN", "VB"), "deps": ("root",)},
        lexicon={"went\tVBD": "go"},
        lemmas=frozenset({"VB/go", "NN/dog"}),
        label_graph=b"labels",
        about={"name": "small"},
    )


def test_what_is_written_is_read(tmp_path: Path) -> None:
    model, path = small_model(), tmp_path / "small.graphkit"
    write_model(path, model)
    read = ModelFile.from_bytes(path.read_bytes())
    for name in ("graph", "label_graph", "vocabulary", "labels", "lexicon", "lemmas"):
        assert getattr(read, name) == getattr(model, name)
    assert read.about["name"] == "small"
    assert [file.name for file in tmp_path.iterdir()] == ["small.graphkit"]


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_model(tmp_path / name, small_model())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 cut short", archive(), archive(about_json=b"{"), archive(about_json=b"[]"),
     archive(about_json=about(), graph_onnx=b"", vocabulary_txt=b"\xff")],
    ids=["empty", "cut", "no parts", "no json", "a list", "no text"],
)  # fmt: skip
def test_anything_else_is_named_as_no_model(data: bytes) -> None:
    with pytest.raises(PipelineError, match=r"^mine: not a graphkit model \(\w+\); reinstall"):
        ModelFile.from_bytes(data, name="mine")


def test_another_format_is_named() -> None:
    data = archive(about_json=about(format=99))
    with pytest.raises(PipelineError, match="model format 99, this graphkit reads"):
        ModelFile.from_bytes(data)
