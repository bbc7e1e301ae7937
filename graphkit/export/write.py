"""The table of output formats, and the one function that picks from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from graphkit.errors import OutputError
from graphkit.export.csv import write_csv
from graphkit.export.gexf import write_gexf
from graphkit.export.graphml import write_graphml
from graphkit.export.json import write_json
from graphkit.graph import ActorGraph

__all__ = ["WRITERS", "write_graph"]

WRITERS: Mapping[str, Callable[[ActorGraph, Path], None]] = MappingProxyType(
    {
        ".csv": write_csv,
        ".gexf": write_gexf,
        ".graphml": write_graphml,
        ".json": write_json,
    }
)


def write_graph(graph: ActorGraph, path: str | Path, format: str | None = None) -> None:
    """Write the graph to ``path`` in the format of its suffix, or in ``format`` (``"gexf"``).

    The file is complete or, where writing fails, as it was before. Raises OutputError for a format
    that nobody knows and for a file that cannot be written.
    """
    path = Path(path)
    suffix = path.suffix.lower() if format is None else f".{format.lower().removeprefix('.')}"
    if suffix not in WRITERS:
        known = ", ".join(WRITERS)
        raise OutputError(f"{path}: unknown format {suffix!r}; the known ones are {known}")
    WRITERS[suffix](graph, path)
