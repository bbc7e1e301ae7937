"""The actor graph: a networkx graph tied to the actors, relations and events it shows."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx

from graphkit.errors import InputError
from graphkit.graph.actors import merge_actors
from graphkit.graph.layout import compute_layout
from graphkit.graph.table import EVENT_COLUMNS, SEPARATOR, Scalar, Table, event_row
from graphkit.types import Actor, Event, EventType, Quad, Status

__all__ = ["ActorGraph", "Relation"]


@dataclass(frozen=True, slots=True)
class Relation:
    """One edge: what the events say of one source, relation, target and status, claimed or not.

    ``id`` is 16 hex digits and the edge's key; ``label`` holds the labels or charges in the words
    of the texts. ``weight`` counts independent reports, ``mentions`` the events that report the
    relation and ``documents`` their documents; ``first_date``, ``last_date``, ``evidence`` (the
    first sentence) and ``doc_ids`` are of these events, too. ``event_ids`` adds those that deny it.
    """

    id: str
    source: str
    target: str
    relation: str
    event_type: EventType
    quad: Quad
    intensity: float
    status: Status
    claimed: bool
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    label: str
    weight: int
    mentions: int
    documents: int
    first_date: str
    last_date: str
    evidence: str
    doc_ids: tuple[str, ...]
    event_ids: tuple[str, ...]

    @property
    def attributes(self) -> dict[str, Scalar]:
        """The edge's attributes in networkx, scalars only."""
        return {
            "label": self.relation,
            "event_type": self.event_type.value,
            "quad": self.quad.value,
            "intensity": self.intensity,
            "status": self.status.value,
            "claimed": self.claimed,
            "claimed_by": SEPARATOR.join(self.claimed_by),
            "denied_by": SEPARATOR.join(self.denied_by),
            "as": self.label,
            "weight": self.weight,
            "mentions": self.mentions,
            "documents": self.documents,
            "first_date": self.first_date,
            "last_date": self.last_date,
            "evidence": self.evidence,
            "doc_ids": SEPARATOR.join(self.doc_ids),
        }


