"""A pool of worker processes that loses no document, whatever a document does to its worker.

A worker that dies, takes too long or grows too large is killed and replaced. The document that it
was reading is read again, alone in a worker; if that one ends so too, the document is quarantined:
its outcome is *failed* with the reason. All others of its batch go on.
"""

from __future__ import annotations

import selectors
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from graphkit.closing import Closing
from graphkit.engine.reading import ReadingSetup
from graphkit.errors import GraphkitError, PipelineError
from graphkit.processes import (
    cause_of_death,
    end_child,
    read_frame,
    resident_megabytes,
    start_child,
    write_frame,
)
from graphkit.store import Outcome, State
from graphkit.types import Document

__all__ = ["Limits", "WorkerPool"]

_LOOK_S = 0.1  # how often time and memory of the workers are looked at
_IN_FLIGHT = 4  # batches for each worker: what may wait for an earlier one
_FRUITLESS_STARTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before its worker is killed, and when a worker is renewed."""

    seconds: float = 120.0
    megabytes: int = 2000
    start_seconds: float = 120.0
    renew_megabytes: int = 650
    renew_documents: int = 20_000


@dataclass(slots=True)
class _Task:
    """Documents for one worker, with their places in the batch whose outcomes they are."""

    batch: int
    places: list[int]
    documents: list[Document]
    suspect: bool = False  # one document, whose first reader did not survive it
    done: int = 0


@dataclass(slots=True)
class _Batch:
    documents: list[Document]
    outcomes: list[Outcome | None]
    missing: int


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    ready: bool = False
    task: _Task | None = None
    read: int = 0
    since: float = field(default_factory=time.monotonic)

    @property
    def answers(self) -> BinaryIO:
        return cast(BinaryIO, self.process.stdout)

    def send(self, value: object) -> None:
        """Write to the worker; one that has died is noticed when its answers end."""
        with suppress(BrokenPipeError):
            write_frame(cast(BinaryIO, self.process.stdin), value)


class WorkerPool(Closing):
    """Runs batches of documents in processes; use it as a context manager, which ends them all."""

    def __init__(self, setup: ReadingSetup, *, workers: int, limits: Limits | None = None) -> None:
        """Take the setup; the processes start with the first batch."""
        self._setup = setup
        self._count = max(1, workers)
        self._limits = limits or Limits()
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._waiting: deque[_Task] = deque()
        self._batches: dict[int, _Batch] = {}
        self._fruitless = 0

    def close(self) -> None:
        """Kill the workers; the pool runs nothing more."""
        for worker in list(self._workers):
            self._drop(worker)
        self._selector.close()

    @property
    def process_ids(self) -> list[int]:
        """The workers' process ids."""
        return [worker.process.pid for worker in self._workers]

    def run(
        self, batches: Iterable[list[Document]]
    ) -> Iterator[tuple[list[Document], list[Outcome]]]:
        """Yield every batch with an outcome for each of its documents, in the order given.

        Raises GraphkitError where workers cannot start: no pipeline of that name, say.
        """
        source = enumerate(batches)
        exhausted = False
        following = 0
        self._batches.clear()
        self._waiting.clear()
        while not exhausted or self._batches:
            while not exhausted and self._has_room():
                number, documents = next(source, (-1, []))
                exhausted = number < 0
                if not exhausted:
                    self._add(number, documents)
            self._hand_out()
            while (batch := self._batches.get(following)) and not batch.missing:
                del self._batches[following]
                following += 1
                yield batch.documents, cast("list[Outcome]", batch.outcomes)
            if self._batches:
                self._listen()

    def _has_room(self) -> bool:
        few = len(self._batches) < _IN_FLIGHT * self._count
        return few and len(self._waiting) < self._count

    def _add(self, number: int, documents: list[Document]) -> None:
        self._batches[number] = _Batch(documents, [None] * len(documents), len(documents))
        self._waiting.append(_Task(number, list(range(len(documents))), documents))

    def _hand_out(self) -> None:
        """Give waiting tasks to idle workers, starting workers up to their number."""
        busy = sum(worker.task is not None for worker in self._workers)
        wanted = min(self._count, busy + len(self._waiting))
        while len(self._workers) < wanted:
            self._start()
        for worker in self._workers:
            if self._waiting and worker.ready and worker.task is None:
                worker.task = self._waiting.popleft()
                worker.since = time.monotonic()
                worker.send(worker.task.documents)

    def _start(self) -> None:
        worker = _Worker(start_child("graphkit.engine.worker"))
        self._workers.append(worker)
        self._selector.register(worker.answers, selectors.EVENT_READ, worker)
        worker.send(self._setup)

    def _drop(self, worker: _Worker) -> None:
        self._selector.unregister(worker.answers)
        self._workers.remove(worker)
        end_child(worker.process)

    def _listen(self) -> None:
        """Take what the workers have to say, and end those that are beyond a limit."""
        for key, _ in self._selector.select(_LOOK_S):
            worker = cast(_Worker, key.data)
            try:
                self._take(worker, read_frame(worker.answers))
            except EOFError:
                self._bury(worker, None)
        for worker in list(self._workers):
            if reason := self._excess(worker):
                self._bury(worker, reason)

    def _take(self, worker: _Worker, answer: object) -> None:
        worker.since = time.monotonic()
        if worker.task is None:
            if isinstance(answer, GraphkitError):
                raise answer
            worker.ready = True
            self._fruitless = 0
            return
        task = worker.task
        self._settle(task, cast(Outcome, answer))
        worker.read += 1
        if task.done == len(task.documents):
            worker.task = None
            if self._is_worn(worker):
                self._drop(worker)

    def _settle(self, task: _Task, outcome: Outcome) -> None:
        """Note the outcome of the document that a task is at."""
        batch = self._batches[task.batch]
        batch.outcomes[task.places[task.done]] = outcome
        batch.missing -= 1
        task.done += 1

    def _is_worn(self, worker: _Worker) -> bool:
        too_large = (resident_megabytes(worker.process.pid) or 0) > self._limits.renew_megabytes
        return too_large or worker.read >= self._limits.renew_documents

    def _excess(self, worker: _Worker) -> str | None:
        """Return which limit a worker is beyond, if any."""
        limits = self._limits
        if worker.ready and worker.task is None:
            return None
        seconds = limits.seconds if worker.ready else limits.start_seconds
        if time.monotonic() - worker.since > seconds:
            return f"took more than {seconds:g} seconds"
        if (resident_megabytes(worker.process.pid) or 0) > limits.megabytes:
            return f"needed more than {limits.megabytes:,} MB of memory"
        return None

    def _bury(self, worker: _Worker, reason: str | None) -> None:
        """Remove a worker that died or must; what it had left goes to others."""
        task = worker.task
        self._drop(worker)
        reason = reason or cause_of_death(worker.process.returncode)
        if task is None:
            self._fruitless += not worker.ready
            if self._fruitless >= _FRUITLESS_STARTS:
                raise PipelineError(
                    f"the workers cannot start (the last one {reason}); "
                    "see what they print, or read the documents without --store"
                )
            return
        if task.suspect:
            text = f"quarantined: the reader {reason}, twice; leave it out or report this"
            self._settle(task, Outcome(State.FAILED, (), text))
            return
        at = task.done
        rest = _Task(task.batch, task.places[at + 1 :], task.documents[at + 1 :])
        if rest.documents:
            self._waiting.appendleft(rest)
        self._waiting.appendleft(
            _Task(task.batch, [task.places[at]], [task.documents[at]], suspect=True)
        )
