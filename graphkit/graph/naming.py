"""Names that a person types: the actor or value meant, or one line with the near ones."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphkit.errors import InputError
from graphkit.types import Actor

__all__ = ["ActorNames", "choose", "choose_all"]

_NEAR = 3  # names that are offered


class ActorNames:
    """The actors of a graph by id, name and alias, upper or lower case."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        """Index the actors; an id goes before a name, a name before an alias."""
        self._by_id = {actor.id: actor for actor in actors}
        tables: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(3))
        for actor in self._by_id.values():
            for table, names in zip(
                tables, ((actor.id,), (actor.name,), actor.aliases), strict=True
            ):
                for name in names:
                    table[name.casefold()].add(actor.id)
        self._ids_by_name = tuple(dict(table) for table in tables)

    def find(self, name: str) -> Actor:
        """Return the actor meant; raises InputError where nobody, or several, are called so."""
        if name in self._by_id:
            return self._by_id[name]
        wanted = name.strip().casefold()
        matches = (names[wanted] for names in self._ids_by_name if wanted in names)
        ids = next(matches, set())
        if len(ids) == 1:
            return self._by_id[min(ids)]
        if ids:
            raise InputError(f"actor {name!r} may be {', '.join(sorted(ids))}; give the id")
        known = [n for actor in self._by_id.values() for n in (*actor.aliases, actor.name)]
        raise InputError(
            f"no actor is called {name!r}; {_hint(name, known, 'see the names in .actors')}"
        )


def choose(value: str, known: Iterable[str], *, noun: str, see: str | None = None) -> str:
    """Return the known value meant, whatever its case and whether ``_``, ``-`` or blank parts it.

    Raises InputError: *no status is called 'actul'; did you mean actual?* Where nothing is near,
    it says ``see``, or lists what is known.
    """
    by_key: Mapping[str, str] = {_key(other): other for other in known}
    if value in by_key.values():
        return value
    found = by_key.get(_key(value))
    if found is None:
        otherwise = see or f"it may be {', '.join(by_key.values())}"
        hint = _hint(value, by_key.values(), otherwise)
        raise InputError(f"no {noun} is called {value!r}; {hint}")
    return found


def choose_all(
    values: str | Iterable[str] | None, known: Iterable[str], *, noun: str, see: str | None = None
) -> frozenset[str] | None:
    """Return the known values meant by one name or several; None, no choice, stays None."""
    if values is None:
        return None
    known = list(known)
    values = [values] if isinstance(values, str) else values
    return frozenset(choose(value, known, noun=noun, see=see) for value in values)


def _key(value: str) -> str:
    return "_".join(value.strip().casefold().replace("-", " ").replace("_", " ").split())


def _hint(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the near names as a question: those spelt nearly so, or those that hold the text."""
    names = {other.casefold(): other for other in known}
    wanted = name.strip().casefold()
    near = difflib.get_close_matches(wanted, names, _NEAR)
    near = near or [other for other in names if wanted and wanted in other][:_NEAR]
    return f"did you mean {', '.join(names[other] for other in near)}?" if near else otherwise
