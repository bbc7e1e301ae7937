"""Labels and charges keep the words of the text, and are not their own targets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "label", "target"),
    [
        ("Syria regards the White Helmets as terrorists.", "terrorists", "White Helmets"),
        ("Syria called the White Helmets terrorists.", "terrorists", "White Helmets"),
        (
            "Syria has labelled the White Helmets terrorists for years.",
            "terrorists",
            "White Helmets",
        ),
        ("The army branded Hamas terrorists.", "terrorists", "Hamas"),
        ("Officials met the rebels and called them a gang.", "gang", "rebels"),
        ("Russia accused Ukraine of shelling Belgorod.", "shelling Belgorod", "Ukraine"),
    ],
)
def test_a_label_is_not_its_own_target(
    read: Callable[..., Any], text: str, label: str, target: str
) -> None:
    (event,) = [e for e in read(text).events if e.event_type == "ACCUSE"]
    assert (event.label, event.target.name) == (label, target)


@pytest.mark.pipeline
def test_what_happened_is_no_actor(read: Callable[..., Any]) -> None:
    text = "Jordan hosted talks. Activists described it as a forced surrender."
    assert not [e for e in read(text).events if e.relation == "labels"]


@pytest.mark.pipeline
def test_who_is_called_something_is_not_phoned(read: Callable[..., Any]) -> None:
    relations = {e.relation for e in read("The minister called the general a liar.").events}
    assert relations == {"labels"}


@pytest.mark.pipeline
def test_an_attitude_to_an_act_is_none_to_those_whom_it_befalls(read: Callable[..., Any]) -> None:
    events = read("Syria condemned the evacuation of the rescuers as a crime.").events
    assert not [e for e in events if e.event_type == "ACCUSE" and e.target is not None]
