"""The lexicon of actor nouns."""

import pytest

from graphkit.resolve.nouns import load_nouns
from graphkit.types import ActorKind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("government", ActorKind.GOVERNMENT),
        ("regime", ActorKind.GOVERNMENT),
        ("army", ActorKind.MILITARY),
        ("rebel", ActorKind.ARMED_GROUP),
        ("refugee", ActorKind.POPULATION),
        ("volunteer", ActorKind.POPULATION),
        ("ministry", ActorKind.ORGANIZATION),
        ("president", ActorKind.PERSON),
    ],
)
def test_a_noun_tells_what_it_names(noun: str, kind: ActorKind) -> None:
    assert load_nouns().kinds[noun] is kind


@pytest.mark.parametrize("noun", ["plan", "territory", "rocket", "attack", "sanction", "war"])
def test_things_and_deeds_are_no_actors(noun: str) -> None:
    assert noun not in load_nouns().kinds


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Trump administration", ActorKind.GOVERNMENT),
        ("White House", ActorKind.GOVERNMENT),
        ("CBS News", ActorKind.MEDIA),
        ("Boko Haram", ActorKind.ARMED_GROUP),
        ("Al-Nusra Front", ActorKind.ARMED_GROUP),
        ("Israeli Air Force", ActorKind.MILITARY),
        ("Lufthansa Airlines", ActorKind.COMPANY),
        ("White Helmets", None),
    ],
)
def test_the_words_of_a_name_tell_its_kind(name: str, kind: ActorKind | None) -> None:
    assert load_nouns().kind_of_name(name) is kind
