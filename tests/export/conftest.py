"""A graph with parallel edges, undated events and text that breaks careless writers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event, EventType, Stance, Status

HOSTILE = "Syria attacks <b>\"Turkey\"</b> & 'co'\r\n\x00\x1b\ud800\ufffe ]]> =1+1"


@pytest.fixture
def graph(make_event: Callable[..., Event], small_ontology: Ontology) -> ActorGraph:
    """Return five edges of one pair, one the other way, a loop, and an undated edge."""
    events = [
        make_event(),
        make_event(doc="d2", date="2018-07-30"),
        make_event(doc="d3", says="Russia"),
        make_event(doc="d4", says="Turkey", stance=Stance.DENIES),
        make_event(status=Status.NEGATED),
        make_event(relation="bombs", sentence=HOSTILE, date="2018-07-22"),
        make_event(relation="labels", label="=cmd()", event_type=EventType.ACCUSE),
        make_event("Turkey", "attacks", "Syria", date="2018-12-31"),
        make_event("Turkey", "attacks", "Turkey"),
        make_event("Iran", "shelters", "Kurds", date="2018-07", event_type=EventType.AID),
    ]
    return build_graph(events, small_ontology)
