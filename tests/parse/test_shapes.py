from __future__ import annotations

import pytest

from graphkit.parse.shapes import Shape, word_shape


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("army", Shape.LOWER),
        ("al-assad", Shape.LOWER),
        ("'s", Shape.LOWER),
        ("e.g.", Shape.LOWER),
        ("Syria", Shape.TITLE),
        ("\u00c9mile", Shape.TITLE),
        ("Us", Shape.TITLE),
        ("A", Shape.INITIAL),
        ("J.", Shape.INITIAL),
        ("NATO", Shape.ACRONYM),
        ("US$", Shape.ACRONYM),
        ("SYRIAN", Shape.UPPER),
        ("U.S.", Shape.DOTTED),
        ("J.R.R.", Shape.DOTTED),
        ("McGurk", Shape.MIXED),
        ("al-Assad", Shape.MIXED),
        ("O'Neill", Shape.MIXED),
        ("iPhone", Shape.MIXED),
        ("422", Shape.NUMBER),
        ("1,000.5", Shape.NUMBER),
        ("\u0664\u0662", Shape.NUMBER),
        ("3rd", Shape.ALPHANUMERIC),
        ("B-52", Shape.ALPHANUMERIC),
        ("\u2014", Shape.PUNCTUATION),
        ("\U0001f600", Shape.PUNCTUATION),
        ("NGOs", Shape.PLURAL_ACRONYM),
        ("U.S.'s", Shape.PLURAL_ACRONYM),
        ("\u65e5\u672c", Shape.OTHER),
    ],
)
def test_shape(word: str, shape: Shape) -> None:
    assert word_shape(word) is shape


def test_shapes_number_the_rows_of_an_embedding() -> None:
    assert [int(shape) for shape in Shape] == list(range(len(Shape)))
