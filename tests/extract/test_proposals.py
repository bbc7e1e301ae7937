"""Proposals: which events a model reads in a document, and which pairs it never gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from spacy.tokens import Doc

from graphkit.extract import proposals
from graphkit.extract.arguments import Cast
from graphkit.extract.features import CLASSES, STATUSES, SentenceReader, WordRows
from graphkit.extract.frames import read_trigger
from graphkit.extract.model import ROLES, EventModel, Floats, Integers, WordStates
from graphkit.extract.proposals import (
    SPEAKER,
    Proposals,
    _chunks,
    _of_different_phrases,
    propose_events,
)
from graphkit.extract.status import StatusReader
from graphkit.ontology import Ontology, TriggerPos, TriggerSpec
from graphkit.resolve import resolve_actors
from graphkit.types import Document, EventType, Status

Tree = Callable[..., Doc]
ASSAULT, ACCUSE = EventType.ASSAULT, EventType.ACCUSE
NAMES = ("deps", "paths", "ends", "firsts")
ZAPPED = "Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap Belmora/NNP/obj/2#ORG ."
JOINED = (
    "Orvex/NNP/nsubj/4#ORG and/CC/cc/3 Quell/NNP/conj/1#ORG zapped/VBD/root/0=zap "
    "Belmora/NNP/obj/4#ORG ."
)


class Told(EventModel):
    """A model that reads its answers from the vectors themselves.

    They hold how likely a word states an ASSAULT, an ACCUSE and a negated event, and its roles.
    """

    def __init__(self) -> None:
        super().__init__({}, {name: {} for name in NAMES})

    def read(self, vectors: Floats, rows: WordRows) -> WordStates:
        classes = np.zeros((len(vectors), len(CLASSES)), np.float32)
        classes[:, CLASSES.index(ASSAULT)] = vectors[:, 0]
        classes[:, CLASSES.index(ACCUSE)] = vectors[:, 1]
        return WordStates(vectors[:, 3:], classes, rows.heads, vectors)

    def status(self, states: WordStates, words: Integers, ruled: Integers) -> Floats:
        negated = states.below[words, 2]
        status = np.zeros((len(words), len(STATUSES)), np.float32)
        status[:, STATUSES.index(Status.NEGATED)] = negated
        status[:, STATUSES.index(Status.ACTUAL)] = 1 - negated
        return status

    def roles(
        self,
        states: WordStates,
        triggers: Integers,
        classes: Integers,
        candidates: Integers,
        indices: Integers,
        flags: Floats,
    ) -> Floats:
        return states.hidden[candidates]


def trigger(assault: float = 0.0, accuse: float = 0.0, negated: float = 0.0) -> list[float]:
    return [assault, accuse, negated, *(0.0 for _ in ROLES)]


def actor(source: float = 0.0, target: float = 0.0, speaker: float = 0.0) -> list[float]:
    return [0.0, 0.0, 0.0, source, target, speaker]


NOTHING = actor()
Propose = Callable[..., Proposals]


@pytest.fixture
def propose(small_ontology: Ontology) -> Propose:
    """Return a function that gives the proposals of a Doc whose vectors hold the answers."""

    def make(doc: Doc, told: list[list[float]], *, least: float = 0.0) -> Proposals:
        doc.tensor = np.array(told, np.float16)
        actors = resolve_actors(Document("d1", doc.text), doc)
        reader = SentenceReader(actors.doc, actors, small_ontology, [], StatusReader(None))
        return propose_events(doc, reader, Told(), least=least)

    return make


def rounded(found: Proposals) -> dict[tuple[int, str, int, int], float]:
    return {key: round(p.probability, 2) for key, p in found.events.items()}


def test_an_event_is_as_likely_as_its_class_and_both_roles_together(
    tree: Tree, propose: Propose
) -> None:
    found = propose(tree(ZAPPED), [actor(0.9), trigger(0.8), actor(0, 0.5), NOTHING])
    assert rounded(found) == {(1, "ASSAULT", 0, 2): 0.36}


def test_each_class_of_a_trigger_has_its_own_events(tree: Tree, propose: Propose) -> None:
    found = propose(tree(ZAPPED), [actor(1), trigger(0.5, 0.25), actor(0, 1), NOTHING])
    assert rounded(found) == {(1, "ASSAULT", 0, 2): 0.5, (1, "ACCUSE", 0, 2): 0.25}


def test_both_directions_are_proposed_where_both_are_likely(tree: Tree, propose: Propose) -> None:
    found = propose(tree(ZAPPED), [actor(1, 0.5), trigger(1), actor(0.5, 1), NOTHING])
    assert rounded(found) == {(1, "ASSAULT", 0, 2): 1.0, (1, "ASSAULT", 2, 0): 0.25}


def test_a_word_that_hardly_states_a_class_proposes_nothing(tree: Tree, propose: Propose) -> None:
    found = propose(tree(ZAPPED), [actor(1), trigger(0.01), actor(0, 1), NOTHING])
    assert found == Proposals({}, {}, {})


@pytest.mark.parametrize(("chance", "proposed"), [(0.75, True), (0.25, False)])
def test_less_likely_events_are_left_out_where_no_rule_reads_them(
    tree: Tree, propose: Propose, chance: float, proposed: bool
) -> None:
    told = [actor(1), trigger(chance), actor(0, 1), NOTHING]
    assert bool(propose(tree(ZAPPED), told, least=0.4).events) is proposed


def test_whoever_claims_a_trigger_is_heard_in_its_less_likely_classes(
    tree: Tree, propose: Propose
) -> None:
    told = [actor(1), trigger(0.75, 0.25), actor(0, 1, 0.75), NOTHING]
    found = propose(tree(ZAPPED), told, least=0.4)
    assert rounded(found) == {(1, "ASSAULT", 0, 2): 0.75}
    assert found.speakers[1][2] == 0.75


def test_acts_beside_unequally_many_words_are_read_as_each_alone(
    tree: Tree, propose: Propose
) -> None:
    short, long = [actor(1), trigger(1), actor(0, 1), NOTHING], [actor(1, 0.5), NOTHING]
    long += [actor(1, 0.5), trigger(1), actor(0, 1), NOTHING]
    both = rounded(propose(tree(ZAPPED, JOINED), [*short, *long]))
    alone = rounded(propose(tree(ZAPPED), short))
    after = {
        (verb + 4, kind, source + 4, target + 4): chance
        for (verb, kind, source, target), chance in rounded(propose(tree(JOINED), long)).items()
    }
    assert both == alone | after


def test_a_trigger_beside_one_candidate_proposes_nothing(tree: Tree, propose: Propose) -> None:
    doc = tree("Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap .")
    assert propose(doc, [actor(1, 1), trigger(1), NOTHING]).events == {}


def test_nobody_acts_on_itself(tree: Tree, propose: Propose) -> None:
    found = propose(tree(ZAPPED), [actor(1, 1), trigger(1), actor(0.5, 0.5), NOTHING])
    assert all(source != target for _, _, source, target in found.events)


def test_a_trigger_has_each_status_with_some_chance(tree: Tree, propose: Propose) -> None:
    found = propose(tree(ZAPPED), [actor(1), trigger(1, 0, 0.75), actor(0, 1), NOTHING])
    assert set(found.status) == {1}
    assert found.status[1][Status.NEGATED] == 0.75
    assert found.status[1][Status.ACTUAL] == 0.25


def test_each_candidate_may_claim_what_a_trigger_states(tree: Tree, propose: Propose) -> None:
    found = propose(tree(ZAPPED), [actor(1, 0, 0.25), trigger(1), actor(0, 1, 0.75), NOTHING])
    assert found.speakers == {1: {0: 0.25, 2: 0.75}}


def test_joined_sources_do_not_act_on_each_other(tree: Tree, propose: Propose) -> None:
    told = [actor(1, 0.5), NOTHING, actor(1, 0.5), trigger(1), actor(0, 1), NOTHING]
    found = propose(tree(JOINED), told)
    assert set(found.events) == {(3, ASSAULT, 0, 4), (3, ASSAULT, 2, 4)}


def test_joined_sources_act_on_each_other_where_nobody_else_is(
    tree: Tree, propose: Propose
) -> None:
    doc = tree("Orvex/NNP/nsubj/4#ORG and/CC/cc/3 Quell/NNP/conj/1#ORG met/VBD/root/0=meet .")
    found = propose(doc, [actor(1, 1), NOTHING, actor(1, 1), trigger(1), NOTHING])
    assert set(found.events) == {(3, ASSAULT, 0, 2), (3, ASSAULT, 2, 0)}


def test_who_says_the_sentence_may_accuse_where_no_source_stands_in_it(
    tree: Tree, propose: Propose
) -> None:
    found = propose(tree(ZAPPED), [actor(0, 0.5), trigger(0.5, 0.5), actor(), NOTHING])
    assert rounded(found) == {(1, "ACCUSE", SPEAKER, 0): 0.25}


def test_who_says_the_sentence_does_nothing_where_a_source_stands_in_it(
    tree: Tree, propose: Propose
) -> None:
    found = propose(tree(ZAPPED), [actor(0.75), trigger(0, 1), actor(0, 1), NOTHING])
    assert rounded(found) == {(1, "ACCUSE", 0, 2): 0.75}


def test_a_rule_that_fires_is_judged_however_unlikely_its_class(
    tree: Tree, small_ontology: Ontology
) -> None:
    spec = TriggerSpec(TriggerPos.VERB, ("zap",), ("subj",), ("obj",))
    kind = small_ontology.event_types[ASSAULT]
    zaps = replace(kind.relations[0], triggers=(spec,))
    rules = Ontology({ASSAULT: replace(kind, relations=(zaps,))})
    doc = tree(ZAPPED)
    doc.tensor = np.array([actor(1), trigger(0.02), actor(0, 1), NOTHING], np.float16)
    actors = resolve_actors(Document("d1", doc.text), doc)
    reading = read_trigger(actors.doc[1], rules, Cast(actors.doc, actors, {}))
    assert reading is not None
    reader = SentenceReader(actors.doc, actors, rules, [reading], StatusReader(None))
    found = rounded(propose_events(doc, reader, Told(), least=0.4))
    assert found == {(1, "ASSAULT", 0, 2): 0.02}


def test_an_empty_doc_proposes_nothing(tree: Tree, propose: Propose) -> None:
    doc = tree(ZAPPED)[0:0].as_doc()
    assert propose(doc, []) == Proposals({}, {}, {})


def joint(*rows: list[float]) -> Floats:
    return np.array(rows, np.float32)


def test_pairs_across_phrases_are_kept_and_those_within_one_dropped() -> None:
    kept = _of_different_phrases(joint([0, 0.5, 0.5], [0, 0, 0.5], [0, 0, 0]), [0, 0, 2])
    assert kept.tolist() == [[0, 0, 0.5], [0, 0, 0.5], [0, 0, 0]]


def test_pairs_within_one_phrase_are_kept_where_they_are_alone() -> None:
    kept = _of_different_phrases(joint([0.5, 0.5], [0.25, 0.5]), [0, 0])
    assert kept.tolist() == [[0, 0.5], [0.25, 0]]


def test_pairs_within_one_phrase_are_kept_beside_far_less_likely_ones() -> None:
    within, across = [0, 0.75, 0.125], [0, 0, 0.0625]
    kept = _of_different_phrases(joint(within, across, [0, 0, 0]), [0, 0, 2])
    assert kept.tolist() == [within, across, [0, 0, 0]]


def test_pairs_within_one_phrase_are_dropped_beside_ones_half_as_likely() -> None:
    kept = _of_different_phrases(joint([0, 0.75, 0.375], [0, 0, 0], [0, 0, 0]), [0, 0, 2])
    assert kept.tolist() == [[0, 0, 0.375], [0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    ("size", "chunks"),
    [
        (1, [(0, 4), (4, 10), (10, 14)]),
        (9, [(0, 4), (4, 10), (10, 14)]),
        (10, [(0, 10), (10, 14)]),
        (14, [(0, 14)]),
    ],
)
def test_chunks_are_whole_sentences(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, size: int, chunks: list[tuple[int, int]]
) -> None:
    monkeypatch.setattr(proposals, "_CHUNK", size)
    assert list(_chunks(tree(ZAPPED, JOINED, ZAPPED))) == chunks


def test_chunks_propose_what_the_whole_does(
    tree: Tree, propose: Propose, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [actor(1, 0, 0.5), trigger(1), actor(0, 1), NOTHING]
    whole = propose(tree(ZAPPED, ZAPPED), [*told, *told])
    assert set(whole.events) == {(1, ASSAULT, 0, 2), (5, ASSAULT, 4, 6)}
    monkeypatch.setattr(proposals, "_CHUNK", 1)
    assert propose(tree(ZAPPED, ZAPPED), [*told, *told]) == whole
