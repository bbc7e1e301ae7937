"""Gathers events into relations, and relations into the actor graph."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graphkit.errors import OntologyError
from graphkit.graph.actors import actor_names, most_frequent
from graphkit.graph.model import ActorGraph
from graphkit.graph.relation import Relation
from graphkit.graph.reports import count_reports
from graphkit.graph.table import SEPARATOR
from graphkit.ontology import EventTypeSpec, Ontology, RelationSpec, load_ontology
from graphkit.types import Event, EventType, Stance, Status

__all__ = ["assemble", "build_graph", "describe", "regroup"]


class _EdgeKey(NamedTuple):
    """What tells one edge from another."""

    source: str
    target: str
    relation: str
    status: Status
    claimed: bool

    @property
    def id(self) -> str:
        """16 hex digits, the first a letter: a reader of the exports takes digits for a number."""
        digest = hashlib.sha256(json.dumps(self).encode()).hexdigest()
        return "abcdef"[int(digest[0], 16) % 6] + digest[1:16]


_Groups = dict[_EdgeKey, list[Event]]


def build_graph(events: Iterable[Event], ontology: Ontology | None = None) -> ActorGraph:
    """Return the events' graph: an edge per source, relation, target, status, claimed or not.

    A denial is written on the relations that it denies, and becomes an edge (claimed) only where
    nobody reports the thing denied. Events without a target make no edge, but their source is a
    node. Of events with one id the first counts. Raises OntologyError for an event whose class the
    ontology (the shipped one by default) does not know.
    """
    return assemble(events, ontology or load_ontology())


def regroup(graph: ActorGraph, events: Iterable[Event]) -> ActorGraph:
    """Return the graph of other events as ``graph`` was made: with its ontology and its detail."""
    return assemble(events, graph.ontology, detail=graph.detail)


def assemble(
    events: Iterable[Event], ontology: Ontology, *, detail: ActorGraph | None = None
) -> ActorGraph:
    """Return the events' graph as ``build_graph`` does, or as rolled up from ``detail``.

    What happens inside one whole is then no relation, but its events stay.
    """
    ordered, relations = _gather(events, ontology)
    if detail is not None:
        relations = [relation for relation in relations if relation.source != relation.target]
    return ActorGraph(ordered, relations, ontology, detail=detail)


def _gather(events: Iterable[Event], ontology: Ontology) -> tuple[list[Event], list[Relation]]:
    """Return the events, each once and in reading order, and the relations that they make."""
    unique = {event.id: event for event in sorted(events, key=_reading_order, reverse=True)}
    ordered = sorted(unique.values(), key=_reading_order)
    names = actor_names(ordered)
    reports, denials = _group(ordered)
    relations = [
        _relate(key, reports.get(key, []), denials.get(key, []), names, ontology)
        for key in sorted(reports.keys() | denials.keys())
    ]
    return ordered, relations


def _reading_order(event: Event) -> tuple[str, str, int, int, str]:
    undated = "~"  # sorts after every digit
    return (
        event.date or undated,
        event.doc_id,
        event.sentence_start,
        event.trigger.start,
        event.id,
    )


def _group(events: Iterable[Event]) -> tuple[_Groups, _Groups]:
    """Return the events that report each edge, and those that deny it."""
    reports: _Groups = defaultdict(list)
    denials: _Groups = defaultdict(list)
    denied: list[tuple[_EdgeKey, Event]] = []
    for event in events:
        if event.target is None:
            continue
        claimed = event.claim is not None
        key = _EdgeKey(event.source.id, event.target.id, event.relation, event.status, claimed)
        if event.claim and event.claim.stance is not Stance.ASSERTS:
            denied.append((key, event))
        else:
            reports[key].append(event)
    edges = _edges_by_triple(reports)
    for key, event in denied:
        for edge in edges.get(key[:3]) or [key]:
            denials[edge].append(event)
    return reports, denials


def _edges_by_triple(keys: Iterable[_EdgeKey]) -> dict[tuple[object, ...], list[_EdgeKey]]:
    """Return (source, target, relation) -> its edges, without the negated ones.

    Who denies a thing agrees with those who say that it did not happen.
    """
    edges: dict[tuple[object, ...], list[_EdgeKey]] = defaultdict(list)
    for key in keys:
        if key.status is not Status.NEGATED:
            edges[key[:3]].append(key)
    return edges


def _relate(
    key: _EdgeKey,
    reports: list[Event],
    denials: list[Event],
    names: Mapping[str, str],
    ontology: Ontology,
) -> Relation:
    """Return the record of one edge, counted over its reports, or its denials where none is."""
    counted = reports or denials
    event_type = most_frequent(event.event_type for event in counted)
    spec = describe(key.relation, event_type, ontology)
    dates = [event.date for event in counted if event.date]
    doc_ids = sorted({event.doc_id for event in counted})
    return Relation(
        id=key.id,
        source=key.source,
        target=key.target,
        relation=key.relation,
        event_type=event_type,
        quad=spec.quad,
        intensity=float(spec.intensity),
        status=key.status,
        claimed=key.claimed,
        claimed_by=_speakers(reports, names),
        denied_by=_speakers(denials, names),
        label=SEPARATOR.join(sorted({event.label for event in counted if event.label})),
        weight=count_reports(counted),
        mentions=len(counted),
        documents=len(doc_ids),
        first_date=min(dates, default=""),
        last_date=max(dates, default=""),
        evidence=counted[0].sentence,
        doc_ids=tuple(doc_ids),
        event_ids=tuple(event.id for event in sorted(reports + denials, key=_reading_order)),
    )


def describe(
    relation: str, event_type: EventType, ontology: Ontology
) -> RelationSpec | EventTypeSpec:
    """Return what the ontology says of the relation, or else of its class; OntologyError."""
    spec = ontology.relation(relation)
    if spec is not None and spec.event_type is event_type:
        return spec
    try:
        return ontology.event_types[event_type]
    except KeyError:
        raise OntologyError(
            f"relation {relation!r}: the ontology has no class {event_type}; "
            "use the ontology that the events were extracted with"
        ) from None


def _speakers(events: Iterable[Event], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({names[event.claim.speaker.id] for event in events if event.claim}))
