"""Leaders, armies and governments as their states, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import ActorKind, Event

MakeEvent = Callable[..., Event]

ARMY = {
    "id": "military:syrian-army",
    "kind": ActorKind.MILITARY,
    "country": "SYR",
    "part_of": "government:SYR",
}
LEADER = {
    "id": "person:assad",
    "kind": ActorKind.PERSON,
    "country": "SYR",
    "part_of": "government:SYR",
}


@pytest.fixture
def graph(make_event: MakeEvent, small_ontology: Ontology) -> ActorGraph:
    """Army and leader of a government that no text names, and what the one says of the other."""
    inside = make_event("Assad", "accuses", "Army", source_fields=LEADER, says="Assad")
    assert inside.target is not None
    inside = replace(inside, target=replace(inside.target, **ARMY))
    events = [
        make_event("Army", "attacks", "Turkey", source_fields=ARMY),
        make_event("Assad", "attacks", "Turkey", doc="d2", source_fields=LEADER),
        inside,
    ]
    return build_graph(events, small_ontology)


def lines(graph: ActorGraph) -> list[str]:
    return [f"{r.source} {r.relation} {r.target} x{r.weight}" for r in graph.relations]


def test_actors_become_their_state_and_their_reports_add_up(graph: ActorGraph) -> None:
    rolled = graph.roll_up()
    assert lines(rolled) == ["state:SYR attacks state:turkey x2"]
    state = rolled.actor("state:SYR")
    assert (state.name, state.kind, state.country) == ("Syria", ActorKind.STATE, "SYR")
    assert rolled.actor("Assad") is state
    assert len(graph.actors) == 3


def test_or_only_their_government(graph: ActorGraph) -> None:
    rolled = graph.roll_up(to="Government")
    assert lines(rolled) == ["government:SYR attacks state:turkey x2"]
    government = rolled.actor("Syrian government")
    assert government.part_of == "state:SYR"
    assert lines(rolled.roll_up()) == ["state:SYR attacks state:turkey x2"]


def test_the_evidence_stays_as_it_was(graph: ActorGraph) -> None:
    before = {event.id: (event.sentence, event.source.text) for event in graph.events}
    after = {event.id: (event.sentence, event.source.text) for event in graph.roll_up().events}
    assert before == after
    assert {e.claim.speaker.name for e in graph.roll_up().events if e.claim} == {"Assad"}


def test_what_happens_inside_one_whole_is_no_relation_but_is_not_lost(graph: ActorGraph) -> None:
    rolled = graph.roll_up()
    assert len(rolled.events) == 3
    assert rolled.nx.nodes["state:SYR"]["mentions"] == 3
    assert lines(rolled.filter(since="2018")) == lines(rolled)
    assert len(rolled.filter(claimed=True).events) == 0


def test_it_leads_back(graph: ActorGraph) -> None:
    assert graph.roll_up().roll_down().relations == graph.relations
    assert graph.roll_down() is graph
    part = graph.roll_up().filter(relations="attacks", documents="d2").roll_down()
    assert lines(part) == ["person:assad attacks state:turkey x1"]


@pytest.mark.parametrize("owner", ["person:assad", "organization:unheard-of", "state:QQQ"])
def test_a_circle_or_an_unknown_whole_ends_the_way(
    owner: str, make_event: MakeEvent, small_ontology: Ontology
) -> None:
    fields: dict[str, Any] = LEADER | {"part_of": owner}
    graph = build_graph([make_event("Assad", source_fields=fields)], small_ontology)
    assert lines(graph.roll_up()) == ["person:assad attacks state:turkey x1"]


def test_an_unknown_level_is_one_line(graph: ActorGraph) -> None:
    with pytest.raises(InputError, match=r"no level is called 'stat'; did you mean state\?"):
        graph.roll_up(to="stat")
