"""Neighbours, and the ways between two actors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.analyse import ego_graph, find_path
from graphkit.errors import InputError
from graphkit.graph import ActorGraph

MakeGraph = Callable[..., ActorGraph]


def names(graph: ActorGraph) -> str:
    return "".join(actor.name for actor in graph.actors)


@pytest.mark.parametrize(("depth", "expected"), [(0, "A"), (1, "AB"), (2, "ABC"), (9, "ABCD")])
def test_an_ego_graph_reaches_as_far_as_its_depth(
    depth: int, expected: str, make_graph: MakeGraph
) -> None:
    graph = make_graph("B AID A", "B ASSAULT C", "D ACCUSE C", "E AID F", "A ASSAULT -")
    part = ego_graph(graph, "A", depth=depth)
    assert names(part) == expected
    assert len(graph.actors) == 6


def test_an_ego_graph_holds_what_its_members_do_to_each_other(make_graph: MakeGraph) -> None:
    part = make_graph("A AID B", "A AID C", "B ASSAULT C", "C AID D").ego("a")
    assert [relation.relation for relation in part.relations].count("attacks") == 1
    assert names(part) == "ABC"


def test_a_depth_below_zero_is_refused(make_graph: MakeGraph) -> None:
    with pytest.raises(InputError, match="depth -1 is below 0"):
        make_graph("A AID B").ego("A", depth=-1)


def test_a_path_is_the_shortest_with_its_evidence(make_graph: MakeGraph) -> None:
    graph = make_graph("A AID B", "B AID C", "A AID X", "X AID Y", "Y AID C", "C ACCUSE B")
    path = find_path(graph, "A", "C")
    assert [actor.name for actor in path.actors] == ["A", "B", "C"]
    assert [len(step.relations) for step in path.steps] == [1, 2]
    assert [event.doc_id for event in path.steps[1].events] == ["d1-0", "d5-0"]
    assert names(path.graph) == "ABC"


def test_of_equally_short_ways_the_most_reported_is_taken(make_graph: MakeGraph) -> None:
    graph = make_graph("A AID B", "B AID D x2", "A AID C x2", "C AID D x2")
    assert [actor.name for actor in find_path(graph, "A", "D").actors] == ["A", "C", "D"]
    even = make_graph("A AID C", "C AID D", "A AID B", "B AID D")
    assert [actor.name for actor in find_path(even, "A", "D").actors] == ["A", "B", "D"]


def test_direction_counts_where_it_is_asked_for(make_graph: MakeGraph) -> None:
    graph = make_graph("B AID A", "B AID C")
    assert len(find_path(graph, "A", "C").steps) == 2
    with pytest.raises(InputError, match="no path leads from A to C; try directed=False"):
        find_path(graph, "A", "C", directed=True)
    there = make_graph("A AID B", "B ACCUSE A")
    [step] = find_path(there, "A", "B", directed=True).steps
    assert [relation.target for relation in step.relations] == ["state:b"]


def test_what_did_not_happen_joins_nobody(make_graph: MakeGraph) -> None:
    graph = make_graph("A ASSAULT B negated", "C AID B")
    with pytest.raises(InputError, match="no path joins A and B"):
        find_path(graph, "A", "B")
    with pytest.raises(InputError, match="no actor is called 'Z'"):
        find_path(graph, "A", "Z")


def test_a_path_reads_as_text_and_marks_doubt(make_graph: MakeGraph) -> None:
    graph = make_graph("A AID B possible 2018-07-22", "C ACCUSE B says:D")
    assert repr(find_path(graph, "A", "C")).splitlines() == [
        "A – B – C",
        "A and B: → aids (possible)",
        "    2018-07-22  A aids B, says sentence 0 0. [d0-0]",
        "B and C: ← accuses (claimed)",
        "    undated  C accuses B, says sentence 1 0. [d1-0]",
    ]


def test_from_an_actor_to_itself_there_is_no_step(make_graph: MakeGraph) -> None:
    path = find_path(make_graph("A AID B"), "A", "A")
    assert (len(path.actors), path.steps) == (1, ())