class ActorGraph:
    """Actors, the relations between them and the events that prove these; it never changes.

    ``nx`` is a networkx.MultiDiGraph whose nodes are actor ids and whose edge keys are relation
    ids, with scalar attributes only; ``actors`` (sorted by id), ``relations`` (by source, target,
    relation, status) and ``events`` (by date, the undated last) are tuples with ``frame()``.
    """

    nx: networkx.MultiDiGraph[str]
    actors: Table[Actor]
    relations: Table[Relation]
    events: Table[Event]

    def __init__(self, events: Iterable[Event], relations: Iterable[Relation]) -> None:
        """Tie together events and the relations made from them, both in order."""
        self.events = Table(events, EVENT_COLUMNS, event_row)
        self.actors = Table(merge_actors(self.events), _ACTOR_COLUMNS, self._actor_row)
        self.relations = Table(relations, _RELATION_COLUMNS, self._relation_row)
        self.nx = networkx.MultiDiGraph()
        activity = _activity(self.events)
        for actor in self.actors:
            self.nx.add_node(actor.id, **_node_attributes(actor, activity[actor.id]))
        for relation in self.relations:
            self.nx.add_edge(
                relation.source, relation.target, key=relation.id, **relation.attributes
            )

    def __repr__(self) -> str:
        """Say what it is and how many of each it holds."""
        return f"ActorGraph: {self.summary}"

    @property
    def summary(self) -> str:
        """How many of each it holds: ``2 actors, 1 relation, 1 event from 1 document``."""
        documents = len({event.doc_id for event in self.events})
        counts = (
            _count(len(self.actors), "actor"),
            _count(len(self.relations), "relation"),
            f"{_count(len(self.events), 'event')} from {_count(documents, 'document')}",
        )
        return ", ".join(counts)

    def actor(self, name: str) -> Actor:
        """Return the actor with that id, name or alias, upper or lower case.

        An id goes before a name, a name before an alias. Raises InputError, with near names where
        nobody is called so, and with the ids where several are.
        """
        if name in self._actors_by_id:
            return self._actors_by_id[name]
        wanted = name.strip().casefold()
        matches = (names[wanted] for names in self._ids_by_name if wanted in names)
        ids = next(matches, set())
        if len(ids) == 1:
            return self._actors_by_id[min(ids)]
        if ids:
            raise InputError(f"actor {name!r} may be {', '.join(sorted(ids))}; give the id")
        near = self._near_names(name)
        hint = f"; did you mean {', '.join(near)}?" if near else "; see the names in .actors"
        raise InputError(f"no actor is called {name!r}{hint}")

    def evidence(self, source: str, target: str, relation: str | None = None) -> tuple[Event, ...]:
        """Return the events from one actor to another, denials too, in the order of ``events``.

        Actors go by id, name or alias; ``relation`` keeps one relation. Raises InputError for an
        unknown actor.
        """
        source_id, target_id = self.actor(source).id, self.actor(target).id
        edges = self.nx.succ[source_id].get(target_id, {})
        relations = (self._relations_by_id[str(key)] for key in edges)
        return self._in_order(
            event_id
            for found in relations
            if relation is None or found.relation == relation
            for event_id in found.event_ids
        )

    def events_of(self, relation_id: str) -> tuple[Event, ...]:
        """Return the events behind one edge, in the order of ``events``; InputError if unknown."""
        try:
            return self._in_order(self._relations_by_id[relation_id].event_ids)
        except KeyError:
            raise InputError(
                f"no relation has the id {relation_id!r}; see the ids in .relations"
            ) from None

    def filter(
        self,
        *,
        relations: str | Iterable[str] | None = None,
        statuses: str | Iterable[str] | None = None,
        quads: str | Iterable[str] | None = None,
        actors: str | Iterable[str] | None = None,
    ) -> ActorGraph:
        """Return the graph of the relations that pass every test given, with their events.

        ``actors`` (ids, names or aliases) keeps the relations from or to one of them. Nodes count
        the kept events only; an event without target, being in no relation, is kept by no test.
        """
        if relations is None and statuses is None and quads is None and actors is None:
            return self
        names = _texts(actors)
        ids = None if names is None else {self.actor(name).id for name in names}
        wanted = [_texts(values) for values in (relations, statuses, quads)]
        kept = [
            relation
            for relation in self.relations
            if _passes((relation.relation, relation.status, relation.quad), wanted)
            and (ids is None or not ids.isdisjoint((relation.source, relation.target)))
        ]
        event_ids = (event_id for relation in kept for event_id in relation.event_ids)
        return ActorGraph(self._in_order(event_ids), kept)

    def to_html(self, **options: Any) -> str:
        """Return one self-contained HTML page; the options are those of ``render_html``."""
        from graphkit.render import render_html

        return render_html(self, **options)

    @cached_property
    def layout(self) -> dict[str, tuple[float, float]]:
        """Actor id -> (x, y) on the map, computed on first use and the same in every output."""
        return compute_layout(self)

    def save(self, path: str | Path, **options: Any) -> None:
        """Write the graph to a file in the format of its suffix: an HTML page, GraphML, GEXF, …

        The options are those of ``write_html`` for a page, else those of ``write_graph``. Raises
        OutputError for an unknown suffix or a file that cannot be written.
        """
        if Path(path).suffix.lower() in {".html", ".htm"}:
            from graphkit.render import write_html

            write_html(self, Path(path), **options)
        else:
            from graphkit.export import write_graph

            write_graph(self, Path(path), **options)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return what a notebook shows: the page in a sandboxed frame, and plain text."""
        from graphkit.render import notebook_bundle

        return notebook_bundle(self)

    @cached_property
    def _actors_by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def _relations_by_id(self) -> dict[str, Relation]:
        return {relation.id: relation for relation in self.relations}

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {event.id: position for position, event in enumerate(self.events)}

    @cached_property
    def _ids_by_name(self) -> tuple[dict[str, set[str]], ...]:
        """Ids, names and aliases in lower case -> actor ids, the strongest first."""
        tables: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(3))
        for actor in self.actors:
            for table, names in zip(
                tables, ((actor.id,), (actor.name,), actor.aliases), strict=True
            ):
                for name in names:
                    table[name.casefold()].add(actor.id)
        return tuple(dict(table) for table in tables)

    def _near_names(self, name: str) -> list[str]:
        known = {other.casefold(): other for a in self.actors for other in (*a.aliases, a.name)}
        return [known[near] for near in difflib.get_close_matches(name.casefold(), known)]

    def _in_order(self, event_ids: Iterable[str]) -> tuple[Event, ...]:
        positions = sorted({self._positions[event_id] for event_id in event_ids})
        return tuple(self.events[position] for position in positions)

    def _actor_row(self, actor: Actor) -> dict[str, Scalar]:
        return {"id": actor.id, "name": actor.name, **self.nx.nodes[actor.id]}

    def _relation_row(self, relation: Relation) -> dict[str, Scalar]:
        return {
            **relation.attributes,
            "id": relation.id,
            "relation": relation.relation,
            "source_id": relation.source,
            "source": self._actors_by_id[relation.source].name,
            "target_id": relation.target,
            "target": self._actors_by_id[relation.target].name,
        }


_ACTOR_COLUMNS = (
    "id",
    "name",
    "kind",
    "country",
    "part_of",
    "aliases",
    "mentions",
    "documents",
    "first_date",
    "last_date",
)

_RELATION_COLUMNS = (
    "id",
    "source_id",
    "source",
    "relation",
    "target_id",
    "target",
    "as",
    "event_type",
    "quad",
    "intensity",
    "status",
    "claimed",
    "claimed_by",
    "denied_by",
    "weight",
    "mentions",
    "documents",
    "first_date",
    "last_date",
    "evidence",
    "doc_ids",
)


def _activity(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Return actor id -> the events that it is source or target of."""
    activity: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for actor_id in sorted({ref.id for ref in (event.source, event.target) if ref}):
            activity[actor_id].append(event)
    return activity


def _node_attributes(actor: Actor, events: list[Event]) -> dict[str, Scalar]:
    dates = [event.date for event in events if event.date]
    return {
        "label": actor.name,
        "kind": actor.kind.value,
        "country": actor.country or "",
        "part_of": actor.part_of or "",
        "aliases": SEPARATOR.join(actor.aliases),
        "mentions": len(events),
        "documents": len({event.doc_id for event in events}),
        "first_date": min(dates, default=""),
        "last_date": max(dates, default=""),
    }


def _texts(values: str | Iterable[str] | None) -> set[str] | None:
    """Return the values as a set, one text as a set of one."""
    if values is None:
        return None
    return {values} if isinstance(values, str) else set(values)


def _passes(values: Iterable[str], wanted: Iterable[set[str] | None]) -> bool:
    pairs = zip(values, wanted, strict=True)
    return all(choices is None or value in choices for value, choices in pairs)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
