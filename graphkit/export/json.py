"""ActorGraph → node-link JSON, which networkx and most network libraries for the web read."""

from __future__ import annotations

import json
import re
from math import isfinite
from pathlib import Path

from graphkit.files import write_atomic
from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar

__all__ = ["write_json"]

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which UTF-8 cannot hold


def write_json(graph: ActorGraph, path: Path) -> None:
    """Write one object with ``directed``, ``multigraph``, ``graph``, ``nodes`` and ``links``.

    ``networkx.node_link_graph(data, edges="links")`` reads it back. Raises OutputError where the
    file cannot be written.
    """
    nodes = ({**data, "id": node} for node, data in graph.nx.nodes(data=True))
    links = (
        {**data, "source": source, "target": target, "key": key}
        for source, target, key, data in graph.nx.edges(keys=True, data=True)
    )
    document = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [_writable(node) for node in nodes],
        "links": [_writable(link) for link in links],
    }
    with write_atomic(path) as handle:
        json.dump(document, handle, ensure_ascii=False, allow_nan=False, indent=1)
        handle.write("\n")


def _writable(values: dict[str, Scalar]) -> dict[str, Scalar]:
    """Return the values that JSON can hold, half characters as U+FFFD."""
    return {
        name: _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in values.items()
        if not isinstance(value, float) or isfinite(value)
    }
