"""ActorGraph → Neo4j: a Cypher script, and two CSV tables for its importer.

An actor is a node with the label ``Actor`` and its kind's (``ArmedGroup``), an edge a relationship
of its relation's type (``ACCUSES``), with the attributes of the graph as properties.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO, TypeVar

from graphkit.export.aggregate import elements_of
from graphkit.export.csv import nodes_path
from graphkit.export.elements import EdgeElement, NodeElement
from graphkit.export.values import clean_text, value_text
from graphkit.files import write_atomic
from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar

__all__ = ["write_cypher", "write_neo4j_csv"]

_BATCH = 500  # rows of one statement: Neo4j reads each as a whole

_HEADER = """\
// Run it with: cypher-shell -f FILE. Running it again changes nothing.
CREATE CONSTRAINT graphkit_actor IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;
"""
_NODES_END = "] AS row\nMERGE (a:Actor {{id: row.id}}) SET a:{name}, a += row;\n"
_EDGES_END = (
    "] AS row\nMATCH (a:Actor {{id: row.source}}) MATCH (b:Actor {{id: row.target}})\n"
    "MERGE (a)-[r:{name} {{id: row.properties.id}}]->(b) SET r += row.properties;\n"
)

_Element = TypeVar("_Element")


def write_cypher(graph: ActorGraph, path: Path, *, aggregate: bool = False) -> None:
    """Write the statements that make the graph; raises OutputError if it cannot be written."""
    elements = elements_of(graph, aggregate=aggregate)
    nodes = ((_kind_label(node), _node_literal(node)) for node in elements.nodes())
    edges = ((_relationship(edge), _edge_literal(edge)) for edge in elements.edges())
    with write_atomic(path) as handle:
        handle.write(_HEADER)
        _write_statements(handle, nodes, _NODES_END)
        _write_statements(handle, edges, _EDGES_END)


def write_neo4j_csv(graph: ActorGraph, path: Path, *, aggregate: bool = False) -> None:
    """Write relationships to ``path`` and nodes to ``NAME-nodes.csv`` for Neo4j's importer.

    ``neo4j-admin database import full --multiline-fields=true --nodes=NAME-nodes.csv
    --relationships=NAME.csv``. Raises OutputError where a file cannot be written.
    """
    elements = elements_of(graph, aggregate=aggregate)
    with write_atomic(nodes_path(path)) as nodes_file, write_atomic(path) as edges_file:
        edges = csv.writer(edges_file, lineterminator="\n")
        edge_types = elements.edge_types
        edges.writerow([":START_ID", ":END_ID", ":TYPE", "id", *_columns(edge_types)])
        for edge in elements.edges():
            own = [edge.source, edge.target, _relationship(edge), edge.id]
            edges.writerow(_cells(own, edge.attributes, edge_types))
        nodes = csv.writer(nodes_file, lineterminator="\n")
        node_types = elements.node_types
        nodes.writerow(["id:ID", ":LABEL", *_columns(node_types)])
        for node in elements.nodes():
            own = [node.id, f"Actor;{_kind_label(node)}"]
            nodes.writerow(_cells(own, node.attributes, node_types))
        nodes_file.flush()  # a full disk shows before the edges are moved into place


def _write_statements(handle: TextIO, rows: Iterable[tuple[str, str]], end: str) -> None:
    """Write a statement for each batch of rows of one name, which a statement cannot vary."""
    for name, batch in _batches(rows):
        handle.write("UNWIND [\n" + ",\n".join(batch) + "\n" + end.format(name=_name(name)))


def _batches(rows: Iterable[tuple[str, _Element]]) -> Iterator[tuple[str, list[_Element]]]:
    """Yield the rows of each name, some at a time, as soon as there are enough of them."""
    waiting: dict[str, list[_Element]] = defaultdict(list)
    for name, row in rows:
        waiting[name].append(row)
        if len(waiting[name]) == _BATCH:
            yield name, waiting.pop(name)
    yield from waiting.items()


def _kind_label(node: NodeElement) -> str:
    return str(node.attributes["kind"]).title().replace("_", "")


def _relationship(edge: EdgeElement) -> str:
    """Return the type of an edge, ``ACTS_ON`` for one that stands for all of its pair."""
    if not edge.kind:
        return "ACTS_ON"
    return re.sub(r"\W+", "_", str(edge.attributes["label"])).upper() or "ACTS_ON"


def _node_literal(node: NodeElement) -> str:
    return _map_literal(node.attributes | {"id": node.id})


def _edge_literal(edge: EdgeElement) -> str:
    properties = _map_literal(edge.attributes | {"id": edge.id})
    ends = f"source: {_text_literal(edge.source)}, target: {_text_literal(edge.target)}"
    return f"{{{ends}, properties: {properties}}}"


def _map_literal(values: Mapping[str, Scalar]) -> str:
    pairs = [
        f"{_name(name)}: {_text_literal(v) if isinstance(v, str) else value_text(v)}"
        for name, v in values.items()
    ]
    return "{" + ", ".join(pairs) + "}"


_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r"\\u|[\\'\n\r\t]", re.IGNORECASE)


def _text_literal(text: str) -> str:
    """Return the text in quotes.

    Neo4j 4 reads ``\\u0027`` as a quotation mark wherever it stands, behind an escaped backslash
    too: a backslash and a ``u`` are written apart, as two literals.
    """
    escaped = _SPECIAL.sub(
        lambda found: _ESCAPES.get(found[0]) or f"\\\\' + '{found[0][1]}", clean_text(text)
    )
    return f"'{escaped}'"


def _name(name: str) -> str:
    """Return a name of a label, type or property in backticks, which no name can leave."""
    return "`" + re.sub(r"[`\\]", "_", clean_text(name)) + "`"


_IMPORTER_TYPES = {"boolean": "boolean", "int": "int", "long": "long", "double": "double"}


def _columns(types: Mapping[str, str]) -> list[str]:
    return [
        f"{clean_text(name).replace(':', '_')}:{_IMPORTER_TYPES.get(kind, 'string')}"
        for name, kind in types.items()
        if name != "id"
    ]


def _cells(own: list[str], values: Mapping[str, Scalar], columns: Mapping[str, str]) -> list[str]:
    more = (value_text(values.get(name, "")) for name in columns if name != "id")
    return [clean_text(text) for text in (*own, *more)]
