"""Graphs joined and compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event, EventType, Status

MakeEvent = Callable[..., Event]


@pytest.fixture
def july(make_event: MakeEvent, small_ontology: Ontology) -> ActorGraph:
    events = [
        make_event(doc="a"),
        make_event(doc="b", sentence="Syria attacks Turkey again, this time by night."),
        make_event("Turkey", "shelters", "Kurds", doc="a", event_type=EventType.AID),
    ]
    return build_graph(events, small_ontology)


@pytest.fixture
def august(make_event: MakeEvent, small_ontology: Ontology) -> ActorGraph:
    events = [
        make_event(doc="b", sentence="Syria attacks Turkey again, this time by night."),
        make_event("Iran", "attacks", "Turkey", doc="c"),
        make_event(doc="c", status=Status.POSSIBLE),
    ]
    return build_graph(events, small_ontology)


def test_a_merge_counts_each_event_once(july: ActorGraph, august: ActorGraph) -> None:
    whole = july.merge(august)
    assert len(whole.events) == 5
    assert whole.merge(july, august).relations == whole.relations
    [attack] = whole.filter(relations="attacks", actors="Syria", statuses="actual").relations
    assert attack.weight == 2
    assert (len(july.events), len(august.events)) == (3, 3)


def test_a_merge_with_nothing_is_the_same_graph(july: ActorGraph) -> None:
    assert july.merge().relations == july.relations


def test_a_comparison_names_what_is_new_gone_stronger_or_weaker(
    july: ActorGraph, august: ActorGraph
) -> None:
    changes = {(c.source, c.relation, c.status.value): c for c in july.compare(august)}
    found = {key: (c.change.value, c.before, c.after) for key, c in changes.items()}
    assert found == {
        ("Syria", "attacks", "actual"): ("weaker", 2, 1),
        ("Syria", "attacks", "possible"): ("new", 0, 1),
        ("Iran", "attacks", "actual"): ("new", 0, 1),
        ("Turkey", "shelters", "actual"): ("gone", 1, 0),
    }
    back = {c.change.value for c in august.compare(july)}
    assert back == {"stronger", "new", "gone"}
    assert july.compare(july) == ()


def test_a_comparison_becomes_a_frame(july: ActorGraph, august: ActorGraph) -> None:
    pytest.importorskip("pandas")
    frame = july.compare(august).frame()
    assert list(frame.columns)[:4] == ["change", "source", "relation", "target"]
    assert frame.shape == (4, 9)
    assert july.compare(july).frame().shape == (0, 9)
