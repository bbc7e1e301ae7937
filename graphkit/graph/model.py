"""The actor graph: a networkx graph tied to the actors, relations and events it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx

from graphkit.errors import InputError, OutputError
from graphkit.graph.actors import merge_actors
from graphkit.graph.layout import compute_layout
from graphkit.graph.naming import ActorNames
from graphkit.graph.relation import RELATION_COLUMNS, Relation
from graphkit.graph.table import EVENT_COLUMNS, SEPARATOR, Scalar, Table, event_row
from graphkit.ontology import Ontology, load_ontology
from graphkit.types import Actor, Event

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.analyse import ActorPath, ActorScore, Camps, Community, Matrix, Period
    from graphkit.graph.combining import Change
    from graphkit.graph.filtering import Choice, Day
    from graphkit.render.widget import GraphWidget

__all__ = ["ActorGraph"]


class ActorGraph:
    """Actors, the relations between them and the events that prove these; it never changes.

    ``nx`` is a networkx.MultiDiGraph whose nodes are actor ids and whose edge keys are relation
    ids, with scalar attributes only; ``actors`` (sorted by id), ``relations`` (by source, target,
    relation, status) and ``events`` (by date, the undated last) are tuples with ``frame()``. Every
    method returns a new value. ``ontology`` is the one that rates its relations, and ``detail`` the
    graph that it was rolled up from, or None.
    """

    nx: networkx.MultiDiGraph[str]
    actors: Table[Actor]
    relations: Table[Relation]
    events: Table[Event]
    ontology: Ontology
    detail: ActorGraph | None

    def __init__(
        self,
        events: Iterable[Event],
        relations: Iterable[Relation],
        ontology: Ontology | None = None,
        *,
        detail: ActorGraph | None = None,
    ) -> None:
        """Tie together events and the relations made from them, both in order."""
        self.ontology = ontology or load_ontology()
        self.detail = detail
        self.events = Table(events, EVENT_COLUMNS, event_row)
        self.actors = Table(merge_actors(self.events), _ACTOR_COLUMNS, self._actor_row)
        self.relations = Table(relations, RELATION_COLUMNS, self._relation_row)
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
        return self._names.find(name)

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
        relations: Choice = None,
        classes: Choice = None,
        quads: Choice = None,
        statuses: Choice = None,
        claimed: bool | None = None,
        actors: Choice = None,
        kinds: Choice = None,
        countries: Choice = None,
        documents: Choice = None,
        since: Day = None,
        until: Day = None,
        min_weight: int | None = None,
    ) -> ActorGraph:
        """Return the graph of the relations that meet every criterion given, with their events.

        Each takes one name or several. ``actors`` (ids, names or aliases) and ``countries`` (names
        or ISO codes) keep the relations from or to one of them, ``kinds`` those between actors of
        these kinds. ``documents``, ``since`` and ``until`` (``2018-07-22``, ``2018-07``, a date)
        choose events, and weights, dates and evidence are counted anew over these; an undated event
        lies in no span of time. An event without target stays unless relations are chosen. Raises
        InputError for an unknown name, with near ones.
        """
        from graphkit.graph.filtering import Criteria, filter_graph

        criteria = Criteria(
            relations=relations,
            classes=classes,
            quads=quads,
            statuses=statuses,
            claimed=claimed,
            actors=actors,
            kinds=kinds,
            countries=countries,
            documents=documents,
            since=since,
            until=until,
            min_weight=min_weight,
        )
        return filter_graph(self, criteria)

    def part(self, relations: Iterable[Relation], events: Iterable[str] = ()) -> ActorGraph:
        """Return the graph of some of its relations, with their events and those of these ids."""
        kept = list(relations)
        ids = {event_id for relation in kept for event_id in relation.event_ids}.union(events)
        return ActorGraph(self._in_order(ids), kept, self.ontology, detail=self.detail)

    def ego(self, actor: str, *, depth: int = 1) -> ActorGraph:
        """Return what an actor and those within ``depth`` relations of it do among themselves."""
        from graphkit.analyse import ego_graph

        return ego_graph(self, actor, depth=depth)

    def path(self, source: str, target: str, *, directed: bool = False) -> ActorPath:
        """Return the shortest path between two actors, step by step with its evidence.

        Relations lead both ways unless ``directed``; negated ones lead nowhere. Raises InputError
        where no path joins the two.
        """
        from graphkit.analyse import find_path

        return find_path(self, source, target, directed=directed)

    def timeline(self, *, by: str = "month") -> Table[Period]:
        """Return the events of each ``day``, ``week``, ``month`` or ``year``, quad by quad."""
        from graphkit.analyse import count_periods

        return count_periods(self, by=by)

    def matrix(self, *, top: int = 15) -> Matrix:
        """Return who does how much to whom, among the ``top`` actors with most reports."""
        from graphkit.analyse import who_whom

        return who_whom(self, top=top)

    def camps(self) -> Camps:
        """Return who stands with whom and against whom: the split that fits their acts best."""
        from graphkit.analyse import find_camps

        return find_camps(self)

    def communities(self) -> Table[Community]:
        """Return the groups of actors that have most to do with each other, the largest first."""
        from graphkit.analyse import find_communities

        return find_communities(self)

    def rank(self, *, by: str = "reports") -> Table[ActorScore]:
        """Return the actors with their scores, the highest first.

        ``by`` is ``reports``, ``given``, ``received``, ``partners``, ``pagerank`` or
        ``betweenness``.
        """
        from graphkit.analyse import rank_actors

        return rank_actors(self, by=by)

    def roll_up(self, *, to: str = "state") -> ActorGraph:
        """Return the graph with each actor replaced by what it is part of; ``roll_down`` is back.

        Leaders, ministries and armies become their ``state``, or only their ``government``. What
        happens inside one whole stays among the events and makes no relation.
        """
        from graphkit.graph.rolling import roll_up

        return roll_up(self, to=to)

    def roll_down(self) -> ActorGraph:
        """Return the same events with their actors as they were before ``roll_up``."""
        from graphkit.graph.rolling import roll_down

        return roll_down(self)

    def merge(self, *others: ActorGraph) -> ActorGraph:
        """Return one graph of the events of this and other graphs, each event counted once."""
        from graphkit.graph.combining import merge_graphs

        return merge_graphs(self, *others)

    def compare(self, other: ActorGraph) -> Table[Change]:
        """Return what is new, gone, stronger or weaker in ``other``, the largest change first."""
        from graphkit.graph.combining import compare_graphs

        return compare_graphs(self, other)

    def plot_timeline(self, *, by: str = "month", ax: Axes | None = None) -> Axes:
        """Draw the events of each period, conflict below the line and cooperation above it."""
        from graphkit.render import plot_timeline

        return plot_timeline(self, by=by, ax=ax)

    def plot_matrix(self, *, top: int = 15, ax: Axes | None = None) -> Axes:
        """Draw who does how much to whom: reports as numbers, the tone of the acts as colour."""
        from graphkit.render import plot_matrix

        return plot_matrix(self, top=top, ax=ax)

    def widget(self, *, height: int = 640) -> GraphWidget:
        """Return the page as a widget that tells Python what is selected and takes filters.

        Raises OutputError where anywidget is absent.
        """
        try:
            from graphkit.render.widget import GraphWidget
        except ImportError as error:
            raise OutputError(
                "a widget needs anywidget; run: pip install 'graphkit[notebook]'"
            ) from error
        return GraphWidget(self, height=height)

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
    def _names(self) -> ActorNames:
        return ActorNames(self.actors)

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


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
