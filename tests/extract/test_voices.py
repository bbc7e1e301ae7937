"""Who does what by saying it: the speaker's slot, statements and the first person of bodies."""

from __future__ import annotations

import pytest

from graphkit import extract_events

pytestmark = pytest.mark.pipeline


def facts(text: str) -> set[tuple[str, str, str]]:
    return {
        (event.source.name, str(event.event_type), event.target.name)
        for event in extract_events(text)
        if event.target is not None
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Turkey said Russia had violated the ceasefire.", ("Turkey", "ACCUSE", "Russia")),
        (
            "The minister said:\n\nThe world will defeat this barbaric group, Hamas.",
            ("minister", "ACCUSE", "Hamas"),
        ),
    ],
)
def test_who_states_a_wrong_accuses_whoever_did_it(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(text)


def test_nobody_accuses_where_the_text_itself_states_a_wrong() -> None:
    assert not any(kind == "ACCUSE" for _, kind, _ in facts("Russia had violated the ceasefire."))


def test_what_follows_an_introduced_statement_is_its_speakers() -> None:
    text = (
        "Defence minister Ida Holm released the following statement today:\n\n"
        '"I thank Jordan for its help."'
    )
    assert ("Ida Holm", "SUPPORT", "Jordan") in facts(text)


def test_we_is_the_body_in_whose_name_a_text_speaks() -> None:
    text = "Norway condemns the attack.\n\nNorway stands by Kenya. We thank Uganda."
    assert ("Norway", "SUPPORT", "Uganda") in facts(text)


def test_an_office_tells_the_side_of_its_holder() -> None:
    text = "Foreign Secretary Ann Lee said:\n\nWe thank Jordan."
    assert ("UK government", "SUPPORT", "Jordan") in facts(text)


def test_a_title_is_no_second_person() -> None:
    text = "Foreign Office Minister Ann Lee said Iran attacked Iraq."
    speakers = {e.claim.speaker.name for e in extract_events(text) if e.claim is not None}
    assert speakers == {"Ann Lee"}


def test_one_side_meets_the_many_who_do_not_meet_each_other() -> None:
    text = (
        "Talks will be held between officials of the EU and representatives of the foreign "
        "ministers of Iran, Egypt and Jordan."
    )
    pairs = {(source, target) for source, _, target in facts(text)}
    assert ("officials of the EU", "Jordan") in pairs
    assert ("Iran", "Egypt") not in pairs


def test_whoever_is_helped_to_do_a_thing_does_it() -> None:
    assert ("Kenya", "ASSAULT", "Al-Shabaab") in facts("Britain trained Kenya to fight Al-Shabaab.")


def test_condolences_are_given_by_offering_them() -> None:
    (event,) = extract_events("Norway offered its condolences to Kenya.")
    assert event.status == "actual"


def test_nobody_claims_what_he_does_by_saying_it() -> None:
    (event,) = extract_events("“I thank Jordan,” said Ida Holm.")
    assert (event.source.name, event.claim) == ("Ida Holm", None)
