from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from graphkit.errors import OntologyError
from graphkit.graph import ActorGraph, Relation, build_graph
from graphkit.ontology import Ontology
from graphkit.types import ActorKind, Event, EventType, Quad, Stance, Status

MakeEvent = Callable[..., Event]


def edges(events: list[Event], ontology: Ontology) -> list[tuple[str, bool, Relation]]:
    """Return (status, claimed, relation record) of each edge."""
    graph = build_graph(events, ontology)
    return [(relation.status.value, relation.claimed, relation) for relation in graph.relations]


def test_an_event_is_an_edge_with_the_attributes_of_the_contract(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    graph = build_graph([make_event()], small_ontology)
    [(source, target, key, data)] = graph.nx.edges(keys=True, data=True)
    assert (source, target, key) == ("state:syria", "state:turkey", graph.relations[0].id)
    assert data == {
        "label": "attacks",
        "event_type": "ASSAULT",
        "quad": "material_conflict",
        "intensity": -9.0,
        "status": "actual",
        "claimed": False,
        "claimed_by": "",
        "denied_by": "",
        "as": "",
        "weight": 1,
        "mentions": 1,
        "documents": 1,
        "first_date": "2018-07-22",
        "last_date": "2018-07-22",
        "evidence": "Syria attacks Turkey.",
        "doc_ids": "d1",
    }


def test_every_attribute_is_a_plain_scalar(make_event: MakeEvent, small_ontology: Ontology) -> None:
    graph = build_graph([make_event(date=None, says="Russia")], small_ontology)
    values = [value for _, data in graph.nx.nodes(data=True) for value in data.values()]
    values += [value for *_, data in graph.nx.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str, int, float, bool}


def test_quad_and_intensity_are_the_relation_s_or_else_the_class_s(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    events = [make_event(relation="bombs"), make_event(relation="raids")]
    found = {r.relation: (r.quad, r.intensity) for *_, r in edges(events, small_ontology)}
    conflict = Quad.MATERIAL_CONFLICT
    assert found == {"bombs": (conflict, -10.0), "raids": (conflict, -9.0)}


def test_a_class_that_the_ontology_lacks_is_an_ontology_error(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    with pytest.raises(OntologyError, match="no class PROTEST"):
        build_graph([make_event(event_type=EventType.PROTEST)], small_ontology)


def test_status_and_claims_make_edges_of_their_own(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    events = [
        make_event(),
        make_event(status=Status.INTENDED),
        make_event(says="Russia"),
        make_event(says="Iran", doc="d2"),
    ]
    found = [
        (status, claimed, r.claimed_by) for status, claimed, r in edges(events, small_ontology)
    ]
    assert found == [
        ("actual", False, ()),
        ("actual", True, ("Iran", "Russia")),
        ("intended", False, ()),
    ]


def test_a_denial_is_written_on_the_edges_that_it_denies(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    denial = make_event(says="Syria", stance=Stance.DENIES, doc="d9", date="2018-01-01")
    events = [make_event(), make_event(says="Russia"), denial]
    found = edges(events, small_ontology)
    assert [(claimed, r.denied_by) for _, claimed, r in found] == [
        (False, ("Syria",)),
        (True, ("Syria",)),
    ]
    plain = found[0][2]
    assert (plain.mentions, plain.weight, plain.doc_ids) == (1, 1, ("d1",))
    assert plain.first_date == "2018-07-22"
    assert plain.event_ids == (denial.id, events[0].id)


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.DOUBTS])
def test_a_denial_alone_is_a_claimed_edge(
    make_event: MakeEvent, small_ontology: Ontology, stance: Stance
) -> None:
    [(status, claimed, relation)] = edges([make_event(says="Iran", stance=stance)], small_ontology)
    assert (status, claimed) == ("actual", True)
    assert (relation.claimed_by, relation.denied_by) == ((), ("Iran",))
    assert relation.weight == 1


def test_who_denies_a_thing_does_not_deny_that_it_did_not_happen(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    events = [
        make_event(status=Status.NEGATED),
        make_event(says="Syria", stance=Stance.DENIES, doc="d2"),
    ]
    found = [(status, claimed, r.denied_by) for status, claimed, r in edges(events, small_ontology)]
    assert found == [("actual", True, ("Syria",)), ("negated", False, ())]


def test_an_event_without_target_is_kept_and_its_source_is_a_node(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    graph = build_graph([make_event(target=None)], small_ontology)
    assert [actor.id for actor in graph.actors] == ["state:syria"]
    assert len(graph.events) == 1
    assert graph.nx.number_of_edges() == 0


def test_neither_a_speaker_nor_a_whole_is_a_node_of_its_own(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    event = make_event(says="Russia", source_fields={"part_of": "state:arab-league"})
    graph = build_graph([event], small_ontology)
    assert list(graph.nx) == ["state:syria", "state:turkey"]
    assert graph.nx.nodes["state:syria"]["part_of"] == "state:arab-league"


def test_an_actor_has_its_most_frequent_name_and_all_aliases(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    def event(name: str, doc: str, **fields: Any) -> Event:
        return make_event(source=name, doc=doc, source_fields={"id": "state:SYR"} | fields)

    events = [
        event("Syria", "d1", country="SYR", aliases=("SAR",)),
        event("Syria", "d2", kind=ActorKind.GOVERNMENT),
        event("Damascus", "d3", aliases=("Syria", "Assad's Syria")),
    ]
    actor = build_graph(events, small_ontology).actor("state:SYR")
    assert (actor.name, actor.kind, actor.country) == ("Syria", ActorKind.STATE, "SYR")
    assert actor.aliases == ("Assad's Syria", "Damascus", "SAR")


def test_nodes_count_their_events_and_documents(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    events = [
        make_event(date="2018-07-24"),
        make_event(source="Turkey", target="Syria", date="2018-07-20"),
        make_event(doc="d2", date=None),
    ]
    data = build_graph(events, small_ontology).nx.nodes["state:syria"]
    assert (data["mentions"], data["documents"]) == (3, 2)
    assert (data["first_date"], data["last_date"]) == ("2018-07-20", "2018-07-24")


def test_copies_of_a_story_are_counted_once(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    wire = "Syria attacks Turkey at dawn with rockets and drones from the north of Idlib"
    events = [
        make_event(doc="d1", sentence=f"{wire}."),
        make_event(doc="d2", sentence=f"{wire}, Reuters."),
        make_event(doc="d3", sentence="In a raid on Sunday Syria attacks Turkey."),
    ]
    [(_, _, relation)] = edges(events, small_ontology)
    assert (relation.weight, relation.mentions, relation.documents) == (2, 3, 3)


def test_the_evidence_is_the_first_sentence_by_date_and_document(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    events = [
        make_event(doc="a", date=None, sentence="Undated: Syria attacks Turkey."),
        make_event(doc="c", sentence="Later file: Syria attacks Turkey."),
        make_event(doc="b", sentence="First file: Syria attacks Turkey."),
    ]
    [(_, _, relation)] = edges(events, small_ontology)
    assert relation.evidence == "First file: Syria attacks Turkey."
    assert relation.doc_ids == ("a", "b", "c")


def test_labels_stand_side_by_side(make_event: MakeEvent, small_ontology: Ontology) -> None:
    events = [make_event(relation="labels", label=label) for label in ("traitors", "spies")]
    [(_, _, relation)] = edges(events, small_ontology)
    assert relation.attributes["as"] == "spies | traitors"


def test_the_order_of_the_events_changes_nothing(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    events = [
        make_event(source, relation, target, doc=doc)
        for source in ("Syria", "Iran")
        for target in ("Turkey", "Russia")
        for relation in ("attacks", "bombs")
        for doc in ("d1", "d2")
    ]
    graph = build_graph(events, small_ontology)
    random.Random(1).shuffle(events)
    assert parts(build_graph([*events, *events], small_ontology)) == parts(graph)


def parts(graph: ActorGraph) -> list[Any]:
    nodes, links = graph.nx.nodes(data=True), graph.nx.edges(keys=True, data=True)
    return [list(nodes), list(links), graph.actors, graph.relations, graph.events]


def test_edge_ids_are_stable_and_never_look_like_a_number(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    events = [make_event(target=f"Camp{number}") for number in range(50)]
    ids = [relation.id for relation in build_graph(events, small_ontology).relations]
    assert all(len(key) == 16 and key[0] in "abcdef" for key in ids)
    assert len(set(ids)) == 50
    assert ids[0] == build_graph(events[:1], small_ontology).relations[0].id
