"""Speech clauses beside what they say, found by commas and word order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy.tokens

from graphkit.extract.asides import Aside, find_asides
from graphkit.extract.attribution import is_saying
from graphkit.parse import Doc, plain_doc

Asides = Callable[[str], tuple[Doc, list[Aside]]]

CLOSING = (
    "Rebels/NNS/nsubj/2=rebel fled/VBD/root/0=flee ,/,/punct/7 the/DT/det/5 army/NN/appos/1 "
    "in/IN/case/7 Homs/NNP/nmod/5 said/VBD/parataxis/2=say ./."
)
INSERTED = (
    "Rebels/NNS/nsubj/8=rebel ,/,/punct/6 the/DT/det/4 army/NN/nsubj/5 alleged/VBN/acl:relcl/1"
    "=allege ,/,/punct/1 had/VBD/aux/8=have fled/VBN/root/0=flee ,/,/punct/12 but/CC/cc/12 "
    "crowds/NNS/nsubj/12=crowd cheered/VBD/conj/8=cheer ./."
)
INVERTED = (
    "Rebels/NNS/nsubj/2=rebel fled/VBD/root/0=flee ,/,/punct/4 said/VBD/parataxis/2=say "
    "his/PRP$/nmod:poss/6 wife/NN/obj/4 ./."
)
INNER = (
    "Rebels/NNS/nsubj/2=rebel fled/VBD/root/0=flee ,/,/punct/9 but/CC/cc/9 ,/,/punct/9 he/PRP/nsubj"
    "/7 said/VBD/parataxis/9=say ,/,/punct/9 returned/VBD/conj/2=return ./."
)
PARTED = (
    "Rebels/NNS/nsubj/2=rebel fled/VBD/root/0=flee ;/:/punct/8 crowds/NNS/nsubj/8=crowd "
    ",/,/punct/8 he/PRP/nsubj/7 said/VBD/parataxis/2=say cheered/VBD/parataxis/2=cheer ./."
)
TOLD = (
    "After/IN/mark/3 rebels/NNS/nsubj/3=rebel fled/VBD/advcl/6=flee ,/,/punct/6 he/PRP/nsubj/6 "
    "told/VBD/root/0=tell parliament/NN/obj/6 ./."
)
WITH_CONTENT = (
    "On/IN/case/2 Monday/NNP/obl/5 ,/,/punct/5 he/PRP/nsubj/5 said/VBD/root/0=say "
    "rebels/NNS/nsubj/7=rebel fled/VBD/ccomp/5=flee ./."
)


@pytest.fixture
def asides(tree: Callable[..., spacy.tokens.Doc]) -> Asides:
    """Return a function that gives the speech clauses of a sentence written as a tree."""

    def find(sentence: str) -> tuple[Doc, list[Aside]]:
        doc = plain_doc(tree(sentence))
        return doc, list(find_asides(doc.sents[0], is_saying))

    return find


def covered(doc: Doc, aside: Aside) -> list[str]:
    """The verbs that a speech clause speaks of."""
    return [t.text for t in doc if t.pos_ == "VERB" and aside.covers(t)]


def test_a_closing_speaks_of_all_before_it(asides: Asides) -> None:
    doc, (aside,) = asides(CLOSING)
    assert (aside.verb.text, [t.text for t in aside.speakers]) == ("said", ["army", "Homs"])
    assert aside.final
    assert covered(doc, aside) == ["fled"]


def test_an_inserted_clause_speaks_of_what_follows_but_not_after_but(asides: Asides) -> None:
    doc, (aside,) = asides(INSERTED)
    assert (aside.verb.text, [t.text for t in aside.speakers]) == ("alleged", ["army"])
    assert not aside.final
    assert covered(doc, aside) == ["fled"]


def test_the_speaker_may_follow_the_verb(asides: Asides) -> None:
    doc, (aside,) = asides(INVERTED)
    assert [t.text for t in aside.speakers] == ["wife"]
    assert covered(doc, aside) == ["fled"]


def test_a_clause_within_another_speaks_of_that_alone(asides: Asides) -> None:
    doc, (aside,) = asides(INNER)
    assert aside.inner
    assert covered(doc, aside) == ["returned"]


def test_what_a_semicolon_parts_is_not_said(asides: Asides) -> None:
    _, (aside,) = asides(PARTED)
    assert [t.text for t in aside.verb.doc if aside.covers(t)] == ["crowds", ","]


def test_the_circumstances_of_speaking_are_not_said(asides: Asides) -> None:
    doc, (aside,) = asides(TOLD)
    assert covered(doc, aside) == []


def test_a_verb_with_content_of_its_own_is_no_aside(asides: Asides) -> None:
    assert asides(WITH_CONTENT)[1] == []
