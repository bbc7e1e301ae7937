"""ActorGraph → the wholes that its actors are part of, which the page can roll them up into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.graph.actors import collect_refs, most_frequent
from graphkit.types import ActorKind, ActorRef

if TYPE_CHECKING:
    from graphkit.graph import ActorGraph

__all__ = ["Whole", "find_wholes"]


@dataclass(frozen=True, slots=True)
class Whole:
    """An actor or what an actor belongs to; ``part_of`` is the next whole above, if any."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    part_of: str | None


def find_wholes(graph: ActorGraph) -> dict[str, Whole]:
    """Return id -> record of everything that lies above an actor, actors themselves included.

    A leader's government may act nowhere in the texts, and still the leader's acts are the state's:
    speakers are looked through, and governments and states are known by their ids.
    """
    known = {id_: _merge(refs) for id_, refs in collect_refs(graph.events).items()}
    found: dict[str, Whole] = {}
    for actor in graph.actors:
        at = actor.part_of
        while at and at not in found and (whole := known.get(at) or _by_id(at)):
            found[at] = whole
            at = whole.part_of
    return found


def _merge(refs: Iterable[ActorRef]) -> Whole:
    refs = list(refs)
    first = refs[0]
    country = next((ref.country for ref in refs if ref.country), None)
    part_of = next((ref.part_of for ref in refs if ref.part_of), None)
    kind = most_frequent(ref.kind for ref in refs)
    if kind is ActorKind.GOVERNMENT and country and not part_of:
        part_of = f"state:{country}"
    return Whole(first.id, most_frequent(ref.name for ref in refs), kind, country, part_of)


def _by_id(actor_id: str) -> Whole | None:
    """Return the record of a state or a government from its id alone, such as ``state:SYR``."""
    from graphkit.resolve.countries import load_countries

    kind, _, code = actor_id.partition(":")
    countries = load_countries()
    if code not in countries.titles:
        return None
    if kind == ActorKind.STATE:
        return Whole(actor_id, countries.titles[code], ActorKind.STATE, code, None)
    if kind == ActorKind.GOVERNMENT:
        name = f"{countries.adjective(code)} government"
        return Whole(actor_id, name, ActorKind.GOVERNMENT, code, f"state:{code}")
    return None
