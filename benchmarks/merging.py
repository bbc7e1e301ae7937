"""From a corpus's events to what a person looks at: does the cost of an event stay the same?

Each size runs in a program of its own, so that its memory is its own; what the program holds before
a step, the events among it, counts into the step's peak.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.events import generate_events
from graphkit.export import write_graph
from graphkit.graph import build_graph
from graphkit.render import write_html
from graphkit.resolve import merge_actors

__all__ = ["measure_merging", "measure_size"]

_Result = TypeVar("_Result")

_FAULTLESS = 1.5  # times the smallest size's cost of an event: near-linear
_STEPS = ("merge", "graph", "graphml", "page")


def measure_merging(sizes: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield the figures of each size, with each step's cost of an event beside the first size's.

    Seconds are of the processor.
    """
    first: dict[str, Any] | None = None
    for size in sizes:
        found = _measure_apart(size)
        first = first or found
        for step in _STEPS:
            cost, least = (run[step]["s"] / run["events"] for run in (found, first))
            found[step]["cost_of_an_event"] = round(cost / max(least, 1e-12), 2)
        found["near_linear"] = all(found[step]["cost_of_an_event"] <= _FAULTLESS for step in _STEPS)
        yield found


def _measure_apart(size: int) -> dict[str, Any]:
    program = "import sys; from benchmarks.merging import print_size; print_size(int(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(size)], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def print_size(size: int) -> None:
    """Print the figures of one size as JSON, for the program that asked for them."""
    json.dump(measure_size(size), sys.stdout)


def measure_size(size: int) -> dict[str, Any]:
    """Return seconds and peak megabytes of each step from so many events to files."""
    events = list(generate_events(size))
    figures: dict[str, Any] = {
        "events": len(events),
        "documents": len({event.doc_id for event in events}),
        "mentions": sum(2 + bool(event.claim) - (event.target is None) for event in events),
    }

    def step(name: str, work: Callable[[], _Result]) -> _Result:
        _reset_peak()
        began = time.process_time()
        result = work()
        figures[name] = {"s": round(time.process_time() - began, 6), "peak_mb": _peak_megabytes()}
        return result

    with tempfile.TemporaryDirectory() as folder:
        merged = step("merge", partial(merge_actors, events))
        graph = step("graph", partial(build_graph, merged))
        figures |= {"actors": len(graph.actors), "relations": len(graph.relations)}
        page, file = Path(folder, "graph.html"), Path(folder, "graph.graphml")
        step("graphml", partial(write_graph, graph, file))
        step("page", partial(write_html, graph, page))
        figures |= {f"{path.suffix[1:]}_mb": _megabytes(path) for path in (file, page)}
    return figures


def _megabytes(path: Path) -> float:
    return round(path.stat().st_size / 1e6, 1)


def _reset_peak() -> None:
    with suppress(OSError):  # not Linux: the peak is that of all steps so far
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak_megabytes() -> int | None:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1000
