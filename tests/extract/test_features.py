"""Features: what the event model is told of words, and of a trigger with its candidates."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.tokens import Doc

from graphkit.extract.arguments import Cast
from graphkit.extract.features import CLASSES, LAYERS, PAIR_FLAGS, STATUSES, SentenceReader
from graphkit.extract.frames import read_trigger, trigger_words
from graphkit.extract.status import StatusReader
from graphkit.ontology import Ontology, load_ontology
from graphkit.resolve import resolve_actors
from graphkit.types import ActorKind, Document, MentionForm

Tree = Callable[..., Doc]
Reader = Callable[..., SentenceReader]

RULES = """
class: ASSAULT
relations:
  - name: zaps
    cameo: "190"
    definition: Zaps someone.
    triggers:
      - verb: zap
      - noun: zapping
        target: [prep:of]
        support: [stage]
    examples: ["[Orvex>] zapped [>Belmora]."]
---
class: CONSULT
relations:
  - name: zigs
    cameo: "040"
    definition: Both zig.
    triggers:
      - verb: zig
        target: [prep:with]
        reciprocal: true
    examples: ["[Orvex>] zigged with [>Belmora]."]
---
class: AID
relations:
  - name: lends a zap
    cameo: "070"
    definition: Zaps in someone's favour.
    triggers:
      - verb: zap
        target: [prep:for]
        object: [lamp]
    examples: ["[Orvex>] zapped a lamp for [>Belmora]."]
