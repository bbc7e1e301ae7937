"""A document's date: from its metadata, else its dateline, else its file name, never the clock.

Only whole dates count. A month or a year alone, and a numeric date that could be read day first or
month first (07/08/2018), is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from graphkit.types import DateSource

__all__ = ["find_date", "parse_date", "whole_dates"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"""(?<![\w/-])(?:
        (?P<y1>\d{{4}})(?P<sep>[-/.])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d{{1,2}})(?=T\d|(?![\w/-]))
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<m2>{_MONTH})\b[.,]?[ -](?P<y2>\d{{4}})(?!\w)
      | (?P<m3>{_MONTH})\b\.?[ ](?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y3>\d{{4}})(?!\w)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)")
_IN_FILE_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_BEFORE_DATELINE = re.compile(
    rf"(?:.*[,|(\u2013—•·:/-])?\s*(?:(?:first )?(?:published|updated|posted|modified|issued"
    rf"|released)(?: on| at)?:?|date:?|dated:?|{_DAY},?)?\s*",
    re.IGNORECASE,
)
_AFTER_DATELINE = re.compile(r"\s*(?:$|[,|)(\u2013—•·/-]|(?:at )?\d{1,2}[:.]\d\d|[Bb]y [A-Z])")
_WIRE_PLACE = re.compile(
    r"(?!(?:After|As|At|Before|By|From|In|On|Since|Until)\b)"
    r"[A-Z][\w.'\u2019-]*+(?:,?\s+[A-Z][\w.'\u2019-]*+){0,4},?\s*"
)
_WIRE_AFTER = re.compile(r"\s*,?\s*(?:[\u2013—-]|\([^()]{2,40}\))")
_DATELINE_LINES = 5
_DATELINE_WIDTH = 100


def find_date(
    text: str, *, metadata: str | None = None, file_name: str | None = None
) -> tuple[str, DateSource] | tuple[None, None]:
    """Return the date as ``YYYY-MM-DD`` with its source, or (None, None)."""
    if metadata and (found := parse_date(metadata)):
        return found, DateSource.METADATA
    if found := _find_dateline(text):
        return found, DateSource.TEXT
    if file_name and (found := _find_in_file_name(file_name)):
        return found, DateSource.FILE
    return None, None


def parse_date(value: str) -> str | None:
    """Return the one whole date in a metadata value as ``YYYY-MM-DD``; None if there is not one."""
    value = value.strip()
    if match := _COMPACT.match(value):
        return _iso(match[1], match[2], match[3])
    if match := _SLASHED.match(value):
        first, second = int(match[1]), int(match[3])
        if first > 12 or first == second:
            return _iso(match[4], second, first)
        return _iso(match[4], first, second) if second > 12 else None
    found = set(whole_dates(value[:200]))
    return found.pop() if len(found) == 1 else None


def whole_dates(text: str) -> Iterator[str]:
    """Yield every date written in full in the text, as ``YYYY-MM-DD``, in text order."""
    for match in _DATE.finditer(text):
        if found := _date_of(match):
            yield found


def _find_dateline(text: str) -> str | None:
    lines = (line.strip() for line in text.split("\n", 50) if line.strip())
    for line in islice(lines, _DATELINE_LINES):
        for match in _DATE.finditer(line[:200]):
            if _is_dateline(line, match) and (found := _date_of(match)):
                return found
    return None


def _is_dateline(line: str, match: re.Match[str]) -> bool:
    """Tell whether the date dates the document, and is not one that a sentence speaks of."""
    before, after = line[: match.start()], line[match.end() : match.end() + 60]
    if _WIRE_PLACE.fullmatch(before) and _WIRE_AFTER.match(after):
        return True
    if len(line) > _DATELINE_WIDTH or (after and line.endswith(".") and not line.endswith("m.")):
        return False
    return bool(_BEFORE_DATELINE.fullmatch(before) and _AFTER_DATELINE.match(after))


def _find_in_file_name(name: str) -> str | None:
    found = (_iso(match[1], match[3], match[4]) for match in _IN_FILE_NAME.finditer(name))
    return next((day for day in found if day), None)


def _date_of(match: re.Match[str]) -> str | None:
    if match["y1"]:
        return _iso(match["y1"], match["m1"], match["d1"])
    if match["y2"]:
        return _iso(match["y2"], _month_number(match["m2"]), match["d2"])
    return _iso(match["y3"], _month_number(match["m3"]), match["d3"])


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
