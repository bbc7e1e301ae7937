"""Accuracy on a folder of development benchmarks, by the scorers that lie in it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graphkit.pipeline import extract
from graphkit.store import write_events

__all__ = ["score_folder"]

_SETS = (
    ("seed", "seed/article.txt", "score_documents.py", "seed/gold"),
    ("documents", "documents/text", "score_documents.py", "documents/gold"),
    ("plv", "plv/dev.jsonl", "score_sentences.py", "plv/dev.jsonl"),
)


def score_folder(folder: Path) -> Iterator[str]:
    """Yield one line a benchmark: its name, the number of events, the scorer's JSON."""
    with tempfile.TemporaryDirectory() as work:
        for name, texts, scorer, gold in _SETS:
            events = list(extract(folder / texts))
            path = Path(work) / f"{name}.jsonl"
            write_events(path, events, None)
            command = [sys.executable, str(folder / scorer), str(folder / gold), str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            yield f"{name}: {len(events)} events {done.stdout.strip().splitlines()[-1]}"
