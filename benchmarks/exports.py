"""Writing a large graph, side by side with networkx's own writers: seconds and peak memory.

For its peak each writer runs alone in a process forked from the one that holds the graph, so that
it is what the writer takes beside the graph. Its seconds are measured without a fork, which would
add the copying of every page that it looks at. The actors lie at random: the layout is not what is
measured, and ``graphkit build`` computes it once for all files.
"""

from __future__ import annotations

import gc
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import networkx

from graphkit.export import FORMATS, write_graph
from graphkit.graph import ActorGraph, build_graph
from graphkit.types import ActorKind, ActorRef, Claim, Event, EventType, Stance, Status, Trigger

__all__ = ["Measurement", "made_up_graph", "measure_exports"]

_RELATIONS = (
    ("attacks", EventType.ASSAULT),
    ("accuses", EventType.ACCUSE),
    ("aids", EventType.AID),
    ("warns", EventType.THREATEN),
    ("meets", EventType.CONSULT),
)
_STATUSES = (*[Status.ACTUAL] * 6, Status.INTENDED, Status.POSSIBLE, Status.NEGATED)
_FIRST_DAY = date(2018, 1, 1)
_SEED = 20180722
_MIB = 2**20
# Linux counts in kibibytes, macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one writer took: processor seconds, peak memory beside the graph, size of its file."""

    writer: str
    seconds: float
    peak_mib: float
    file_mib: float


def made_up_graph(*, edges: int, actors: int) -> ActorGraph:
    """Return a graph of about so many edges between so many actors, each with a sentence."""
    graph = build_graph(_made_up_events(edges, actors))
    places = random.Random(_SEED)
    graph.layout = {
        actor: (round(places.uniform(-1e4, 1e4), 1), round(places.uniform(-1e4, 1e4), 1))
        for actor in graph.nx
    }
    return graph


def measure_exports(
    graph: ActorGraph, *, rounds: int, formats: Sequence[str] = tuple(FORMATS)
) -> Iterator[Measurement]:
    """Yield what each writer takes: networkx's GraphML and GEXF first, then ours by format.

    In each round every writer runs once; the fastest round of each counts.
    """
    with suppress(ImportError):  # its 120 MiB are the library's, not the writer's
        import pyarrow.parquet  # noqa: F401

    gc.collect()
    gc.freeze()  # or the collector would look through the graph again and again
    writers = _writers(graph, formats)
    peaks = {name: _peak_apart(name, write) for name, write in writers.items()}
    runs = [{name: _run(write) for name, write in writers.items()} for _ in range(rounds)]
    for name, peak in peaks.items():
        seconds = min(run[name][0] for run in runs)
        yield Measurement(name, seconds, peak / _MIB, runs[0][name][1] / _MIB)


def _writers(graph: ActorGraph, formats: Sequence[str]) -> dict[str, Callable[[Path], None]]:
    ours = {
        f"graphkit {name}": lambda path, name=name: write_graph(graph, path, name)
        for name in formats
    }
    return {
        "networkx graphml": lambda path: networkx.write_graphml(graph.nx, path),
        "networkx gexf": lambda path: networkx.write_gexf(graph.nx, path),
        **ours,
    }


def _run(write: Callable[[Path], None]) -> tuple[float, int]:
    """Return the processor's seconds that the writer takes, and the bytes that it writes."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        write(Path(folder) / "graph")
        seconds = time.process_time() - began
        return seconds, sum(path.stat().st_size for path in Path(folder).iterdir())


def _peak_apart(name: str, write: Callable[[Path], None]) -> int:
    """Return the bytes that the writer takes at most, in a process that inherits the graph."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_send_peak, args=(write, sending))
    child.start()
    sending.close()
    try:
        peak: int = receiving.recv()
    except EOFError:
        raise RuntimeError(f"{name}: the writer failed, see above") from None
    child.join()
    return peak


def _send_peak(write: Callable[[Path], None], sending: Connection) -> None:
    before = _peak_memory()
    _run(write)
    sending.send(_peak_memory() - before)


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT


def _made_up_events(count: int, actors: int) -> Iterator[Event]:
    choose = random.Random(_SEED)
    kinds = list(ActorKind)
    for number in range(count):
        who, whom = choose.sample(range(actors), 2)
        relation, event_type = choose.choice(_RELATIONS)
        day = _FIRST_DAY + timedelta(days=choose.randrange(1_000))
        names = [f"Group & Sons №{index}" for index in (who, whom)]
        sentence = (
            f"{names[0]} {relation} {names[1]}, two officials who asked not to be named said on "
            f"{day:%A}, “and it will not be the last time” (report {number} < {count})."
        )
        refs = [
            _ref(index, name, kinds, sentence)
            for index, name in zip((who, whom), names, strict=True)
        ]
        place = sentence.index(relation)
        claim = Claim(refs[1], "said", Stance.ASSERTS) if choose.random() < 0.2 else None
        yield Event(
            id=f"{number:016x}",
            doc_id=f"report-{number // 3}",
            event_type=event_type,
            relation=relation,
            source=refs[0],
            target=refs[1],
            trigger=Trigger(relation, relation.rstrip("s"), place, place + len(relation)),
            status=choose.choice(_STATUSES),
            sentence=sentence,
            sentence_start=0,
            sentence_end=len(sentence),
            rule="verb",
            confidence=0.9,
            claim=claim,
            date=day.isoformat(),
        )


def _ref(index: int, name: str, kinds: list[ActorKind], sentence: str) -> ActorRef:
    start = sentence.index(name)
    kind = kinds[index % len(kinds)]
    return ActorRef(f"{kind}:{index}", name, name, start, start + len(name), kind, "SYR")
