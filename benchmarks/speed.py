"""The pipeline's speed against the model's own: how much the Python around it costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from graphkit.parse import Parser, load_pipeline
from graphkit.read import read_documents

__all__ = ["measure_speed", "seed_text"]


def seed_text() -> str:
    """Return the texts of the project's seeds as one."""
    folder = Path(__file__).parents[1] / "seeds"
    return "\n\n".join(document.text for document in read_documents([folder]))


def measure_speed(text: str, *, copies: int, rounds: int) -> dict[str, float]:
    """Return words a second of one core: the whole pipeline, the bare session, and their ratio."""
    began = time.perf_counter()
    nlp = load_pipeline()
    loading = time.perf_counter() - began
    parser = nlp.get_pipe("graphkit_parser")
    assert isinstance(parser, Parser)
    doc = nlp(text)
    words = copies * sum(not token.is_space for token in doc)
    inputs = [window.inputs for window in parser.windows(doc)]

    def whole() -> None:
        for _ in nlp.pipe([text] * copies):
            pass

    def bare() -> None:
        for _ in range(copies):
            for window in inputs:
                parser.run(window)

    times = {"pipeline": [], "session": []}  # type: dict[str, list[float]]
    for _ in range(rounds):
        times["pipeline"].append(_cpu_time(whole))
        times["session"].append(_cpu_time(bare))
    pipeline, session = min(times["pipeline"]), min(times["session"])
    return {
        "loading_s": round(loading, 2),
        "words": words,
        "pieces": copies * sum(len(window["pieces"]) for window in inputs),
        "pipeline_words_per_s": round(words / pipeline),
        "session_words_per_s": round(words / session),
        "pipeline_to_session_time": round(pipeline / session, 2),
    }


def _cpu_time(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
