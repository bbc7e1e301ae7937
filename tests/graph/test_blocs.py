from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.graph import build_graph
from graphkit.graph.blocs import find_blocs
from graphkit.ontology import Ontology
from graphkit.types import Event, EventType, Status

MakeEvent = Callable[..., Event]

WEST, EAST = ("A", "B", "C", "D"), ("E", "F", "G")


def make_sides(make_event: MakeEvent) -> list[Event]:
    """Two sides whose members aid each other, and accuse the other side."""
    friends = [
        make_event(one, "aids", target=other, event_type=EventType.AID)
        for side in (WEST, EAST)
        for one in side
        for other in side
        if one < other
    ]
    foes = [
        make_event(one, "accuses", target=other, event_type=EventType.ACCUSE)
        for one in WEST
        for other in EAST
    ]
    return friends + foes


def test_friends_are_one_bloc_and_foes_another(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    blocs = find_blocs(build_graph(make_sides(make_event), small_ontology))
    assert {blocs[f"state:{name.lower()}"] for name in WEST} == {1}
    assert {blocs[f"state:{name.lower()}"] for name in EAST} == {2}


def test_what_did_not_happen_binds_nobody(make_event: MakeEvent, small_ontology: Ontology) -> None:
    aid = [
        make_event("A", "aids", target=other, event_type=EventType.AID, status=Status.NEGATED)
        for other in ("B", "C")
    ]
    assert set(find_blocs(build_graph(aid, small_ontology)).values()) == {0}


def test_two_friends_are_no_bloc(make_event: MakeEvent, small_ontology: Ontology) -> None:
    pair = [make_event("A", "aids", target="B", event_type=EventType.AID)]
    assert find_blocs(build_graph(pair, small_ontology)) == {"state:a": 0, "state:b": 0}


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_the_events_changes_no_bloc(
    make_event: MakeEvent, small_ontology: Ontology, reverse: bool
) -> None:
    events = make_sides(make_event)
    shuffled = events[::-1] if reverse else events[5:] + events[:5]
    expected = find_blocs(build_graph(events, small_ontology))
    assert find_blocs(build_graph(shuffled, small_ontology)) == expected
