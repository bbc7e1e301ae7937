"""The Dask engine on a local cluster: the same result, whatever is lost on the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.engine import Limits, ReadingSetup, WorkerPool, extract_corpus
from graphkit.engine.dask import DaskEngine, make_part
from graphkit.engine.parts import batch_id, part_path, read_part, write_part
from graphkit.errors import InputError, PipelineError
from graphkit.store import EventStore, Outcome, State, StoreReader
from graphkit.types import Document, Event

MakeEvent = Callable[..., Event]

pytest.importorskip("distributed")
pytest.importorskip("pyarrow")

WHO = ("Syria", "Turkey", "Iran", "Iraq", "Egypt", "Libya", "Mali", "Chad")


def documents(count: int) -> list[Document]:
    return [
        Document(f"d{n}", f"{WHO[n % 8]} attacked {WHO[n // 8 % 8]} in battle {n}. Chad denied it.")
        for n in range(count)
    ]


def open_interfaces() -> set[str]:
    """Return the addresses on which this process and those below it listen."""
    psutil = pytest.importorskip("psutil")
    here = psutil.Process()
    return {
        connection.laddr.ip
        for process in (here, *here.children(recursive=True))
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }


def events(store: Path) -> list[Event]:
    with StoreReader(store) as reader:
        return list(reader.events())


def test_a_part_gives_back_what_was_written_byte_for_byte(
    tmp_path: Path, make_event: MakeEvent
) -> None:
    outcomes = [
        Outcome(State.DONE, (make_event(says="Iran"), make_event(target=None)), None, "en", 9, -7),
        Outcome(State.FAILED, (), "quarantined"),
        Outcome(State.SKIPPED, (), "German", "de", 0, 2**62),
    ]
    write_part(tmp_path / "a.parquet", outcomes)
    assert read_part(tmp_path / "a.parquet") == outcomes
    write_part(tmp_path / "b.parquet", outcomes)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_batch_is_named_by_its_documents_and_the_version() -> None:
    one, two = documents(2)
    names = [batch_id([one, two], "v1"), batch_id([two, one], "v1"), batch_id([one, two], "v2")]
    assert len(set(names)) == 3
    assert batch_id(documents(2), "v1") == names[0]


def test_a_part_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_part(path, [Outcome(State.DONE, words=77)])
    make_part(str(path), documents(1), ReadingSetup(), "no such version", Limits())
    assert read_part(path)[0].words == 77


def test_a_worker_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"a Dask worker has graphkit .*, and the run has v0"):
        make_part(str(tmp_path / "a.parquet"), documents(1), ReadingSetup(), "v0", Limits())
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.engine.dask._CONNECT_S", 1)
    engine = DaskEngine(
        ReadingSetup(), workers=1, folder=tmp_path / "parts", scheduler="tcp://127.0.0.1:9"
    )
    with pytest.raises(InputError, match="no Dask scheduler answers"), engine:
        pass


@pytest.mark.pipeline
@pytest.mark.slow
def test_a_run_that_loses_a_worker_equals_one_on_this_machine(tmp_path: Path) -> None:
    given, setup = documents(150), ReadingSetup()
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    extract_corpus(given, here, engine=WorkerPool(setup, workers=2), setup=setup)
    folder = tmp_path / "parts"
    engine = DaskEngine(setup, workers=2, folder=folder)
    seen: list[str] = []

    def progress(document: Document) -> None:
        if not seen:
            assert open_interfaces() == {"127.0.0.1"}
            workers = engine._client.run(os.getpid)
            os.kill(next(iter(workers.values())), signal.SIGKILL)
        seen.append(document.id)

    report = extract_corpus(given, there, engine=engine, setup=setup, on_progress=progress)
    assert (report.done, report.failed) == (150, 0)
    assert seen == [document.id for document in given]
    assert events(there) == events(here) != []
    assert not folder.exists()  # every part was taken


@pytest.mark.pipeline
@pytest.mark.slow
def test_a_batch_that_the_cluster_cannot_read_is_read_document_by_document(
    trapped: str, tmp_path: Path
) -> None:
    given = [*documents(3), Document("d3", "A deadly text."), *documents(6)[4:]]
    setup = ReadingSetup(trapped)
    engine = DaskEngine(setup, workers=1, folder=tmp_path / "parts")
    report = extract_corpus(given, tmp_path / "a.db", engine=engine, setup=setup)
    assert (report.done, report.failed) == (5, 1)
    with EventStore(tmp_path / "a.db") as store:
        ((name, state, reason),) = store.failures()
    assert (name, state) == ("d3", "failed")
    assert "quarantined" in reason
    # So it is where the cluster itself gives up: the driver reads the batch in a pool of its own.
    path = part_path(tmp_path, "b")
    engine._read_here(given[2:5], path)
    assert [outcome.state.value for outcome in read_part(path)] == ["done", "failed", "done"]


def start_dask(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{arguments[0]}", *arguments[1:]]
    return subprocess.Popen([*command, "--no-dashboard"], stderr=subprocess.DEVNULL)


@pytest.mark.pipeline
@pytest.mark.slow
def test_a_scheduler_that_is_lost_is_one_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    host, port = address.removeprefix("tcp://").split(":")
    scheduler = start_dask("scheduler", "--host", host, "--port", port)
    worker = start_dask("worker", address, "--nthreads", "1", "--nworkers", "1")
    setup, store, folder = ReadingSetup(), tmp_path / "a.db", tmp_path / "parts"
    given = [replace(document, text=document.text * 50) for document in documents(40)]
    seen: list[str] = []

    def progress(document: Document) -> None:
        if not seen:
            scheduler.kill()
        seen.append(document.id)

    try:
        engine = DaskEngine(setup, workers=1, folder=folder, scheduler=address)
        with pytest.raises(InputError, match="the Dask scheduler is lost; start it and run"):
            extract_corpus(given, store, engine=engine, setup=setup, on_progress=progress)
    finally:
        for process in (worker, scheduler):
            process.kill()
            process.wait()
    folder.mkdir(exist_ok=True)
    (folder / "0123.parquet").write_bytes(b"of a run that cut its batches in another way")
    engine = DaskEngine(setup, workers=1, folder=folder)
    report = extract_corpus(given, store, engine=engine, setup=setup)
    assert report.known + report.done == 40
    assert report.done < 40
    assert not folder.exists()
