"""Camps: what friends and foes say of sides, and what contradicts it."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations

import pytest

from graphkit.analyse import Camps, find_camps
from graphkit.graph import ActorGraph

MakeGraph = Callable[..., ActorGraph]


def sides(camps: Camps) -> list[set[str]]:
    return [{actor.name for actor in camp.actors} for camp in camps.camps]


def test_friends_stand_together_and_enemies_of_enemies_too(make_graph: MakeGraph) -> None:
    graph = make_graph("A AID B", "A ASSAULT C", "D ASSAULT C", "C AID E")
    camps = find_camps(graph)
    assert sides(camps) == [{"A", "B", "D"}, {"C", "E"}] or sides(camps) == [
        {"C", "E"},
        {"A", "B", "D"},
    ]
    assert [camp.against for camp in camps.camps] == [2, 1]
    assert (camps.balance, camps.tensions) == (1.0, ())


def test_what_contradicts_the_split_is_told(make_graph: MakeGraph) -> None:
    graph = make_graph("A AID B x3", "B AID C x3", "A ACCUSE C")
    camps = find_camps(graph)
    assert sides(camps) == [{"A", "B", "C"}]
    [tension] = camps.tensions
    assert {tension.one.name, tension.other.name} == {"A", "C"}
    assert tension.strength < 0
    assert 0.9 < camps.balance < 1
    assert "against the split:\n  A – C (-" in repr(camps)


def test_more_reports_outweigh_fewer(make_graph: MakeGraph) -> None:
    assert len(find_camps(make_graph("A AID B", "A ASSAULT B x3")).camps) == 2
    assert len(find_camps(make_graph("A AID B x3", "A ACCUSE B")).camps) == 1


def test_what_is_not_done_makes_no_camp(make_graph: MakeGraph) -> None:
    graph = make_graph(
        "A ASSAULT B possible",
        "A ASSAULT C negated",
        "A ASSAULT D says:D",
        "A ASSAULT E historical",
    )
    assert find_camps(graph).camps == ()
    assert find_camps(graph).balance == 1.0


def test_parts_without_a_tie_between_them_have_camps_of_their_own(make_graph: MakeGraph) -> None:
    camps = find_camps(make_graph("A ASSAULT B x2", "C AID D"))
    assert sides(camps) == [{"A"}, {"B"}, {"C", "D"}]
    assert [camp.against for camp in camps.camps] == [2, 1, None]
    assert [(camp.number, actor.name) for camp, actor in camps.members][-1] == (3, "D")


def test_a_group_changes_sides_together(make_graph: MakeGraph) -> None:
    # The strongest ties alone put B and C with A; each of the two holds the other there.
    lines = ["A AID B x3", "B AID C x9", *(f"{e} ASSAULT {f}" for e in "BC" for f in "AX")]
    graph = make_graph(*lines, "A AID X x4")
    assert sorted(map(sorted, sides(find_camps(graph)))) == [["A", "X"], ["B", "C"]]


@pytest.mark.parametrize("seed", range(12))
def test_no_split_of_a_small_graph_is_better(seed: int, make_graph: MakeGraph) -> None:
    chance = random.Random(seed)
    pairs = [pair for pair in combinations("ABCDEFG", 2) if chance.random() < 0.5]
    lines = [f"{one} {chance.choice(['AID', 'ASSAULT'])} {other}" for one, other in pairs]
    graph = make_graph(*lines)
    ids = [actor.id for actor in graph.actors]

    def contradiction(code: int) -> float:
        side = {actor_id: bool(code >> at & 1) for at, actor_id in enumerate(ids)}
        wrong = (
            abs(r.intensity)
            for r in graph.relations
            if (side[r.source] == side[r.target]) != (r.intensity > 0)
        )
        return sum(wrong)

    found = sum(abs(tie.strength) for tie in find_camps(graph).tensions)
    assert found == pytest.approx(min(map(contradiction, range(2 ** len(ids)))))


def test_camps_become_a_frame(make_graph: MakeGraph) -> None:
    pytest.importorskip("pandas")
    frame = find_camps(make_graph("A ASSAULT B", "C AID D")).members.frame()
    assert list(frame["camp"]) == [1, 2, 3, 3]
    assert find_camps(make_graph()).members.frame().shape == (0, 6)
