"""The table of output formats, and the one function that picks from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from graphkit.errors import OutputError
from graphkit.export.csv import write_csv, write_excel_csv
from graphkit.export.gexf import write_gexf
from graphkit.export.graphml import write_graphml
from graphkit.export.json import write_cytoscape, write_json
from graphkit.export.neo4j import write_cypher, write_neo4j_csv
from graphkit.export.parquet import write_parquet
from graphkit.graph import ActorGraph

__all__ = ["FORMATS", "Format", "write_graph"]


class Writer(Protocol):
    """Writes a graph to a file, which is whole or, where that fails, as it was before."""

    def __call__(self, graph: ActorGraph, path: Path, *, aggregate: bool = False) -> None:
        """Write it, with one edge a pair of actors if ``aggregate``."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the suffix that tells it (or none), what reads it, and its writers.

    ``write_raw`` is there where ``write`` changes cells that a spreadsheet would run: it does not.
    """

    name: str
    suffix: str
    description: str
    write: Writer
    write_raw: Writer | None = None


_TABLE = (
    Format("graphml", ".graphml", "GraphML for Gephi, networkx, igraph and yEd", write_graphml),
    Format("gexf", ".gexf", "GEXF 1.3 for Gephi, with a timeline", write_gexf),
    Format(
        "csv",
        ".csv",
        "tables for Gephi and pandas: edges, FILE-nodes.csv",
        write_csv,
        partial(write_csv, raw=True),
    ),
    Format(
        "excel",
        "",
        "the same tables with letters of all scripts in Excel",
        write_excel_csv,
        partial(write_excel_csv, raw=True),
    ),
    Format("json", ".json", "node-link JSON for networkx, d3 and the web", write_json),
    Format("cytoscape", ".cyjs", "JSON for Cytoscape and Cytoscape.js", write_cytoscape),
    Format("cypher", ".cypher", "a script for Neo4j: cypher-shell -f FILE", write_cypher),
    Format(
        "neo4j",
        "",
        "tables for neo4j-admin database import, for large graphs",
        write_neo4j_csv,
    ),
    Format(
        "parquet",
        ".parquet",
        "tables for pandas, Polars, DuckDB; needs graphkit[parquet]",
        write_parquet,
    ),
)

#: Name -> format, in the order in which they are listed.
FORMATS: Mapping[str, Format] = MappingProxyType({entry.name: entry for entry in _TABLE})

_BY_SUFFIX = {entry.suffix: entry for entry in _TABLE if entry.suffix}


def write_graph(
    graph: ActorGraph,
    path: str | Path,
    format: str | None = None,
    *,
    aggregate: bool = False,
    raw_csv: bool = False,
) -> None:
    """Write the graph to ``path`` in the format of its suffix, or in ``format`` (``"gexf"``).

    ``aggregate`` writes one edge for each pair of actors, with counts; ``raw_csv`` keeps cells that
    a spreadsheet would run as formulas. The file is complete or, where writing fails, as it was
    before. Raises OutputError for a format that nobody knows, for ``raw_csv`` with another format
    than CSV, and for a file that cannot be written.
    """
    path = Path(path)
    chosen = _find_format(path, format)
    if not raw_csv:
        chosen.write(graph, path, aggregate=aggregate)
    elif chosen.write_raw is not None:
        chosen.write_raw(graph, path, aggregate=aggregate)
    else:
        raise OutputError(f"{path}: raw cells are for CSV; {chosen.name} keeps text as it is")


def _find_format(path: Path, name: str | None) -> Format:
    found = (
        _BY_SUFFIX.get(path.suffix.lower())
        if name is None
        else FORMATS.get(name.lower()) or _BY_SUFFIX.get(f".{name.lower().removeprefix('.')}")
    )
    if found is None:
        wrong = repr(path.suffix if name is None else name)
        known = ", ".join(_BY_SUFFIX if name is None else FORMATS)
        raise OutputError(f"{path}: unknown format {wrong}; the known ones are {known}")
    return found
