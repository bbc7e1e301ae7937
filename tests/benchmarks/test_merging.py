"""The benchmark of merging: a made-up corpus that is one, and figures of every step."""

from __future__ import annotations

from itertools import groupby

from benchmarks.events import generate_events
from benchmarks.merging import measure_merging
from graphkit.identity import identified
from graphkit.resolve import plan_merges


def test_made_up_events_are_whole_and_the_same_each_time() -> None:
    events = list(generate_events(300))
    assert len(events) == 300
    assert events == list(generate_events(300))
    assert all(event == identified(event) for event in events)
    for event in events:
        refs = (event.source, event.target, event.claim and event.claim.speaker, event.trigger)
        for part in filter(None, refs):
            start = part.start - event.sentence_start
            assert event.sentence[start:][: part.end - part.start] == part.text
    documents = [doc_id for doc_id, _ in groupby(events, lambda event: event.doc_id)]
    assert len(documents) == len(set(documents)) == 20


def test_made_up_actors_are_there_to_be_merged() -> None:
    reasons = {merge.reason for merge in plan_merges(generate_events(3_000))}
    assert len(reasons) == 3


def test_every_step_of_every_size_is_measured() -> None:
    small, large = measure_merging([60, 120])
    for step in ("merge", "graph", "graphml", "page"):
        assert small[step]["cost_of_an_event"] == 1.0
        assert large[step]["s"] >= 0
    assert (small["events"], large["events"]) == (60, 120)
