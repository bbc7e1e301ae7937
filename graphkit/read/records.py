"""JSONL and CSV files become drafts, one a record; a bad record costs only itself."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import PurePath

from graphkit.errors import InputError
from graphkit.read.draft import Draft
from graphkit.read.encoding import decode_lines

__all__ = ["draft_from_record", "read_csv", "read_jsonl"]

_DELIMITERS = (",", ";", "\t")
_LONGEST_FIELD = 10_000_000
_COMPRESSED = (".gz", ".zst")


def read_jsonl(stream: BufferedReader, place: str) -> Iterator[Draft | InputError]:
    """Yield each line's record as a draft, or the InputError that names its line.

    A record is an object with ``text`` and, if known, ``id``, ``title``, ``date`` and ``url``;
    other members are ignored. A record without ``id`` is named after the file and the line.
    """
    empty = True
    for number, line in decode_lines(stream, place):
        if isinstance(line, InputError):
            empty = False
            yield line
        elif line.strip():
            empty = False
            yield _read_json_record(line, place, number)
    if empty:
        yield InputError(f"{place}: the file is empty; write one JSON object a line")


def read_csv(stream: BufferedReader, place: str) -> Iterator[Draft | InputError]:
    """Yield each row as a draft, or the InputError that names its line.

    The header names the columns: ``text`` and, if known, ``id``, ``title``, ``date`` and ``url``;
    other columns are ignored. The delimiter is a comma, a semicolon or a tab, as the header shows.
    """
    bad_lines: list[InputError] = []
    lines = _good_lines(decode_lines(stream, place), bad_lines)
    header_line = next(lines, "")
    delimiter, header = _split_header(header_line)
    if "text" not in header:
        yield InputError(
            f'{place}, line 1: the header has no column "text"; name the column of the documents so'
        )
        return
    # The csv module's limit of 131,072 characters is less than a long article.
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = rows.line_num + 2
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield InputError(f"{place}, line {number}: {error}; check the quotes of this row")
            continue
        yield from bad_lines
        bad_lines.clear()
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield _read_csv_row(row, header, place, number)


def _read_json_record(line: str, place: str, number: int) -> Draft | InputError:
    where = f"{place}, line {number}"
    try:
        record = json.loads(line.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        return InputError(
            f"{where}: not JSON ({error.msg} at column {error.colno}); write one object a line"
        )
    # Thousands of brackets exceed the decoder's depth, thousands of digits the integer limit.
    except (RecursionError, ValueError):
        return InputError(
            f"{where}: JSON too deep or with too long a number; write one object a line"
        )
    if not isinstance(record, dict):
        return InputError(f'{where}: not a JSON object; write {{"id": …, "text": …}}')
    return draft_from_record(record, place, number)


def _read_csv_row(row: list[str], header: list[str], place: str, number: int) -> Draft | InputError:
    if len(row) > len(header):
        return InputError(
            f"{place}, line {number}: {len(row)} cells under {len(header)} columns; "
            "put quotes round a text that holds the delimiter"
        )
    return draft_from_record(dict(zip(header, row, strict=False)), place, number)


def draft_from_record(
    record: Mapping[str, object], place: str, number: int, *, unit: str = "line"
) -> Draft | InputError:
    """Return a record's draft, or the InputError that names its line (or what else it is)."""
    where = f"{place}, {unit} {number}"
    text = record.get("text")
    if text is None:
        return InputError(f'{where}: the record has no "text"; add one')
    if not isinstance(text, str):
        return InputError(f'{where}: "text" is {type(text).__name__}, not a string; quote it')
    name, title, date, url = (_scalar(record.get(key)) for key in ("id", "title", "date", "url"))
    name = name or f"{_name_of(place)}-{number}"
    return Draft(text=text, place=where, id=name, title=title, date=date, url=url)


def _name_of(place: str) -> str:
    """Return the file's name without its suffixes: ``news`` of ``news.jsonl.gz``."""
    path = PurePath(place)
    return PurePath(path.stem).stem if path.suffix in _COMPRESSED else path.stem


def _scalar(value: object) -> str | None:
    """Return a string or a whole number as text; anything else says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def _good_lines(
    lines: Iterator[tuple[int, str | InputError]], bad: list[InputError]
) -> Iterator[str]:
    """Yield the lines that decode and put the errors of the others into ``bad``."""
    for _, line in lines:
        if isinstance(line, InputError):
            bad.append(line)
            yield "\n"
        else:
            yield line


def _split_header(line: str) -> tuple[str, list[str]]:
    for delimiter in _DELIMITERS:
        names = next(csv.reader([line.strip("\ufeff\r\n")], delimiter=delimiter), [])
        header = [name.strip().lower() for name in names]
        if "text" in header:
            return delimiter, header
    return ",", []
