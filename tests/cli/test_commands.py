"""Every command: what it writes, what it prints, and with which status it ends."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest
from click.testing import CliRunner, Result

from graphkit import pipeline
from graphkit.cli import main
from graphkit.errors import GraphkitError, InputError
from graphkit.export import FORMATS
from graphkit.store import read_events, write_events
from graphkit.types import ActorKind, Document, Event, EventType, Status

MakeEvent = Callable[..., Event]

TEXT = "Syria attacks Turkey."


@pytest.fixture(autouse=True)
def quick_pipeline(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Find one event in every document, without a model, but for the marked tests."""
    if request.node.get_closest_marker("pipeline"):
        return
    make_event: MakeEvent = request.getfixturevalue("make_event")

    def extract(
        documents: Iterable[Document], *, on_error: Callable[[GraphkitError], None], **_: Any
    ) -> Iterator[Event]:
        for document in documents:
            if "unreadable" in document.text:
                on_error(InputError(f"{document.path}: cannot be parsed"))
            else:
                yield make_event(doc=document.id, sentence=document.text, date=document.date)

    monkeypatch.setattr(pipeline, "extract", extract)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "2018-07-22-war.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def event_file(tmp_path: Path, make_event: MakeEvent) -> Path:
    """Three events: Syria attacks Turkey, might attack Iran, and Iran aids Syria."""
    path = tmp_path / "events.jsonl"
    aliases = {"aliases": ("Damascus",)}
    events = [
        make_event(source_fields=aliases),
        make_event(doc="d2", target="Iran", status=Status.POSSIBLE, source_fields=aliases),
        make_event("Iran", "aids", "Syria", doc="d3", event_type=EventType.AID),
    ]
    write_events(path, events)
    return path


def run(*arguments: object, stdin: bytes = b"") -> Result:
    # A plain BytesIO cannot be peeked into, as the real standard input can.
    stream = io.BufferedReader(io.BytesIO(stdin))  # type: ignore[arg-type]
    return CliRunner().invoke(main, [*map(str, arguments)], input=stream, catch_exceptions=False)


