"""A corpus into a store: what is new is read, by whatever engine, and every document accounted for.

Stop it as you like: what is committed stays, and the next run goes on from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graphkit.engine.batches import chunks, cut_batches
from graphkit.engine.reading import ReadingSetup, reading_version
from graphkit.errors import GraphkitError, InputError, OutputError
from graphkit.store import Admission, EventStore, Outcome, State
from graphkit.types import Document

__all__ = ["CorpusReport", "Engine", "extract_corpus"]

_ADMITTED_TOGETHER = 256

OnError = Callable[[GraphkitError], None]
OnProgress = Callable[[Document], None]


class Engine(Protocol):
    """What reads batches of documents: the pool, or a cluster."""

    def run(
        self, batches: Iterable[list[Document]]
    ) -> Iterator[tuple[list[Document], list[Outcome]]]:
        """Yield every batch with an outcome for each of its documents, in the order given."""


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """What a run did: documents known before, done, failed, skipped; events and words read."""

    known: int
    done: int
    failed: int
    skipped: int
    events: int
    words: int

    def __str__(self) -> str:
        """Say it in one line."""
        counts = {
            "document read": self.done, "known before": self.known, "failed": self.failed,
            "not English": self.skipped,
        }  # fmt: skip
        parts = [f"{count:,} {what}" for what, count in counts.items() if count]
        line = ", ".join(parts) or "no document"
        plural = line.replace("document read", "documents read") if self.done != 1 else line
        return f"{plural}; {self.events:,} events in {self.words:,} words"


def extract_corpus(
    documents: Iterable[Document],
    store: str | Path,
    *,
    engine: AbstractContextManager[Engine],
    setup: ReadingSetup,
    label: str = "pool",
    workers: int = 1,
    resume: bool = True,
    on_error: OnError | None = None,
    on_progress: OnProgress | None = None,
) -> CorpusReport:
    """Read what is new or changed of some documents into a store, and return what was done.

    ``resume=False`` reads all anew. A document that fails goes to ``on_error``, is failed in the
    store and stays so until it changes or all is read anew. Raises InputError where the store was
    made by another version of graphkit, model or ontology, and would be mixed of both.
    """
    version = reading_version(setup)
    with EventStore(store, create=True) as opened:
        if resume:
            _refuse_mixture(opened, version)
        run = opened.begin_run(version=version, engine=label, workers=workers)
        reading = _Reading(opened, run, version, resume, on_error, on_progress)
        try:
            with engine as started:
                for batch, outcomes in started.run(reading.batches(documents)):
                    reading.finish(batch, outcomes)
        except BaseException as error:
            with suppress(OutputError):  # what ended it may be that nothing can be written
                opened.end_run(run, f"ended by {type(error).__name__}: {reading.report()}")
            raise
        opened.end_run(run, str(reading.report()))
    return reading.report()


def _refuse_mixture(store: EventStore, version: str) -> None:
    for other in store.versions():
        if other != version:
            raise InputError(
                f"{store.path}: was read with {other}, and this is {version}; read all anew with "
                "--no-resume, or into another store"
            )


class _Reading:
    """One run over a corpus: what was admitted and not yet finished, and the counts."""

    def __init__(
        self,
        store: EventStore,
        run: int,
        version: str,
        resume: bool,
        on_error: OnError | None,
        on_progress: OnProgress | None,
    ) -> None:
        self._store = store
        self._run = run
        self._version = version
        self._resume = resume
        self._on_error = on_error
        self._on_progress = on_progress
        self._open: dict[str, Admission] = {}
        self._counts: Counter[str] = Counter()

    def batches(self, documents: Iterable[Document]) -> Iterator[list[Document]]:
        """Yield the documents that are to be read, each with its row in the store."""
        return cut_batches(self._admitted(documents))

    def _admitted(self, documents: Iterable[Document]) -> Iterator[Document]:
        for chunk in chunks(documents, _ADMITTED_TOGETHER):
            admitted = []
            with self._store.transaction():
                for document in chunk:
                    admission = self._store.admit(
                        document, run=self._run, version=self._version, resume=self._resume
                    )
                    if admission is None:
                        self._counts["known"] += 1
                        self._tell(document)
                    else:
                        admitted.append(admission)
            for admission in admitted:
                self._open[admission.document.id] = admission
                yield admission.document

    def finish(self, batch: list[Document], outcomes: list[Outcome]) -> None:
        """Write what became of a batch."""
        admissions = [self._open.pop(document.id) for document in batch]
        self._store.finish(zip(admissions, outcomes, strict=True))
        for document, outcome in zip(batch, outcomes, strict=True):
            self._counts[outcome.state] += 1
            self._counts["events"] += len(outcome.events)
            self._counts["words"] += outcome.words
            if outcome.state is State.FAILED and self._on_error is not None:
                self._on_error(InputError(f"{document.path or document.id}: {outcome.reason}"))
            self._tell(document)

    def _tell(self, document: Document) -> None:
        if self._on_progress is not None:
            self._on_progress(document)

    def report(self) -> CorpusReport:
        """Return the counts so far."""
        counts = self._counts
        return CorpusReport(
            known=counts["known"],
            done=counts[State.DONE],
            failed=counts[State.FAILED],
            skipped=counts[State.SKIPPED],
            events=counts["events"],
            words=counts["words"],
        )
