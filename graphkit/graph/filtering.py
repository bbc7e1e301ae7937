"""ActorGraph → a part of it: the relations that meet every criterion, with their events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from graphkit.errors import InputError
from graphkit.graph.build import regroup
from graphkit.graph.naming import choose, choose_all
from graphkit.types import ActorKind, Event, EventType, Quad, Status

if TYPE_CHECKING:
    from graphkit.graph.model import ActorGraph
    from graphkit.graph.relation import Relation
    from graphkit.resolve import Countries

__all__ = ["Choice", "Criteria", "Day", "filter_graph", "keep_actors"]

Choice: TypeAlias = str | Iterable[str] | None
Day: TypeAlias = str | date | None

_ISO_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

_RelationTest: TypeAlias = "Callable[[Relation], bool]"
_EventTest: TypeAlias = Callable[[Event], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What a relation must be to stay; None asks nothing. ``ActorGraph.filter`` explains each."""

    relations: Choice = None
    classes: Choice = None
    quads: Choice = None
    statuses: Choice = None
    claimed: bool | None = None
    actors: Choice = None
    kinds: Choice = None
    countries: Choice = None
    documents: Choice = None
    since: Day = None
    until: Day = None
    min_weight: int | None = None


def filter_graph(graph: ActorGraph, criteria: Criteria) -> ActorGraph:
    """Return the graph of the relations that meet every criterion, with their events.

    Documents and dates choose events, and the relations are counted anew over these. Raises
    InputError for a name that nobody knows.
    """
    of_events = list(_event_tests(graph, criteria))
    of_relations = [*_value_tests(graph, criteria), *_actor_tests(graph, criteria)]
    if of_events:
        graph = regroup(graph, (e for e in graph.events if all(test(e) for test in of_events)))
    if of_relations:
        graph = graph.part(r for r in graph.relations if all(test(r) for test in of_relations))
    return graph


def keep_actors(graph: ActorGraph, ids: Iterable[str]) -> ActorGraph:
    """Return the graph of what these actors do among themselves, or without a target."""
    ids = frozenset(ids)
    kept = [r for r in graph.relations if r.source in ids and r.target in ids]
    alone = [e.id for e in graph.events if e.target is None and e.source.id in ids]
    return graph.part(kept, alone)


def _event_tests(graph: ActorGraph, criteria: Criteria) -> Iterator[_EventTest]:
    known = dict.fromkeys(event.doc_id for event in graph.events)
    documents = choose_all(criteria.documents, known, noun="document", see="see doc_id in .events")
    if documents is not None:
        yield lambda event: event.doc_id in documents
    since, until = _iso(criteria.since, "since"), _iso(criteria.until, "until")
    if since and until and until < since[: len(until)]:
        raise InputError(f"until {until} is before since {since}; exchange the two")
    # As text "2018-07" is less than each of its days: it stands for the first of them in ``since``,
    # and for all of them in ``until``.
    if since:
        yield lambda event: event.date is not None and event.date >= since
    if until:
        yield lambda event: event.date is not None and event.date[: len(until)] <= until


def _value_tests(graph: ActorGraph, criteria: Criteria) -> Iterator[_RelationTest]:
    """Yield the tests of what a relation itself says."""
    names = [r.relation for r in graph.relations] + [r.name for r in graph.ontology.relations]
    relations = choose_all(
        criteria.relations, dict.fromkeys(names), noun="relation", see="see the names in .relations"
    )
    if relations is not None:
        yield lambda relation: relation.relation in relations
    classes = choose_all(criteria.classes, EventType, noun="class")
    if classes is not None:
        yield lambda relation: relation.event_type in classes
    quads = choose_all(criteria.quads, Quad, noun="quad class")
    if quads is not None:
        yield lambda relation: relation.quad in quads
    statuses = choose_all(criteria.statuses, Status, noun="status")
    if statuses is not None:
        yield lambda relation: relation.status in statuses
    if criteria.claimed is not None:
        yield lambda relation: relation.claimed is criteria.claimed
    if (least := criteria.min_weight) is not None:
        yield lambda relation: relation.weight >= least


def _actor_tests(graph: ActorGraph, criteria: Criteria) -> Iterator[_RelationTest]:
    """Yield the tests of who acts on whom."""
    names = [criteria.actors] if isinstance(criteria.actors, str) else criteria.actors
    if names is not None:
        ids = {graph.actor(name).id for name in names}
        yield lambda relation: relation.source in ids or relation.target in ids
    nodes = graph.nx.nodes
    kinds = choose_all(criteria.kinds, ActorKind, noun="kind of actor")
    if kinds is not None:
        yield lambda r: nodes[r.source]["kind"] in kinds and nodes[r.target]["kind"] in kinds
    codes = _country_codes(criteria.countries)
    if codes is not None:
        yield lambda r: nodes[r.source]["country"] in codes or nodes[r.target]["country"] in codes


def _country_codes(countries: Choice) -> frozenset[str] | None:
    """Return the ISO 3166 codes of countries given by code, name or demonym."""
    if countries is None:
        return None
    from graphkit.resolve.countries import load_countries  # with spaCy behind it

    known = load_countries()
    given = [countries] if isinstance(countries, str) else countries
    return frozenset(_country_code(country, known) for country in given)


def _country_code(country: str, known: Countries) -> str:
    if (code := country.upper()) in known.titles:
        return code
    if (named := known.code(country)) is not None:
        return named
    title = choose(country, known.titles.values(), noun="country", see="give its ISO code (SYR)")
    return next(code for code, other in known.titles.items() if other == title)


def _iso(day: Day, name: str) -> str | None:
    if day is None:
        return None
    text = day.isoformat()[:10] if isinstance(day, date) else day
    if not _ISO_DAY.fullmatch(text):
        raise InputError(f"{name} {text!r} is no date; write 2018-07-22, 2018-07 or 2018")
    return text
