"""Checked reading of one mapping of an ontology file: every error names its place and way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from graphkit.errors import OntologyError

__all__ = ["Fields"]

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping read from YAML and the place where it stands."""

    raw: dict[str, Any]
    file: str
    place: str = ""

    def error(self, problem: str, way_out: str) -> OntologyError:
        """Return the error: ``file: place: problem; way out``."""
        where = f"{self.file}: {self.place}" if self.place else self.file
        return OntologyError(f"{where}: {problem}; {way_out}")

    def refuse_unknown(self, *known: str) -> None:
        """Raise OntologyError for the first key that is not in ``known``."""
        for key in self.raw:
            if key not in known:
                near = get_close_matches(str(key), known, n=1)
                hint = f'perhaps "{near[0]}"' if near else f"known are {', '.join(known)}"
                raise self.error(f'unknown key "{key}"', hint)

    def text(self, key: str) -> str:
        """Return a required text that is not empty."""
        value = self.raw.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f'"{key}" is missing or no text', f"write {key}: with quoted words")
        return value.strip()

    def words(self, key: str) -> tuple[str, ...]:
        """Return one word or a list of words as a tuple; empty where the key is absent."""
        if key not in self.raw:
            return ()
        value = self.raw[key]
        items: Sequence[Any] = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(w, str) and w for w in items):
            raise self.error(f'"{key}" is no list of words', f"write {key}: [one, another]")
        if (joined := "".join(items)) != joined.lower():
            word = next(word for word in items if word != word.lower())
            raise self.error(f'"{word}" in "{key}" is no lemma', "write it in lower case")
        return tuple(items)

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self.raw.get(key, default)
        if not isinstance(value, bool):
            raise self.error(f'"{key}" is neither true nor false', "write one of them")
        return value

    def number(self, key: str, low: float, high: float) -> float | None:
        """Return a number within the bounds, or None where the key is absent."""
        value = self.raw.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f'"{key}" is no number', f"write one from {low:g} to {high:g}")
        if not low <= value <= high:
            raise self.error(f'"{key}" is {value:g}', f"write a number from {low:g} to {high:g}")
        return float(value)

    def intensity(self, default: float | None = None) -> float:
        """Return the intensity, -10 to 10, or the default; without either it is required."""
        value = self.number("intensity", -10, 10)
        if value is None:
            value = default
        if value is None:
            raise self.error('"intensity" is missing', "write a number from -10 to 10")
        return value

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        """Return a member of a closed set of values."""
        value = self.raw.get(key)
        if value not in list(kind):
            problem = f'"{key}" is missing' if value is None else f'unknown {key} "{value}"'
            raise self.error(problem, f"use one of {', '.join(kind)}")
        return kind(value)

    def records(self, key: str) -> list[dict[str, Any]]:
        """Return a required list of mappings that is not empty."""
        value = self.raw.get(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(
                f'"{key}" is missing or no list of entries', f"write {key}: and a list"
            )
        if not value:
            raise self.error(f'"{key}" is empty', "add an entry")
        return value
