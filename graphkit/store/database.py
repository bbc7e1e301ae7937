"""A corpus in one SQLite file that survives any kill: its documents, events and runs.

A document's row is there, as failed, before it is read; its events and the word *done* come in one
transaction, so whatever a later run finds done is complete. WAL keeps readers out of the writer's
way, and ``synchronous=FULL`` puts every commit on the disk before it returns.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from graphkit.closing import Closing
from graphkit.errors import InputError, OutputError
from graphkit.read import content_hash, document_key, outlet_of
from graphkit.store.outcome import Outcome, State
from graphkit.store.rows import RowWriter
from graphkit.store.schema import APPLICATION_ID, FORMAT, SCHEMA
from graphkit.types import Document

__all__ = ["Admission", "EventStore", "holds_store"]

_UNFINISHED = "not finished"
_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68  # in the header of an SQLite file
_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Admission:
    """A document that has a place in the store: its row, its content's hash, and its id there."""

    doc: int
    document: Document
    digest: str


def holds_store(path: str | Path) -> bool:
    """Return whether a file is a store of graphkit."""
    try:
        with Path(path).open("rb") as handle:
            head = handle.read(100)
    except (OSError, ValueError):
        return False
    mark = head[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4]
    return head.startswith(_MAGIC) and mark == APPLICATION_ID.to_bytes(4, "big")


