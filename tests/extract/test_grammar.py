"""Questions about trees: agents, objects, control, prepositions and the words of a phrase."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
import spacy.tokens

from graphkit.extract import grammar
from graphkit.parse import Doc, Token, plain_doc

Tree = Callable[..., Doc]


@pytest.fixture
def tree(tree: Callable[..., spacy.tokens.Doc]) -> Tree:
    """Return a function that gives sentences written as trees as a plain Doc."""
    return lambda *sentences: plain_doc(tree(*sentences))


def word(doc: Doc, text: str) -> Token:
    return next(t for t in doc if t.text == text)


def words(tokens: Iterable[Token]) -> list[str]:
    return [t.text for t in tokens]


ACTIVE = "Iran/NNP/nsubj/2 attacked/VBD/root/0=attack Israel/NNP/obj/2 ."
PASSIVE = (
    "Israel/NNP/nsubj:pass/3 was/VBD/aux:pass/3=be attacked/VBN/root/0=attack by/IN/case/5 "
    "Iran/NNP/obl:agent/3 ."
)
JOINED_PASSIVES = (
    "Israel/NNP/nsubj:pass/3 was/VBD/aux:pass/3=be attacked/VBN/root/0=attack and/CC/cc/5 "
    "bombed/VBN/conj/3=bomb by/IN/case/7 Iran/NNP/obl:agent/5 ."
)
REDUCED = (
    "Rebels/NNS/nsubj/5=rebel@person armed/VBN/acl/1=arm by/IN/case/4 Iran/NNP/obl:agent/2 "
    "fled/VBD/root/0=flee ."
)
GIVEN = (
    "Ukraine/NNP/nsubj:pass/3 was/VBD/aux:pass/3=be given/VBN/root/0=give "
    "tanks/NNS/obj/3=tank@other by/IN/case/6 Germany/NNP/obl:agent/3 ."
)


@pytest.mark.parametrize(
    ("tree_of", "verb", "agents", "patients"),
    [
        (ACTIVE, "attacked", ["Iran"], ["Israel"]),
        (PASSIVE, "attacked", ["Iran"], ["Israel"]),
        (JOINED_PASSIVES, "attacked", ["Iran"], ["Israel"]),
        (JOINED_PASSIVES, "bombed", ["Iran"], ["Israel"]),
        (REDUCED, "armed", ["Iran"], ["Rebels"]),
        (REDUCED, "fled", ["Rebels"], []),
        (GIVEN, "given", ["Germany"], ["tanks"]),
    ],
)
def test_who_acts_and_who_undergoes(
    tree: Tree, tree_of: str, verb: str, agents: list[str], patients: list[str]
) -> None:
    token = word(tree(tree_of), verb)
    assert words(grammar.subjects(token)) == agents
    assert words(grammar.direct_objects(token)) == patients


def test_a_passive_may_have_a_recipient_for_a_subject(tree: Tree) -> None:
    assert words(grammar.indirect_objects(word(tree(GIVEN), "given"))) == ["Ukraine"]


CONTROL: dict[str, tuple[str, str]] = {
    "subject control": (
        "Iran/NNP/nsubj/2 tried/VBD/root/0=try to/TO/mark/4 attack/VB/xcomp/2 Israel/NNP/obj/4 .",
        "Iran",
    ),
    "object control": (
        "Syria/NNP/nsubj/2 urged/VBD/root/0=urge Iran/NNP/obj/2 to/TO/mark/5 attack/VB/xcomp/2 "
        "Israel/NNP/obj/5 .",
        "Iran",
    ),
    "promise": (
        "Iran/NNP/nsubj/2 promised/VBD/root/0=promise Syria/NNP/obj/2 to/TO/mark/5 "
        "attack/VB/xcomp/2 Israel/NNP/obj/5 .",
        "Iran",
    ),
    "called on": (
        "Syria/NNP/nsubj/2 called/VBD/root/0=call on/IN/case/4 Iran/NNP/obl/2 to/TO/mark/6 "
        "attack/VB/xcomp/2 Israel/NNP/obj/6 .",
        "Iran",
    ),
    "accused of": (
        "Syria/NNP/nsubj/2 accused/VBD/root/0=accuse Iran/NNP/obj/2 of/IN/mark/5 "
        "attack/VBG/advcl/2=attack Israel/NNP/obj/5 .",
        "Iran",
    ),
    "prevented from": (
        "Syria/NNP/nsubj/2 prevented/VBD/root/0=prevent Iran/NNP/obj/2 from/IN/mark/5 "
        "attack/VBG/advcl/2=attack Israel/NNP/obj/5 .",
        "Iran",
    ),
    "was accused of": (
        "Iran/NNP/nsubj:pass/3 was/VBD/aux:pass/3=be accused/VBN/root/0=accuse of/IN/mark/5 "
        "attack/VBG/advcl/3=attack Israel/NNP/obj/5 by/IN/case/8 Syria/NNP/obl:agent/3 .",
        "Iran",
    ),
    "raising": (
        "Iran/NNP/nsubj/2 seems/VBZ/root/0=seem to/TO/mark/4 attack/VB/xcomp/2 Israel/NNP/obj/4 .",
        "Iran",
    ),
    "was urged to": (
        "Iran/NNP/nsubj:pass/3 was/VBD/aux:pass/3=be urged/VBN/root/0=urge to/TO/mark/5 "
        "attack/VB/xcomp/3 Israel/NNP/obj/5 by/IN/case/8 Syria/NNP/obl:agent/3 .",
        "Iran",
    ),
    "purpose": (
        "Iran/NNP/nsubj/2 crossed/VBD/root/0=cross Syria/NNP/obj/2 to/TO/mark/5 attack/VB/advcl/2 "
        "Israel/NNP/obj/5 .",
        "Iran",
    ),
    "participle": (
        "Iran/NNP/nsubj/2 moved/VBD/root/0=move ,/,/punct/4 attack/VBG/advcl/2=attack "
        "Israel/NNP/obj/4 .",
        "Iran",
    ),
    "joined verbs": (
        "Iran/NNP/nsubj/2 moved/VBD/root/0=move and/CC/cc/4 attack/VBD/conj/2=attack "
        "Israel/NNP/obj/4 .",
        "Iran",
    ),
    "a plan to": (
        "Iran/NNP/nmod:poss/3 's/POS/case/1 plan/NN/nsubj/6@other to/TO/mark/5 attack/VB/acl/3 "
        "failed/VBD/root/0=fail Israel/NNP/obj/5 .",
        "Iran",
    ),
    "relative": (
        "Iran/NNP/nsubj/5 ,/,/punct/4 which/WDT/nsubj/4 attack/VBD/acl:relcl/1=attack "
        "fled/VBD/root/0=flee .",
        "which",
    ),
}


@pytest.mark.parametrize("name", CONTROL)
def test_who_acts_in_a_clause_without_a_subject(tree: Tree, name: str) -> None:
    sentence, agent = CONTROL[name]
    assert words(grammar.subjects(word(tree(sentence), "attack"))) == [agent]


def test_a_relative_pronoun_stands_for_its_noun(tree: Tree) -> None:
    doc = tree(CONTROL["relative"][0])
    assert grammar.antecedent(word(doc, "which")).text == "Iran"
    assert grammar.antecedent(word(doc, "Iran")).text == "Iran"


def test_the_object_of_a_relative_clause_is_its_noun(tree: Tree) -> None:
    doc = tree(
        "The/DT/det/2 rebels/NNS/nsubj/5=rebel Iran/NNP/nsubj/4 armed/VBD/acl:relcl/2=arm "
        "fled/VBD/root/0=flee ."
    )
    assert words(grammar.direct_objects(word(doc, "armed"))) == ["rebels"]


def test_conjuncts_in_text_order(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/6 ,/,/punct/3 Iraq/NNP/conj/1 and/CC/cc/5 Syria/NNP/conj/1 "
        "left/VBD/root/0=leave ."
    )
    assert words(grammar.conjuncts(word(doc, "Iran"))) == ["Iran", "Iraq", "Syria"]


def test_passives_are_known_with_and_without_auxiliaries(tree: Tree) -> None:
    assert grammar.is_passive(word(tree(PASSIVE), "attacked"))
    assert grammar.is_passive(word(tree(JOINED_PASSIVES), "bombed"))
    assert grammar.is_passive(word(tree(REDUCED), "armed"))
    assert not grammar.is_passive(word(tree(ACTIVE), "attacked"))


def test_nouns_after_a_preposition(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/2 fired/VBD/root/0=fire rockets/NNS/obj/2=rocket at/IN/case/5 "
        "Israel/NNP/obl/2 from/IN/case/7 Syria/NNP/obl/2 ."
    )
    fired = word(doc, "fired")
    assert words(grammar.prepositional(fired, "at")) == ["Israel"]
    assert words(grammar.prepositional(fired, "from")) == ["Syria"]
    assert grammar.prepositional(fired, "against") == []


@pytest.mark.parametrize("preposition", ["toward", "towards"])
def test_toward_is_towards(tree: Tree, preposition: str) -> None:
    doc = tree("Iran/NNP/nsubj/2 moved/VBD/root/0=move towards/IN/case/4 Israel/NNP/obl/2 .")
    assert words(grammar.prepositional(word(doc, "moved"), preposition)) == ["Israel"]


@pytest.mark.parametrize(
    "sentence",
    [
        "He/PRP/nsubj/2 spoke/VBD/root/0=speak on/IN/case/6 behalf/NN/fixed/3 of/IN/fixed/3 "
        "Iran/NNP/obl/2 .",
        "He/PRP/nsubj/2 spoke/VBD/root/0=speak on/IN/case/4 behalf/NN/obl/2 of/IN/case/6 "
        "Iran/NNP/nmod/4 .",
    ],
)
def test_a_long_preposition_however_it_is_parsed(tree: Tree, sentence: str) -> None:
    found = grammar.prepositional(word(tree(sentence), "spoke"), "on behalf of")
    assert words(found) == ["Iran"]


def test_a_particle_belongs_to_its_verb(tree: Tree) -> None:
    doc = tree("Iran/NNP/nsubj/2 blew/VBD/root/0=blow up/RP/compound:prt/2 it/PRP/obj/2 .")
    assert grammar.particle(word(doc, "blew")) == "up"
    assert grammar.particle(word(doc, "Iran")) is None


def test_the_mark_of_a_clause(tree: Tree) -> None:
    doc = tree(CONTROL["purpose"][0])
    assert grammar.mark_of(word(doc, "attack")) == "to"
    assert grammar.mark_of(word(doc, "crossed")) == ""


def test_a_phrase_without_its_preposition_and_article(tree: Tree) -> None:
    doc = tree(
        "Iran/NNP/nsubj/2 labels/VBZ/root/0=label them/PRP/obj/2 as/IN/case/7 a/DT/det/7 "
        "terrorist/JJ/amod/7 group/NN/obl/2 ,/,/punct/7 with/IN/case/10 reason/NN/nmod/7 ."
    )
    assert grammar.subtree_text(word(doc, "group")) == "terrorist group"


def test_a_long_phrase_is_cut(tree: Tree) -> None:
    inner = " ".join(f"w{i}/JJ/amod/23" for i in range(20))
    doc = tree(f"Iran/NNP/nsubj/2 labels/VBZ/root/0=label {inner} group/NN/obj/2 .")
    assert len(grammar.subtree_text(word(doc, "group"), most_words=5).split()) == 5


@pytest.mark.parametrize(
    ("noun", "acts"),
    [("Iran/NNP/nsubj/2", True), ("they/PRP/nsubj/2", True), ("men/NNS/nsubj/2@person", True),
     ("plan/NN/nsubj/2@other", False), ("talks/NNS/nsubj/2@event", False)],
)  # fmt: skip
def test_who_may_act(tree: Tree, noun: str, acts: bool) -> None:
    doc = tree(f"{noun} left/VBD/root/0=leave .")
    assert grammar.may_act(doc[0]) is acts
