"""The wholes above actors, which they are rolled up into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.graph.wholes import find_owners
from graphkit.ontology import Ontology
from graphkit.types import Actor, ActorKind, ActorRef, Claim, Event, Stance

MakeEvent = Callable[..., Event]


def find_wholes(graph: ActorGraph) -> dict[str, Actor]:
    return {owner.id: owner for owner in find_owners(graph).values()}


@pytest.fixture
def graph_of(make_event: MakeEvent, small_ontology: Ontology) -> Callable[..., ActorGraph]:
    """A graph of one event, its source changed as wished."""

    def build(**source: object) -> ActorGraph:
        event = make_event()
        return build_graph([replace(event, source=replace(event.source, **source))], small_ontology)

    return build


def test_a_leader_s_government_is_known_though_it_acts_nowhere(
    graph_of: Callable[..., ActorGraph],
) -> None:
    wholes = find_wholes(
        graph_of(id="person:putin", kind=ActorKind.PERSON, part_of="government:RUS")
    )
    assert [(whole.id, whole.name, whole.part_of) for whole in wholes.values()] == [
        ("government:RUS", "Russian government", "state:RUS"),
        ("state:RUS", "Russia", None),
    ]


def test_a_speaker_s_record_is_used(make_event: MakeEvent, small_ontology: Ontology) -> None:
    event = make_event()
    ministry = ActorRef("organization:ministry", "The Ministry", "it", 0, 2, ActorKind.ORGANIZATION)
    event = replace(
        event,
        source=replace(event.source, part_of=ministry.id),
        claim=Claim(replace(ministry, part_of="state:SYR"), "said", Stance.ASSERTS),
    )
    wholes = find_wholes(build_graph([event], small_ontology))
    assert wholes["organization:ministry"].name == "The Ministry"
    assert wholes["state:SYR"].name == "Syria"


@pytest.mark.parametrize("part_of", ["organization:unheard-of", "state:XXX", "nonsense"])
def test_an_unknown_whole_is_left_out(graph_of: Callable[..., ActorGraph], part_of: str) -> None:
    assert find_wholes(graph_of(part_of=part_of)) == {}


def test_a_circle_ends(graph_of: Callable[..., ActorGraph]) -> None:
    wholes = find_wholes(graph_of(id="group:a", part_of="group:a"))
    assert list(wholes) == ["group:a"]