"""
ZAPPED = (
    "Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap Belmora/NNP/obj/2#ORG with/IN/case/6 "
    "cold/JJ/amod/6 rays/NNS/obl/2=ray@object ."
)
PLAN = (
    "Orvex/NNP/nmod:poss/3#ORG 's/POS/case/1 plan/NN/nsubj/7@abstract to/TO/mark/5 "
    "zap/VB/acl/3 Belmora/NNP/obj/5#ORG failed/VBD/root/0=fail ."
)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    path = tmp_path_factory.mktemp("ontology") / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return load_ontology(path)


@pytest.fixture
def reader(tree: Tree, rules: Ontology) -> Reader:
    """Return a function that gives the reader of sentences written as trees."""

    def make(*sentences: str, date: str | None = None) -> SentenceReader:
        doc = tree(*sentences)
        actors = resolve_actors(Document("d1", doc.text), doc)
        plain = actors.doc
        cast = Cast(plain, actors, {})
        found = [read_trigger(token, rules, cast) for token in trigger_words(plain, rules)]
        return SentenceReader(plain, actors, rules, [r for r in found if r], StatusReader(date))

    return make


def classes(row: NDArray[np.float32]) -> set[str]:
    """The names of the classes flagged in a row; "" is that of the first column."""
    return {CLASSES[column] for column in np.flatnonzero(row)}


def status(reader: SentenceReader, word: int) -> str:
    return str(STATUSES[reader.status([word])[0]])


def label(reader: SentenceReader, word: int, layer: str) -> int:
    rows = reader.words(0, len(reader.doc))
    return int(rows.labels[word, list(LAYERS).index(layer)])


def keys(reader: SentenceReader, trigger: int) -> dict[str, tuple[str, str, str]]:
    """The path keys of each candidate by its text."""
    pairs = reader.pairs(trigger)
    texts = [reader.doc[c].text for c in pairs.candidates]
    return dict(zip(texts, pairs.keys, strict=True))


def test_words_of_one_part_of_speech_share_its_label(reader: Reader) -> None:
    found = [label(reader(ZAPPED), word, "pos") for word in (0, 1, 2)]
    assert found[0] == found[2] != found[1]


def test_a_mention_has_the_labels_of_its_form_and_kind(reader: Reader) -> None:
    made = reader(ZAPPED)
    assert label(made, 0, "form") == list(MentionForm).index(MentionForm.NAME) + 1
    assert label(made, 0, "kind") == list(ActorKind).index(ActorKind.ORGANIZATION) + 1


def test_a_word_that_is_no_mention_has_neither_form_nor_kind(reader: Reader) -> None:
    made = reader(ZAPPED)
    assert [label(made, 1, layer) for layer in ("form", "kind", "noun")] == [0, 0, 0]


def test_a_noun_has_the_label_of_its_kind(reader: Reader) -> None:
    made = reader("Rays/NNS/nsubj/2=ray@object hit/VBD/root/0 guards/NNS/obj/2=guard@person .")
    assert 0 != label(made, 0, "noun") != label(made, 2, "noun") != 0


def test_a_noun_kind_not_known_counts_as_other(reader: Reader) -> None:
    made = reader("Rays/NNS/nsubj/2=ray@gizmo hit/VBD/root/0 guards/NNS/obj/2=guard@other .")
    assert label(made, 0, "noun") == label(made, 2, "noun") != 0


def test_labels_stay_below_the_sizes_of_their_layers(reader: Reader) -> None:
    labels = reader(ZAPPED, PLAN).words(0, 15).labels
    assert labels.shape == (15, len(LAYERS))
    assert (labels < np.array(list(LAYERS.values()))).all()


def test_the_ontology_offers_a_word_the_classes_of_its_triggers(reader: Reader) -> None:
    offered = reader(ZAPPED).words(0, 7).offered
    assert classes(offered[1]) == {"ASSAULT", "AID"}
    assert classes(offered[5]) == set()


def test_a_trigger_that_takes_a_support_verb_is_flagged_as_such(reader: Reader) -> None:
    made = reader("Zapping/NN/nsubj/2 helps/VBZ/root/0=zonk .")
    assert classes(made.words(0, 3).offered[0]) == {"", "ASSAULT"}


def test_a_rule_fires_the_class_of_its_reading_only(reader: Reader) -> None:
    fired = reader(ZAPPED).words(0, 7).fired
    assert classes(fired[1]) == {"ASSAULT"}
    assert not fired[[0, 2, 3, 4, 5, 6]].any()


def test_a_trigger_whose_frame_stays_empty_fires_nothing(reader: Reader) -> None:
    rows = reader("Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap .").words(0, 3)
    assert classes(rows.offered[1]) == {"ASSAULT", "AID"}
    assert not rows.fired.any()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("zapped/VBD/root/0=zap", "actual"),
        ("will/MD/aux/3 zap/VB/root/0", "intended"),
        ("may/MD/aux/3 zap/VB/root/0", "possible"),
        ("never/RB/advmod/3 zapped/VBD/root/0=zap", "negated"),
    ],
)
def test_the_rules_give_a_verb_its_status(reader: Reader, words: str, expected: str) -> None:
    size = len(words.split())
    made = reader(f"Orvex/NNP/nsubj/{size + 1}#ORG {words} Belmora/NNP/obj/{size + 1}#ORG .")
    assert status(made, size) == expected


def test_words_that_state_nothing_are_actual(reader: Reader) -> None:
    assert status(reader("Orvex/NNP/nsubj/3#ORG never/RB/advmod/3 zapped/VBD/root/0=zap ."), 1) == (
        "actual"
    )


def test_function_words_without_dependents_are_no_content(reader: Reader) -> None:
    made = reader(ZAPPED, PLAN)
    content = made.words(7, 15).content
    assert [made.doc[7 + c].text for c in content] == ["Orvex", "plan", "zap", "Belmora", "failed"]


def test_a_mark_that_governs_words_is_content(reader: Reader) -> None:
    rows = reader(
        "Orvex/NNP/nsubj/3#ORG the/DT/det/1 -/HYPH/root/0 zapped/VBD/parataxis/3=zap ."
    ).words(0, 5)
    assert rows.content.tolist() == [0, 2, 3]


def test_heads_are_positions_among_the_words_read(reader: Reader) -> None:
    rows = reader(ZAPPED, PLAN).words(7, 15)
    assert rows.heads.tolist() == [2, 0, 6, 4, 2, 4, 6, 6]
    assert rows.deps[:3] == ("nmod:poss", "case", "nsubj")


def test_candidates_are_the_mentions_and_nouns_of_the_sentence(reader: Reader) -> None:
    made = reader(ZAPPED, PLAN)
    assert [made.doc[c].text for c in made.candidates(1)] == ["Orvex", "Belmora", "rays"]
    assert [made.doc[c].text for c in made.candidates(11)] == ["Orvex", "plan", "Belmora"]


def test_a_trigger_is_no_candidate_of_its_own(reader: Reader) -> None:
    made = reader(
        "Orvex/NNP/nsubj/2#ORG staged/VBD/root/0=stage a/DT/det/4 zapping/NN/obj/2@event of/IN/case"
        "/6 Belmora/NNP/nmod/4#ORG ."
    )
    assert made.candidates(3) == (0, 5)


def test_an_adjective_that_is_a_mention_is_a_candidate(reader: Reader) -> None:
    made = reader("Syrian/JJ/amod/2#NORP guards/NNS/nsubj/3=guard@person fled/VBD/root/0=flee .")
    assert made.candidates(2) == (0, 1)


def test_a_path_down_the_tree_is_written_with_arrows(reader: Reader) -> None:
    found = keys(reader(ZAPPED), 1)
    assert found["Orvex"] == (">nsubj", "nsubj:", "nsubj")
    assert found["Belmora"] == (">obj", "obj:", "obj")


def test_the_end_of_a_path_has_the_case_of_the_candidate(reader: Reader) -> None:
    assert keys(reader(ZAPPED), 1)["rays"] == (">obl", "obl:with", "obl")


def test_a_path_up_the_tree_is_written_with_carets(reader: Reader) -> None:
    found = keys(reader(PLAN), 4)
    assert found["Orvex"] == ("^acl>nmod:poss", "nmod:poss:", "unmod:poss")
    assert found["plan"] == ("^acl", "acl:", "uself")


def test_a_passive_trigger_is_marked(reader: Reader) -> None:
    made = reader(
        "Belmora/NNP/nsubj:pass/3#ORG was/VBD/aux:pass/3=be zapped/VBN/root/0=zap by/IN/case/5 "
        "Orvex/NNP/obl/3#ORG ."
    )
    assert keys(made, 2) == {
        "Belmora": (">nsubj:pass", "nsubj:pass:", "Pnsubj:pass"),
        "Orvex": (">obl", "obl:by", "Pobl"),
    }


def test_a_long_path_keeps_its_ends_only(reader: Reader) -> None:
    made = reader(
        "Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap fans/NNS/obj/2=fan@person of/IN/case/5 "
        "friends/NNS/nmod/3=friend@person of/IN/case/7 heirs/NNS/nmod/5=heir@person of/IN/case/9 "
        "kings/NNS/nmod/7=king@person of/IN/case/11 Belmora/NNP/nmod/9#ORG ."
    )
    assert keys(made, 1)["kings"][0] == ">obj>nmod>nmod>nmod"
    assert keys(made, 1)["Belmora"] == ("..>nmod", "nmod:of", "obj")
    assert made.pairs(1).lengths == (1, 1, 2, 3, 4, 5)


def test_a_word_too_deep_in_the_tree_has_no_path(reader: Reader) -> None:
    chain = " ".join(f"guards/NNS/nmod/{head}=guard@person" for head in range(3, 16))
    made = reader(
        "Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap kin/NN/obj/2@person "
        f"{chain} Belmora/NNP/nmod/16#ORG ."
    )
    assert keys(made, 1)["Belmora"] == ("?", "?", "?")
    assert made.pairs(1).lengths[-1] == 9


def test_distances_grow_in_steps_before_and_after_the_trigger(reader: Reader) -> None:
    assert reader(ZAPPED).pairs(1).distances == (0, 6, 8)


def test_flags_tell_the_roles_that_the_rules_give(reader: Reader) -> None:
    flags = reader(ZAPPED).pairs(1).flags
    source, target, thing = flags.tolist()
    assert source == [1, 0, 1, 1, 1, 0]
    assert target == [0, 1, 1, 1, 0, 1]
    assert thing == [0, 0, 1, 0, 0, 0]


def test_flags_of_a_silent_trigger_tell_the_roles_beside_others(reader: Reader) -> None:
    made = reader(
        "Orvex/NNP/nsubj/2#ORG zapped/VBD/root/0=zap Belmora/NNP/obj/2#ORG and/CC/cc/5 "
        "gloated/VBD/conj/2=gloat ."
    )
    assert made.pairs(4).flags.tolist() == [[0, 0, 0, 1, 1, 0], [0, 0, 0, 1, 0, 1]]


def test_both_sides_of_a_reciprocal_rule_are_source_and_target(reader: Reader) -> None:
    made = reader(
        "Orvex/NNP/nsubj/2#ORG zigged/VBD/root/0=zig with/IN/case/4 Belmora/NNP/obl/2#ORG ."
    )
    assert made.pairs(1).flags[:, :2].tolist() == [[1, 1], [1, 1]]


def test_a_trigger_without_candidates_has_no_pairs(reader: Reader) -> None:
    pairs = reader("Zap/VB/root/0 !/./punct/1").pairs(0)
    assert (pairs.candidates, pairs.keys) == ((), ())
    assert (pairs.lengths, pairs.distances) == ((), ())
    assert pairs.flags.shape == (0, PAIR_FLAGS)


def test_conjuncts_are_one_phrase(reader: Reader) -> None:
    made = reader(
        "Orvex/NNP/nsubj/4#ORG and/CC/cc/3 Quell/NNP/conj/1#ORG zapped/VBD/root/0=zap "
        "Belmora/NNP/obj/4#ORG ."
    )
    assert made.phrases(3, (0, 2, 4)) == [0, 0, 4]


def test_a_noun_and_what_hangs_on_it_are_one_phrase(reader: Reader) -> None:
    made = reader(
        "Friends/NNS/nsubj/4=friend@person in/IN/case/3 Quell/NNP/nmod/1#ORG zapped/VBD/root/0=zap "
        "Belmora/NNP/nmod:poss/7#ORG 's/POS/case/5 guards/NNS/obj/4=guard@person ."
    )
    assert made.phrases(3, (0, 2, 4, 6)) == [0, 0, 6, 6]


def test_the_phrases_on_a_noun_that_states_an_event_stay_apart(reader: Reader) -> None:
    made = reader(
        "Orvex/NNP/nmod:poss/3#ORG 's/POS/case/1 zapping/NN/nsubj/6@event of/IN/case/5 "
        "Belmora/NNP/nmod/3#ORG ended/VBD/root/0=end ."
    )
    assert made.phrases(2, (0, 4)) == [0, 4]
