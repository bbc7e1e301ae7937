"""Corpora: speed of the workers, and whether a run that is killed ends like one that is not."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.generated import generate_documents, write_corpus
from graphkit.engine import ReadingSetup, WorkerPool, cut_batches
from graphkit.store import EventStore, StoreReader, event_lines, holds_store

__all__ = ["measure_resume", "measure_workers", "store_digest"]


def measure_workers(*, documents: int, workers: tuple[int, ...]) -> dict[str, Any]:
    """Return words a second with each number of workers, their ratio, and a worker's memory.

    The clock starts when all workers have read some documents, as start-up counts once.
    """
    warm = list(islice(generate_documents(10**6, seed=2), 64))
    given = list(generate_documents(documents))
    figures: dict[str, Any] = {"documents": documents}
    for count in workers:
        with WorkerPool(ReadingSetup(), workers=count) as pool:
            began = time.perf_counter()
            for _ in pool.run([[document] for document in warm]):
                pass
            figures[f"start_s_{count}"] = round(time.perf_counter() - began, 2)
            began, busy, words = time.perf_counter(), _cpu_seconds(pool), 0
            for _, outcomes in pool.run(cut_batches(given)):
                words += sum(outcome.words for outcome in outcomes)
            figures[f"words_per_s_{count}"] = round(words / (time.perf_counter() - began))
            figures[f"words_per_cpu_s_{count}"] = round(words / (_cpu_seconds(pool) - busy))
            figures[f"worker_mb_{count}"] = max(map(_peak_megabytes, pool.process_ids))
        figures["words"] = words
    first, last = workers[0], workers[-1]
    ratio = figures[f"words_per_s_{last}"] / figures[f"words_per_s_{first}"]
    return figures | {f"speed_{last}_to_{first}": round(ratio, 2)}


def _cpu_seconds(pool: WorkerPool) -> float:
    """Return the processor time of the workers, which a busy machine does not stretch."""
    ticks = 0
    for process_id in pool.process_ids:
        fields = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2]
        ticks += sum(map(int, fields.split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(process_id: int) -> int:
    try:
        status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    except OSError:  # not Linux
        return 0
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1000


def measure_resume(
    *, documents: int, engines: Sequence[str], workers: int, kills: int
) -> dict[str, Any]:
    """Run a corpus undisturbed, then with each engine killed and gone on with; compare the results.

    With the engine ``dask`` it is a worker of the cluster that is killed, else the whole program;
    the kills are spread evenly over the documents.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "corpus.jsonl"
        words = write_corpus(corpus, documents)
        began = time.perf_counter()
        _finish(_start(corpus, folder / "whole.db", "pool", workers))
        seconds = time.perf_counter() - began
        whole = store_digest(folder / "whole.db")
        size = (folder / "whole.db").stat().st_size
        figures: dict[str, Any] = {
            "documents": documents,
            "words": words,
            "undisturbed_s": round(seconds, 1),
            "store_mb": round(size / 1e6, 1),
            "store_bytes_per_word": round(size / words, 1),
        }
        for engine in engines:
            store = folder / f"{engine}.db"
            marks = [documents * kill // (kills + 1) for kill in range(1, kills + 1)]
            done = list(_run_with_kills(corpus, store, engine, workers, marks))
            with EventStore(store) as opened:
                states = dict(opened.states())
            figures[engine] = {
                "documents_done_when_killed": done,
                "states": states,
                "identical": store_digest(store) == whole,
            }
    return figures


def store_digest(path: Path) -> str:
    """Return a hash of every event of a store, in order."""
    digest = hashlib.sha256()
    with StoreReader(path) as reader:
        for line in event_lines(reader.events()):
            digest.update(line.encode())
    return digest.hexdigest()


def _run_with_kills(
    corpus: Path, store: Path, engine: str, workers: int, marks: Sequence[int]
) -> Iterator[int]:
    """Run until all is read, with a kill when so many documents are done; yield how many were.

    A Dask run outlives its workers; a killed program is started again.
    """
    process = _start(corpus, store, engine, workers)
    for mark in marks:
        while process.poll() is None and _done(store) < mark:
            time.sleep(0.2)
        yield _done(store)
        if engine == "dask":
            _kill_one_worker(process.pid)
        else:
            process.kill()
            process.wait()
            process = _start(corpus, store, engine, workers)
    _finish(process)


def _start(corpus: Path, store: Path, engine: str, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "graphkit", "extract", str(corpus), "--store", str(store)]
    command += ["--workers", str(workers), "--engine", engine]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def _finish(process: subprocess.Popen[bytes]) -> None:
    if status := process.wait():
        raise RuntimeError(f"graphkit extract ended with status {status}")


def _done(store: Path) -> int:
    if not holds_store(store):
        return 0
    with EventStore(store) as opened:
        return opened.states()["done"]


def _kill_one_worker(parent: int) -> None:
    """Kill one Dask worker: a grandchild, since a nanny of the program's own process starts it."""
    for child in sorted(_children(parent)):
        command = Path(f"/proc/{child}/cmdline").read_bytes()
        if b"spawn_main" in command:
            os.kill(child, signal.SIGKILL)
            return
    raise RuntimeError("no Dask worker was found to kill; give the run more documents")


def _children(parent: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[1]) == parent:
            yield int(folder.name)
