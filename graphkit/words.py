"""Word lists that the grammar reads, kept as YAML beside the code that uses them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

__all__ = ["load_words", "read_data"]


def read_data(package: str, name: str) -> Any:
    """Return what the YAML file ``data/NAME.yaml`` of a package holds."""
    return yaml.safe_load(resources.files(package).joinpath(f"data/{name}.yaml").read_text("utf-8"))


@cache
def load_words(package: str, name: str = "words") -> Mapping[str, frozenset[str]]:
    """Return the lists of ``data/NAME.yaml`` in a package, by name; read once a process."""
    lists: dict[str, str] = read_data(package, name)
    return {name: frozenset(words.split()) for name, words in lists.items()}
