"""One file becomes drafts, and a draft a document: what all formats share happens here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.read.clean import clean_line, clean_text
from graphkit.read.compressed import format_suffix, open_bytes
from graphkit.read.dates import find_date
from graphkit.read.draft import Draft, Reader
from graphkit.read.encoding import refuse_large
from graphkit.read.furniture import drop_furniture
from graphkit.read.html import extract_page, read_html
from graphkit.read.layout import find_headline, tidy_lines, unwrap_lines
from graphkit.read.markdown import read_markdown
from graphkit.read.parquet import read_parquet
from graphkit.read.records import read_csv, read_jsonl
from graphkit.read.text import read_text
from graphkit.read.warc import read_warc
from graphkit.types import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["READERS", "finish_draft", "read_file", "read_stream"]

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

_HTML_HEAD = re.compile(rb"\s*<(?:!doctype html|html|\?xml)\b", re.IGNORECASE)
_JSON_HEAD = re.compile(rb"\s*\{")


def read_file(path: Path, place: str) -> Iterator[Draft | InputError]:
    """Yield the drafts of a file, and errors where a record or the file cannot be read."""
    reader = READERS.get(format_suffix(path))
    if reader is None:
        yield InputError(
            f"{place}: no reader for {path.suffix or 'a file without suffix'}; "
            f"use one of {', '.join(READERS)}"
        )
        return
    try:
        with open_bytes(path, place) as stream:
            yield from reader(stream, place)
    except InputError as error:
        yield error
    except OSError as error:
        reason = error.strerror or " ".join(str(error).split())
        yield InputError(f"{place}: {reason}; check the path and your rights to read it")
    except Exception as error:  # one file must not end the run
        yield _unreadable(place, error)


def read_stream(stream: BufferedReader, place: str) -> Iterator[Draft | InputError]:
    """Yield the same of a stream without suffix, whose first bytes tell HTML and JSONL."""
    head = stream.peek(512).removeprefix(b"\xef\xbb\xbf")
    reader: Reader = read_text
    if _HTML_HEAD.match(head):
        reader = read_html
    elif _JSON_HEAD.match(head):
        reader = read_jsonl
    try:
        yield from reader(stream, place)
    except InputError as error:
        yield error
    except Exception as error:
        yield _unreadable(place, error)


def finish_draft(draft: Draft) -> Document | InputError:
    """Return the draft as a document, its id not yet made unique, or why it is none."""
    try:
        return _finish(extract_page(draft))
    except InputError as error:
        return error
    except Exception as error:
        return _unreadable(draft.place, error)


def _unreadable(place: str, error: Exception) -> InputError:
    """Return the error for whatever a damaged or hostile file drives its parser to."""
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:100]
    return InputError(f"{place}: cannot be read ({reason}); get or write it anew")


def _finish(draft: Draft) -> Document | InputError:
    refuse_large(len(draft.text), draft.place)
    whole = tidy_lines(unwrap_lines(tidy_lines(clean_text(draft.text))))
    text = tidy_lines(drop_furniture(whole))
    if not text:
        return InputError(f"{draft.place}: there is no text in it; leave it out")
    stem = Path(draft.place).stem
    date, source = find_date(
        whole, metadata=draft.date, file_name=None if draft.id is not None else stem
    )
    return Document(
        id=draft.id or stem,
        text=text,
        title=clean_line(draft.title or "") or find_headline(text),
        date=date,
        date_source=source,
        url=clean_line(draft.url or ""),
        path=draft.place,
    )
