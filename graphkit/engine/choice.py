"""Which engine reads a corpus: the pool of this machine, or a Dask cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from graphkit.engine.corpus import Engine
from graphkit.engine.pool import WorkerPool
from graphkit.engine.reading import ReadingSetup
from graphkit.errors import InputError

__all__ = ["ENGINES", "open_engine"]

ENGINES = ("pool", "dask")


def open_engine(
    name: str, setup: ReadingSetup, *, workers: int, scheduler: str | None, store: Path
) -> AbstractContextManager[Engine]:
    """Return the engine of that name; the parts that Dask writes lie beside the store."""
    if name == "pool":
        return WorkerPool(setup, workers=workers)
    if name == "dask":
        from graphkit.engine.dask import DaskEngine

        return DaskEngine(setup, workers=workers, scheduler=scheduler, folder=parts_folder(store))
    raise InputError(f"no engine is called {name!r}; name one of {', '.join(ENGINES)}")


def parts_folder(store: Path) -> Path:
    """Return the folder beside a store in which a cluster leaves the parts of a run."""
    return store.with_name(f"{store.name}.parts")
