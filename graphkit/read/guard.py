"""Reads files in a process that is killed where a file takes too long or too much memory.

The parsers of web pages, Parquet and compressed data are not ours, and a limit holds only for what
can be killed. What such a file costs is itself, or, where the document at fault is known, no more
than that one: its neighbours in an archive are read by the next process.
"""

from __future__ import annotations

import selectors
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from graphkit.errors import GraphkitError, InputError
from graphkit.processes import (
    cause_of_death,
    end_child,
    read_frame,
    resident_megabytes,
    start_child,
    write_frame,
)
from graphkit.read.inputs import InputFile, open_stream
from graphkit.types import Document

__all__ = ["ReadingLimits", "Request", "read_guarded"]

_LOOK_S = 0.05  # how often the time and memory of the reader are looked at
_LOOK_FRAMES = 256  # or after so many documents that came without waiting
_START_S = 60.0
_DYING_S = 5.0


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What a document, or the way to the next one in its file, may take."""

    seconds: float = 60.0
    megabytes: int = 1500


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read from its document number ``skip`` on."""

    file: InputFile
    skip: int = 0


class _BeyondError(Exception):
    """The reader is beyond a limit or has died: why, and whether a new one may fare better.

    Who killed it, or what its memory was full of, need not be the document that it was at.
    """

    def __init__(self, reason: str, *, perhaps_innocent: bool) -> None:
        super().__init__(reason)
        self.perhaps_innocent = perhaps_innocent


def read_guarded(
    files: Iterable[InputFile | InputError], limits: ReadingLimits
) -> Iterator[Document | InputError]:
    """Yield the documents and errors of files, in order."""
    reader = _Reader(limits)
    try:
        for file in files:
            if isinstance(file, InputError):
                yield file
            elif file.is_stream:
                with _spooled(file) as copy:
                    yield from _read_file(reader, copy)
            else:
                yield from _read_file(reader, file)
    finally:
        reader.end()


def _read_file(reader: _Reader, file: InputFile) -> Iterator[Document | InputError]:
    """Yield what a file holds, going on behind a document that the reader did not survive."""
    done, place, suspect = 0, None, -1
    while True:
        reader.begin(Request(file, skip=done))
        try:
            while (answer := reader.answer()) is not None:
                if isinstance(answer, str):
                    place = answer  # of the document that is being made
                    continue
                done, place = done + 1, None
                yield cast("Document | InputError", answer)
            return
        except _BeyondError as reason:
            reader.end()
            if reason.perhaps_innocent and suspect != done:
                suspect, place = done, None
                continue
            if place is None:
                rest = f" after {done:,} documents; what follows is left out" if done else ""
                yield InputError(f"{file.place}: the reader {reason}{rest}; check the file")
                return
            yield InputError(f"{place}: the reader {reason}; leave it out or save its text as .txt")
            done, place = done + 1, None


class _Reader:
    """The process that reads, started when it is needed."""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._selector = selectors.DefaultSelector()
        self._frames = 0

    def begin(self, request: Request) -> None:
        """Ask for a file; its answers follow."""
        process = self._process or self._start()
        with suppress(BrokenPipeError):  # it has died: its answers end
            write_frame(cast(BinaryIO, process.stdin), request)

    def answer(self) -> object:
        """Return the next answer; raises _BeyondError where none comes within the limits."""
        return self._await(self._limits.seconds)

    def end(self) -> None:
        """Kill the process, if there is one."""
        if self._process is not None:
            self._selector.unregister(cast(BinaryIO, self._process.stdout))
            end_child(self._process)
            self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = start_child("graphkit.read.worker")
        self._selector.register(cast(BinaryIO, self._process.stdout), selectors.EVENT_READ)
        try:
            self._await(_START_S)
        except _BeyondError as reason:
            self.end()
            raise GraphkitError(
                f"the process that reads files {reason} at its start; see what it prints"
            ) from None
        return self._process

    def _await(self, seconds: float) -> object:
        process = self._process
        assert process is not None
        answers = cast(BinaryIO, process.stdout)
        deadline = time.monotonic() + seconds
        self._frames += 1
        waited = self._frames % _LOOK_FRAMES == 0
        while True:
            if waited and (resident_megabytes(process.pid) or 0) > self._limits.megabytes:
                raise _BeyondError(
                    f"needed more than {self._limits.megabytes:,} MB of memory",
                    perhaps_innocent=True,
                )
            if self._selector.select(_LOOK_S):
                break
            waited = True
            if time.monotonic() > deadline:
                raise _BeyondError(f"took more than {seconds:g} seconds", perhaps_innocent=False)
        try:
            return read_frame(answers)
        except EOFError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_DYING_S)
            cause = cause_of_death(process.returncode)
            raise _BeyondError(cause, perhaps_innocent=True) from None


@contextmanager
def _spooled(stream: InputFile) -> Iterator[InputFile]:
    """Yield a copy of what can be read only once: another process may have to read it again."""
    with tempfile.TemporaryDirectory(prefix="graphkit-") as folder:
        copy = Path(folder, "stream")
        with open_stream(stream) as source, copy.open("wb") as handle:
            shutil.copyfileobj(source, handle)
        yield replace(stream, path=copy)