class EventStore(Closing):
    """One open store. Use it as a context manager, which closes it whatever happens."""

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        """Open the store at ``path``; ``create`` makes it where there is none.

        Raises InputError where there is no store, OutputError where none can be made.
        """
        self.path = Path(path)
        # A journal is left by who was killed while making the store, and SQLite will mend that.
        empty = not self.path.exists() or not self.path.stat().st_size or _journal(path).exists()
        if not empty and not holds_store(self.path):
            raise self._foreign()
        if not create and not holds_store(self.path):
            raise InputError(f"{path}: there is no store; make it with graphkit extract --store")
        with self.explained():
            self.connection = sqlite3.connect(self.path, isolation_level=None, timeout=_WAIT_S)
            self._rows = RowWriter(self.connection)
            try:
                self._prepare(create=create)
            except BaseException:
                self.connection.close()
                raise

    def _prepare(self, *, create: bool) -> None:
        run = self.connection.execute
        run("PRAGMA synchronous=FULL")
        run("PRAGMA cache_size=-65536")
        if create and not self._format():
            with self.transaction():
                if not self._format():  # another run may have been quicker
                    self._make()
        if (found := self._format()) != FORMAT:
            raise InputError(
                f"{self.path}: is a store of format {found}, and this graphkit has {FORMAT}; "
                "extract the documents into a new store"
            )
        if create:
            # Only now: in WAL mode the mark of a new store would not be in the file that bears it.
            run("PRAGMA journal_mode=WAL")

    def _format(self) -> int:
        (found,) = self.connection.execute("PRAGMA user_version").fetchone()
        return int(found)

    def _make(self) -> None:
        run = self.connection.execute
        if run("SELECT 1 FROM sqlite_schema").fetchone():
            raise self._foreign()
        for statement in SCHEMA.split(";"):
            run(statement)
        run(f"PRAGMA application_id={APPLICATION_ID}")
        run(f"PRAGMA user_version={FORMAT}")

    def _foreign(self) -> InputError:
        return InputError(f"{self.path}: is no store of graphkit; name another file for it")

    def close(self) -> None:
        """Close the store; SQLite folds its log into the file. What was not committed is gone."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what the block writes is on the disk when it ends, or was never there."""
        with self.explained():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # a full disk has rolled back already
                    self.connection.execute("ROLLBACK")
                self._rows.forget()
                raise

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Raise what SQLite raises as an OutputError that says what is the matter."""
        try:
            yield
        except sqlite3.Error as error:
            raise OutputError(
                f"{self.path}: the store cannot be written or read ({error}); it holds all that "
                "was committed: make room or stop the other writer, and run the command again"
            ) from error

    # Runs

    def begin_run(self, *, version: str, engine: str, workers: int) -> int:
        """Write into the run log that a run begins, and return its number."""
        with self.transaction():
            cursor = self.connection.execute(
                "INSERT INTO runs (started, version, engine, workers) VALUES (?, ?, ?, ?)",
                (_now(), version, engine, workers),
            )
        return int(cursor.lastrowid or 0)

    def end_run(self, run: int, result: str) -> None:
        """Write into the run log how a run ended."""
        with self.transaction():
            self.connection.execute(
                "UPDATE runs SET ended = ?, result = ? WHERE run = ?", (_now(), result, run)
            )

    def versions(self) -> list[str]:
        """Return the versions of graphkit, model and ontology that read the documents done."""
        return [
            row[0]
            for row in self.connection.execute(
                "SELECT DISTINCT version FROM documents WHERE state = 'done' ORDER BY version"
            )
        ]

    # Documents

    def admit(
        self, document: Document, *, run: int, version: str, resume: bool
    ) -> Admission | None:
        """Return the document's place if it is to be read, or None if it was read before.

        A document is known by its file (and record) and is read again where its content differs;
        one whose content is there under another name is known, too, and so is one that the run was
        given twice. Call it in a transaction.
        """
        key, digest = document_key(document), content_hash(document)
        known = self.connection.execute(
            "SELECT doc, id, hash, state, reason, run FROM documents WHERE key = ?", (key,)
        ).fetchone()
        if known is None:
            if resume and self._is_copy(digest, run):
                return None
            return self._insert(document, key, digest, run, version)
        doc, name, old_digest, state, reason, last_run = known
        if last_run == run:
            return None
        settled = state != State.FAILED or reason != _UNFINISHED
        if resume and settled and old_digest == digest:
            return None
        self._describe(doc, document, digest, run, version)
        return Admission(doc, replace(document, id=name), digest)

    def _is_copy(self, digest: str, run: int) -> bool:
        """Whether such content was read, or is about to be: what a killed run left does not count.

        The file may have been moved since, and then nobody else reads it.
        """
        found = self.connection.execute(
            "SELECT 1 FROM documents WHERE hash = ? AND (run = ? OR reason IS NOT ?)",
            (digest, run, _UNFINISHED),
        )
        return found.fetchone() is not None

    def _insert(
        self, document: Document, key: str, digest: str, run: int, version: str
    ) -> Admission:
        name = self._free_id(document.id)
        cursor = self.connection.execute(
            "INSERT INTO documents (id, key, hash, reader, version, time, run) "
            "VALUES (?, ?, ?, '', '', '', ?)",
            (name, key, digest, run),
        )
        doc = int(cursor.lastrowid or 0)
        self._describe(doc, document, digest, run, version)
        return Admission(doc, replace(document, id=name), digest)

    def _free_id(self, wanted: str) -> str:
        name, number = wanted, 1
        while self.connection.execute("SELECT 1 FROM documents WHERE id = ?", (name,)).fetchone():
            number += 1
            name = f"{wanted}-{number}"
        return name

    def _describe(self, doc: int, document: Document, digest: str, run: int, version: str) -> None:
        """Write what is known of a document before it is read; older events of it go."""
        self._rows.delete_events(doc)
        self.connection.execute(
            "UPDATE documents SET hash = ?, path = ?, title = ?, url = ?, outlet = ?, date = ?, "
            "date_source = ?, state = 'failed', reason = ?, reader = ?, version = ?, time = ?, "
            "run = ?, language = NULL, words = NULL, fingerprint = NULL WHERE doc = ?",
            (
                digest, document.path, document.title, document.url, outlet_of(document.url),
                document.date, document.date_source and document.date_source.value, _UNFINISHED,
                _reader_name(document), version, _now(), run, doc,
            ),
        )  # fmt: skip

    def finish(self, outcomes: Iterable[tuple[Admission, Outcome]]) -> None:
        """Write what became of some documents: all of it, or nothing, in one transaction.

        Of a document that another run has since admitted with other content, nothing is written.
        """
        with self.transaction():
            for admission, outcome in outcomes:
                if not self._is_current(admission):
                    continue
                self._rows.delete_events(admission.doc)  # two runs may have admitted it
                self._rows.insert_events(admission.doc, admission.document.text, outcome.events)
                self.connection.execute(
                    "UPDATE documents SET state = ?, reason = ?, language = ?, words = ?, "
                    "fingerprint = ?, time = ? WHERE doc = ?",
                    (
                        outcome.state.value, outcome.reason, outcome.language, outcome.words,
                        outcome.fingerprint, _now(), admission.doc,
                    ),
                )  # fmt: skip
            self.connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'revision'")

    def _is_current(self, admission: Admission) -> bool:
        (digest,) = self.connection.execute(
            "SELECT hash FROM documents WHERE doc = ?", (admission.doc,)
        ).fetchone()
        return bool(digest == admission.digest)

    def states(self) -> Counter[str]:
        """Return how many documents are done, failed and skipped."""
        rows = self.connection.execute("SELECT state, COUNT(*) FROM documents GROUP BY state")
        return Counter(dict(rows.fetchall()))

    def failures(self) -> Iterator[tuple[str, str, str]]:
        """Yield the path or id, state and reason of every document that is not done."""
        yield from self.connection.execute(
            "SELECT COALESCE(path, id), state, reason FROM documents WHERE state != 'done' "
            "ORDER BY doc"
        )


def _journal(path: str | Path) -> Path:
    return Path(f"{path}-journal")


def _reader_name(document: Document) -> str:
    """Return which reader read the document: the suffix of its file."""
    file = document_key(document).partition("#")[0]
    return Path(file).suffix.lower() or "text"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
