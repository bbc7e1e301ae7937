"""Two graphs → one, or what sets them apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graphkit.graph.build import assemble
from graphkit.graph.table import Scalar, Table
from graphkit.types import Status

if TYPE_CHECKING:
    from graphkit.graph.model import ActorGraph
    from graphkit.graph.relation import Relation

__all__ = ["Change", "ChangeKind", "compare_graphs", "merge_graphs"]


class ChangeKind(StrEnum):
    """What becomes of a relation from one graph to the other."""

    NEW = "new"
    GONE = "gone"
    STRONGER = "stronger"
    WEAKER = "weaker"


@dataclass(frozen=True, slots=True)
class Change:
    """A relation whose independent reports are not as many in two graphs: ``before``, ``after``."""

    change: ChangeKind
    source: str
    relation: str
    target: str
    status: Status
    claimed: bool
    before: int
    after: int
    relation_id: str

    @property
    def row(self) -> dict[str, Scalar]:
        """The change as one row of a frame."""
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = tuple(Change.__dataclass_fields__)


def merge_graphs(first: ActorGraph, *others: ActorGraph) -> ActorGraph:
    """Return one graph of the events of all, each event once, with the ontology of the first.

    Actors of several graphs are joined as those of several texts are.
    """
    from graphkit.resolve import merge_actors  # with spaCy behind it

    events = [event for graph in (first, *others) for event in graph.events]
    return assemble(merge_actors(events), first.ontology)


def compare_graphs(before: ActorGraph, after: ActorGraph) -> Table[Change]:
    """Return the relations that ``after`` has more or fewer reports of, the largest change first.

    A relation is the same in both where source, relation, target, status and claim are.
    """
    old = {relation.id: relation for relation in before.relations}
    new = {relation.id: relation for relation in after.relations}
    names = {actor.id: actor.name for graph in (before, after) for actor in graph.actors}
    changes = [_change(old.get(key), new.get(key), names) for key in sorted(old | new)]
    changed = (change for change in changes if change.before != change.after)
    ordered = sorted(changed, key=lambda c: (-abs(c.after - c.before), c.relation_id))
    return Table(ordered, _COLUMNS, lambda change: change.row)


def _change(old: Relation | None, new: Relation | None, names: dict[str, str]) -> Change:
    relation = next(found for found in (new, old) if found)
    before, after = (found.weight if found else 0 for found in (old, new))
    return Change(
        change=_kind(before, after),
        source=names[relation.source],
        relation=relation.relation,
        target=names[relation.target],
        status=relation.status,
        claimed=relation.claimed,
        before=before,
        after=after,
        relation_id=relation.id,
    )


def _kind(before: int, after: int) -> ChangeKind:
    if not before:
        return ChangeKind.NEW
    if not after:
        return ChangeKind.GONE
    return ChangeKind.STRONGER if after > before else ChangeKind.WEAKER
