"""Filled frames: whom the slots of a frame hold, and who stands near where they hold nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import spacy.tokens

from graphkit.extract.arguments import Cast
from graphkit.extract.filling import Frame, Reading, fill_frame
from graphkit.extract.slots import Anchor
from graphkit.ontology import Ontology, RelationSpec, TriggerPos, TriggerSpec
from graphkit.resolve import resolve_actors
from graphkit.types import ActorKind, Document, EventType

Tree = Callable[..., spacy.tokens.Doc]
ZAP = TriggerSpec(TriggerPos.VERB, ("zap",), ("subj",), ("obj",))
IRAN = "Iran/NNP/nsubj/2#LOC zapped/VBD/root/0=zap"
IN_ISRAEL = f"{IRAN} rays/NNS/obj/2=ray@object in/IN/case/5 Israel/NNP/obl/2#LOC ."
ON_ISRAEL = f"{IRAN} rays/NNS/obj/2=ray@object on/IN/case/5 Israel/NNP/obl/2#LOC ."


class _Filled:
    """A frame of *zapped* in a sentence, and what it states."""

    def __init__(self, doc: spacy.tokens.Doc, relation: RelationSpec, spec: TriggerSpec) -> None:
        actors = resolve_actors(Document("d1", doc.text), doc)
        self.cast = Cast(actors.doc, actors, {})
        token = next(t for t in actors.doc if t.lemma_ == "zap")
        self.frame: Frame | None = fill_frame(
            Anchor(token), relation, spec, self.cast, lambda _clause: []
        )

    def edges(self, reading: Reading | None) -> list[tuple[str, str]]:
        if reading is None:
            return []
        return [(s.ref.name, t.ref.name) for s in reading.sources for t in reading.targets]


Fill = Callable[..., _Filled]


@pytest.fixture
def fill(tree: Tree, small_ontology: Ontology) -> Fill:
    """Return a function that fills a frame of *zap* with the words of a sentence."""

    def make(sentence: str, event_type: EventType = EventType.ACCUSE, **spec: Any) -> _Filled:
        bombs = small_ontology.event_types[EventType.ASSAULT].relations[0]
        relation = replace(bombs, event_type=event_type)
        fields = {"pos": ZAP.pos, "lemmas": ZAP.lemmas, "source": ZAP.source, "target": ZAP.target}
        return _Filled(tree(sentence), relation, TriggerSpec(**(fields | spec)))

    return make


def test_a_frame_holds_the_actors_of_its_slots(fill: Fill) -> None:
    filled = fill(f"{IRAN} Israel/NNP/obj/2#LOC .")
    assert filled.frame is not None
    assert filled.edges(filled.frame.reading(filled.cast)) == [("Iran", "Israel")]
    assert (filled.frame.source_slot, filled.frame.target_slot) == ("subj", "obj")


def test_a_frame_without_a_source_is_none(fill: Fill) -> None:
    assert fill("zapped/VBD/root/0=zap Israel/NNP/obj/1#LOC .").frame is None


def test_who_follows_a_preposition_is_near(fill: Fill, small_ontology: Ontology) -> None:
    filled = fill(ON_ISRAEL)
    assert filled.frame is not None
    assert filled.frame.reading(filled.cast) is None
    near = filled.frame.reading_nearby(filled.cast, small_ontology)
    assert near is not None
    assert filled.edges(near) == [("Iran", "Israel")]
    assert near.slots == ("subj", "near")
    assert near.targets[0].confidence < 1


def test_nobody_is_near_where_the_frame_wants_a_certain_kind(
    fill: Fill, small_ontology: Ontology
) -> None:
    filled = fill(ON_ISRAEL, target_kind=frozenset({ActorKind.PERSON}))
    assert filled.frame is not None
    assert filled.frame.reading_nearby(filled.cast, small_ontology) is None


@pytest.mark.parametrize(
    ("event_type", "found"), [(EventType.ASSAULT, [("Iran", "Israel")]), (EventType.ACCUSE, [])]
)
def test_only_what_may_befall_a_place_befalls_the_one_it_happens_in(
    fill: Fill, small_ontology: Ontology, event_type: EventType, found: list[tuple[str, str]]
) -> None:
    filled = fill(IN_ISRAEL, event_type)
    assert filled.frame is not None
    assert filled.edges(filled.frame.reading_nearby(filled.cast, small_ontology)) == found


def test_a_frame_with_a_target_has_nobody_nearby(fill: Fill, small_ontology: Ontology) -> None:
    filled = fill(f"{IRAN} Israel/NNP/obj/2#LOC on/IN/case/5 Syria/NNP/obl/2#LOC .")
    assert filled.frame is not None
    assert filled.frame.reading_nearby(filled.cast, small_ontology) is None


def test_the_sides_of_a_mutual_frame_are_found_without_a_source(fill: Fill) -> None:
    filled = fill(
        "Talks/NNS/nsubj/2=talk@event zapped/VBD/root/0=zap between/IN/case/4 Iran/NNP/obl/2#LOC "
        "and/CC/cc/6 Israel/NNP/conj/4#LOC .",
        reciprocal=True,
    )
    assert filled.frame is not None
    reading = filled.frame.reading(filled.cast)
    assert set(filled.edges(reading)) >= {("Iran", "Israel"), ("Israel", "Iran")}
