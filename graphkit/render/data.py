"""ActorGraph → the data that the page draws from, as plain JSON values."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from graphkit.graph.blocs import find_blocs
from graphkit.graph.palette import EDGE_COLOURS, NEGATED_COLOUR, NODE_COLOURS
from graphkit.graph.strongest import strongest_part
from graphkit.graph.table import SEPARATOR
from graphkit.graph.wholes import find_owners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.graph import ActorGraph, Relation
    from graphkit.types import Actor, ActorRef, Claim, Event, Trigger

__all__ = ["page_data", "sentence_pieces"]

Json: TypeAlias = dict[str, Any]

# Map units per actor: room for a name under it and for labels on the edges around it.
_SPACING = 280.0
# A page of more, some fifty megabytes, no browser opens at once and no mail takes.
_MOST_RELATIONS = 40_000
_MOST_EVENTS = 60_000


def page_data(graph: ActorGraph) -> Json:
    """Return ``actors``, ``wholes``, ``relations``, ``events``, ``documents`` and ``colours``.

    Of a graph that is too large for a page they are those of its strongest part, and ``part_of``
    says how many actors, relations and events the graph has; it is None where all are there.
    A relation's ``events`` are positions in the list of events, in date order; an event's ``doc``
    is a position in the list of documents, and its ``pieces`` are the sentence cut at the words
    that tell who, what and to whom. ``wholes`` are what actors are part of, actors or not.
    """
    whole = graph
    graph = strongest_part(whole, relations=_MOST_RELATIONS, events=_MOST_EVENTS)
    camps = find_blocs(graph)
    places = _spread(graph.layout)
    positions = {event.id: index for index, event in enumerate(graph.events)}
    documents = {event.doc_id: event for event in reversed(graph.events)}
    numbers = {doc_id: number for number, doc_id in enumerate(sorted(documents))}
    return {
        "part_of": None if graph is whole else _counts(whole),
        "actors": [_actor(actor, graph, places, camps) for actor in graph.actors],
        "wholes": [_whole(whole) for whole in _wholes(graph)],
        "relations": [_relation(relation, positions) for relation in graph.relations],
        "events": [_event(event, numbers) for event in graph.events],
        "documents": [_document(documents[doc_id]) for doc_id in numbers],
        "colours": {
            "actors": {kind.value: colour for kind, colour in NODE_COLOURS.items()},
            "relations": {quad.value: colour for quad, colour in EDGE_COLOURS.items()},
            "negated": NEGATED_COLOUR,
        },
    }


def _counts(graph: ActorGraph) -> Json:
    return {name: len(getattr(graph, name)) for name in ("actors", "relations", "events")}


def sentence_pieces(event: Event) -> list[list[str]]:
    """Return the sentence as ``[text, role]`` pieces, whose texts joined are the sentence.

    The role is ``source``, ``trigger``, ``target``, ``speaker`` or empty. They are cut here because
    offsets count characters, which JavaScript's strings do not.
    """
    spans = _role_spans(event)
    inner = {edge for start, end, _ in spans for edge in (start, end)}
    edges = sorted({0, len(event.sentence)} | inner)
    return [[event.sentence[start:end], _role_at(start, spans)] for start, end in pairwise(edges)]


def _role_spans(event: Event) -> list[tuple[int, int, str]]:
    """Return (start, end, role) relative to the sentence, without what lies outside it."""
    marked: list[tuple[ActorRef | Trigger, str]] = [
        (event.source, "source"),
        (event.trigger, "trigger"),
    ]
    if event.target is not None:
        marked.append((event.target, "target"))
    if event.claim is not None:
        marked.append((event.claim.speaker, "speaker"))
    base, size = event.sentence_start, len(event.sentence)
    spans = [(max(m.start - base, 0), min(m.end - base, size), role) for m, role in marked]
    return [span for span in spans if span[0] < span[1]]


def _role_at(offset: int, spans: list[tuple[int, int, str]]) -> str:
    # Where two overlap the shorter tells more: "strikes" inside "the country behind the strikes".
    covering = [(end - start, role) for start, end, role in spans if start <= offset < end]
    return min(covering, key=lambda span: span[0])[1] if covering else ""


def _actor(
    actor: Actor,
    graph: ActorGraph,
    places: Mapping[str, tuple[float, float]],
    camps: Mapping[str, int],
) -> Json:
    attributes = graph.nx.nodes[actor.id]
    x, y = places[actor.id]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country or "",
        "part_of": actor.part_of or "",
        "aliases": list(actor.aliases),
        "mentions": attributes["mentions"],
        "documents": attributes["documents"],
        "first": attributes["first_date"],
        "last": attributes["last_date"],
        "camp": camps[actor.id],
        "x": round(x, 1),
        "y": round(y, 1),
    }


def _wholes(graph: ActorGraph) -> list[Actor]:
    """What lies above any actor, each once, by id."""
    return sorted({whole.id: whole for whole in find_owners(graph).values()}.values(), key=_by_id)


def _by_id(actor: Actor) -> str:
    return actor.id


def _whole(whole: Actor) -> Json:
    return {
        "id": whole.id,
        "name": whole.name,
        "kind": whole.kind.value,
        "country": whole.country or "",
        "part_of": whole.part_of or "",
    }


def _relation(relation: Relation, positions: Mapping[str, int]) -> Json:
    return {
        "id": relation.id,
        "source": relation.source,
        "target": relation.target,
        "relation": relation.relation,
        "labels": relation.label.split(SEPARATOR) if relation.label else [],
        "event_type": relation.event_type.value,
        "intensity": relation.intensity,
        "quad": relation.quad.value,
        "status": relation.status.value,
        "claimed": relation.claimed,
        "claimed_by": list(relation.claimed_by),
        "denied_by": list(relation.denied_by),
        "weight": relation.weight,
        "mentions": relation.mentions,
        "documents": relation.documents,
        "first": relation.first_date,
        "last": relation.last_date,
        "events": sorted(positions[event_id] for event_id in relation.event_ids),
    }


def _event(event: Event, documents: Mapping[str, int]) -> Json:
    return {
        "id": event.id,
        "doc": documents[event.doc_id],
        "date": event.date or "",
        "pieces": sentence_pieces(event),
        "status": event.status.value,
        "claim": _claim(event.claim) if event.claim else None,
        "rule": event.rule,
        "confidence": event.confidence,
    }


def _document(event: Event) -> Json:
    """Return what is known of the event's document."""
    return {
        "id": event.doc_id,
        "title": event.title or "",
        "date": event.date or "",
        "url": event.url or "",
    }


def _claim(claim: Claim) -> Json:
    return {
        "speaker": claim.speaker.name,
        "speaker_id": claim.speaker.id,
        "cue": claim.cue,
        "stance": claim.stance.value,
        "quoted": claim.quoted,
    }


def _spread(places: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the places scaled so that each actor has the same room, whatever the layout's unit."""
    if not places:
        return {}
    xs, ys = zip(*places.values(), strict=True)
    extent = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    scale = _SPACING * len(places) ** 0.5 / extent
    left, top = min(xs), min(ys)
    return {key: ((x - left) * scale, (y - top) * scale) for key, (x, y) in places.items()}
