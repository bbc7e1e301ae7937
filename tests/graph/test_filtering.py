"""Filters of every kind: what stays, what is counted anew, and what a wrong name says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.graph import ActorGraph, build_graph
from graphkit.graph.filtering import keep_actors
from graphkit.ontology import Ontology
from graphkit.types import ActorKind, Event, EventType, Stance, Status

MakeEvent = Callable[..., Event]


@pytest.fixture
def graph(make_event: MakeEvent, small_ontology: Ontology) -> ActorGraph:
    """Syria attacks Turkey in July and August, twice denied; Turkey aids Kurds; Iran is alone."""
    syria = {"kind": ActorKind.STATE, "country": "SYR"}
    kurds = {"kind": ActorKind.POPULATION}
    aid = EventType.AID
    events = [
        make_event(doc="july", date="2018-07-22", source_fields=syria),
        make_event(doc="august", date="2018-08-03", source_fields=syria,
                   sentence="Syria attacks Turkey for the second time in two weeks."),
        make_event(doc="reply", date="2018-08-04", says="Syria", stance=Stance.DENIES),
        make_event("Turkey", "shelters", "Kurds", doc="july", date="2018-07-22", event_type=aid),
        make_event("Kurds", "praises", "Turkey", doc="undated", date=None, source_fields=kurds,
                   event_type=aid, status=Status.POSSIBLE),
        make_event("Iran", "attacks", None, doc="july", date="2018-07-30"),
    ]  # fmt: skip
    return build_graph(events, small_ontology)


def relations(graph: ActorGraph) -> list[str]:
    return [relation.relation for relation in graph.relations]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"classes": "aid"}, ["praises", "shelters"]),
        ({"classes": ["ASSAULT"]}, ["attacks"]),
        ({"quads": "Material Conflict"}, ["attacks"]),
        ({"statuses": "possible"}, ["praises"]),
        ({"claimed": False}, ["praises", "attacks", "shelters"]),
        ({"claimed": True}, []),
        ({"kinds": "state"}, ["attacks"]),
        ({"countries": "Syria"}, ["attacks"]),
        ({"countries": ["syr"]}, ["attacks"]),
        ({"countries": "Syrian"}, ["attacks"]),
        ({"countries": "France"}, []),
        ({"min_weight": 2}, ["attacks"]),
        ({"relations": "bombs"}, []),
        ({"relations": [], "min_weight": 1}, []),
    ],
)
def test_relations_stay_that_meet_the_criterion(
    graph: ActorGraph, criteria: dict[str, Any], expected: list[str]
) -> None:
    assert relations(graph.filter(**criteria)) == expected
    assert len(graph.relations) == 3


@pytest.mark.parametrize(
    ("since", "until", "documents"),
    [
        ("2018-08", None, {"august", "reply"}),
        (None, "2018-07", {"july"}),
        ("2018-07-23", "2018-07-31", {"july"}),
        (date(2018, 8, 3), date(2018, 8, 3), {"august"}),
        ("2018", "2018", {"july", "august", "reply"}),
        ("2019", None, set()),
    ],
)
def test_dates_choose_events_and_the_undated_are_in_no_span(
    graph: ActorGraph, since: Any, until: Any, documents: set[str]
) -> None:
    part = graph.filter(since=since, until=until)
    assert {event.doc_id for event in part.events} == documents


def test_what_the_chosen_events_do_not_say_is_not_counted(graph: ActorGraph) -> None:
    [whole] = graph.filter(relations="attacks").relations
    [part] = graph.filter(relations="attacks", since="2018-08").relations
    assert (whole.weight, whole.first_date, whole.mentions) == (2, "2018-07-22", 2)
    assert (part.weight, part.first_date, part.mentions) == (1, "2018-08-03", 1)
    assert part.id == whole.id
    assert part.denied_by == ("Syria",)


def test_a_denial_alone_becomes_a_claim_as_if_it_were_all_there_is(graph: ActorGraph) -> None:
    [denial] = graph.filter(documents="reply").relations
    assert (denial.claimed, denial.denied_by, denial.weight) == (True, ("Syria",), 1)


def test_an_event_without_target_stays_until_relations_are_chosen(graph: ActorGraph) -> None:
    assert "Iran" in {actor.name for actor in graph.filter(documents="july").actors}
    part = graph.filter(documents="july", claimed=False)
    assert "Iran" not in {actor.name for actor in part.actors}


@pytest.mark.parametrize(
    ("criteria", "line"),
    [
        ({"relations": "atacks"}, r"no relation is called 'atacks'; did you mean attacks\?"),
        ({"classes": "assult"}, r"no class is called 'assult'; did you mean ASSAULT, CONSULT\?"),
        ({"quads": "x"}, "it may be verbal_cooperation, material_cooperation"),
        ({"kinds": "army"}, "no kind of actor is called 'army'"),
        ({"countries": "Syrya"}, r"no country is called 'Syrya'; did you mean Syria"),
        ({"documents": "jul"}, r"no document is called 'jul'; did you mean july\?"),
        ({"actors": "Turkye"}, r"did you mean Turkey\?"),
        ({"since": "July"}, "since 'July' is no date; write 2018-07-22, 2018-07 or 2018"),
        ({"until": "2018-13"}, "is no date"),
        ({"since": "2018-08", "until": "2018-07-31"}, "until 2018-07-31 is before since 2018-08"),
    ],
)
def test_a_wrong_name_is_one_line_with_a_way_out(
    graph: ActorGraph, criteria: dict[str, Any], line: str
) -> None:
    with pytest.raises(InputError, match=line):
        graph.filter(**criteria)


def test_actors_are_kept_with_what_is_among_them_and_their_lone_acts(graph: ActorGraph) -> None:
    part = keep_actors(graph, {"state:iran", "state:syria", "state:turkey"})
    assert relations(part) == ["attacks"]
    assert {actor.name for actor in part.actors} == {"Iran", "Syria", "Turkey"}


def test_a_part_has_the_ontology_and_the_detail_of_the_whole(graph: ActorGraph) -> None:
    rolled = graph.roll_up()
    part = rolled.filter(relations="attacks")
    assert part.ontology is graph.ontology
    assert part.detail is graph
