"""Rules and the event model together: what is added, dropped and claimed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc

from graphkit.extract import events as extraction
from graphkit.extract import learned
from graphkit.extract.events import possible_events
from graphkit.extract.learned import Thresholds, judge_readings
from graphkit.extract.model import EventModel
from graphkit.extract.proposals import SPEAKER, Proposal, Proposals
from graphkit.ontology import Ontology, load_ontology
from graphkit.resolve import resolve_actors
from graphkit.types import Document, Event, EventType, Status

Tree = Callable[..., Doc]
ASSAULT, ACCUSE = EventType.ASSAULT, EventType.ACCUSE

RULES = """
class: ASSAULT
general: hurts
relations:
  - name: zaps
    cameo: "190"
    definition: Zaps someone.
    triggers:
      - verb: zap
      - verb: zig
        target: [prep:with]
        reciprocal: true
      - verb: kronk
        target_kind: [person]
    examples: ["[Orvex>] zapped [>Belmora]."]
  - name: hurts
    cameo: "190"
    definition: Hurts someone.
    triggers:
      - verb: kronk
      - verb: sulk
        target: []
    examples: ["[Orvex>] sulked."]
"""
MODEL = EventModel({}, {})
LIMITS = Thresholds(add=0.4, any_object=0.4, any_place=0.4, implied=0.6, speaker=0.5, silent=0.1)
ZAPPED = "Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap Belmora/NNP/obj/2#ORG ."
FROBBED = "Orvex/NNP/nsubj/2#ORG frobbed/VBD/root/0=frob Belmora/NNP/obj/2#ORG ."
SAID = (
    "Tarn/NNP/nsubj/2#ORG said/VBD/root/0=say Orvex/NNP/nsubj/4#ORG zapped/VBD/ccomp/2=zap "
    "Belmora/NNP/obj/4#ORG ."
)
WILL_FROB = "Orvex/NNP/nsubj/3#ORG will/MD/aux/3 frob/VB/root/0=frob Belmora/NNP/obj/3#ORG ."
Key = tuple[int, EventType, int, int]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    path = tmp_path_factory.mktemp("ontology") / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return load_ontology(path)


def proposals(
    chances: Mapping[Key, float],
    status: Mapping[int, Mapping[Status, float]] | None = None,
    speakers: Mapping[int, Mapping[int, float]] | None = None,
) -> Proposals:
    """What a model might read: how likely each event is."""
    events = {key: Proposal(*key, chance) for key, chance in chances.items()}
    return Proposals(events, status or {}, speakers or {})


Extract = Callable[..., list[Event]]


@pytest.fixture
def extract(tree: Tree, rules: Ontology, monkeypatch: pytest.MonkeyPatch) -> Extract:
    """Return a function that reads a tree with a model of these answers."""

    def make(sentence: str, chances: Mapping[Key, float], **more: Any) -> list[Event]:
        said = proposals(chances, **more)
        monkeypatch.setattr(learned, "propose_events", lambda *_, **_least: said)
        judge = partial(judge_readings, thresholds=LIMITS)
        monkeypatch.setattr(extraction, "judge_readings", judge)
        doc = tree(sentence)
        return read(doc, rules, model=MODEL)

    return make


def read(doc: Doc, rules: Ontology, model: EventModel | None = None) -> list[Event]:
    document = Document("d1", doc.text)
    return possible_events(document, doc, resolve_actors(document, doc), rules, model=model)


def edges(found: list[Event]) -> list[tuple[str, str, str | None]]:
    return [(e.source.name, e.relation, e.target.name if e.target else None) for e in found]


def test_an_unknown_word_states_the_general_relation_of_its_class(extract: Extract) -> None:
    found = extract(FROBBED, {(1, ASSAULT, 0, 2): 0.75})
    assert edges(found) == [("Orvex", "hurts", "Belmora")]
    assert found[0].event_type is ASSAULT


def test_a_known_word_in_another_frame_states_its_own_relation(extract: Extract) -> None:
    sentence = (
        "Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap beside/IN/case/4 Belmora/NNP/obl/2#ORG ."
    )
    assert extract(sentence, {}) == []
    found = extract(sentence, {(1, ASSAULT, 0, 3): 0.75})
    assert edges(found) == [("Orvex", "zaps", "Belmora")]


def test_an_added_event_is_as_confident_as_it_is_likely(extract: Extract) -> None:
    (event,) = extract(FROBBED, {(1, ASSAULT, 0, 2): 0.75})
    assert (event.confidence, event.rule) == (0.75, "verb:frob:model>model")


def test_the_words_of_an_added_event_prove_it(extract: Extract) -> None:
    (event,) = extract(FROBBED, {(1, ASSAULT, 0, 2): 0.75})
    assert (event.sentence, event.trigger.text) == ("Orvex frobbed Belmora.", "frobbed")


def test_an_event_is_added_from_the_threshold_on(extract: Extract) -> None:
    assert len(extract(FROBBED, {(1, ASSAULT, 0, 2): LIMITS.add})) == 1
    assert extract(FROBBED, {(1, ASSAULT, 0, 2): LIMITS.add - 0.01}) == []


def test_both_directions_are_added_where_both_are_likely(extract: Extract) -> None:
    found = extract(FROBBED, {(1, ASSAULT, 0, 2): 0.75, (1, ASSAULT, 2, 0): 0.5})
    assert edges(found) == [("Orvex", "hurts", "Belmora"), ("Belmora", "hurts", "Orvex")]


def test_of_two_classes_the_likelier_one_is_added(extract: Extract, rules: Ontology) -> None:
    found = extract(FROBBED, {(1, ASSAULT, 0, 2): 0.5, (1, ACCUSE, 0, 2): 0.625})
    general = rules.event_types[ACCUSE].general_relation.name
    assert edges(found) == [("Orvex", general, "Belmora")]


def test_what_a_rule_reads_is_not_added_again(extract: Extract) -> None:
    found = extract(ZAPPED, {(1, ASSAULT, 0, 2): 0.75})
    assert edges(found) == [("Orvex", "zaps", "Belmora")]
    assert found[0].rule == "verb:zap:subj>obj"


def test_what_a_rule_reads_is_not_added_as_another_relation_of_its_class(
    extract: Extract,
) -> None:
    sentence = "Orvex/NNP/nsubj/2#ORG kronked/VBD/root/0=kronk Belmora/NNP/obj/2#ORG ."
    found = extract(sentence, {(1, ASSAULT, 0, 2): 0.75})
    assert edges(found) == [("Orvex", "hurts", "Belmora")]


def test_words_that_are_no_actors_add_nothing(extract: Extract) -> None:
    sentence = "Orvex/NNP/nsubj/2#ORG frobbed/VBD/root/0=frob rays/NNS/obj/2=ray@object ."
    assert extract(sentence, {(1, ASSAULT, 0, 2): 0.75}) == []


def test_an_actor_does_nothing_to_itself(extract: Extract) -> None:
    sentence = "Orvex/NNP/nsubj/2#ORG frobbed/VBD/root/0=frob Orvex/NNP/obj/2#ORG ."
    assert extract(sentence, {(1, ASSAULT, 0, 2): 0.75}) == []


def test_who_is_named_in_what_is_told_of_a_side_takes_no_part(extract: Extract) -> None:
    sentence = (
        "Orvex/NNP/nsubj/5#ORG who/WP/nsubj/3 zapped/VBD/acl:relcl/1=zap Belmora/NNP/obj/3#ORG "
        "frobbed/VBD/root/0=frob ."
    )
    found = extract(sentence, {(4, ASSAULT, 0, 3): 0.9, (2, ASSAULT, 0, 3): 0.9})
    assert edges(found) == [("Orvex", "zaps", "Belmora")]


def test_a_class_that_the_ontology_lacks_adds_nothing(
    tree: Tree, rules: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = proposals({(1, ACCUSE, 0, 2): 0.75})
    monkeypatch.setattr(learned, "propose_events", lambda *_, **_least: said)
    small = Ontology({ASSAULT: rules.event_types[ASSAULT]})
    assert read(tree(FROBBED), small, model=MODEL) == []


def test_a_rules_reading_is_as_confident_as_the_model_holds_it(extract: Extract) -> None:
    (event,) = extract(ZAPPED, {(1, ASSAULT, 0, 2): 0.25})
    assert event.confidence == 0.25


def test_a_rules_reading_that_the_model_does_not_judge_stands(extract: Extract) -> None:
    (event,) = extract(ZAPPED, {})
    assert event.confidence > 0.5


def test_a_rules_reading_without_a_target_stands(extract: Extract) -> None:
    found = extract("Orvex/NNP/nsubj/2#ORG sulked/VBD/root/0=sulk .", {})
    assert edges(found) == [("Orvex", "hurts", None)]


def test_each_direction_of_a_reciprocal_reading_is_judged_alone(extract: Extract) -> None:
    sentence = "Orvex/NNP/nsubj/2#ORG zigged/VBD/root/0=zig with/IN/case/4 Belmora/NNP/obl/2#ORG ."
    found = extract(sentence, {(1, ASSAULT, 0, 3): 0.75, (1, ASSAULT, 3, 0): 0.05})
    assert [(e.source.name, e.confidence) for e in found] == [("Orvex", 0.75), ("Belmora", 0.05)]


def test_the_model_tells_the_status_of_a_trigger(extract: Extract) -> None:
    (event,) = extract(ZAPPED, {(1, ASSAULT, 0, 2): 0.75}, status={1: {Status.POSSIBLE: 0.9}})
    assert event.status is Status.POSSIBLE


@pytest.mark.parametrize(
    ("sentence", "chances", "status"),
    [
        (ZAPPED, {Status.INTENDED: 0.6, Status.ACTUAL: 0.4}, Status.ACTUAL),  # not sure
        (ZAPPED, {Status.NEGATED: 0.9}, Status.ACTUAL),  # no word denies it
        (WILL_FROB, {Status.ACTUAL: 0.95}, Status.INTENDED),  # "will" is plain
        (WILL_FROB, {Status.POSSIBLE: 0.75}, Status.INTENDED),
        (WILL_FROB, {Status.POSSIBLE: 0.85}, Status.POSSIBLE),
    ],
)
def test_plain_words_hold_against_the_model(
    extract: Extract, sentence: str, chances: dict[Status, float], status: Status
) -> None:
    trigger = 1 if sentence == ZAPPED else 2
    found = extract(sentence, {(trigger, ASSAULT, 0, trigger + 1): 0.75}, status={trigger: chances})
    assert [event.status for event in found] == [status]


def test_the_rules_tell_the_status_where_the_model_is_silent(extract: Extract) -> None:
    (event,) = extract(WILL_FROB, {(2, ASSAULT, 0, 3): 0.75})
    assert event.status is Status.INTENDED


def claims(found: list[Event]) -> list[str | None]:
    return [event.claim.speaker.name if event.claim else None for event in found]


def test_a_rules_speaker_stands_where_the_model_is_silent(extract: Extract) -> None:
    assert claims(extract(SAID, {(3, ASSAULT, 2, 4): 0.75})) == ["Tarn"]


def test_a_rules_speaker_is_dropped_below_the_threshold(extract: Extract) -> None:
    chances = {(3, ASSAULT, 2, 4): 0.75}
    assert claims(extract(SAID, chances, speakers={3: {0: LIMITS.silent}})) == ["Tarn"]
    assert claims(extract(SAID, chances, speakers={3: {0: LIMITS.silent - 0.01}})) == [None]


def test_a_speaker_of_the_models_is_added_from_the_threshold_on(extract: Extract) -> None:
    sentence = (
        "Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap Belmora/NNP/obj/2#ORG Tarn/NNP/nsubj/5#ORG "
        "said/VBD/advcl/2=say ."
    )
    chances = {(1, ASSAULT, 0, 2): 0.75}
    assert claims(extract(sentence, chances, speakers={1: {3: LIMITS.speaker}})) == ["Tarn"]
    assert claims(extract(sentence, chances, speakers={1: {3: LIMITS.speaker - 0.01}})) == [None]


def test_who_does_but_say_a_thing_claims_nothing(extract: Extract) -> None:
    sentence = (
        "Tarn/NNP/nsubj/2#ORG frowned/VBD/root/0=frown Orvex/NNP/nsubj/4#ORG "
        "zapped/VBD/conj/2=zap Belmora/NNP/obj/4#ORG ."
    )
    chances = {(3, ASSAULT, 2, 4): 0.75}
    assert claims(extract(sentence, chances, speakers={3: {0: 0.9}})) == [None]


def test_the_default_thresholds_decide_where_none_are_given(
    tree: Tree, rules: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = Thresholds().add
    for chance, added in ((limit, 1), (limit - 0.01, 0)):
        said = proposals({(1, ASSAULT, 0, 2): chance})
        monkeypatch.setattr(learned, "propose_events", lambda *_, said=said, **_least: said)
        assert len(read(tree(FROBBED), rules, model=MODEL)) == added


def test_what_a_speaker_does_unsaid_takes_more() -> None:
    limits = Thresholds()
    assert 0 < limits.add <= limits.implied < 1
    assert 0 <= limits.silent < limits.speaker < 1


SPOKEN = (
    "Belmora/NNP/nsubj/3#ORG is/VBZ/cop/3=be sickening/JJ/root/0 ,/,/punct/3 Tarn/NNP/nsubj/6#ORG "
    "said/VBD/parataxis/3=say ."
)


def test_who_says_a_sentence_does_what_its_words_do(extract: Extract, rules: Ontology) -> None:
    found = extract(SPOKEN, {(2, ACCUSE, SPEAKER, 0): LIMITS.implied})
    general = rules.event_types[ACCUSE].general_relation.name
    assert edges(found) == [("Tarn", general, "Belmora")]
    assert claims(found) == [None]


def test_what_words_do_by_being_said_takes_a_threshold_of_its_own(extract: Extract) -> None:
    assert LIMITS.implied - 0.01 > LIMITS.add
    assert extract(SPOKEN, {(2, ACCUSE, SPEAKER, 0): LIMITS.implied - 0.01}) == []


def test_words_that_nobody_says_do_nothing(extract: Extract) -> None:
    sentence = "Belmora/NNP/nsubj/3#ORG is/VBZ/cop/3=be sickening/JJ/root/0 ."
    assert extract(sentence, {(2, ACCUSE, SPEAKER, 0): 0.75}) == []


def refuse(*_: Any) -> Any:
    raise AssertionError("the model was asked")


def test_a_doc_without_vectors_is_read_by_rules_alone(
    tree: Tree, rules: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "shipped_event_model", refuse)
    monkeypatch.setattr(learned, "propose_events", refuse)
    found = read(tree(ZAPPED), rules)
    assert edges(found) == [("Orvex", "zaps", "Belmora")]
    assert found[0].confidence > 0.5


def with_vectors(doc: Doc) -> Doc:
    doc.tensor = np.zeros((len(doc), 2), np.float16)
    doc.user_data["graphkit_vectors"] = True
    return doc


def test_a_doc_with_vectors_is_read_by_the_shipped_model(
    tree: Tree, rules: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = proposals({(1, ASSAULT, 0, 2): 1.0})
    monkeypatch.setattr(extraction, "shipped_event_model", lambda: MODEL)
    monkeypatch.setattr(learned, "propose_events", lambda *_, **_least: said)
    found = read(with_vectors(tree(FROBBED)), rules)
    assert edges(found) == [("Orvex", "hurts", "Belmora")]


def test_a_pipeline_that_ships_no_model_leaves_it_to_the_rules(
    tree: Tree, rules: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "shipped_event_model", lambda: None)
    assert edges(read(with_vectors(tree(ZAPPED)), rules)) == [("Orvex", "zaps", "Belmora")]
