"""Speed: the pipeline beside the bare model, the whole extraction beside the pipeline, the start.

All figures are of processor time, which a busy machine changes least, on one core.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from graphkit.engine.worker import settle_collector
from graphkit.extract import extract_events
from graphkit.ontology import load_ontology
from graphkit.parse import Parser, load_pipeline, parse_documents
from graphkit.read import read_documents
from graphkit.resolve import resolve_actors
from graphkit.types import Document

__all__ = ["measure_speed", "measure_start", "seed_documents"]

_STARTS = {
    "help_s": "from graphkit.cli import main; main(['--help'])",
    "start_to_first_document_s": (
        "from graphkit.pipeline import extract; "
        "list(extract([('a', 'The minister met the envoys of Norway.')]))"
    ),
}


def seed_documents() -> list[Document]:
    """Return the project's seeds."""
    return list(read_documents([Path(__file__).parents[1] / "seeds"]))


def measure_speed(documents: Sequence[Document], *, copies: int, rounds: int) -> dict[str, float]:
    """Return words a second of the bare session, the pipeline and the whole extraction, and ratios.

    ``extraction_to_parsing_time`` is what resolving and extracting add to parsing, 0.25 a quarter.
    """
    nlp, ontology = load_pipeline(), load_ontology()
    parser = nlp.get_pipe("graphkit_parser")
    assert isinstance(parser, Parser)
    parsed = list(parse_documents(documents, nlp))
    inputs = [window.inputs for _, doc in parsed for window in parser.windows(doc)]

    def session() -> None:
        for window in inputs:
            parser.run(window)

    def pipeline() -> None:
        for _ in parse_documents(documents, nlp):
            pass

    def extraction() -> None:
        for document, doc in parsed:
            actors = resolve_actors(document, doc)
            for _ in extract_events(document, doc, actors, ontology):
                pass

    settle_collector()  # as the workers do
    best = _best_times((session, pipeline, extraction), copies=copies, rounds=rounds)
    words = copies * sum(not token.is_space for _, doc in parsed for token in doc)
    whole = best["pipeline"] + best["extraction"]
    return {
        "words": words,
        "pieces": copies * sum(len(window["pieces"]) for window in inputs),
        "session_words_per_s": round(words / best["session"]),
        "pipeline_words_per_s": round(words / best["pipeline"]),
        "whole_extraction_words_per_s": round(words / whole),
        "pipeline_to_session_time": round(best["pipeline"] / best["session"], 2),
        "extraction_to_parsing_time": round(best["extraction"] / best["pipeline"], 2),
    }


def measure_start(*, rounds: int) -> dict[str, float]:
    """Return the processor seconds of new processes: the help, and until a first text is read."""
    return {
        name: round(min(_process_time(code) for _ in range(rounds)), 2)
        for name, code in _STARTS.items()
    }


def _best_times(
    works: Sequence[Callable[[], None]], *, copies: int, rounds: int
) -> dict[str, float]:
    """Seconds that each work takes at best, by its name; the works take turns."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for work in works:
            began = time.process_time()
            for _ in range(copies):
                work()
            taken = time.process_time() - began
            best[work.__name__] = min(taken, best.get(work.__name__, taken))
    return best


def _process_time(code: str) -> float:
    """Processor seconds of a new Python that runs the code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
