"""What a person gives to read becomes files: folders, patterns, standard input, pipes."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob
from io import BufferedReader
from pathlib import Path
from typing import cast

from graphkit.errors import InputError
from graphkit.read.clean import clean_line
from graphkit.read.compressed import format_suffix
from graphkit.read.drafts import READERS

__all__ = ["InputFile", "count_documents", "find_files", "open_stream"]

_STDIN = "-"
_ONE_DOCUMENT = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})
_ONE_A_LINE = frozenset({".jsonl", ".ndjson"})
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read and its name in messages; a stream's first bytes tell what it holds."""

    path: Path
    place: str
    is_stream: bool = False


def find_files(inputs: Iterable[str | Path]) -> Iterator[InputFile | InputError]:
    """Yield the files that the inputs name, in order, or the InputError of an input."""
    for given in inputs:
        try:
            yield from _find(given)
        except InputError as error:
            yield error
        except OSError as error:
            reason = error.strerror or str(error)
            yield InputError(
                f"{_shown(given)}: {reason}; check the path and your rights to read it"
            )


@contextmanager
def open_stream(file: InputFile) -> Iterator[BufferedReader]:
    """Yield the bytes of standard input, which stays open, or of a pipe, to be read once."""
    if str(file.path) == _STDIN:
        yield cast(BufferedReader, sys.stdin.buffer)
    else:
        with file.path.open("rb") as stream:
            yield stream


def count_documents(inputs: Iterable[str | Path]) -> int | None:
    """Return about how many documents the inputs hold, or None where only reading them tells."""
    total = 0
    for given in inputs:
        path = Path(given)
        for file in _walk(path) if path.is_dir() else [path]:
            suffix = file.suffix.lower()
            if not file.is_file() or suffix not in _ONE_DOCUMENT | _ONE_A_LINE:
                return None
            total += 1 if suffix in _ONE_DOCUMENT else _count_lines(file)
    return total


def _count_lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))


def _find(given: str | Path) -> Iterator[InputFile | InputError]:
    if str(given) == _STDIN:
        yield InputFile(Path(_STDIN), "stdin", is_stream=True)
        return
    if re.match(r"https?://", str(given)):
        raise InputError(f"{given}: graphkit fetches nothing; save the page and give the file")
    path = Path(given)
    if _WILD.search(str(given)) and not path.exists():
        yield from find_files(_matching(str(given)))
        return
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        yield from find_files(_files_of(path))
    else:
        yield InputFile(path, _shown(path), is_stream=stat.S_ISFIFO(mode))


def _files_of(folder: Path) -> list[Path]:
    paths = sorted(_walk(folder))
    if not paths:
        raise InputError(f"{_shown(folder)}: no file here has one of {', '.join(READERS)}")
    return paths


def _matching(pattern: str) -> list[Path]:
    """Return the files and folders that a pattern names, in sorted order."""
    found = sorted(Path(name) for name in glob(pattern, recursive=True))  # noqa: PTH207 (absolute)
    if not found:
        raise InputError(f"{_shown(pattern)}: matches nothing; check the pattern")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(root, name)
            hidden = name.startswith(".") or path.stem.lower() == "readme"
            if not hidden and format_suffix(path) in READERS and path.is_file():
                yield path


def _shown(path: str | Path) -> str:
    """Return the path as text that can be printed: file names may hold any bytes."""
    return clean_line(str(path)) or "?"