def test_build_writes_page_graph_tables_and_events(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    result = run("build", article, "-o", folder, "--title", "A war")
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [
        "edges-nodes.csv",
        "edges.csv",
        "events.jsonl",
        "graph.graphml",
        "graph.html",
        "graph.json",
        "merges.csv",
    ]
    assert result.stdout.startswith("2 actors, 1 relation, 1 event from 1 document of 1 read\n")
    assert f"{folder / 'graph.html'} " in result.stdout
    assert "<title>A war" in (folder / "graph.html").read_text()
    assert networkx.read_graphml(folder / "graph.graphml").number_of_edges() == 1


@pytest.mark.pipeline
def test_build_lists_the_actors_it_joins_and_obeys_corrections(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russian President Vladimir Putin attacked Raed Saleh.")
    (tmp_path / "b.txt").write_text("Putin attacked Canada on Monday.")
    texts, merges = [tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out" / "merges.csv"
    run("build", *texts, "-o", tmp_path / "out")
    assert "Vladimir Putin" in merges.read_text()
    merges.write_text(merges.read_text().replace("accept", "refuse"))
    result = run("extract", *texts, "--merges", merges)
    sources = {json.loads(line)["source"]["name"] for line in result.stdout.splitlines()}
    assert {"Putin", "Vladimir Putin"} <= sources


def test_build_goes_on_after_a_bad_input_and_ends_in_status_1(
    article: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("It is unreadable.")
    result = run("build", tmp_path / "missing.txt", bad, article, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert len(read_events(tmp_path / "out" / "events.jsonl")) == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"graphkit: {tmp_path / 'missing.txt'}: ")
    assert lines[1] == f"graphkit: {bad}: cannot be parsed"


def test_build_writes_nothing_where_nothing_can_be_read(tmp_path: Path) -> None:
    result = run("build", tmp_path / "missing.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_one_line(article: Path) -> None:
    result = run("build", article, "-o", article)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"graphkit: {article}: no folder can be made here")
    assert result.stderr.count("\n") == 1


def test_extract_writes_events_to_a_file(article: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    result = run("extract", article, "-o", path)
    assert result.stdout == f"{path}: events written: 1\n"
    (event,) = read_events(path)
    assert (event.sentence, event.date) == (TEXT, "2018-07-22")


@pytest.mark.parametrize("output", [[], ["-o", "-"]])
def test_extract_writes_events_and_nothing_else_to_stdout(article: Path, output: list[str]) -> None:
    result = run("extract", article, *output)
    assert json.loads(result.stdout)["sentence"] == TEXT


def test_documents_come_from_standard_input_too() -> None:
    result = run("extract", "-", stdin=TEXT.encode())
    assert json.loads(result.stdout)["doc_id"] == "stdin"


def test_render_draws_event_files(event_file: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("render", event_file, "-o", page)
    assert result.stdout == f"{page}: 3 actors, 3 relations, 3 events from 3 documents\n"
    assert "Turkey" in page.read_text()


def test_the_page_of_an_event_file_is_the_page_of_its_documents(
    article: Path, tmp_path: Path
) -> None:
    run("build", article, "-o", tmp_path / "out")
    run("render", tmp_path / "out" / "events.jsonl", "-o", tmp_path / "page.html")
    built = (tmp_path / "out" / "graph.html").read_bytes()
    assert (tmp_path / "page.html").read_bytes() == built


def test_export_writes_the_format_of_the_suffix_or_of_the_option(
    event_file: Path, tmp_path: Path
) -> None:
    assert run("export", event_file, "-o", tmp_path / "graph.gexf").exit_code == 0
    assert run("export", event_file, "-o", tmp_path / "g", "--format", "gexf").exit_code == 0
    assert (tmp_path / "g").read_bytes() == (tmp_path / "graph.gexf").read_bytes()


def test_export_of_an_unknown_format_names_the_known_ones(event_file: Path, tmp_path: Path) -> None:
    result = run("export", event_file, "-o", tmp_path / "graph.xyz")
    assert result.exit_code == 1
    assert ".graphml" in result.stderr


def test_export_lists_every_format_that_can_be_written() -> None:
    lines = run("export", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(FORMATS)
    for line, entry in zip(lines, FORMATS.values(), strict=True):
        assert entry.suffix in line.split() or not entry.suffix
        assert line.endswith(entry.description)
        assert len(line) <= 80


def test_export_by_a_name_that_nobody_knows_is_wrong_usage(
    event_file: Path, tmp_path: Path
) -> None:
    result = run("export", event_file, "-o", tmp_path / "g", "--format", "dot")
    assert result.exit_code == 2
    assert "none of graphml, gexf, csv" in result.stderr


def test_export_aggregates_the_edges_of_a_pair(event_file: Path, tmp_path: Path) -> None:
    event_file.write_text(
        event_file.read_text().replace("Turkey", "Iran").replace("turkey", "iran")
    )
    run("export", event_file, "-o", tmp_path / "all.graphml")
    run("export", event_file, "-o", tmp_path / "pairs.graphml", "--aggregate")
    assert networkx.read_graphml(tmp_path / "all.graphml").number_of_edges() == 3
    assert networkx.read_graphml(tmp_path / "pairs.graphml").number_of_edges() == 2


def test_export_keeps_formulas_only_where_asked_to(event_file: Path, tmp_path: Path) -> None:
    event_file.write_text(event_file.read_text().replace('"name": "Iran"', '"name": "=Iran()"'))
    run("export", event_file, "-o", tmp_path / "safe.csv")
    run("export", event_file, "-o", tmp_path / "raw.csv", "--raw-csv")
    assert ",'=Iran()," in (tmp_path / "safe-nodes.csv").read_text()
    assert ",=Iran()," in (tmp_path / "raw-nodes.csv").read_text()
    result = run("export", event_file, "-o", tmp_path / "g.gexf", "--raw-csv")
    assert result.exit_code == 1
    assert "raw cells are for CSV" in result.stderr


def test_actors_are_listed_the_most_active_first(event_file: Path) -> None:
    lines = run("actors", event_file).stdout.splitlines()
    assert lines[0].split()[:4] == ["ACTOR", "KIND", "COUNTRY", "EVENTS"]
    assert [line.split()[0] for line in lines[1:]] == ["Syria", "Iran", "Turkey"]


def test_actors_as_json_are_one_object_a_line(event_file: Path) -> None:
    records = [json.loads(line) for line in run("actors", event_file, "--json").stdout.splitlines()]
    assert [record["id"] for record in records] == ["state:syria", "state:iran", "state:turkey"]
    assert records[0]["kind"] == ActorKind.STATE
    assert records[0]["aliases"] == ["Damascus"]


def test_actors_are_those_of_the_relations_that_pass(event_file: Path) -> None:
    result = run("actors", event_file, "--relation", "aids", "--json")
    names = [json.loads(line)["name"] for line in result.stdout.splitlines()]
    assert sorted(names) == ["Iran", "Syria"]


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        ([], ["d1", "d2", "d3"]),
        (["--relation", "aids"], ["d3"]),
        (["--actor", "damascus", "--status", "actual"], ["d1", "d3"]),
        (["--actor", "Turkey", "--actor", "Iran"], ["d1", "d2", "d3"]),
        (["--status", "possible"], ["d2"]),
    ],
)
def test_events_are_filtered(event_file: Path, filters: list[str], documents: list[str]) -> None:
    lines = run("events", event_file, "--json", *filters).stdout.splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == documents


def test_events_as_a_table_show_the_sentence(event_file: Path) -> None:
    lines = run("events", event_file, "--status", "actual").stdout.splitlines()
    assert lines[0].split() == ["DATE", "SOURCE", "RELATION", "TARGET", "STATUS", "SENTENCE"]
    assert lines[1].endswith(TEXT)


def test_events_of_documents_are_listed_like_those_of_event_files(article: Path) -> None:
    assert run("events", article).stdout.splitlines()[1].endswith(TEXT)


def test_event_files_come_from_standard_input_too(event_file: Path) -> None:
    result = run("events", "-", "--json", stdin=event_file.read_bytes())
    assert len(result.stdout.splitlines()) == 3


def test_a_filter_that_nothing_passes_says_so_and_is_no_failure(event_file: Path) -> None:
    result = run("events", event_file, "--relation", "sues")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "graphkit: no event found\n"


def test_an_unknown_actor_is_one_line_with_near_names(event_file: Path) -> None:
    result = run("events", event_file, "--actor", "Syrio")
    assert result.exit_code == 1
    assert "did you mean Syria?" in result.stderr


def test_documents_and_event_files_are_not_mixed(event_file: Path, article: Path) -> None:
    result = run("actors", event_file, article)
    assert result.exit_code == 2
    assert "give event files or documents" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["build", "x"], ["extract"], ["nonsense"], ["events", "x", "--status", "done"]]
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_event_file_with_a_broken_line_is_named_with_the_line(event_file: Path) -> None:
    event_file.write_text(event_file.read_text() + "{broken\n")
    result = run("render", event_file, "-o", event_file.with_suffix(".html"))
    assert result.exit_code == 1
    assert f"graphkit: {event_file}: line 4: " in result.stderr


@pytest.mark.pipeline
def test_the_shipped_pipeline_finds_who_did_what_to_whom(tmp_path: Path) -> None:
    path = tmp_path / "2018-07-23-news.txt"
    path.write_text("Russia accused the White Helmets of lying on Sunday.")
    lines = run("events", path, "--relation", "accuses", "--json").stdout.splitlines()
    (record,) = map(json.loads, lines)
    assert (record["source"]["id"], record["target"]["name"]) == ("state:RUS", "White Helmets")
    assert record["date"] == "2018-07-23"
