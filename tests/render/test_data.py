"""The page's data: every event reaches its relation, and sentences are cut at the right words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.render import data, page_data
from graphkit.render.data import sentence_pieces
from graphkit.types import Event


def find_event(graph: ActorGraph, words: str) -> Event:
    return next(event for event in graph.events if words in event.sentence)


def test_counts_match_the_graph(graph: ActorGraph) -> None:
    page = page_data(graph)
    assert [actor["id"] for actor in page["actors"]] == [actor.id for actor in graph.actors]
    assert [relation["id"] for relation in page["relations"]] == [r.id for r in graph.relations]
    assert len(page["events"]) == len(graph.events) == 25
    assert len(page["documents"]) == 9


def test_each_relation_points_at_its_own_events_in_date_order(graph: ActorGraph) -> None:
    page = page_data(graph)
    for drawn, relation in zip(page["relations"], graph.relations, strict=True):
        ids = [graph.events[index].id for index in drawn["events"]]
        assert sorted(ids) == sorted(relation.event_ids)
        dates = [page["events"][index]["date"] or "9999" for index in drawn["events"]]
        assert dates == sorted(dates)


def test_pieces_join_to_the_sentence_and_name_the_roles(graph: ActorGraph) -> None:
    event = find_event(graph, "Russia said the White Helmets staged")
    assert sentence_pieces(event) == [
        ["Russia", "speaker"],
        [" said the ", ""],
        ["White Helmets", "source"],
        [" ", ""],
        ["staged", "trigger"],
        [" attacks on ", ""],
        ["civilians", "target"],
        [".", ""],
    ]


def test_a_trigger_inside_a_long_mention_keeps_its_mark(graph: ActorGraph) -> None:
    event = find_event(graph, "Israel evacuated")
    wide = replace(event, source=replace(event.source, end=event.trigger.end + 4))
    assert [piece for piece in sentence_pieces(wide) if piece[1]][:3] == [
        ["Israel ", "source"],
        ["evacuated", "trigger"],
        [" the", "source"],
    ]


def test_a_mention_outside_the_sentence_gets_no_mark(graph: ActorGraph) -> None:
    event = find_event(graph, "Israel evacuated")
    before = replace(event, source=replace(event.source, start=3, end=9))
    pieces = sentence_pieces(before)
    assert "source" not in {role for _, role in pieces}
    assert "".join(text for text, _ in pieces) == event.sentence


def test_offsets_count_characters_beyond_the_basic_plane(graph: ActorGraph) -> None:
    event = find_event(graph, "Israel evacuated")
    shift = 2
    moved = replace(
        event,
        sentence="🚑 " + event.sentence,
        source=replace(
            event.source, start=event.source.start + shift, end=event.source.end + shift
        ),
        trigger=replace(
            event.trigger, start=event.trigger.start + shift, end=event.trigger.end + shift
        ),
    )
    pieces = sentence_pieces(moved)
    assert ["Israel", "source"] in pieces
    assert ["evacuated", "trigger"] in pieces


def test_the_denial_stands_on_the_claimed_relation(graph: ActorGraph) -> None:
    relations = page_data(graph)["relations"]
    claimed = next(r for r in relations if r["relation"] == "attacks" and r["claimed"])
    assert claimed["claimed_by"] == ["Russia"]
    assert claimed["denied_by"] == ["White Helmets"]
    assert len(claimed["events"]) == 2


def test_data_is_plain_json_and_the_same_each_time(graph: ActorGraph) -> None:
    assert json.dumps(page_data(graph), allow_nan=False) == json.dumps(page_data(graph))


@pytest.mark.parametrize("count", [0, 1])
def test_tiny_graphs_have_places(graph: ActorGraph, count: int) -> None:
    page = page_data(build_graph([]) if count == 0 else graph.filter(actors="Vladimir Putin"))
    assert all(isinstance(actor["x"], float) for actor in page["actors"])


def test_a_graph_too_large_for_a_page_is_cut_to_its_strongest_part(
    graph: ActorGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page_data(graph)["part_of"] is None
    monkeypatch.setattr(data, "_MOST_RELATIONS", 3)
    page = page_data(graph)
    assert 0 < len(page["relations"]) <= 3
    assert page["part_of"] == {
        "actors": len(graph.actors),
        "relations": len(graph.relations),
        "events": len(graph.events),
    }
    names = {actor["id"] for actor in page["actors"]}
    assert all({r["source"], r["target"]} <= names for r in page["relations"])
