"""The strongest part: as many actors as fit, the strongest first, and all that they do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.graph.strongest import strongest_part
from graphkit.ontology import Ontology
from graphkit.types import Event

MakeEvent = Callable[..., Event]


@pytest.fixture
def graph(make_event: MakeEvent, small_ontology: Ontology) -> ActorGraph:
    """Syria and Turkey act most, then Iran, and Mali acts once, on Chad."""
    events = [make_event(doc=f"d{n}") for n in range(4)]
    events += [make_event("Turkey", doc=f"d{n}", target="Syria") for n in range(3)]
    events += [make_event("Iran", doc=f"d{n}") for n in range(2)]
    events += [make_event("Mali", target="Chad"), make_event("Turkey", target=None, doc="alone")]
    return build_graph(events, small_ontology)


def actors(graph: ActorGraph) -> list[str]:
    return [actor.name for actor in graph.actors]


def test_a_graph_within_the_limits_is_itself(graph: ActorGraph) -> None:
    assert strongest_part(graph, relations=4, events=11) is graph


@pytest.mark.parametrize(
    "limits", [{"relations": 3, "events": 99}, {"relations": 99, "events": 10}]
)
def test_the_weakest_go_first(graph: ActorGraph, limits: dict[str, int]) -> None:
    part = strongest_part(graph, **limits)
    assert actors(part) == ["Iran", "Syria", "Turkey"]
    assert [event.doc_id for event in part.events].count("alone") == 1
    assert len(part.events) == 10


def test_two_actors_stay_whatever_the_limit(graph: ActorGraph) -> None:
    assert actors(strongest_part(graph, relations=1, events=1)) == ["Syria", "Turkey"]


def test_an_empty_graph_has_no_part(small_ontology: Ontology) -> None:
    empty = build_graph([], small_ontology)
    assert strongest_part(empty, relations=0, events=0) is empty
