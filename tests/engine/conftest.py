"""A pipeline that some texts are the death of, installed as a package that workers find."""

from __future__ import annotations

from pathlib import Path

import pytest

_TRAP = """
import os, signal, time
import spacy
from spacy.language import Language
from graphkit.parse import load_pipeline

@Language.component("trap")
def trap(doc):
    if "unspeakable" in doc.text:
        raise ValueError("no word for it")
    if "deadly" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "endless" in doc.text:
        time.sleep(600)
    if "enormous" in doc.text:
        filler = bytearray(2_000_000_000)
        filler[::4096] = b"x" * len(filler[::4096])
        time.sleep(600)
    return doc

def load(**_):
    nlp = load_pipeline()
    nlp.add_pipe("trap", first=True)
    return nlp
"""


@pytest.fixture
def trapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a pipeline that raises at *unspeakable*, and dies, hangs or swells elsewhere."""
    site = tmp_path / "site"
    (site / "trapped_pipeline").mkdir(parents=True)
    (site / "trapped_pipeline" / "__init__.py").write_text(_TRAP)
    (site / "trapped_pipeline-1.0.dist-info").mkdir()
    metadata = "Metadata-Version: 2.1\nName: trapped_pipeline\nVersion: 1.0\n"
    (site / "trapped_pipeline-1.0.dist-info" / "METADATA").write_text(metadata)
    monkeypatch.syspath_prepend(str(site))
    return "trapped_pipeline"
