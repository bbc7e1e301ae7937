"""How many cores there are, and how many threads the numerical libraries get of them."""

from __future__ import annotations

import os

__all__ = ["ONE_THREAD", "count_cores"]

#: Environment of a process that computes on one thread: the event model multiplies many small
#: matrices, and handing them to several threads costs more than these give.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def count_cores() -> int:
    """Return how many cores this process may use: in a container often not all of the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
