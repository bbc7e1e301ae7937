"""Inputs of any kind become Documents: found, read, cleaned, named and dated."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from glob import glob
from io import BufferedReader
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from graphkit.errors import InputError
from graphkit.read.clean import clean_line, clean_text
from graphkit.read.compressed import format_suffix, open_bytes
from graphkit.read.dates import find_date
from graphkit.read.draft import Draft, Reader
from graphkit.read.furniture import drop_furniture
from graphkit.read.html import read_html
from graphkit.read.layout import find_headline, tidy_lines, unwrap_lines
from graphkit.read.markdown import read_markdown
from graphkit.read.parquet import read_parquet
from graphkit.read.records import read_csv, read_jsonl
from graphkit.read.text import read_text
from graphkit.read.warc import read_warc
from graphkit.types import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["READERS", "count_documents", "documents_from_texts", "read_documents"]

#: Which reader reads a file, by its suffix in lower case.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".html": read_html,
        ".htm": read_html,
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
        ".csv": read_csv,
        ".tsv": read_csv,
        ".parquet": read_parquet,
        ".warc": read_warc,
    }
)

_STDIN = "-"
_ONE_DOCUMENT = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})
_ONE_A_LINE = frozenset({".jsonl", ".ndjson"})
_WILD = re.compile(r"[*?\[]")
_HTML_HEAD = re.compile(rb"\s*<(?:!doctype html|html|\?xml)\b", re.IGNORECASE)
_JSON_HEAD = re.compile(rb"\s*\{")


def read_documents(
    inputs: str | Path | Iterable[str | Path],
    *,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Document]:
    """Yield the documents of the inputs in order, each with an id of its own and a cleaned text.

    An input is a file (also compressed: .gz, .zst), a folder (read with its subfolders in sorted
    order; hidden files, READMEs and suffixes without a reader are passed over), a pattern such as
    ``news/2018-*.jsonl``, or ``-``: standard input holding plain text, a page of HTML or JSONL. A
    bad input or record goes to ``on_error`` as an InputError and reading goes on; without
    ``on_error`` it is raised.
    """
    if isinstance(inputs, str | Path):
        inputs = [inputs]
    names = _Names()
    for found in _read_inputs(inputs):
        outcome = _finish(found, names) if isinstance(found, Draft) else found
        if isinstance(outcome, Document):
            yield outcome
        elif on_error is None:
            raise outcome
        else:
            on_error(outcome)


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


def documents_from_texts(
    texts: Iterable[str | tuple[str, str] | Document],
    *,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Document]:
    """Yield a document for each text; one that holds no text goes to ``on_error`` or is raised.

    A bare string is named ``text-1``, ``text-2`` … by its place; a pair is (id, text). Strings are
    cleaned, unwrapped and freed of page furniture as files are; a Document is only cleaned.
    """
    if isinstance(texts, str):
        texts = [texts]
    names = _Names()
    for number, item in enumerate(texts, start=1):
        if isinstance(item, Document):
            yield replace(item, id=names.take(item.id), text=clean_text(item.text))
            continue
        name, text = (f"text-{number}", item) if isinstance(item, str) else item
        outcome = _finish(Draft(text=text, place=f"text {number}", id=name), names)
        if isinstance(outcome, Document):
            yield replace(outcome, path=None)
        elif on_error is None:
            raise outcome
        else:
            on_error(outcome)


class _Names:
    """The ids given so far: a name that is taken gets -2, -3 …"""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count: Counter[str] = Counter()

    def take(self, name: str) -> str:
        """Return the name, or the name with the first free number, and mark it as taken."""
        base = clean_line(name) or "document"
        candidate = base
        while candidate in self._taken:
            self._count[base] += 1
            candidate = f"{base}-{self._count[base] + 1}"
        self._taken.add(candidate)
        return candidate


def _read_inputs(inputs: Iterable[str | Path]) -> Iterator[Draft | InputError]:
    for given in inputs:
        try:
            yield from _read_input(given)
        except InputError as error:
            yield error
        except OSError as error:
            reason = error.strerror or str(error)
            yield InputError(
                f"{_shown(given)}: {reason}; check the path and your rights to read it"
            )


def _read_input(given: str | Path) -> Iterator[Draft | InputError]:
    if str(given) == _STDIN:
        yield from _read_stream(cast(BufferedReader, sys.stdin.buffer), "stdin")
        return
    if re.match(r"https?://", str(given)):
        raise InputError(f"{given}: graphkit fetches nothing; save the page and give the file")
    path = Path(given)
    if _WILD.search(str(given)) and not path.exists():
        yield from _read_inputs(_matching(str(given)))
        return
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        yield from _read_folder(path)
    elif stat.S_ISFIFO(mode):
        with path.open("rb") as stream:
            yield from _read_stream(stream, _shown(path))
    else:
        yield from _read_file(path)


def _read_folder(folder: Path) -> Iterator[Draft | InputError]:
    paths = sorted(_walk(folder))
    if not paths:
        raise InputError(f"{_shown(folder)}: no file here has one of {', '.join(READERS)}")
    yield from _read_inputs(paths)


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


def _read_file(path: Path) -> Iterator[Draft | InputError]:
    reader = READERS.get(format_suffix(path))
    if reader is None:
        raise InputError(
            f"{_shown(path)}: no reader for {path.suffix or 'a file without suffix'}; "
            f"use one of {', '.join(READERS)}"
        )
    place = _shown(path)
    with open_bytes(path, place) as stream:
        yield from reader(stream, place)


def _read_stream(stream: BufferedReader, name: str) -> Iterator[Draft | InputError]:
    """Yield the drafts of a stream without suffix, whose first bytes tell HTML and JSONL."""
    head = stream.peek(512).removeprefix(b"\xef\xbb\xbf")
    reader: Reader = read_text
    if _HTML_HEAD.match(head):
        reader = read_html
    elif _JSON_HEAD.match(head):
        reader = read_jsonl
    yield from reader(stream, name)


def _finish(draft: Draft, names: _Names) -> Document | InputError:
    """Return the draft as a document: what all formats share happens here."""
    whole = tidy_lines(unwrap_lines(tidy_lines(clean_text(draft.text))))
    text = tidy_lines(drop_furniture(whole))
    if not text:
        return InputError(f"{draft.place}: there is no text in it; leave it out")
    stem = Path(draft.place).stem
    date, source = find_date(
        whole, metadata=draft.date, file_name=None if draft.id is not None else stem
    )
    return Document(
        id=names.take(draft.id or stem),
        text=text,
        title=clean_line(draft.title or "") or find_headline(text),
        date=date,
        date_source=source,
        url=clean_line(draft.url or ""),
        path=draft.place,
    )


def _shown(path: str | Path) -> str:
    """Return the path as text that can be printed: file names may hold any bytes."""
    return clean_line(str(path)) or "?"
