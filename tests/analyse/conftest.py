"""Graphs made of lines such as ``Syria ASSAULT Turkey``."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology, load_ontology
from graphkit.types import Event, EventType, Stance, Status

MakeEvent = Callable[..., Event]
MakeGraph = Callable[..., ActorGraph]


@pytest.fixture
def make_graph(make_event: MakeEvent) -> MakeGraph:
    """Return a function that makes a graph of lines: who, class, whom, and what else matters.

    ``Syria ASSAULT Turkey possible 2018-07-22 says:Iran x2`` is reported twice, by different
    sentences, with a status, a date and a speaker.
    """
    ontology: Ontology = load_ontology()

    def make(*lines: str) -> ActorGraph:
        events = []
        for number, line in enumerate(lines):
            source, kind, target, *marks = line.split()
            times = next((int(mark[1:]) for mark in marks if mark[0] == "x"), 1)
            says = next((mark[5:] for mark in marks if mark.startswith("says:")), None)
            denies = next((mark[7:] for mark in marks if mark.startswith("denies:")), None)
            status = next((Status(mark) for mark in marks if mark in list(Status)), Status.ACTUAL)
            date = next((mark for mark in marks if mark[:1] == "2"), None)
            event_type = EventType(kind)
            relation = ontology.event_types[event_type].general_relation.name
            for time in range(times):
                sentence = f"{source} {relation} {target}, says sentence {number} {time}."
                events.append(
                    make_event(
                        source,
                        relation,
                        None if target == "-" else target,
                        doc=f"d{number}-{time}",
                        date=date,
                        sentence=sentence,
                        status=status,
                        says=says or denies,
                        stance=Stance.DENIES if denies else Stance.ASSERTS,
                        event_type=event_type,
                    )
                )
        return build_graph(events, ontology)

    return make
