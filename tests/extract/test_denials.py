"""Denials of what was said before, linked to the relation that they deny."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graphkit.types import EventType

Facts = Callable[..., set[str]]

ACCUSED = "Russia ACCUSE Iran"
DENIED = {f"{ACCUSED} < Iran denies", "Iran REJECT Russia"}


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "text",
    [
        "Russia accused Iran, a charge Iran denies.",
        "Russia accused Iran of piracy, a charge Iran denies.",
        "Russia accused Iran of piracy, which Iran denied.",
        "Russia accused Iran of piracy. Iran denies it.",
        "Russia accused Iran of piracy. Iran denied the accusation.",
        "Russia accused Iran of piracy. Iran rejected the allegations.",
        "Russia accused Iran of piracy. Iran has denied the accusations.",
        "Russia accused Iran of piracy, an allegation that Iran has rejected.",
    ],
)
def test_a_denial_is_linked_to_what_it_denies(facts: Facts, text: str) -> None:
    assert facts(text) == {ACCUSED, *DENIED}


@pytest.mark.pipeline
def test_a_denied_claim_is_denied_of_its_deed(facts: Facts) -> None:
    found = facts("Russia said that Ukraine shelled Belgorod, a claim Kyiv denied.")
    act = "Ukraine ASSAULT Belgorod"
    assert {f"{act} < Russia asserts", f"{act} < Kyiv denies"} <= found


@pytest.mark.pipeline
@pytest.mark.xfail(reason="the shipped pipeline misreads it", strict=True)
def test_a_denied_claim_without_its_pronoun(facts: Facts) -> None:
    found = facts("Russia said Ukraine shelled Belgorod, a claim Ukraine denied.")
    act = "Ukraine ASSAULT Belgorod"
    assert {f"{act} < Russia asserts", f"{act} < Ukraine denies"} <= found


@pytest.mark.pipeline
def test_a_denied_label(facts: Facts) -> None:
    found = facts("Syria regards the White Helmets as terrorists. The group rejects the label.")
    assert "Syria ACCUSE White Helmets < White Helmets denies" in found


@pytest.mark.pipeline
def test_a_denied_attack(facts: Facts) -> None:
    found = facts("The Syrian army bombed Aleppo. The government denied the attack.")
    assert "Syrian forces ASSAULT Aleppo < Syrian government denies" in found


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "text",
    [
        "Russia accused Iran of piracy. Iran rejected the offer.",
        "Russia accused Iran of piracy. The weather was mild. The sun rose. Iran denied it.",
        "Iran denied it. Russia accused Iran of piracy.",
        "Russia praised Iran. Iran denied the report.",
    ],
)
def test_what_is_no_denial_of_it(facts: Facts, text: str) -> None:
    assert not [fact for fact in facts(text) if "denies" in fact]


@pytest.mark.pipeline
def test_nobody_denies_his_own_accusation(facts: Facts) -> None:
    found = facts("Russia accused Iran of piracy. Russia denied the allegations.")
    assert not [fact for fact in found if "Russia denies" in fact]


@pytest.mark.pipeline
def test_a_denial_that_is_not_made(facts: Facts) -> None:
    found = facts("Russia accused Iran of piracy. Iran did not deny the accusation.")
    assert not [fact for fact in found if "Iran denies" in fact]


@pytest.mark.pipeline
def test_the_denied_event_keeps_its_words(read: Callable[..., object]) -> None:
    text = "Russia accused Iran of piracy. Iran denied the accusation."
    events = read(text).events  # type: ignore[attr-defined]
    (claimed,) = (e for e in events if e.claim)
    assert (claimed.sentence, claimed.trigger.text) == ("Russia accused Iran of piracy.", "accused")
    assert claimed.claim.cue == "denied"


@pytest.mark.pipeline
def test_what_is_told_only_to_be_denied_is_no_event_by_itself(facts: Facts) -> None:
    found = facts("Sudan dismissed reports that it had shelled an Ethiopian camp.")
    assert found == {"Sudan ASSAULT Ethiopian camp < Sudan denies"}


@pytest.mark.pipeline
def test_a_denied_claim_of_somebody_stays_his(facts: Facts) -> None:
    found = facts("Rwanda rejected Ethiopian claims that it had shelled Goma.")
    act = "Rwanda ASSAULT Goma"
    assert {f"{act} < Ethiopia asserts", f"{act} < Rwanda denies"} <= found


@pytest.mark.pipeline
def test_a_charge_with_its_deed_is_denied_towards_its_maker_once(read: Callable[..., Any]) -> None:
    text = "The party accused the police of murdering students. The minister rejected the claim."
    denials = [e for e in read(text).events if e.event_type is EventType.REJECT]
    assert [(e.source.name, e.target.name) for e in denials] == [("minister", "party")]
