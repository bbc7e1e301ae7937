"""Reports by day, week, month and year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graphkit.analyse import Span, count_periods
from graphkit.errors import InputError
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event

MakeGraph = Callable[..., ActorGraph]
MakeEvent = Callable[..., Event]


def test_periods_count_reports_by_quad_and_what_is_not_done_apart(make_graph: MakeGraph) -> None:
    graph = make_graph(
        "A AID B 2018-06-15 x2",
        "A ASSAULT B 2018-06-30",
        "A ACCUSE C 2018-08-01",
        "A CONSULT C 2018-08-31",
        "A ASSAULT C 2018-08-02 possible",
        "A ASSAULT C 2018-08-02 says:C",
        "A ASSAULT C 2018-08-02 denies:A",
        "A ASSAULT B historical 2018-08-02",
        "A AID B",
    )
    june, july, august = count_periods(graph)
    assert (june.start, june.end) == ("2018-06-01", "2018-06-30")
    assert (june.material_cooperation, june.material_conflict, june.marked) == (2, 1, 0)
    assert (july.start, july.material_conflict, july.marked) == ("2018-07-01", 0, 0)
    assert (august.verbal_conflict, august.verbal_cooperation, august.marked) == (1, 1, 4)


@pytest.mark.parametrize(
    ("by", "starts"),
    [
        ("day", ["2018-12-30", "2018-12-31", "2019-01-01"]),
        ("week", ["2018-12-24", "2018-12-31"]),
        ("month", ["2018-12-01", "2019-01-01"]),
        ("Year", ["2018-01-01", "2019-01-01"]),
    ],
)
def test_every_period_from_the_first_to_the_last_is_there(
    by: str, starts: list[str], make_graph: MakeGraph
) -> None:
    graph = make_graph("A AID B 2018-12-30", "A AID B 2019-01-01")
    assert [period.start for period in count_periods(graph, by=by)] == starts


def test_copies_of_a_story_count_once_in_a_period(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    copies = [make_event(doc=name, date="2018-07-22") for name in "abc"]
    [period] = count_periods(build_graph(copies, small_ontology))
    assert period.material_conflict == 1


def test_an_event_without_target_counts_and_one_without_a_whole_date_does_not(
    make_graph: MakeGraph, make_event: MakeEvent, small_ontology: Ontology
) -> None:
    assert count_periods(make_graph("A ASSAULT - 2018-07-22"))[0].material_conflict == 1
    assert count_periods(build_graph([make_event(date="2018-07")], small_ontology)) == ()
    assert count_periods(make_graph("A AID B")).frame().shape == (0, 7)


@pytest.mark.parametrize("day", [date.min, date.max, date(2020, 2, 29), date(2018, 12, 31)])
@pytest.mark.parametrize("span", Span)
def test_a_period_holds_its_day(span: Span, day: date) -> None:
    start = span.start(day)
    assert start <= day <= span.end(start)
    assert span.start(span.end(start)) == start


def test_an_unknown_span_is_one_line(make_graph: MakeGraph) -> None:
    with pytest.raises(InputError, match=r"no span of time is called 'weeks'; did you mean week\?"):
        make_graph("A AID B").timeline(by="weeks")
