"""Attribute values as files hold them: plain, one type a column, in text that reads back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import isfinite
from operator import itemgetter
from typing import Any

from graphkit.graph.table import Scalar

__all__ = ["FORBIDDEN", "Columns", "clean_text", "plain_values", "value_text", "whole_characters"]

# What XML 1.0 cannot hold, and the other control characters, DEL and C1, which readers trip over.
FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = frozenset({str, int, float, bool})
_INT_MAX = 2**31 - 1


def clean_text(text: str) -> str:
    """Return the text with U+FFFD for each character that XML or a reader of it would refuse."""
    return _FORBIDDEN.sub("\ufffd", text)


def whole_characters(text: str) -> str:
    """Return the text with U+FFFD for each half character, which UTF-8 cannot hold."""
    return _SURROGATE.sub("\ufffd", text)


def plain_values(values: Mapping[str, Any]) -> dict[str, Scalar]:
    """Return the values as text, numbers and booleans; what is unknown or not finite is left out.

    Whoever adds scores to a graph may add numbers of numpy, dates (ISO) and lists (JSON).
    """
    plain = {
        str(name): value if type(value) in _PLAIN else _plain(value)
        for name, value in values.items()
    }
    return {
        name: value
        for name, value in plain.items()
        if value is not None and (type(value) is not float or isfinite(value))
    }


def _plain(value: Any) -> Scalar | None:
    if value is None:
        return None
    if isinstance(value, str):
        return str.__str__(value)  # an enum's value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return _plain(sorted(value, key=str))
    if hasattr(value, "item") and not getattr(value, "shape", ()):  # one number of numpy
        return _plain_number(value.item())
    if isinstance(value, int | float):
        return _plain_number(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def _plain_number(value: Any) -> Scalar:
    """Return a number without a class of its own: int, float or bool."""
    if isinstance(value, bool):
        return value
    return int(value) if isinstance(value, int) else float(value)


class Columns:
    """What the rows of a table hold: the type of each column, one in all rows.

    ``types`` is name -> ``boolean``, ``int``, ``long``, ``double`` or ``string``, in the order in
    which the names are first met. The rows are looked through once and not kept.
    """

    types: Mapping[str, str]

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Look through the rows, which may hold what ``plain_values`` mends."""
        self._found: dict[str, set[str]] = {}
        self._all_plain = True
        shapes: dict[object, Callable[[Mapping[str, Any]], tuple[float, ...]] | None] = {}
        for row in rows:
            shape = (*row, *map(type, row.values()))
            if shape not in shapes:  # a graph has few, and most rows need no closer look
                self._add(row)
                shapes[shape] = _numbers_of(row)
            numbers = shapes[shape]
            # Not <= holds for NaN, too.
            if numbers is None or not sum(map(abs, numbers(row))) <= _INT_MAX:
                self._add(row)
        self.types = {name: _common_type(types) for name, types in self._found.items()}

    def _add(self, row: Mapping[str, Any]) -> None:
        plain = plain_values(row)
        self._all_plain = self._all_plain and plain == row and _is_plain(row)
        for name, value in plain.items():
            self._found.setdefault(name, set()).add(_type_of(value))

    def plain(self, row: dict[str, Any]) -> dict[str, Scalar]:
        """Return one of the rows with plain values: itself, not a copy, if all rows are plain."""
        return row if self._all_plain else plain_values(row)


def _is_plain(row: Mapping[str, Any]) -> bool:
    return _PLAIN.issuperset(map(type, row.values()))


def _numbers_of(row: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], tuple[float, ...]] | None:
    """Return what gets the numbers of a row of this shape; None where a value is not plain."""
    if not _is_plain(row):
        return None
    names = [name for name, value in row.items() if type(value) in {int, float}]
    # With one name, itemgetter returns no tuple: the name twice does no harm.
    return itemgetter(*names, names[0]) if names else lambda row: ()


def _type_of(value: Scalar) -> str:
    if type(value) is int and abs(value) > _INT_MAX:
        return "long"
    return _TYPES[type(value)]


_TYPES: dict[type, str] = {bool: "boolean", int: "int", float: "double", str: "string"}


def _common_type(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    if types <= {"int", "long"}:
        return "long"
    return "double" if types <= {"int", "long", "double"} else "string"


def value_text(value: Scalar) -> str:
    """Return a value as XML and CSV write it: ``true``, ``-9.5``, the text itself."""
    return value if isinstance(value, str) else str(value).lower()
