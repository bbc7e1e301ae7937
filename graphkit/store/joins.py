"""Which actors of a store are one, computed over all of it and kept until its events change.

The rules are those of ``graphkit.resolve``. It asks events who acts; a store has far fewer ways to
speak of an actor than events, so each way stands witness for all the events that use it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import repeat

from graphkit.errors import OutputError
from graphkit.resolve import Merge, merge_actors, plan_merges
from graphkit.store.database import EventStore
from graphkit.store.rows import RowReader
from graphkit.types import ActorRef, Event, EventType, Status, Trigger

__all__ = ["JoinPlan", "JoinedActors", "load_plan"]

# Each way to speak of an actor that events use and how often, in the order of its first use.
_USES = """
SELECT ref, COUNT(*), MIN(doc * 1000000000000 + event * 4 + role) AS first FROM (
    SELECT source_ref AS ref, doc, event, 0 AS role FROM events
    UNION ALL SELECT target_ref, doc, event, 1 FROM events WHERE target_ref IS NOT NULL
    UNION ALL SELECT speaker_ref, doc, event, 2 FROM events WHERE speaker_ref IS NOT NULL
) GROUP BY ref ORDER BY first
"""


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """The merges of a store's actors, and the number of the first reference to each of these."""

    merges: tuple[Merge, ...]
    first_refs: Mapping[str, int]


def load_plan(store: EventStore, decided: Sequence[Merge] = ()) -> JoinPlan:
    """Return the merges of a store's actors, a person's decisions first.

    Without such decisions they are computed only if the events have changed since.
    """
    connection = store.connection
    if decided:
        return _make_plan(connection, decided)
    counters = dict(connection.execute("SELECT name, value FROM counters").fetchall())
    if counters["revision"] != counters["merged"]:
        plan = _make_plan(connection, ())
        with suppress(OutputError):  # nobody may write here, or the disk is full: it still holds
            _keep_plan(store, plan, counters["revision"])
        return plan
    rows = connection.execute(
        "SELECT actor, into_actor, name, reason, decision FROM merges ORDER BY into_actor, actor"
    )
    merges = tuple(Merge(*row) for row in rows)
    return JoinPlan(merges, dict(connection.execute("SELECT actor, ref FROM first_refs")))


def _make_plan(connection: sqlite3.Connection, decided: Sequence[Merge]) -> JoinPlan:
    first_refs: dict[str, int] = {}
    merges = plan_merges(_witnesses(connection, first_refs), decided)
    involved = {actor for merge in merges for actor in (merge.actor, merge.into)}
    return JoinPlan(
        tuple(merges),
        {actor: ref for actor, ref in sorted(first_refs.items()) if actor in involved},
    )


def _keep_plan(store: EventStore, plan: JoinPlan, revision: int) -> None:
    run, run_many = store.connection.execute, store.connection.executemany
    with store.transaction():
        run("DELETE FROM merges")
        run("DELETE FROM first_refs")
        run_many(
            "INSERT INTO merges VALUES (?, ?, ?, ?, ?)",
            [(m.actor, m.into, m.name, m.reason, m.decision) for m in plan.merges],
        )
        run_many("INSERT INTO first_refs VALUES (?, ?)", plan.first_refs.items())
        run("UPDATE counters SET value = ? WHERE name = 'merged'", (revision,))


def _witnesses(connection: sqlite3.Connection, first_refs: dict[str, int]) -> Iterator[Event]:
    """Yield a witness for each use of each reference, and note the first of every actor."""
    reader = RowReader(connection)
    for number, count, _ in connection.execute(_USES):
        ref = reader.read_ref(number)
        first_refs.setdefault(ref.id, number)
        yield from repeat(_witness(ref), count)


def _witness(ref: ActorRef) -> Event:
    """Return an event of which only its source is meant."""
    return Event(
        id="", doc_id="", event_type=EventType.CONSULT, relation="", source=ref, target=None,
        trigger=Trigger("", "", 0, 0), status=Status.ACTUAL, sentence="", sentence_start=0,
        sentence_end=0, rule="", confidence=1.0,
    )  # fmt: skip


class JoinedActors(RowReader):
    """Reads events whose actors are joined as a plan says."""

    def __init__(self, connection: sqlite3.Connection, plan: JoinPlan) -> None:
        super().__init__(connection)
        self._plan = {merge.actor: merge for merge in plan.merges}
        self._first_refs = plan.first_refs

    @property
    def changes(self) -> bool:
        """Whether any two actors are joined."""
        return any(merge.decision != "refuse" for merge in self._plan.values())

    def read_ref(self, number: int) -> ActorRef:
        """Read one way to speak of an actor, as it is once the actor is joined."""
        ref = super().read_ref(number)
        concerned = ref.id in self._plan or (ref.part_of or "") in self._plan
        return self._join(ref) if concerned else ref

    def final_id(self, actor: str) -> str:
        """Return the id of the actor that this one is joined to at last, or its own."""
        *_, final = self._path(actor)
        return final

    def joined_ids(self, finals: Iterable[str]) -> set[str]:
        """Return the ids of all actors that are joined to one of some actors, these included."""
        wanted = set(finals)
        return wanted | {actor for actor in self._plan if self.final_id(actor) in wanted}

    def _path(self, actor: str) -> Iterator[str]:
        """Yield the actor, and one after the other the actors that it is joined to."""
        seen = {actor}
        yield actor
        while (merge := self._plan.get(actor)) and merge.decision != "refuse":
            actor = merge.into
            if actor in seen:
                return
            seen.add(actor)
            yield actor

    def _join(self, ref: ActorRef) -> ActorRef:
        """Return the joined reference, as ``resolve`` makes it where all that matters is known."""
        involved = [*self._path(ref.id), *(self._path(ref.part_of) if ref.part_of else ())]
        first = [self._first_refs[actor] for actor in involved if actor in self._first_refs]
        stated = [_witness(super(JoinedActors, self).read_ref(number)) for number in first]
        # Nothing beyond the plan is to be joined: few witnesses would suggest what many do not.
        decided = [
            self._plan.get(actor) or Merge(actor, actor, "", "", "refuse")
            for actor in dict.fromkeys(involved)
        ]
        return merge_actors([*stated, _witness(ref)], decided)[-1].source
