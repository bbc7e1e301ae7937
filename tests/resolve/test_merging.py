"""Merges across documents: which are made, which never, and what a person decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.resolve.merging import Merge, merge_actors, plan_merges, read_merges, write_merges
from graphkit.types import ActorKind, Event

MakeEvent = Callable[..., Event]


@pytest.fixture
def by(make_event: MakeEvent) -> Callable[..., Event]:
    """Return a function that makes an event by an actor of a kind: *Putin* attacks *Turkey*."""

    def make(name: str, kind: ActorKind = ActorKind.PERSON, **fields: Any) -> Event:
        actor_id = f"{kind}:{name.lower().replace(' ', '-')}"
        return make_event(name, source_fields={"id": actor_id, "kind": kind, **fields})

    return make


By = Callable[..., Event]


def sources(events: list[Event]) -> list[str]:
    return [event.source.id for event in events]


def test_a_surname_joins_its_only_bearer(by: By) -> None:
    merged = merge_actors([by("Vladimir Putin"), by("Putin")])
    assert sources(merged) == ["person:vladimir-putin", "person:vladimir-putin"]
    assert merged[1].source.name == "Vladimir Putin"
    assert merged[1].source.text == "Putin"
    assert "Putin" in merged[1].source.aliases


def test_a_surname_of_two_joins_neither(by: By) -> None:
    events = [by("John Smith"), by("Jane Smith"), by("Smith")]
    assert merge_actors(events) == events


def test_an_alias_joins_its_only_owner(by: By) -> None:
    kind = ActorKind.ORGANIZATION
    known = by("National Security Council", kind, aliases=("NSC",))
    assert len(set(sources(merge_actors([known, by("NSC", kind)])))) == 1


def test_an_alias_of_two_joins_neither(by: By) -> None:
    kind = ActorKind.ORGANIZATION
    events = [
        by("National Security Council", kind, aliases=("NSC",)),
        by("National Sports Centre", kind, aliases=("NSC",)),
        by("NSC", kind),
    ]
    assert len(set(sources(merge_actors(events)))) == 3


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Sudan", "South Sudan", ActorKind.STATE),
        ("Hamas", "Hamas health ministry", ActorKind.ORGANIZATION),
        ("Taliban", "Pakistani Taliban", ActorKind.ARMED_GROUP),
    ],
)
def test_words_of_a_name_join_nothing(by: By, one: str, other: str, kind: ActorKind) -> None:
    events = [by(one, kind), by(other, kind)]
    assert merge_actors(events) == events


def test_a_merge_makes_nobody_act_on_himself(by: By) -> None:
    full, short = by("Vladimir Putin"), by("Putin")
    odd = replace(short, target=full.source)
    merged = merge_actors([full, odd])
    assert not [e for e in merged if e.target and e.target.id == e.source.id]


def test_whose_part_an_actor_is_follows_the_merge(by: By) -> None:
    kind = ActorKind.ORGANIZATION
    events = [
        by("National Security Council", kind, aliases=("NSC",)),
        by("National Security Council", kind, aliases=("NSC",)),
        by("NSC", kind),
        by("Garrett Marquis", part_of="organization:nsc"),
    ]
    assert merge_actors(events)[-1].source.part_of == "organization:national-security-council"


def test_every_merge_has_its_reason(by: By) -> None:
    (merge,) = plan_merges([by("Vladimir Putin"), by("Putin")])
    assert (merge.actor, merge.into) == ("person:putin", "person:vladimir-putin")
    assert "surname" in merge.reason
    assert merge.decision == "accept"


def test_a_refused_merge_is_not_made(by: By) -> None:
    events = [by("Vladimir Putin"), by("Putin")]
    refused = Merge("person:putin", "person:vladimir-putin", "", "", "refuse")
    assert sources(merge_actors(events, [refused])) == sources(events)


def test_a_renamed_actor_bears_the_new_name(by: By) -> None:
    events = [by("Vladimir Putin"), by("Putin")]
    renamed = Merge("person:putin", "person:vladimir-putin", "President Putin", "", "rename")
    assert merge_actors(events, [renamed])[1].source.name == "President Putin"


def test_a_merge_may_be_a_persons_own(by: By) -> None:
    events = [by("Vladimir Putin"), by("Wowa")]
    own = Merge("person:wowa", "person:vladimir-putin", "", "nickname")
    assert len(set(sources(merge_actors(events, [own])))) == 1


def test_merges_in_a_circle_end(by: By) -> None:
    circle = [Merge("person:a", "person:b", "", ""), Merge("person:b", "person:a", "", "")]
    assert len(merge_actors([by("A"), by("B")], circle)) == 2


def test_merges_are_kept_in_a_file(by: By, tmp_path: Path) -> None:
    merges = plan_merges([by("Vladimir Putin"), by("Putin")])
    write_merges(merges, tmp_path / "merges.csv")
    assert read_merges(tmp_path / "merges.csv") == merges


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "merges.csv"
    path.write_text(
        "actor,into,name,reason,decision\na,b,,,accept\na,b,,,maybe\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="line 3"):
        read_merges(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        read_merges(tmp_path / "none.csv")
