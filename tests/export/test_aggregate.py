from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.export.aggregate import elements_of
from graphkit.export.elements import EdgeElement
from graphkit.graph import EDGE_COLOURS, ActorGraph, build_graph
from graphkit.graph.palette import NEGATED_COLOUR, edge_colour
from graphkit.ontology import Ontology
from graphkit.types import Event, EventType, Quad, Status

Pair = Callable[..., EdgeElement]


@pytest.fixture
def pair(make_event: Callable[..., Event], small_ontology: Ontology) -> Pair:
    """Return a function that gives the one edge of events between one pair."""

    def aggregate(*fields: dict[str, object]) -> EdgeElement:
        events = [make_event(**event) for event in fields]
        [edge] = elements_of(build_graph(events, small_ontology), aggregate=True).edges()
        return edge

    return aggregate


def test_there_is_one_edge_for_each_direction_of_a_pair(graph: ActorGraph) -> None:
    edges = list(elements_of(graph, aggregate=True).edges())
    assert [(edge.source, edge.target) for edge in edges] == [
        ("state:iran", "state:kurds"),
        ("state:syria", "state:turkey"),
        ("state:turkey", "state:syria"),
        ("state:turkey", "state:turkey"),
    ]
    assert len({edge.id for edge in edges}) == 4
    kept = {relation for edge in edges for relation in edge.relations}
    assert kept == {relation.id for relation in graph.relations}


def test_an_edge_counts_what_it_stands_for(pair: Pair) -> None:
    edge = pair(
        {},
        {"doc": "d2", "date": "2018-07-30", "sentence": "On Monday Syria attacks Turkey again."},
        {"doc": "d3", "date": None, "status": Status.NEGATED},
        {"doc": "d3", "relation": "accuses", "event_type": EventType.ACCUSE, "says": "Iran"},
    )
    assert edge.attributes == {
        "label": "attacks, accuses (claimed), attacks (negated)",
        "weight": 4,
        "relations": 3,
        "verbal_cooperation": 0,
        "material_cooperation": 0,
        "verbal_conflict": 1,
        "material_conflict": 2,
        "negated": 1,
        "claimed": 1,
        "mentions": 4,
        "documents": 3,
        "first_date": "2018-07-22",
        "last_date": "2018-07-30",
        "evidence": "Syria attacks Turkey.",
        "doc_ids": "d1 | d2 | d3",
    }


def test_the_class_with_the_most_reports_gives_the_colour(pair: Pair) -> None:
    aid = {"relation": "aids", "event_type": EventType.AID}
    more = pair({}, aid, aid | {"doc": "d2", "sentence": "Syria aids Turkey with tents and food."})
    assert more.colour == EDGE_COLOURS[Quad.MATERIAL_COOPERATION]


def test_what_is_negated_or_only_claimed_is_not_drawn_as_done(pair: Pair) -> None:
    negated, claimed = {"status": Status.NEGATED}, {"says": "Iran"}
    assert pair(negated).colour == NEGATED_COLOUR
    pale = edge_colour(Quad.MATERIAL_CONFLICT, claimed=True)
    assert pair(negated, claimed).colour == pale
    assert pair(claimed, {"status": Status.POSSIBLE}).colour == pale
    assert pair(claimed, {}).colour == EDGE_COLOURS[Quad.MATERIAL_CONFLICT]
