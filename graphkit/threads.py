"""How many threads the numerical libraries get, before they are loaded."""

from __future__ import annotations

__all__ = ["ONE_THREAD"]

#: Environment of a process that computes on one thread: the event model multiplies many small
#: matrices, and handing them to several threads costs more than these give.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
