"""Plain YAML as data, quickly: straight from the parser's events, without PyYAML's constructors.

Only true and false are booleans (``particle: off`` stays the word "off"), tags are not read, and a
key written twice in one mapping is an error rather than a lost value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml
from yaml.error import MarkedYAMLError

__all__ = ["read_documents"]

_PARSER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER: Final = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d+)?")
_CONSTANTS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_documents(text: str) -> Iterator[Any]:
    """Yield each document of a YAML text as dicts, lists, strings, numbers, booleans and None.

    Raises ``yaml.YAMLError`` with the line where the text breaks YAML's grammar.
    """
    events = yaml.parse(text, Loader=_PARSER)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            yield _read_value(next(events), events, {})


def _read_value(event: Any, events: Iterator[Any], anchors: dict[str, Any]) -> Any:
    """Return the value that begins with ``event``, reading on from ``events`` to its end."""
    kind = type(event)
    value: Any
    if kind is yaml.ScalarEvent:
        value = _read_scalar(event.value) if event.implicit[0] else event.value
    elif kind is yaml.SequenceStartEvent:
        value = []
        while type(item := next(events)) is not yaml.SequenceEndEvent:
            value.append(_read_value(item, events, anchors))
    elif kind is yaml.MappingStartEvent:
        value = _read_mapping(events, anchors)
    elif event.anchor in anchors:
        return anchors[event.anchor]
    else:
        raise _error(f"nothing is called *{event.anchor}", event)
    if event.anchor:
        anchors[event.anchor] = value
    return value


def _read_mapping(events: Iterator[Any], anchors: dict[str, Any]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    while type(key := next(events)) is not yaml.MappingEndEvent:
        if type(key) is not yaml.ScalarEvent:
            raise _error("a key is no word", key)
        if key.value in mapping:
            raise _error(f'key "{key.value}" twice', key)
        mapping[key.value] = _read_value(next(events), events, anchors)
    return mapping


def _read_scalar(word: str) -> str | int | float | bool | None:
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    if _NUMBER.fullmatch(word):
        return float(word) if "." in word else int(word)
    return word


def _error(problem: str, event: Any) -> MarkedYAMLError:
    return MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
