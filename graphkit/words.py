"""Word lists that the grammar reads, kept as YAML beside the code that uses them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

__all__ = ["load_words"]


@cache
def load_words(package: str) -> Mapping[str, frozenset[str]]:
    """Return the lists of ``data/words.yaml`` in a package, by name; read once a process."""
    text = resources.files(package).joinpath("data/words.yaml").read_text("utf-8")
    lists: dict[str, str] = yaml.safe_load(text)
    return {name: frozenset(words.split()) for name, words in lists.items()}
