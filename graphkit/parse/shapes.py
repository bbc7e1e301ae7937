"""Word shapes: the letter case that the uncased encoder cannot see."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Shape", "word_shape"]


class Shape(IntEnum):
    """What a word looks like; the values index the model's shape embedding."""

    MARK = 0  # the encoder's own marks, [CLS] and [SEP]
    LOWER = 1
    TITLE = 2
    INITIAL = 3  # one capital letter: "A", "J."
    ACRONYM = 4  # two to five capitals: "NATO", "US"
    UPPER = 5  # six capitals or more: a word of a headline
    DOTTED = 6  # "U.S.", "U.N."
    MIXED = 7  # "al-Assad", "McGurk", "iPhone"
    NUMBER = 8
    ALPHANUMERIC = 9  # "B52", "3rd"
    PUNCTUATION = 10
    PLURAL_ACRONYM = 11  # "NGOs", "U.S.'s"
    OTHER = 12


def word_shape(word: str) -> Shape:
    """Return the shape of one token's text."""
    if word.islower():
        return Shape.LOWER if word.isalpha() else _shape_with_digits(word, Shape.LOWER)
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return Shape.NUMBER if any(c.isdigit() for c in word) else Shape.PUNCTUATION
    if any(c.isdigit() for c in word):
        return Shape.ALPHANUMERIC
    if all(c.isupper() for c in letters):
        return _upper_shape(word, letters)
    if letters[0].isupper() and all(not c.isupper() for c in letters[1:]):
        return Shape.TITLE
    if len(letters) > 2 and letters[-1] == "s" and all(c.isupper() for c in letters[:-1]):
        return Shape.PLURAL_ACRONYM
    if any(c.isupper() for c in letters):
        return Shape.MIXED
    return Shape.OTHER


def _shape_with_digits(word: str, plain: Shape) -> Shape:
    return Shape.ALPHANUMERIC if any(c.isdigit() for c in word) else plain


def _upper_shape(word: str, letters: list[str]) -> Shape:
    if len(letters) == 1:
        return Shape.INITIAL
    if "." in word:
        return Shape.DOTTED
    return Shape.ACRONYM if len(letters) <= 5 else Shape.UPPER
