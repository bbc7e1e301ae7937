"""Frames: which relation a word states, by a small ontology of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from graphkit.extract import extract_events
from graphkit.extract.frames import trigger_words
from graphkit.ontology import Ontology, load_ontology
from graphkit.resolve import resolve_actors
from graphkit.types import Document, Event, Status

Tree = Callable[..., Doc]

RULES = """
class: ASSAULT
relations:
  - name: zaps
    cameo: "190"
    definition: Zaps someone.
    triggers:
      - verb: zap
      - verb: zap
        object: [ray, beam]
        target: [prep:at]
      - verb: zap
        particle: away
        target: [prep:from]
      - noun: zapping
        target: [prep:of]
        support: [stage]
    examples: ["[Iran>] zapped [>Israel]."]
  - name: grumbles
    cameo: "190"
    definition: Grumbles without a target.
    triggers:
      - verb: grumble
        target: []
      - verb: mutter
        target: [prep:at]
        needs_actor: false
        status: intended
    examples: ["[Iran>] grumbled."]
  - name: zigs
    cameo: "190"
    definition: Both zig.
    triggers:
      - verb: zig
        target: [prep:with]
        reciprocal: true
    examples: ["[Iran>] zigged with [>Israel]."]
  - name: dubs
    cameo: "190"
    definition: Calls names.
    triggers:
      - verb: blurb
        label: [pred]
      - verb: yoink
        target: [obj]
        target_kind: [person]
    examples: ["[Iran>] blurbed [>Israel] a foe."]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    path = tmp_path_factory.mktemp("ontology") / "rules.yaml"
    Path(path).write_text(RULES, encoding="utf-8")
    return load_ontology(path)


@pytest.fixture
def events(tree: Tree, rules: Ontology) -> Callable[[str], list[Event]]:
    def extract(sentence: str) -> list[Event]:
        doc = tree(sentence)
        document = Document("d1", doc.text)
        return list(extract_events(document, doc, resolve_actors(document, doc), rules))

    return extract


Events = Callable[[str], list[Event]]
IRAN = "Iran/NNP/nsubj/2#LOC"


def edges(found: list[Event]) -> list[tuple[str, str, str | None]]:
    return [(e.source.name, e.relation, e.target.name if e.target else None) for e in found]


def test_a_verb_with_its_object(events: Events) -> None:
    found = events(f"{IRAN} zapped/VBD/root/0=zap Israel/NNP/obj/2#LOC .")
    assert edges(found) == [("Iran", "zaps", "Israel")]
    assert found[0].rule == "verb:zap:subj>obj"


def test_an_object_that_picks_the_frame(events: Events) -> None:
    found = events(
        f"{IRAN} zapped/VBD/root/0=zap rays/NNS/obj/2=ray@other at/IN/case/5 Israel/NNP/obl/2#LOC ."
    )
    assert edges(found) == [("Iran", "zaps", "Israel")]
    assert found[0].rule == "verb:zap:subj>prep:at"


def test_a_particle_is_part_of_the_verb(events: Events) -> None:
    found = events(
        f"{IRAN} zapped/VBD/root/0=zap away/RP/compound:prt/2 from/IN/case/5 Israel/NNP/obl/2#LOC ."
    )
    assert edges(found) == [("Iran", "zaps", "Israel")]
    assert found[0].trigger.lemma == "zap away"


def test_an_unlisted_particle_is_another_verb(events: Events) -> None:
    assert events(f"{IRAN} zapped/VBD/root/0=zap up/RP/compound:prt/2 Israel/NNP/obj/2#LOC .") == []


def test_a_noun_with_its_support_verb(events: Events) -> None:
    (found,) = events(
        f"{IRAN} staged/VBD/root/0=stage a/DT/det/4 zapping/NN/obj/2@event of/IN/case/6 "
        "Israel/NNP/nmod/4#LOC ."
    )
    assert (found.source.name, found.trigger.text) == ("Iran", "staged a zapping")
    assert "+support" in found.rule


def test_a_noun_by_itself(events: Events) -> None:
    found = events(
        "Iran/NNP/nmod:poss/3#LOC 's/POS/case/1 zapping/NN/nsubj/6@event of/IN/case/5 "
        "Israel/NNP/nmod/3#LOC ended/VBD/root/0=end ."
    )
    assert edges(found) == [("Iran", "zaps", "Israel")]


def test_a_noun_with_a_verb_that_does_not_support_it(events: Events) -> None:
    found = events(
        f"{IRAN} liked/VBD/root/0=like a/DT/det/4 zapping/NN/obj/2@event of/IN/case/6 "
        "Israel/NNP/nmod/4#LOC ."
    )
    assert found == []


