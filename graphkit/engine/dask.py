"""The Dask engine: batches go to the workers of a cluster, and come back as parts in a folder.

Cluster and driver see one folder, on a shared disk if they are several machines. A task makes one
part, and makes it again if its worker was lost; one that is there is not made twice. Each worker
keeps a process of the pool for its documents, so that limits and quarantine hold there as here.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graphkit.engine.parts import batch_id, part_path, read_part, write_part
from graphkit.engine.pool import Limits, WorkerPool
from graphkit.engine.reading import ReadingSetup, reading_version
from graphkit.errors import GraphkitError, InputError, PipelineError
from graphkit.store import Outcome
from graphkit.types import Document

__all__ = ["DaskEngine", "make_part"]

_IN_FLIGHT = 4  # batches for each thread of the cluster
_RETRIES = 2
_CONNECT_S = 20
_CONFIGURATION = {
    "distributed.scheduler.worker-saturation": 1.0,  # a lost worker loses one batch, not a queue
    "distributed.scheduler.allowed-failures": 3,
}


class DaskEngine:
    """Reads batches on a Dask cluster; use it as a context manager, which closes the connection."""

    def __init__(
        self,
        setup: ReadingSetup,
        *,
        workers: int,
        folder: Path,
        scheduler: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Take the address of a scheduler, or else the number of workers of a local cluster."""
        self._setup = setup
        self._workers = workers
        self._folder = folder.absolute()
        self._scheduler = scheduler
        self._limits = limits or Limits()
        self._version = ""
        self._stack = ExitStack()
        self._left: list[Path] = []  # by a run that was killed
        self._client: Any = None

    def __enter__(self) -> Self:
        """Connect to the cluster, or start one that listens on the loopback interface only."""
        try:
            import dask
            import distributed as untyped
        except ImportError as error:
            raise InputError(
                "--engine dask needs Dask; run: pip install 'graphkit[dask]'"
            ) from error
        distributed: Any = untyped
        self._version = reading_version(self._setup)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._left = list(self._folder.glob("*.parquet"))
        self._stack.enter_context(dask.config.set(_CONFIGURATION))
        address: Any = self._scheduler
        if address is None:
            address = self._stack.enter_context(
                distributed.LocalCluster(
                    n_workers=self._workers,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address=None,  # its default listens on every interface
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            client = distributed.Client(address, timeout=_CONNECT_S)
        except (OSError, TimeoutError, ValueError) as error:
            self._stack.close()
            raise InputError(
                f"{address}: no Dask scheduler answers ({error}); start one with dask scheduler"
            ) from error
        self._client = self._stack.enter_context(client)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Leave the cluster, or end the local one; parts stay until a run has come to its end."""
        self._stack.close()
        if error is None:
            for path in self._left:  # cut in another way, they were of no use
                path.unlink(missing_ok=True)
        with suppress(OSError):  # parts are left for the next run
            self._folder.rmdir()

    def run(
        self, batches: Iterable[list[Document]]
    ) -> Iterator[tuple[list[Document], list[Outcome]]]:
        """Yield every batch with an outcome for each of its documents, in the order given.

        Raises GraphkitError where a worker has another version than this program, or the scheduler
        is lost.
        """
        from distributed.comm.core import CommClosedError

        try:
            yield from self._run(batches)
        except (CommClosedError, CancelledError) as error:
            raise InputError(
                f"{self._scheduler or 'the local cluster'}: the Dask scheduler is lost; start it "
                "and run the command again, which goes on from here"
            ) from error

    def _run(
        self, batches: Iterable[list[Document]]
    ) -> Iterator[tuple[list[Document], list[Outcome]]]:
        running: deque[tuple[list[Document], Path, Any]] = deque()
        for batch in batches:
            running.append(self._submit(batch))
            if len(running) >= _IN_FLIGHT * self._threads():
                yield from self._collect(*running.popleft())
        while running:
            yield from self._collect(*running.popleft())

    def _threads(self) -> int:
        return max(1, sum(map(int, self._client.nthreads().values())))

    def _submit(self, batch: list[Document]) -> tuple[list[Document], Path, Any]:
        name = batch_id(batch, self._version)
        path = part_path(self._folder, name)
        future = self._client.submit(
            make_part,
            str(path),
            batch,
            self._setup,
            self._version,
            self._limits,
            key=f"graphkit-{name}",
            retries=_RETRIES,
            pure=False,
        )
        return batch, path, future

    def _collect(
        self, batch: list[Document], path: Path, future: Any
    ) -> Iterator[tuple[list[Document], list[Outcome]]]:
        """Wait for a part, yield its outcomes and remove it once these are taken."""
        error = future.exception()
        if isinstance(error, GraphkitError):
            raise error
        if future.cancelled() and not path.exists():  # by the loss of the scheduler alone
            raise CancelledError
        if error is not None or not path.exists():
            self._read_here(batch, path)
        yield batch, read_part(path)
        path.unlink()

    def _read_here(self, batch: list[Document], path: Path) -> None:
        """Make a part that the cluster failed to make, document by document, in a pool of ours."""
        with WorkerPool(self._setup, workers=1, limits=self._limits) as pool:
            read = [outcomes[0] for _, outcomes in pool.run([document] for document in batch)]
        write_part(path, read)


_local = threading.local()


def make_part(
    path: str, documents: list[Document], setup: ReadingSetup, version: str, limits: Limits
) -> None:
    """Read a batch and write its part, unless it is there. Runs on the workers of the cluster."""
    if Path(path).exists():
        return
    pool = _pool(setup, version, limits)
    try:
        ((_, outcomes),) = pool.run([documents])
    except BaseException:  # what the process was doing nobody knows: the next batch gets another
        pool.close()
        _local.pool = None
        raise
    write_part(Path(path), outcomes)


def _pool(setup: ReadingSetup, version: str, limits: Limits) -> WorkerPool:
    """Return this thread's pool, whose one process has loaded the model of that version."""
    known: tuple[object, WorkerPool] | None = getattr(_local, "pool", None)
    if known is not None and known[0] == (setup, version):
        return known[1]
    here = reading_version(setup)
    if here != version:
        raise PipelineError(
            f"a Dask worker has {here}, and the run has {version}; install the same graphkit, "
            "model and ontology everywhere"
        )
    if known is not None:
        known[1].close()
    pool = WorkerPool(setup, workers=1, limits=limits)
    _local.pool = (setup, version), pool
    return pool
