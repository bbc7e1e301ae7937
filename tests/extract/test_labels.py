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
