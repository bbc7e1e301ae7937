"""Country facts: names, demonyms and capitals, from the countryinfo package and our additions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from graphkit.words import read_data

__all__ = ["Countries", "load_countries", "normalise_name"]

_MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Countries:
    """Tables from lower-case words to ISO 3166 alpha-3 codes, and from codes to English names."""

    names: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    titles: dict[str, str]
    adjectives: dict[str, str]

    def adjective(self, code: str) -> str:
        """Return the word for what is a country's: *Syrian*; its name where there is none."""
        return self.adjectives.get(code) or self.titles.get(code, code)

    def code(self, phrase: str) -> str | None:
        """Return the country that a name or a demonym stands for, capitals not included."""
        key = normalise_name(phrase)
        return self.names.get(key) or self.demonyms.get(key)


@lru_cache(maxsize=_MOST_REMEMBERED)
def normalise_name(name: str) -> str:
    """Return a name in lower case, without article, periods of abbreviation and outer blanks."""
    key = " ".join(name.replace(".", "").replace("’", "'").lower().split())
    return key.removeprefix("the ")


@cache
def load_countries() -> Countries:
    """Return the tables; built once a process."""
    from countryinfo import CountryInfo

    own: dict[str, Any] = read_data("graphkit.resolve", "countries")
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    titles: dict[str, str] = {}
    for fact in CountryInfo.all().values():
        code = (fact.get("ISO") or {}).get("alpha3")
        if not code:
            continue
        titles[code] = str(fact["name"])
        for name in (fact["name"], *(fact.get("altSpellings") or ())):
            if len(name) > 3 and (name.isascii() or name == fact["name"]):
                names.setdefault(normalise_name(name), code)
        for demonym in (fact.get("demonym") or "").split(","):
            if demonym.strip():
                demonyms.setdefault(normalise_name(demonym), code)
        if fact.get("capital"):
            capitals.setdefault(normalise_name(str(fact["capital"])), code)
    for code, entry in own["countries"].items():
        titles[code] = entry.get("title", titles.get(code, code))
        names |= {normalise_name(name): code for name in [titles[code], *entry.get("names", ())]}
        demonyms |= {normalise_name(name): code for name in entry.get("demonyms", ())}
        capitals |= {normalise_name(name): code for name in entry.get("capitals", ())}
    for word in own["not_names"]:
        names.pop(word, None)
        demonyms.pop(word, None)
        capitals.pop(word, None)
    for demonym, code in list(demonyms.items()):
        if demonym.endswith("n") and not demonym.endswith("men"):
            demonyms.setdefault(demonym + "s", code)
    adjectives: dict[str, str] = {}
    for demonym, code in demonyms.items():
        adjectives.setdefault(code, " ".join(word.capitalize() for word in demonym.split()))
    return Countries(
        names=names,
        demonyms=demonyms,
        capitals=capitals,
        titles=titles,
        adjectives=adjectives | own["adjectives"],
    )
