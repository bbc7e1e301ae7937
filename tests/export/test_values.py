from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy
import pytest

from graphkit.export.values import Columns, clean_text, plain_values, whole_characters
from graphkit.export.xml import xml_attribute, xml_content
from graphkit.types import Status


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (numpy.float64(0.5), 0.5),
        (numpy.int64(3), 3),
        (numpy.bool_(True), True),
        (Status.ACTUAL, "actual"),
        (date(2018, 7, 22), "2018-07-22"),
        (["a", "é"], '["a", "é"]'),
        ({"b": 1}, '{"b": 1}'),
        (frozenset({"b", "a"}), '["a", "b"]'),
        (True, True),
    ],
)
def test_a_value_that_files_cannot_hold_becomes_plain(value: Any, plain: Any) -> None:
    found = plain_values({"it": value})["it"]
    assert found == plain
    assert type(found) is type(plain)


def test_what_is_unknown_or_not_finite_is_left_out() -> None:
    values = {"a": None, "b": float("nan"), "c": numpy.float32("inf"), "d": 1.5}
    assert plain_values(values) == {"d": 1.5}


def test_a_column_has_one_type_in_all_rows() -> None:
    rows = [
        {"n": 1, "big": 1, "mixed": 1, "score": 1, "flag": True, "late": "x"},
        {"n": 2, "big": -(2**40), "mixed": "x", "score": 0.5, "flag": False},
        {"n": None, "big": 3, "mixed": True, "score": float("nan"), "other": [1]},
    ]
    assert Columns(rows).types == {
        "n": "int",
        "big": "long",
        "mixed": "string",
        "score": "double",
        "flag": "boolean",
        "late": "string",
        "other": "string",
    }


def test_rows_are_mended_only_where_one_of_them_needs_it() -> None:
    plain = [{"a": 1, "b": 0.5}, {"a": 2, "b": 0.5}]
    assert Columns(plain).plain(plain[1]) is plain[1]
    rows = [*plain, {"a": 3, "b": float("inf")}]
    assert Columns(rows).plain(rows[2]) == {"a": 3}


FORBIDDEN = "\x00\x0b\x1f\x7f\x9f\ud800\udfff\ufffe\uffff"


@pytest.mark.parametrize("clean", [clean_text, xml_content, xml_attribute])
def test_what_xml_refuses_becomes_a_replacement(clean: Callable[[str], str]) -> None:
    assert clean(FORBIDDEN) == "\ufffd" * len(FORBIDDEN)
    kept = "é ж 漢 \u200f \u00a0 \U0001f600 \x85"
    assert clean(kept) == kept


def test_half_characters_become_replacements() -> None:
    assert whole_characters("a\ud800b\x00") == "a\ufffdb\x00"


def test_content_escapes_no_more_than_it_must() -> None:
    assert xml_content("\"a\" 'b' > c\n\t") == "\"a\" 'b' > c\n\t"
    assert xml_content("<b> & ]]>\r") == "&lt;b> &amp; ]]&gt;&#13;"


def test_attributes_keep_line_breaks_and_tabs() -> None:
    assert xml_attribute('"a"\r\n\t<&') == "&quot;a&quot;&#13;&#10;&#9;&lt;&amp;"
