"""Ranks by reports and by place."""

from __future__ import annotations

from collections.abc import Callable

import networkx
import pytest

from graphkit.analyse import Measure, rank_actors
from graphkit.errors import InputError
from graphkit.graph import ActorGraph

MakeGraph = Callable[..., ActorGraph]

LINES = ("A AID B x3", "B ASSAULT C", "C ACCUSE D", "A AID C possible x2", "E AID A says:E")


def scores(graph: ActorGraph, by: str) -> dict[str, float]:
    return {score.name: score.score for score in rank_actors(graph, by=by)}


def test_reports_count_what_is_done_and_the_rest_apart(make_graph: MakeGraph) -> None:
    first, *others = rank_actors(make_graph(*LINES))
    assert (first.name, first.score) == ("B", 4.0)
    assert (first.given, first.received, first.marked, first.partners) == (1, 3, 0, 2)
    a = next(score for score in others if score.name == "A")
    assert (a.given, a.received, a.marked, a.partners) == (3, 0, 3, 3)


@pytest.mark.parametrize(
    ("by", "expected"),
    [("given", "A"), ("received", "B"), ("partners", "A"), ("betweenness", "B"), ("pagerank", "D")],
)
def test_each_measure_has_its_first(by: str, expected: str, make_graph: MakeGraph) -> None:
    assert rank_actors(make_graph(*LINES), by=by)[0].name == expected


def test_betweenness_is_the_share_of_shortest_paths(make_graph: MakeGraph) -> None:
    found = scores(make_graph("A AID B", "B AID C", "C AID D"), "betweenness")
    assert found == pytest.approx({"A": 0, "B": 2 / 3, "C": 2 / 3, "D": 0})


def test_pagerank_is_the_stationary_distribution(make_graph: MakeGraph) -> None:
    graph = make_graph("A AID B x2", "A AID C", "B AID A", "C AID D", "E AID A")
    found = scores(graph, "pagerank")
    assert sum(found.values()) == pytest.approx(1)
    # It fulfils its own definition: nothing changes when everybody passes on what it has.
    out = {"A": 3, "B": 1, "C": 1, "E": 1}
    passed = dict.fromkeys(found, 0.15 / 5 + 0.85 * found["D"] / 5)
    for source, target, weight in (
        ("A", "B", 2), ("A", "C", 1), ("B", "A", 1), ("C", "D", 1), ("E", "A", 1),
    ):  # fmt: skip
        passed[target] += 0.85 * found[source] * weight / out[source]
    assert passed == pytest.approx(found, abs=1e-6)


def test_without_any_act_all_are_equal(make_graph: MakeGraph) -> None:
    found = scores(make_graph("A AID B possible", "C AID D negated"), "pagerank")
    assert found == pytest.approx(dict.fromkeys("ABCD", 0.25))
    assert rank_actors(make_graph()) == ()
    for measure in Measure:
        assert len(rank_actors(make_graph("A AID -"), by=measure)) == 1


def test_an_unknown_measure_is_one_line(make_graph: MakeGraph) -> None:
    with pytest.raises(InputError, match=r"no measure is called 'page'; did you mean pagerank\?"):
        make_graph("A AID B").rank(by="page")


def test_a_rank_leaves_the_graph_as_it_was(make_graph: MakeGraph) -> None:
    graph = make_graph(*LINES)
    before = networkx.to_dict_of_dicts(graph.nx)
    for measure in Measure:
        rank_actors(graph, by=measure)
    assert networkx.to_dict_of_dicts(graph.nx) == before
    frame = pytest.importorskip("pandas") and rank_actors(graph).frame()
    assert list(frame.columns[:4]) == ["id", "name", "kind", "score"]
