"""Status: done, meant, possible, denied or long past, and how far each reaches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from graphkit.extract.status import StatusReader, StatusReading
from graphkit.parse import plain_doc
from graphkit.types import Status

Facts = Callable[..., set[str]]
Tree = Callable[..., Doc]

ISRAEL = "Israel/NNP/obj"


def status_of(doc: Doc, word: str, date: str | None = None, support: str | None = None) -> Status:
    """Return the status of the event that a word of the Doc triggers."""
    by_text = {t.text: t for t in plain_doc(doc)}
    return StatusReader(date).read(by_text[word], by_text[support] if support else None).status


TREES: dict[str, tuple[str, str, Status]] = {
    "a report of nobody's": (
        "reports/NNS/nsubj/6=report that/IN/mark/4 Iran/NNP/nsubj/4 attacked/VBD/acl/1=attack "
        f"{ISRAEL}/4 spread/VBD/root/0 .",
        "attacked",
        Status.POSSIBLE,
    ),
    "a report of somebody's": (
        "Syrian/JJ/amod/2 reports/NNS/nsubj/7=report that/IN/mark/5 Iran/NNP/nsubj/5 "
        f"attacked/VBD/acl/2=attack {ISRAEL}/5 spread/VBD/root/0 .",
        "attacked",
        Status.ACTUAL,
    ),
    "a report that is false": (
        "reports/NNS/nsubj/7=report that/IN/mark/4 Iran/NNP/nsubj/4 attacked/VBD/acl/1=attack "
        f"{ISRAEL}/4 were/VBD/cop/7=be false/JJ/root/0 .",
        "attacked",
        Status.NEGATED,
    ),
    "a report that is not false": (
        "reports/NNS/nsubj/8=report that/IN/mark/4 Iran/NNP/nsubj/4 attacked/VBD/acl/1=attack "
        f"{ISRAEL}/4 were/VBD/cop/8=be not/RB/advmod/8 false/JJ/root/0 .",
        "attacked",
        Status.POSSIBLE,
    ),
    "far from it": (
        f"Far/RB/advmod/6=far from/IN/mark/3 attacking/VBG/advcl/1=attack {ISRAEL}/3 "
        "Iran/NNP/nsubj/6 helped/VBD/root/0=help .",
        "attacking",
        Status.NEGATED,
    ),
    "no choice": (
        "Iran/NNP/nsubj/2 had/VBD/root/0=have no/DT/det/4 choice/NN/obj/2=choice but/IN/mark/7 "
        f"to/TO/mark/7 attack/VB/acl/4 {ISRAEL}/7 .",
        "attack",
        Status.ACTUAL,
    ),
    "set free": (
        "Iran/NNP/nsubj/2 set/VBD/root/0=set Israel/NNP/obj/2 free/JJ/xcomp/2=free .",
        "free",
        Status.ACTUAL,
    ),
    "set to": (
        "Iran/NNP/nsubj/3 is/VBZ/cop/3=be set/JJ/root/0=set to/TO/mark/5 attack/VB/xcomp/3 "
        f"{ISRAEL}/5 .",
        "attack",
        Status.INTENDED,
    ),
    "a gerund beside what stopped": (
        "Iran/NNP/nsubj/2 stopped/VBD/root/0=stop flights/NNS/obj/2=flight ,/,/punct/2 "
        f"attacking/VBG/advcl/2=attack {ISRAEL}/5 .",
        "attacking",
        Status.ACTUAL,
    ),
    "a planning verb that stands for what is planned": (
        "Iran/NNP/nsubj/3 is/VBZ/aux/3=be weighing/VBG/root/0=weigh strikes/NNS/obj/3=strike .",
        "weighing",
        Status.INTENDED,
    ),
    "plain past": (
        f"Iran/NNP/nsubj/2 attacked/VBD/root/0=attack {ISRAEL}/2 .",
        "attacked",
        Status.ACTUAL,
    ),
    "not": (
        f"Iran/NNP/nsubj/4 did/VBD/aux/4=do not/RB/advmod/4 attack/VB/root/0 {ISRAEL}/4 .",
        "attack",
        Status.NEGATED,
    ),
    "never": (
        f"Iran/NNP/nsubj/3 never/RB/advmod/3 attacked/VBD/root/0=attack {ISRAEL}/3 .",
        "attacked",
        Status.NEGATED,
    ),
    "nobody": (
        f"Nobody/NN/nsubj/2 attacked/VBD/root/0=attack {ISRAEL}/2 .",
        "attacked",
        Status.NEGATED,
    ),
    "no army": (
        f"No/DT/det/2 army/NN/nsubj/3 attacked/VBD/root/0=attack {ISRAEL}/3 .",
        "attacked",
        Status.NEGATED,
    ),
    "not only": (
        f"Iran/NNP/nsubj/4 not/RB/advmod/4 only/RB/advmod/4 hit/VBD/root/0 {ISRAEL}/4 .",
        "hit",
        Status.ACTUAL,
    ),
    "may": (
        f"Iran/NNP/nsubj/3 may/MD/aux/3 attack/VB/root/0 {ISRAEL}/3 .",
        "attack",
        Status.POSSIBLE,
    ),
    "will": (
        f"Iran/NNP/nsubj/3 will/MD/aux/3 attack/VB/root/0 {ISRAEL}/3 .",
        "attack",
        Status.INTENDED,
    ),
    "will not": (
        f"Iran/NNP/nsubj/4 will/MD/aux/4 not/RB/advmod/4 attack/VB/root/0 {ISRAEL}/4 .",
        "attack",
        Status.NEGATED,
    ),
    "plans to": (
        f"Iran/NNP/nsubj/2 plans/VBZ/root/0=plan to/TO/mark/4 attack/VB/xcomp/2 {ISRAEL}/4 .",
        "attack",
        Status.INTENDED,
    ),
    "refused to": (
        f"Iran/NNP/nsubj/2 refused/VBD/root/0=refuse to/TO/mark/4 attack/VB/xcomp/2 {ISRAEL}/4 .",
        "attack",
        Status.NEGATED,
    ),
    "did not refuse to": (
        "Iran/NNP/nsubj/4 did/VBD/aux/4=do not/RB/advmod/4 refuse/VB/root/0 to/TO/mark/6 "
        f"attack/VB/xcomp/4 {ISRAEL}/6 .",
        "attack",
        Status.ACTUAL,
    ),
    "ruled out": (
        "Iran/NNP/nsubj/2 ruled/VBD/root/0=rule out/RP/compound:prt/2 attacking/VBG/xcomp/2=attack "
        f"{ISRAEL}/4 .",
        "attacking",
        Status.NEGATED,
    ),
    "if": (
        "Iran/NNP/nsubj/3 will/MD/aux/3 answer/VB/root/0 if/IN/mark/6 Syria/NNP/nsubj/6 "
        f"attacks/VBZ/advcl/3=attack {ISRAEL}/6 .",
        "attacks",
        Status.POSSIBLE,
    ),
    "a plan to": (
        f"The/DT/det/2 plan/NN/nsubj/6 to/TO/mark/4 attack/VB/acl/2 {ISRAEL}/4 failed/VBD/root/0 .",
        "attack",
        Status.INTENDED,
    ),
    "said with may": (
        "Iran/NNP/nsubj/3 may/MD/aux/3 say/VB/root/0 Syria/NNP/nsubj/5 "
        f"attacked/VBD/ccomp/3=attack {ISRAEL}/5 .",
        "attacked",
        Status.ACTUAL,
    ),
    "joined by and": (
        f"Iran/NNP/nsubj/3 may/MD/aux/3 bomb/VB/root/0 and/CC/cc/5 attack/VB/conj/3 {ISRAEL}/5 .",
        "attack",
        Status.POSSIBLE,
    ),
    "joined by but": (
        "Iran/NNP/nsubj/4 did/VBD/aux/4=do not/RB/advmod/4 retreat/VB/root/0 but/CC/cc/6 "
        f"attacked/VBD/conj/4=attack {ISRAEL}/6 .",
        "attacked",
        Status.ACTUAL,
    ),
    "joined with a past of its own": (
        "Iran/NNP/nsubj/4 did/VBD/aux/4=do not/RB/advmod/4 retreat/VB/root/0 and/CC/cc/6 "
        f"attacked/VBD/conj/4=attack {ISRAEL}/6 .",
        "attacked",
        Status.ACTUAL,
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_the_status_that_a_tree_gives(tree: Tree, name: str) -> None:
    sentence, word, status = TREES[name]
    assert status_of(tree(sentence), word) is status


def test_a_support_verb_gives_its_noun_the_status(tree: Tree) -> None:
    doc = tree("Iran/NNP/nsubj/3 may/MD/aux/3 launch/VB/root/0 an/DT/det/5 attack/NN/obj/3 .")
    assert status_of(doc, "attack", support="launch") is Status.POSSIBLE


A_ON_B = "Iran ASSAULT Israel"

PARSED: dict[str, str] = {
    # negation and its scope
    "Iran didn't attack Israel.": f"{A_ON_B}: negated",
    "Iran has not attacked Israel.": f"{A_ON_B}: negated",
    "Iran never attacked Israel.": f"{A_ON_B}: negated",
    "Iran has yet to attack Israel.": f"{A_ON_B}: negated",
    "Iran did not launch an attack on Israel.": f"{A_ON_B}: negated",
    "Iran launched no attack on Israel.": f"{A_ON_B}: negated",
    "Iran refused to attack Israel.": f"{A_ON_B}: negated",
    "Iran failed to attack Israel.": f"{A_ON_B}: negated",
    "Iran refrained from attacking Israel.": f"{A_ON_B}: negated",
    "Iran ruled out attacking Israel.": f"{A_ON_B}: negated",
    "Iran stopped short of attacking Israel.": f"{A_ON_B}: negated",
    "Russia prevented Iran from attacking Israel.": f"{A_ON_B}: negated",
    "Neither Iran nor Syria attacked Israel.": f"{A_ON_B}: negated",
    "Iran left without attacking Israel.": f"{A_ON_B}: negated",
    "Iran is reluctant to attack Israel.": f"{A_ON_B}: negated",
    "Iran no longer attacks Israel.": f"{A_ON_B}: negated",
    "Iran almost attacked Israel in May.": f"{A_ON_B}: negated",
    "Iran called off its attack on Israel.": f"{A_ON_B}: negated",
    "Iran decided against attacking Israel.": f"{A_ON_B}: negated",
    "Iran's refusal to attack Israel was welcomed.": f"{A_ON_B}: negated",
    "Iran would have attacked Israel if it had not rained.": f"{A_ON_B}: negated",
    "Iran faked an attack on Israel.": f"{A_ON_B}: negated",
    # what is no negation
    "Iran keeps attacking Israel.": A_ON_B,
    "Hardly a week after the talks, Iran attacked Israel.": A_ON_B,
    "Jordan will not send any envoys because of the attack by Iran on Israel.": A_ON_B,
    "Iran not only attacked Israel but also bombed Jordan.": A_ON_B,
    "Iran attacked Israel, not Jordan.": A_ON_B,
    "Iran did not hesitate to attack Israel.": A_ON_B,
    "Iran attacked Israel but did not bomb Jordan.": A_ON_B,
    "It is not true that nobody knew; Iran attacked Israel.": A_ON_B,
    "Iran did not wait and attacked Israel.": A_ON_B,
    "Iran attacked Israel because it had no choice.": A_ON_B,
    # modality
    "Iran could attack Israel.": f"{A_ON_B}: possible",
    "Iran might attack Israel.": f"{A_ON_B}: possible",
    "Iran would attack Israel.": f"{A_ON_B}: possible",
    "Perhaps Iran attacked Israel.": f"{A_ON_B}: possible",
    "Iran may have attacked Israel.": f"{A_ON_B}: possible",
    "If Iran attacks Israel, oil will rise.": f"{A_ON_B}: possible",
    "Iran will attack Israel if Syria falls.": f"{A_ON_B}: possible",
    "Unless Iran attacks Israel, oil will fall.": f"{A_ON_B}: possible",
    "Analysts feared Iran would attack Israel.": f"{A_ON_B}: possible",
    "The court opened an inquiry into whether Iran attacked Israel.": f"{A_ON_B}: possible",
    "It is unclear whether Iran attacked Israel.": f"{A_ON_B}: possible",
    "There is no evidence that Iran attacked Israel.": f"{A_ON_B}: negated",
    # intention
    "Iran will attack Israel.": f"{A_ON_B}: intended",
    "Iran is going to attack Israel.": f"{A_ON_B}: intended",
    "Iran attacks Israel on Monday.": f"{A_ON_B}: intended",
    "Iran will restart its attack on Israel.": f"{A_ON_B}: intended",
    "The attack by Iran on Israel will begin on Monday.": f"{A_ON_B}: intended",
    "Iran would attack Israel, Syria said.": f"{A_ON_B}: intended",
    "Iran plans to attack Israel.": f"{A_ON_B}: intended",
    "Iran is planning an attack on Israel.": f"{A_ON_B}: intended",
    "Iran is weighing attacking Israel.": f"{A_ON_B}: intended",
    "Iran decided to attack Israel.": f"{A_ON_B}: intended",
    "Iran tried to attack Israel.": f"{A_ON_B}: intended",
    "Iran discussed plans to attack Israel.": f"{A_ON_B}: intended",
    "Iran ordered an attack on Israel.": f"{A_ON_B}: intended",
    "Iran wants to attack Israel.": f"{A_ON_B}: intended",
    "Iran's plan to attack Israel failed.": f"{A_ON_B}: intended",
    "Iran said it would attack Israel.": f"{A_ON_B}: intended",
    "Iran is about to attack Israel.": f"{A_ON_B}: intended",
    "Iran was to attack Israel on Monday.": f"{A_ON_B}: intended",
    # done all the same
    "Two men captured by Iran were allowed to leave, and Iran attacked Israel.": A_ON_B,
    "Iran managed to attack Israel.": A_ON_B,
    "Iran began attacking Israel.": A_ON_B,
    "Iran resumed attacking Israel.": A_ON_B,
    "Iran attacked Israel to help Syria.": A_ON_B,
    "Iran, which may fall, attacked Israel.": A_ON_B,
    "Iran attacked Israel and will bomb Jordan.": A_ON_B,
    # what ends or may go on was going on
    "Iran must stop attacking Israel.": A_ON_B,
    "Iran stopped attacking Israel.": A_ON_B,
    "Iran will end its attack on Israel.": A_ON_B,
    "Russia stopped Iran from attacking Israel.": f"{A_ON_B}: negated",
    "If Iran keeps attacking Israel, oil will rise.": A_ON_B,
    "Iran will go on attacking Israel.": f"{A_ON_B}: intended",
    # what is ruled out, what is looked into
    "Iran ruled out any attack on Israel.": f"{A_ON_B}: negated",
    "Judges will look into the attack by Iran on Israel.": A_ON_B,
}


@pytest.mark.pipeline
@pytest.mark.parametrize("text", PARSED)
def test_the_status_in_a_sentence(facts: Facts, text: str) -> None:
    found = {line.split(" < ")[0] for line in facts(text)}
    assert {line for line in found if line.startswith(A_ON_B)} == {PARSED[text]}


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "text",
    ['"We want to thank Israel," Iran said.', '"I would like to thank Israel," Merkel said.'],
)
def test_a_wish_to_thank_thanks(facts: Facts, text: str) -> None:
    found = [line for line in facts(text) if "SUPPORT Israel" in line]
    assert found
    assert not any(": intended" in line or ": possible" in line for line in found)


@pytest.mark.pipeline
def test_a_planned_rescue_is_intended(facts: Facts) -> None:
    text = "The Netherlands and Germany are weighing evacuating the White Helmets from Syria."
    assert facts(text) >= {
        "Netherlands AID White Helmets: intended",
        "Germany AID White Helmets: intended",
    }


@pytest.mark.pipeline
def test_what_is_threatened_is_no_assault(facts: Facts) -> None:
    for text in (
        "Iran threatened to attack Israel.",
        "Iran threatened Israel with an attack.",
        "Iran issued a threat to attack Israel.",
        "Iran vowed to attack Israel.",
        "Iran threatened to attack Israel's ships.",
    ):
        assert not [line for line in facts(text) if line == A_ON_B]


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "text",
    [
        "Iran is accused of attacking Israel.",
        "Iran was reported to have attacked Israel.",
        "Iran is said to have attacked Israel.",
        "Iran reportedly attacked Israel.",
    ],
)
def test_what_nobody_in_particular_claims_is_not_done(facts: Facts, text: str) -> None:
    assert A_ON_B not in facts(text)


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "text",
    ["The militia threatened to shell the town.", "The warlord vowed to strike the harbour town."],
)
def test_a_threat_to_a_place_is_a_threat(read: Callable[..., Any], text: str) -> None:
    assert {event.event_type for event in read(text).events} == {"THREATEN"}


@pytest.mark.pipeline
def test_a_year_before_the_documents_is_history(read: Callable[..., Any]) -> None:
    text = "In 2006, Israel bombed Lebanon."
    assert read(text, date="2018-07-22").facts == {"Israel ASSAULT Lebanon: historical"}


@pytest.mark.pipeline
@pytest.mark.xfail(reason="the model takes the year for history without a date", strict=True)
def test_a_year_alone_is_no_history(read: Callable[..., Any]) -> None:
    assert read("In 2006, Israel bombed Lebanon.").facts == {"Israel ASSAULT Lebanon"}


def test_a_reader_tells_a_trigger_with_its_support_verb_from_it_alone(tree: Tree) -> None:
    doc = plain_doc(
        tree(
            "Iran/NNP/nsubj/3 never/RB/advmod/3 launched/VBD/root/0=launch an/DT/det/5 "
            "attack/NN/obj/3@event ."
        )
    )
    statuses = StatusReader(None)
    attack, launched = doc[4], doc[2]
    for _ in range(2):
        assert statuses.read(attack) == StatusReading(Status.NEGATED, firm=False)
        assert statuses.read(attack, launched) == StatusReading(Status.NEGATED, firm=True)
