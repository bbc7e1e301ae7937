"""The lexicon of actor nouns, read from ``data/nouns.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from graphkit.types import ActorKind
from graphkit.words import read_data

__all__ = ["NounLexicon", "load_nouns"]


@dataclass(frozen=True, slots=True)
class NounLexicon:
    """What nouns and words of names say about the actor they name."""

    kinds: dict[str, ActorKind]
    generic_group: frozenset[str]
    generic_state: frozenset[str]
    generic_person: frozenset[str]
    generic_members: frozenset[str]
    state_titles: frozenset[str]
    collective: frozenset[str]
    metonyms: dict[str, str]
    offices: dict[str, str]
    blocs: frozenset[str]
    quantities: frozenset[str]
    series: frozenset[str]
    things: frozenset[str]
    hostile: frozenset[str]
    efforts: frozenset[str]
    name_words: tuple[tuple[ActorKind, frozenset[str]], ...]

    def is_known(self, name: str) -> bool:
        """Return whether a whole name is one that the lexicon lists: *Hamas*, *Boko Haram*."""
        return any(name.lower().replace(".", "") in telling for _, telling in self.name_words)

    def office_country(self, titles: str) -> str | None:
        """Return the country whose office somebody's titles name: *Foreign Office Minister*."""
        words = f" {titles.lower().replace('.', '')} "
        named = {**self.metonyms, **self.offices}
        return next((code for office, code in named.items() if f" {office} " in words), None)

    def kind_of_name(self, name: str) -> ActorKind | None:
        """Return the kind that the words of an organisation's name tell, or None."""
        words = name.lower().replace(".", "").split()
        pairs = {" ".join(words[i : i + 2]) for i in range(len(words) - 1)}
        for kind, telling in self.name_words:
            if telling & (set(words) | pairs):
                return kind
        return None


@cache
def load_nouns() -> NounLexicon:
    """Return the lexicon; read once a process."""
    data: dict[str, Any] = read_data("graphkit.resolve", "nouns")
    kinds: dict[str, ActorKind] = {}
    for kind in ("person", "organization", "population", "armed_group", "military", "government"):
        kinds |= dict.fromkeys(map(str, data[kind]), ActorKind(kind))

    def words(key: str) -> frozenset[str]:
        return frozenset(map(str, data[key]))

    return NounLexicon(
        kinds=kinds,
        generic_group=words("generic_group"),
        generic_state=words("generic_state"),
        generic_person=words("generic_person"),
        generic_members=words("generic_members"),
        state_titles=words("state_titles"),
        collective=words("collective"),
        metonyms={str(k): str(v) for k, v in data["metonyms"].items()},
        offices={str(k): str(v) for k, v in data["offices"].items()},
        blocs=words("blocs"),
        quantities=words("quantities"),
        series=words("series"),
        things=words("things"),
        hostile=words("hostile"),
        efforts=words("efforts"),
        name_words=(
            (ActorKind.GOVERNMENT, words("government_words")),
            (ActorKind.MEDIA, words("media_words")),
            (ActorKind.ARMED_GROUP, words("armed_words")),
            (ActorKind.MILITARY, words("military_words")),
            (ActorKind.COMPANY, words("company_words")),
        ),
    )
