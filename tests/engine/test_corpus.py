"""A corpus into a store: as many workers as you like, killed and gone on with, one result."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from graphkit.engine import CorpusReport, ReadingSetup, extract_corpus
from graphkit.errors import GraphkitError, InputError, OutputError
from graphkit.pipeline import build, extract_to_store, load_graph
from graphkit.store import EventStore, Outcome, State, StoreReader, event_lines
from graphkit.types import Document

SEEDS = Path(__file__).parents[2] / "seeds"
WHO = ("Syria", "Turkey", "Iran", "Iraq", "Egypt", "Libya", "Mali", "Chad")


class Stub:
    """An engine that reads nothing; a document that says so fails or is German."""

    def run(
        self, batches: Iterable[list[Document]]
    ) -> Iterator[tuple[list[Document], list[Outcome]]]:
        for batch in batches:
            yield batch, [_judge(document) for document in batch]


def _judge(document: Document) -> Outcome:
    if "fails" in document.text:
        return Outcome(State.FAILED, (), "ValueError: too hard")
    if "German" in document.text:
        return Outcome(State.SKIPPED, (), "German", "de")
    return Outcome(State.DONE, words=3)


def stub_run(
    store: Path, *texts: str, errors: list[GraphkitError] | None = None, **options: bool
) -> CorpusReport:
    documents = [Document(f"d{n}", text, path=f"d{n}.txt") for n, text in enumerate(texts)]
    return extract_corpus(
        documents,
        store,
        engine=nullcontext(Stub()),
        setup=ReadingSetup(),
        on_error=None if errors is None else errors.append,
        **options,
    )


def digest(store: Path) -> str:
    with StoreReader(store) as reader:
        return hashlib.sha256("".join(event_lines(reader.events())).encode()).hexdigest()


def write_corpus(path: Path, documents: int) -> None:
    """Write small documents, no two of them alike."""
    lines = []
    for n in range(documents):
        one, two = WHO[n % 8], WHO[(n + 1 + n // 8) % 8]
        text = f"{one} accused {two} of lying in case {n}. {two}'s army shelled {one} on day {n}."
        lines.append(json.dumps({"id": f"d{n}", "text": text, "date": "2018-07-22"}) + "\n")
    path.write_text("".join(lines))


def test_every_document_is_accounted_for(tmp_path: Path) -> None:
    store = tmp_path / "events.db"
    errors: list[GraphkitError] = []
    report = stub_run(store, "One.", "This fails.", "German.", errors=errors)
    assert (report.done, report.failed, report.skipped, report.known) == (1, 1, 1, 0)
    assert str(report) == "1 document read, 1 failed, 1 not English; 0 events in 3 words"
    assert [str(error) for error in errors] == ["d1.txt: ValueError: too hard"]
    again = stub_run(store, "One.", "This fails.", "German.", "Two.")
    assert (again.done, again.known) == (1, 3)
    with EventStore(store) as opened:
        assert opened.states() == {"done": 2, "failed": 1, "skipped": 1}
        runs = opened.connection.execute("SELECT result FROM runs ORDER BY run").fetchall()
        assert [row[0].partition(";")[0] for row in runs] == [
            "1 document read, 1 failed, 1 not English",
            "1 document read, 3 known before",
        ]


def test_a_document_given_twice_is_read_once(tmp_path: Path) -> None:
    documents = [Document(f"d{n}", "One.", path="d.txt") for n in range(2)]
    for resume in (True, False):
        report = extract_corpus(
            documents,
            tmp_path / "events.db",
            engine=nullcontext(Stub()),
            setup=ReadingSetup(),
            resume=resume,
        )
        assert (report.done, report.known) == (1, 1)


def test_a_run_that_the_disk_ends_says_why(tmp_path: Path) -> None:
    store = tmp_path / "events.db"
    stub_run(store, "One.")

    class Greedy(Stub):
        def run(
            self, batches: Iterable[list[Document]]
        ) -> Iterator[tuple[list[Document], list[Outcome]]]:
            for batch in batches:
                yield batch, [Outcome(State.FAILED, (), "x" * 10**6) for _ in batch]

    def fill(opened: EventStore) -> None:
        (pages,) = opened.connection.execute("PRAGMA page_count").fetchone()
        opened.connection.execute(f"PRAGMA max_page_count={pages + 4}")

    with pytest.raises(OutputError, match="full"):
        run_on_full_disk(store, Greedy(), fill)
    # Its document was not finished, and is read under whatever name it comes back.
    again = stub_run(store, "One.", "Two.")
    assert (again.known, again.done) == (1, 1)


def run_on_full_disk(store: Path, engine: Stub, fill: Callable[[EventStore], None]) -> None:
    """Run on a store that has no room for more than a few pages."""
    whole = EventStore._prepare

    def prepare(opened: EventStore, *, create: bool) -> None:
        whole(opened, create=create)
        fill(opened)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EventStore, "_prepare", prepare)
        extract_corpus(
            [Document("d9", "Two.", path="d9.txt")],
            store,
            engine=nullcontext(engine),
            setup=ReadingSetup(),
        )


def test_a_store_of_another_version_is_not_mixed(tmp_path: Path) -> None:
    store = tmp_path / "events.db"
    stub_run(store, "One.")
    with EventStore(store) as opened, opened.transaction():
        opened.connection.execute("UPDATE documents SET version = 'graphkit 0.0.1'")
    with pytest.raises(InputError, match=r"was read with graphkit 0\.0\.1, .*--no-resume"):
        stub_run(store, "One.", "Two.")
    assert stub_run(store, "One.", "Two.", resume=False).done == 2
    assert stub_run(store, "One.", "Two.").known == 2


@pytest.mark.pipeline
def test_any_number_of_workers_gives_the_graph_of_the_whole_line(tmp_path: Path) -> None:
    stores = [tmp_path / f"{n}.db" for n in (1, 2)]
    for workers, store in enumerate(stores, start=1):
        extract_to_store(SEEDS, store, workers=workers)
    assert digest(stores[0]) == digest(stores[1])
    graph, whole = load_graph(stores[1]), build(SEEDS)
    assert list(graph.events) == list(whole.events)
    assert list(graph.relations) == list(whole.relations)


DOCUMENTS = 1_000  # enough that two stops fall into the run on a fast machine, too


def start(corpus: Path, store: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "graphkit", "extract", str(corpus), "--store", str(store)]
    command += ["--workers", "2"]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # as in a terminal, whose Ctrl-C goes to all of a group
        # What a shell runs in the background ignores Ctrl-C, and hands that on.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def done(store: Path) -> int:
    try:
        with EventStore(store) as opened:
            return opened.states()["done"]
    except InputError:  # not yet there
        return 0


def wait_for(store: Path, process: subprocess.Popen[str], documents: int) -> None:
    while process.poll() is None and done(store) < documents:
        time.sleep(0.05)


@pytest.mark.pipeline
@pytest.mark.slow
def test_a_run_that_is_killed_and_one_that_is_interrupted_go_on_to_the_same_end(
    tmp_path: Path,
) -> None:
    corpus = tmp_path / "corpus.jsonl"
    write_corpus(corpus, DOCUMENTS)
    extract_to_store(corpus, tmp_path / "whole.db", workers=2)

    store = tmp_path / "stopped.db"
    killed = start(corpus, store)
    wait_for(store, killed, 64)
    killed.kill()
    killed.communicate()
    after_kill = done(store)
    assert 64 <= after_kill < DOCUMENTS

    interrupted = start(corpus, store)
    wait_for(store, interrupted, after_kill + 1)
    os.killpg(interrupted.pid, signal.SIGINT)
    _, stderr = interrupted.communicate()
    assert (interrupted.returncode, stderr.strip()) == (130, "graphkit: interrupted")
    assert not store.with_name("stopped.db-wal").exists()
    after_interrupt = done(store)
    assert after_kill < after_interrupt < DOCUMENTS

    finished = start(corpus, store)
    stdout, _ = finished.communicate()
    assert finished.returncode == 0
    assert f"{after_interrupt:,} known before" in stdout
    assert digest(store) == digest(tmp_path / "whole.db")
