from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import hypot

import numpy
import pytest

from graphkit.graph import build_graph, compute_layout, node_radius
from graphkit.graph.layout import _exact_repulsion, _grid_repulsion
from graphkit.ontology import Ontology
from graphkit.types import Event, EventType

MakeEvent = Callable[..., Event]


@pytest.mark.parametrize("size", [2, 12, 600])
def test_no_actor_lies_on_another_and_the_map_has_its_size(
    make_event: MakeEvent, small_ontology: Ontology, size: int
) -> None:
    events = [make_event("Hub", target=f"Camp{number}") for number in range(size - 1)]
    graph = build_graph(events, small_ontology)
    places = compute_layout(graph)
    assert set(places) == set(graph.nx)
    radius = {node: node_radius(data["mentions"]) for node, data in graph.nx.nodes(data=True)}
    for one, other in combinations(places, 2):
        distance = hypot(*(a - b for a, b in zip(places[one], places[other], strict=True)))
        assert distance > radius[one] + radius[other]
    width = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    assert width < 200 * size**0.5


def test_the_same_graph_has_the_same_layout(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    graph = build_graph([make_event(), make_event("Iran")], small_ontology)
    assert compute_layout(graph) == compute_layout(graph)


def test_linked_actors_lie_nearer_than_strangers(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    pairs = [("A1", "A2"), ("A2", "A3"), ("A3", "A1"), ("B1", "B2"), ("B2", "B3"), ("B3", "B1")]
    events = [make_event(source, target=target) for source, target in pairs]
    places = compute_layout(build_graph(events, small_ontology))

    def distance(one: str, other: str) -> float:
        (x1, y1), (x2, y2) = places[f"state:{one}"], places[f"state:{other}"]
        return hypot(x1 - x2, y1 - y2)

    assert max(distance("a1", "a2"), distance("b1", "b2")) < distance("a1", "b1")


@pytest.mark.parametrize("target", [None, "Syria"])
def test_a_lone_actor_lies_in_the_middle(
    make_event: MakeEvent, small_ontology: Ontology, target: str | None
) -> None:
    graph = build_graph([make_event(target=target)], small_ontology)
    assert compute_layout(graph) == {"state:syria": (0.0, 0.0)}


def test_an_empty_graph_has_no_places(small_ontology: Ontology) -> None:
    assert compute_layout(build_graph([], small_ontology)) == {}


def test_a_node_s_area_grows_with_its_mentions_up_to_a_limit() -> None:
    assert node_radius(1) < node_radius(4) < node_radius(9)
    assert node_radius(10**6) == 40


def test_blocs_lie_apart(make_event: MakeEvent, small_ontology: Ontology) -> None:
    sides = ("ABCD", "EFGH")
    friends = [
        make_event(one, "aids", target=other, event_type=EventType.AID)
        for side in sides
        for one, other in combinations(side, 2)
    ]
    foes = [make_event(one, "attacks", target=other) for one in sides[0] for other in sides[1]]
    places = compute_layout(build_graph(friends + foes, small_ontology))

    def mean_distance(pairs: list[tuple[str, str]]) -> float:
        ends = [(places[f"state:{a.lower()}"], places[f"state:{b.lower()}"]) for a, b in pairs]
        return sum(hypot(x1 - x2, y1 - y2) for (x1, y1), (x2, y2) in ends) / len(ends)

    inside = [pair for side in sides for pair in combinations(side, 2)]
    between = [(one, other) for one in sides[0] for other in sides[1]]
    assert mean_distance(between) > 1.5 * mean_distance(inside)


def test_the_grid_pushes_as_every_pair_does() -> None:
    random = numpy.random.default_rng(1)
    places = random.uniform(-30, 30, (900, 2))
    masses = random.integers(1, 6, 900).astype(float)
    exact, grid = _exact_repulsion(places, masses), _grid_repulsion(places, masses)
    error = numpy.hypot(*(exact - grid).T)
    assert numpy.median(error) < 0.15 * numpy.median(numpy.hypot(*exact.T))
