"""Which gender the words for a person tell: a pronoun before, titles, else the first name."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from graphkit.resolve.chains import Chain
from graphkit.resolve.countries import normalise_name
from graphkit.words import load_words

__all__ = ["gender_of", "load_first_names"]

_WORDS = load_words("graphkit.resolve")
_FEMININE, _MASCULINE = _WORDS["feminine"], _WORDS["masculine"]


def gender_of(chain: Chain) -> str | None:
    """Return ``feminine``, ``masculine``, or None where no word tells or several disagree."""
    if chain.gender is not None:
        return chain.gender
    words = chain.titles | chain.descriptions
    told = {"feminine"} if words & _FEMININE else {"masculine"} if words & _MASCULINE else set()
    if not told:
        names = load_first_names()
        told = {names[first] for first in map(_first_name, chain.names) if first in names}
    return told.pop() if len(told) == 1 else None


@lru_cache(maxsize=10_000)
def _first_name(name: str) -> str:
    """The first of at least two words, in lower case without accents."""
    words = normalise_name(name).split()
    if len(words) < 2:
        return ""
    return unicodedata.normalize("NFKD", words[0]).encode("ascii", "ignore").decode()


@cache
def load_first_names() -> Mapping[str, str]:
    """Return the gender that first names tell; read once a process."""
    listed = load_words("graphkit.resolve", "first_names")
    return {name: gender for gender, names in listed.items() for name in names}