def test_no_source_no_event(events: Events) -> None:
    passive = "Israel/NNP/nsubj:pass/3#LOC was/VBD/aux:pass/3=be zapped/VBN/root/0=zap ."
    assert events(passive) == []


def test_no_target_no_event(events: Events) -> None:
    assert events(f"{IRAN} zapped/VBD/root/0=zap .") == []


def test_an_event_without_a_target(events: Events) -> None:
    assert edges(events(f"{IRAN} grumbled/VBD/root/0=grumble .")) == [("Iran", "grumbles", None)]


def test_a_target_that_need_not_be_an_actor(events: Events) -> None:
    (found,) = events(f"{IRAN} muttered/VBD/root/0=mutter at/IN/case/4 fate/NN/obl/2@abstract .")
    assert (found.target, found.status) == (None, Status.INTENDED)


def test_a_fixed_status_yields_to_negation(events: Events) -> None:
    (found,) = events(
        "Iran/NNP/nsubj/4#LOC did/VBD/aux/4=do not/RB/advmod/4 mutter/VB/root/0 at/IN/case/6 "
        "Israel/NNP/obl/4#LOC ."
    )
    assert found.status is Status.NEGATED


def test_a_reciprocal_event_goes_both_ways(events: Events) -> None:
    found = events(f"{IRAN} zigged/VBD/root/0=zig with/IN/case/4 Israel/NNP/obl/2#LOC .")
    assert sorted(edges(found)) == [("Iran", "zigs", "Israel"), ("Israel", "zigs", "Iran")]


def test_joined_subjects_of_a_reciprocal_event(events: Events) -> None:
    found = events("Iran/NNP/nsubj/4#LOC and/CC/cc/3 Israel/NNP/conj/1#LOC zigged/VBD/root/0=zig .")
    assert sorted(edges(found)) == [("Iran", "zigs", "Israel"), ("Israel", "zigs", "Iran")]


def test_one_alone_does_nothing_reciprocal(events: Events) -> None:
    assert events(f"{IRAN} zigged/VBD/root/0=zig .") == []


def test_a_label_must_be_there_where_a_frame_has_a_predicate(events: Events) -> None:
    labelled = f"{IRAN} blurbed/VBD/root/0=blurb Israel/NNP/obj/2#LOC a/DT/det/5 foe/NN/xcomp/2 ."
    assert [e.label for e in events(labelled)] == ["foe"]
    assert events(f"{IRAN} blurbed/VBD/root/0=blurb Israel/NNP/obj/2#LOC .") == []


def test_a_target_of_another_kind(events: Events) -> None:
    assert events(f"{IRAN} yoinked/VBD/root/0=yoink Israel/NNP/obj/2#LOC .") == []
    found = events(f"{IRAN} yoinked/VBD/root/0=yoink Salman/NNP/obj/2@person#PERSON .")
    assert edges(found) == [("Iran", "dubs", "Salman")]


def test_every_pair_of_joined_sources_and_targets(events: Events) -> None:
    found = events(
        "Iran/NNP/nsubj/4#LOC and/CC/cc/3 Iraq/NNP/conj/1#LOC zapped/VBD/root/0=zap "
        "Israel/NNP/obj/4#LOC and/CC/cc/7 Jordan/NNP/conj/5#LOC ."
    )
    pairs = {(source, target) for source, _, target in edges(found)}
    assert pairs == {(s, t) for s in ("Iran", "Iraq") for t in ("Israel", "Jordan")}
    assert len(found) == 4


def test_trigger_words_are_those_of_the_ontology(tree: Tree, rules: Ontology) -> None:
    doc = tree(f"{IRAN} zapped/VBD/root/0=zap Israel/NNP/obj/2#LOC .")
    assert [t.text for t in trigger_words(doc, rules)] == ["zapped"]


def test_a_name_is_no_trigger(tree: Tree, rules: Ontology) -> None:
    doc = tree("Zap/NNP/nsubj/2=zap#ORG glowed/VBD/root/0=glow .")
    assert list(trigger_words(doc, rules)) == []


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Germany gave 30 million euros to promote farming in Yemen.", "Germany AID Yemen"),
        ("Iran agreed to help Syria.", "Iran AGREE Syria"),
    ],
)
def test_the_place_of_an_act_and_whom_a_promise_is_for(
    facts: Callable[..., set[str]], text: str, fact: str
) -> None:
    found = facts(text)
    assert any(line.startswith(fact) for line in found)
    assert not any(line.startswith("Syria AGREE") for line in found)
