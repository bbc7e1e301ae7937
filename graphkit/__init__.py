"""graphkit reads news and draws who does what to whom, with the words that prove it.

>>> import graphkit
>>> graph = graphkit.build("seeds")  # doctest: +SKIP
>>> graph.save("graph.html")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError
from graphkit.types import Document, Event

if TYPE_CHECKING:
    from graphkit.graph import ActorGraph
    from graphkit.ontology import load_ontology
    from graphkit.parse import load_pipeline
    from graphkit.pipeline import build, load_graph
    from graphkit.pipeline import extract as extract_events
    from graphkit.read import read_documents

__all__ = [
    "ActorGraph",
    "Document",
    "Event",
    "GraphkitError",
    "__version__",
    "build",
    "extract_events",
    "load_graph",
    "load_ontology",
    "load_pipeline",
    "read_documents",
]

__version__ = "0.1.0"

# Loaded on first use, so that ``import graphkit`` and ``graphkit --help`` need no spaCy.
_HOMES = {
    "ActorGraph": ("graphkit.graph", "ActorGraph"),
    "build": ("graphkit.pipeline", "build"),
    "extract_events": ("graphkit.pipeline", "extract"),
    "load_graph": ("graphkit.pipeline", "load_graph"),
    "load_ontology": ("graphkit.ontology", "load_ontology"),
    "load_pipeline": ("graphkit.parse", "load_pipeline"),
    "read_documents": ("graphkit.read", "read_documents"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
