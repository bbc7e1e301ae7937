from __future__ import annotations

import pytest

from graphkit.errors import InputError
from graphkit.graph.naming import choose, choose_all
from graphkit.types import Quad, Status


@pytest.mark.parametrize(
    "typed",
    ["material_conflict", "Material conflict", " MATERIAL-CONFLICT ", Quad.MATERIAL_CONFLICT],
)
def test_a_value_is_found_whatever_its_case_and_dividers(typed: str) -> None:
    assert choose(typed, Quad, noun="quad class") == "material_conflict"


def test_what_is_unknown_is_one_line_with_the_near_ones() -> None:
    with pytest.raises(InputError, match=r"^no status is called 'actul'; did you mean actual\?$"):
        choose("actul", Status, noun="status")


def test_a_part_of_a_long_name_finds_it() -> None:
    with pytest.raises(InputError, match=r"did you mean 2018-07-16-nato-talks\?$"):
        choose("nato", ["2018-07-16-nato-talks", "2018-07-22-evacuation"], noun="document")


def test_where_nothing_is_near_the_line_says_what_there_is_or_where_to_look() -> None:
    with pytest.raises(InputError, match=r"it may be day, week$"):
        choose("xyz", ["day", "week"], noun="span")
    with pytest.raises(InputError, match=r"; see the names in \.relations$"):
        choose("xyz", ["aids"], noun="relation", see="see the names in .relations")


def test_one_name_or_several_or_none() -> None:
    assert choose_all("actual", Status, noun="status") == {"actual"}
    assert choose_all(iter(["Actual", "negated"]), Status, noun="status") == {"actual", "negated"}
    assert choose_all([], Status, noun="status") == frozenset()
    assert choose_all(None, Status, noun="status") is None
