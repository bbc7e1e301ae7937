"""Inputs of any kind become Documents: found, read, cleaned, named and dated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from graphkit.errors import InputError
from graphkit.read.clean import clean_line, clean_text
from graphkit.read.draft import Draft
from graphkit.read.drafts import finish_draft, read_file, read_stream
from graphkit.read.guard import ReadingLimits, read_guarded
from graphkit.read.inputs import InputFile, find_files, open_stream
from graphkit.types import Document

__all__ = ["documents_from_texts", "read_documents"]

_OnError = Callable[[InputError], None]


def read_documents(
    inputs: str | Path | Iterable[str | Path],
    *,
    on_error: _OnError | None = None,
    limits: ReadingLimits | None = None,
) -> Iterator[Document]:
    """Yield the documents of the inputs in order, each with an id of its own and a cleaned text.

    An input is a file (also compressed: .gz, .zst), a folder (read with its subfolders in sorted
    order; hidden files, READMEs and suffixes without a reader are passed over), a pattern such as
    ``news/2018-*.jsonl``, or ``-``: standard input holding plain text, a page of HTML or JSONL. A
    bad input or record goes to ``on_error`` as an InputError and reading goes on; without
    ``on_error`` it is raised. With ``limits`` another process reads, and what is beyond them is
    such an error; without, a hostile file may take all time and memory there is.
    """
    if isinstance(inputs, str | Path):
        inputs = [inputs]
    files = find_files(inputs)
    return _named(_read(files) if limits is None else read_guarded(files, limits), on_error)


def documents_from_texts(
    texts: Iterable[str | tuple[str, str] | Document], *, on_error: _OnError | None = None
) -> Iterator[Document]:
    """Yield a document for each text; one that holds no text goes to ``on_error`` or is raised.

    A bare string is named ``text-1``, ``text-2`` … by its place; a pair is (id, text). Strings are
    cleaned, unwrapped and freed of page furniture as files are; a Document is only cleaned.
    """
    if isinstance(texts, str):
        texts = [texts]
    return _named(map(_from_text, enumerate(texts, start=1)), on_error)


def _from_text(item: tuple[int, str | tuple[str, str] | Document]) -> Document | InputError:
    number, given = item
    if isinstance(given, Document):
        return replace(given, text=clean_text(given.text))
    name, text = (f"text-{number}", given) if isinstance(given, str) else given
    outcome = finish_draft(Draft(text=text, place=f"text {number}", id=name))
    return replace(outcome, path=None) if isinstance(outcome, Document) else outcome


def _read(files: Iterable[InputFile | InputError]) -> Iterator[Document | InputError]:
    """Yield the documents and errors of files, read in this process."""
    for file in files:
        if isinstance(file, InputError):
            yield file
            continue
        if file.is_stream:
            with open_stream(file) as stream:
                yield from map(_finish, read_stream(stream, file.place))
        else:
            yield from map(_finish, read_file(file.path, file.place))


def _finish(draft: Draft | InputError) -> Document | InputError:
    return finish_draft(draft) if isinstance(draft, Draft) else draft


def _named(
    outcomes: Iterable[Document | InputError], on_error: _OnError | None
) -> Iterator[Document]:
    """Yield the documents, each with an id of its own; errors are reported or raised."""
    names = _Names()
    for outcome in outcomes:
        if isinstance(outcome, Document):
            yield replace(outcome, id=names.take(outcome.id))
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
