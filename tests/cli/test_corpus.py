"""Corpora on the command line: into a store, and out of it what was asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main
from graphkit.store import EventStore, Outcome, State, read_events
from graphkit.types import Document, Event, Status

MakeEvent = Callable[..., Event]

SEEDS = Path(__file__).parents[2] / "seeds"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(part) for part in arguments], catch_exceptions=False)


@pytest.fixture
def store(tmp_path: Path, make_event: MakeEvent) -> Path:
    """Three events of three documents: Syria attacks Turkey and Iran, Iran may aid Syria."""
    path = tmp_path / "events.db"
    events = [
        make_event(doc="a", date="2018-07-01"),
        make_event(target="Iran", doc="b", date="2018-08-01"),
        make_event("Iran", "aids", "Syria", doc="c", status=Status.POSSIBLE, date="2018-09-01"),
    ]
    with EventStore(path, create=True) as opened:
        number = opened.begin_run(version="v", engine="test", workers=1)
        for event in events:
            document = Document(event.doc_id, event.sentence, date=event.date, path=event.doc_id)
            with opened.transaction():
                place = opened.admit(document, run=number, version="v", resume=True)
            assert place
            opened.finish([(place, Outcome(State.DONE, (event,)))])
    return path


def test_a_store_becomes_a_folder(store: Path, tmp_path: Path) -> None:
    result = run("build", "--store", store, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout.startswith("3 actors, 3 relations, 3 events from 3 documents\n")
    assert (tmp_path / "out" / "graph.html").is_file()


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (["--actor", "turkey"], ["a"]),
        (["--relation", "aids"], ["c"]),
        (["--class", "assault", "--since", "2018-07-02"], ["b", "c"]),
        (["--status", "possible"], ["c"]),
        (["--until", "2018-08-01"], ["a", "b"]),
        (["--outlet", "herald.example"], []),
    ],
)
def test_options_say_which_events_are_meant(
    store: Path, tmp_path: Path, options: list[str], documents: list[str]
) -> None:
    result = run("build", "--store", store, "-o", tmp_path / "out", *options)
    assert result.exit_code == 0
    found = read_events(tmp_path / "out" / "events.jsonl")
    assert [event.doc_id for event in found] == documents


@pytest.mark.parametrize("command", ["actors", "events"])
def test_a_store_is_listed_like_a_file_of_events(store: Path, command: str) -> None:
    result = run(command, store, "--actor", "Turkey")
    assert result.exit_code == 0
    assert "Turkey" in result.stdout


def test_a_store_is_drawn_and_exported(store: Path, tmp_path: Path) -> None:
    assert run("export", store, "-o", tmp_path / "g.graphml").exit_code == 0
    assert run("render", store, "-o", tmp_path / "g.html").exit_code == 0
    assert (tmp_path / "g.graphml").stat().st_size > 0


def test_the_events_of_a_store_are_written_without_reading_anything(
    store: Path, tmp_path: Path
) -> None:
    output = tmp_path / "events.jsonl"
    result = run("extract", "--store", store, "-o", output)
    assert (result.exit_code, result.stdout) == (0, f"{output}: events written: 3\n")
    assert run("extract", "--store", store, "-o", "-").stdout == output.read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract"], "Missing argument 'INPUT...'"),
        (["build", "-o", "out"], "Missing argument 'INPUT...'"),
        (["extract", "a.txt", "--workers", "2"], "need --store FILE"),
        (["extract", "--store", "a.db"], "give INPUT to read, or -o FILE"),
        (["extract", "a.txt", "--store", "a.db", "--scheduler", "x"], "needs --engine dask"),
        (["build", "a.txt", "-o", "out", "--since", "2018-01-01"], "filters need --store"),
        (["build", "--store", "a.db", "-o", "out", "--since", "July"], "does not match the format"),
        (["build", "--store", "a.db", "-o", "out", "--class", "LOVE"], "is not one of"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run("build", "--store", tmp_path / "absent.db", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "there is no store; make it with graphkit extract --store" in result.stderr


@pytest.mark.pipeline
def test_a_corpus_is_read_into_a_store_and_again_only_what_is_new(tmp_path: Path) -> None:
    corpus, store = tmp_path / "corpus", tmp_path / "events.db"
    corpus.mkdir()
    seeds = sorted(SEEDS.glob("2018*"))[:2]
    shutil.copy(seeds[0], corpus)
    first = run("extract", corpus, "--store", store, "--workers", 1)
    assert first.stdout.startswith(f"{store}: 1 document read; ")
    shutil.copy(seeds[1], corpus)
    (corpus / "fremd.txt").write_text(
        "Der Minister sagte am Montag, dass die Truppen aus der ganzen Region abziehen."
    )
    second = run("build", corpus, "--store", store, "--workers", 1, "-o", tmp_path / "out")
    assert second.exit_code == 0
    assert f"{store}: 1 document read, 1 known before, 1 not English; " in second.stdout
    (corpus / "fremd.txt").unlink()
    run("build", corpus, "-o", tmp_path / "plain")
    for name in ("events.jsonl", "graph.graphml", "edges.csv", "merges.csv"):
        plain = (tmp_path / "plain" / name).read_bytes()
        assert (tmp_path / "out" / name).read_bytes() == plain
