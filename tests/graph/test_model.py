from __future__ import annotations

import pickle
import sys
from collections.abc import Callable

import pytest

from graphkit.errors import InputError, OutputError
from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event, EventType, Stance, Status

MakeEvent = Callable[..., Event]


@pytest.fixture
def graph(make_event: MakeEvent, small_ontology: Ontology) -> ActorGraph:
    events = [
        make_event(source_fields={"aliases": ("Damascus", "The regime")}),
        make_event(doc="d2", relation="bombs", status=Status.POSSIBLE),
        make_event(doc="d3", says="Syria", stance=Stance.DENIES, date="2018-07-30"),
        make_event("Turkey", "shelters", "Kurds", event_type=EventType.AID),
        make_event("Iran", "attacks", None),
    ]
    return build_graph(events, small_ontology)


def test_its_text_says_how_many(graph: ActorGraph, small_ontology: Ontology) -> None:
    assert repr(graph) == "ActorGraph: 4 actors, 3 relations, 5 events from 3 documents"
    assert repr(build_graph([], small_ontology)) == (
        "ActorGraph: 0 actors, 0 relations, 0 events from 0 documents"
    )


@pytest.mark.parametrize("name", ["state:syria", "Syria", "SYRIA", "damascus", " the Regime "])
def test_an_actor_is_found_by_id_name_or_alias(graph: ActorGraph, name: str) -> None:
    assert graph.actor(name).id == "state:syria"


def test_an_unknown_actor_is_an_input_error_with_near_names(graph: ActorGraph) -> None:
    with pytest.raises(InputError, match=r"no actor is called 'Turkye'; did you mean Turkey\?"):
        graph.actor("Turkye")
    with pytest.raises(InputError, match="see the names in"):
        graph.actor("Xyzzy")


def test_a_name_of_two_actors_needs_the_id(make_event: MakeEvent, small_ontology: Ontology) -> None:
    events = [
        make_event("Georgia", "attacks", "Russia", source_fields={"id": "state:GEO"}),
        make_event("Georgia", "attacks", "Iran", source_fields={"id": "place:georgia"}),
    ]
    with pytest.raises(InputError, match="may be place:georgia, state:GEO; give the id"):
        build_graph(events, small_ontology).actor("georgia")


def test_evidence_holds_all_events_of_a_pair_denials_too(graph: ActorGraph) -> None:
    assert [e.doc_id for e in graph.evidence("Damascus", "Turkey")] == ["d1", "d2", "d3"]
    assert [e.doc_id for e in graph.evidence("Syria", "Turkey", "bombs")] == ["d2"]
    assert graph.evidence("Turkey", "Syria") == ()


def test_an_edge_leads_back_to_its_events(graph: ActorGraph) -> None:
    found = {
        data["label"]: [event.doc_id for event in graph.events_of(key)]
        for *_, key, data in graph.nx.edges(keys=True, data=True)
    }
    assert found == {"attacks": ["d1", "d3"], "bombs": ["d2"], "shelters": ["d1"]}
    with pytest.raises(InputError, match="no relation has the id 'x'"):
        graph.events_of("x")


def test_a_filter_returns_a_smaller_graph_and_leaves_this_one(graph: ActorGraph) -> None:
    conflict = graph.filter(quads="material_conflict", statuses=["actual", "negated"])
    assert [relation.relation for relation in conflict.relations] == ["attacks"]
    assert [actor.name for actor in conflict.actors] == ["Syria", "Turkey"]
    assert [event.doc_id for event in conflict.events] == ["d1", "d3"]
    assert conflict.nx.nodes["state:turkey"]["mentions"] == 2
    assert len(graph.relations) == 3


def test_a_filter_by_actor_keeps_what_it_does_and_suffers(graph: ActorGraph) -> None:
    assert len(graph.filter(actors="Turkey").relations) == 3
    assert len(graph.filter(actors=["damascus", "Iran"]).relations) == 2
    assert len(graph.filter(actors=iter(["Kurds"]), relations=iter(["shelters"])).relations) == 1


def test_a_filter_without_a_test_keeps_everything(graph: ActorGraph) -> None:
    assert len(graph.filter().events) == 5


def test_tables_become_frames(graph: ActorGraph) -> None:
    pytest.importorskip("pandas")
    actors, relations, events = (
        table.frame() for table in (graph.actors, graph.relations, graph.events)
    )
    assert list(actors.columns[:3]) == ["id", "name", "kind"]
    assert list(actors["mentions"]) == [1, 1, 3, 4]
    assert list(relations.loc[0, ["source", "relation", "target"]]) == [
        "Syria",
        "attacks",
        "Turkey",
    ]
    assert relations.loc[0, "denied_by"] == "Syria"
    assert not relations.isna().any().any()
    assert events.shape == (5, 21)
    assert events["speaker"].dropna().tolist() == ["Syria"]


def test_an_empty_frame_has_its_columns(small_ontology: Ontology) -> None:
    pytest.importorskip("pandas")
    frame = build_graph([], small_ontology).relations.frame()
    assert frame.shape == (0, 21)


def test_a_frame_without_pandas_says_what_to_install(
    graph: ActorGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OutputError, match="pip install pandas"):
        graph.events.frame()


def test_a_graph_survives_pickling(graph: ActorGraph) -> None:
    copy = pickle.loads(pickle.dumps(graph))
    assert (copy.actors, copy.relations, copy.events) == (
        graph.actors,
        graph.relations,
        graph.events,
    )
    assert copy.evidence("Syria", "Turkey") == graph.evidence("Syria", "Turkey")
