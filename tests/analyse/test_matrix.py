from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.analyse import who_whom
from graphkit.graph import ActorGraph

MakeGraph = Callable[..., ActorGraph]


def test_rows_act_and_columns_are_acted_on(make_graph: MakeGraph) -> None:
    graph = make_graph("A AID B x2", "A ASSAULT B", "B ACCUSE A says:B", "C AID A", "A AID A")
    matrix = who_whom(graph)
    assert [actor.name for actor in matrix.actors] == ["A", "B", "C"]
    assert matrix.reports == ((1, 3, 0), (0, 0, 0), (1, 0, 0))
    assert matrix.marked == ((0, 0, 0), (1, 0, 0), (0, 0, 0))
    aid, assault = (
        next(r.intensity for r in graph.relations if r.event_type == kind)
        for kind in ("AID", "ASSAULT")
    )
    assert matrix.tone[0][1] == pytest.approx((2 * aid + assault) / 3)
    assert matrix.tone[1][0] == 0.0


def test_it_is_cut_to_the_most_reported(make_graph: MakeGraph) -> None:
    matrix = who_whom(make_graph("A AID B x3", "C AID D"), top=2)
    assert [actor.name for actor in matrix.actors] == ["A", "B"]
    assert who_whom(make_graph()).reports == ()
    assert who_whom(make_graph("A AID B"), top=0).actors == ()


def test_it_becomes_a_frame_with_names(make_graph: MakeGraph) -> None:
    pytest.importorskip("pandas")
    frame = make_graph("A AID B x2").matrix().frame()
    assert frame.loc["A", "B"] == 2
    assert (frame.index.name, frame.columns.name) == ("source", "target")
