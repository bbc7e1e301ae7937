from __future__ import annotations

from collections.abc import Callable

from graphkit.analyse import find_communities
from graphkit.graph import ActorGraph

MakeGraph = Callable[..., ActorGraph]

TWO = (
    "A AID B x3", "B ASSAULT C x3", "C ACCUSE A x3",
    "X AID Y x2", "Y AID Z x2", "Z AID X x2", "W AID X x2",
    "A AID X", "A AID Q negated",
)  # fmt: skip


def test_those_with_most_to_do_with_each_other_are_together(make_graph: MakeGraph) -> None:
    first, second = find_communities(make_graph(*TWO))
    assert [actor.name for actor in first.actors] == ["X", "Y", "Z", "W"]
    assert {actor.name for actor in second.actors} == {"A", "B", "C"}
    assert (first.number, first.reports, second.reports) == (1, 8, 9)


def test_the_same_graph_gives_the_same_communities(make_graph: MakeGraph) -> None:
    assert find_communities(make_graph(*TWO)) == find_communities(make_graph(*reversed(TWO)))


def test_nobody_is_no_community(make_graph: MakeGraph) -> None:
    assert find_communities(make_graph()) == ()
    assert find_communities(make_graph("A AID -")).frame().shape == (0, 4)
