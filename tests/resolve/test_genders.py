"""Which gender titles, descriptions and first names tell."""

from __future__ import annotations

import pytest

from graphkit.resolve.chains import Chain
from graphkit.resolve.genders import gender_of, load_first_names
from graphkit.types import ActorKind


def person(*names: str, titles: set[str] | None = None, descriptions: str = "") -> Chain:
    return Chain(
        ActorKind.PERSON,
        "",
        names=dict.fromkeys(names, 1),
        titles=titles or set(),
        descriptions=set(descriptions.split()),
    )


@pytest.mark.parametrize(
    ("chain", "gender"),
    [
        (person("Angela Merkel"), "feminine"),
        (person("Merkel", "Angela Merkel"), "feminine"),
        (person("José Borrell"), "masculine"),
        (person("Borrell"), None),
        (person("Georgia"), None),
        (person("Robin Cook"), None),
        (person("Angela Merkel", "Donald Trump"), None),
        (person("Maria Rilke", titles={"king"}), "masculine"),
        (person("Nauert", titles={"spokeswoman"}), "feminine"),
        (person("Kim", descriptions="brother"), "masculine"),
    ],
)
def test_what_the_words_tell(chain: Chain, gender: str | None) -> None:
    assert gender_of(chain) == gender


def test_no_first_name_is_of_both() -> None:
    names = load_first_names()
    assert {"feminine", "masculine"} == set(names.values())
    assert all(name.isascii() and name == name.lower() for name in names)
