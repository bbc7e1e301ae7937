"""What the log-linear models share that are kept as YAML: columns of features, fitting, writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import torch

__all__ = ["columns", "minimise", "written_weights"]

_LEAST_WEIGHT = 0.05


def columns(rows: Iterable[Mapping[str, float]], *, least: int) -> dict[str, int]:
    """Return the column of each feature that at least so many rows have, in the names' order."""
    counts = Counter(name for features in rows for name in features)
    names = sorted(name for name, count in counts.items() if count >= least)
    return {name: place for place, name in enumerate(names)}


def minimise(loss: Callable[[], torch.Tensor], parameters: Sequence[torch.Tensor]) -> None:
    """Change parameters in place until a loss of all examples is least (L-BFGS)."""
    optimizer = torch.optim.LBFGS(parameters, max_iter=500, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        found = loss()
        found.backward()  # type: ignore[no-untyped-call]
        return found

    optimizer.step(closure)  # type: ignore[no-untyped-call]


def written_weights(weights: Mapping[str, float]) -> dict[str, dict[str, str]]:
    """Return by group and word, in their order, the weights to write, those near zero left out.

    A feature is named ``group=word``; those without ``=`` are ``numbers``.
    """
    groups: dict[str, dict[str, str]] = {}
    for name, weight in sorted(weights.items()):
        group, _, word = name.partition("=") if "=" in name else ("numbers", "", name)
        if abs(weight) >= _LEAST_WEIGHT:
            groups.setdefault(group, {})[word] = f"{weight:.2f}"
    return groups
