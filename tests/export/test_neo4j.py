"""The script is read by a small reader of Cypher's literals, written apart from the writer."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphkit.export import write_cypher, write_neo4j_csv
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event

_TOKEN = re.compile(
    r"""\s*(?: (?P<text> ' (?: [^'\\] | \\. )* ' )
    | `(?P<name>[^`]*)`
    | (?P<number> -?\d[\d.e+-]* )
    | (?P<word> \w+ )
    | (?P<mark> [{}\[\](),:+;.<>=-] ) )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "'": "'", "\\": "\\"}


def tokens(statement: str) -> Iterator[tuple[str, str]]:
    """Yield the tokens of a statement; raises AssertionError where it cannot be read."""
    place = 0
    while place < len(statement.rstrip()):
        found = _TOKEN.match(statement, place)
        assert found, statement[place : place + 60]
        yield str(found.lastgroup), found[str(found.lastgroup)]
        place = found.end()


class Literals:
    """Reads the value that a statement's tokens spell."""

    def __init__(self, statement: str) -> None:
        self.rest = list(tokens(statement))[::-1]

    def value(self) -> Any:
        kind, text = self.rest.pop()
        if text == "{" and kind == "mark":
            return dict(self.items("}", self.pair))
        if text == "[" and kind == "mark":
            return list(self.items("]", self.value))
        if kind == "text":
            more = ""
            if self.rest[-1] == ("mark", "+"):
                self.rest.pop()
                more = self.value()
            return re.sub(r"\\(.)", lambda m: _ESCAPED[m[1]], text[1:-1], flags=re.DOTALL) + more
        if kind == "number":
            return float(text) if re.search("[.e]", text) else int(text)
        return {"true": True, "false": False}[text]

    def items(self, end: str, read: Callable[[], Any]) -> Iterator[Any]:
        while self.rest[-1] != ("mark", end):
            yield read()
            if self.rest[-1] == ("mark", ","):
                self.rest.pop()
        self.rest.pop()

    def pair(self) -> tuple[str, Any]:
        _, name = self.rest.pop()
        assert self.rest.pop() == ("mark", ":")
        return name, self.value()


def statements(path: Path) -> list[str]:
    """Return the statements as cypher-shell cuts them, at a semicolon that ends a line."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("//"))
    return [part for part in re.split(r";$", text, flags=re.MULTILINE) if part.strip()]


def rows(statement: str) -> list[dict[str, Any]]:
    literals = Literals(statement)
    assert literals.rest.pop() == ("word", "UNWIND")
    found: list[dict[str, Any]] = literals.value()
    return found


def cleaned(values: dict[str, Any]) -> dict[str, Any]:
    refused = re.compile("[\x00\x1b\ud800\ufffe]")
    return {k: refused.sub("\ufffd", v) if isinstance(v, str) else v for k, v in values.items()}


def test_the_script_makes_every_actor_and_edge(graph: ActorGraph, tmp_path: Path) -> None:
    write_cypher(graph, tmp_path / "map.cypher")
    constraint, *parts = statements(tmp_path / "map.cypher")
    assert "REQUIRE a.id IS UNIQUE" in constraint
    nodes = [row for part in parts if "MERGE (a:Actor" in part for row in rows(part)]
    edges = [row for part in parts if "MERGE (a)-[r:" in part for row in rows(part)]
    assert {row["id"]: row for row in nodes} == {
        node: cleaned(data) | {"id": node} for node, data in graph.nx.nodes(data=True)
    }
    found = {(e["source"], e["target"], e["properties"]["id"]): e["properties"] for e in edges}
    assert found == {edge: cleaned(data) | {"id": edge[2]} for edge, data in graph.nx.edges.items()}


def test_actors_have_their_kind_as_a_label_and_edges_their_relation_as_type(
    graph: ActorGraph, tmp_path: Path
) -> None:
    write_cypher(graph, tmp_path / "map.cypher")
    text = (tmp_path / "map.cypher").read_text(encoding="utf-8")
    assert "SET a:`State`, a += row" in text
    types = set(re.findall(r"-\[r:`(\w+)` ", text))
    assert types == {"ATTACKS", "BOMBS", "LABELS", "SHELTERS"}
    write_cypher(graph, tmp_path / "pairs.cypher", aggregate=True)
    text = (tmp_path / "pairs.cypher").read_text(encoding="utf-8")
    assert set(re.findall(r"-\[r:`(\w+)` ", text)) == {"ACTS_ON"}


@pytest.mark.parametrize(
    "hostile",
    [
        "it's '}) DETACH DELETE n //",
        "\\' end \\",
        "\\u0027}) DETACH DELETE n //",
        "\\\\u0027 \\U0027",
        "`x` :param y;\n:exit;\r\n// no\t*/",
    ],
)
def test_no_text_leaves_its_quotes(
    make_event: Callable[..., Event], small_ontology: Ontology, tmp_path: Path, hostile: str
) -> None:
    sentence = f"Syria attacks Turkey. {hostile}"
    write_cypher(
        build_graph([make_event(sentence=sentence, label=hostile)], small_ontology),
        tmp_path / "map.cypher",
    )
    [edges] = [part for part in statements(tmp_path / "map.cypher") if "MATCH" in part]
    [row] = rows(edges)
    assert row["properties"]["as"] == hostile
    assert row["properties"]["evidence"] == sentence
    # Some versions of Neo4j read such an escape wherever it stands, even in a comment.
    assert not re.search(r"\\u", (tmp_path / "map.cypher").read_text(encoding="utf-8"), re.I)


def test_names_cannot_leave_their_backticks(
    make_event: Callable[..., Event], small_ontology: Ontology, tmp_path: Path
) -> None:
    graph = build_graph([make_event(relation="hits` x\\u0060")], small_ontology)
    graph.nx.nodes["state:syria"]["a`b\\"] = 1
    write_cypher(graph, tmp_path / "map.cypher")
    text = (tmp_path / "map.cypher").read_text(encoding="utf-8")
    assert "`a_b_`: 1" in text
    assert "[r:`HITS_X_U0060` " in text


def test_many_rows_are_many_statements(
    make_event: Callable[..., Event], small_ontology: Ontology, tmp_path: Path
) -> None:
    events = [make_event(target=f"T{number}") for number in range(1_201)]
    write_cypher(build_graph(events, small_ontology), tmp_path / "map.cypher")
    _, *parts = statements(tmp_path / "map.cypher")
    assert [len(rows(part)) for part in parts] == [500, 500, 202, 500, 500, 201]


def test_tables_have_the_headers_of_the_importer(graph: ActorGraph, tmp_path: Path) -> None:
    write_neo4j_csv(graph, tmp_path / "map.csv")
    with (tmp_path / "map.csv").open(encoding="utf-8", newline="") as handle:
        header, *edges = csv.reader(handle)
    assert header[:5] == [":START_ID", ":END_ID", ":TYPE", "id", "label:string"]
    assert {"weight:int", "claimed:boolean", "intensity:double"} < set(header)
    assert len(edges) == 8
    with (tmp_path / "map-nodes.csv").open(encoding="utf-8", newline="") as handle:
        header, *nodes = csv.reader(handle)
    assert header[:3] == ["id:ID", ":LABEL", "label:string"]
    assert {row[1] for row in nodes} == {"Actor;State"}
