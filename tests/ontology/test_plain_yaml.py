"""Plain YAML gives the data that is written, and no more booleans than true and false."""

import pytest
import yaml

from graphkit.ontology.plain_yaml import read_documents


def test_only_true_and_false_are_booleans() -> None:
    assert list(read_documents("[off, on, no, true, false]")) == [["off", "on", "no", True, False]]


def test_numbers_are_read_and_quoted_words_stay_text() -> None:
    assert list(read_documents("[7, -4.5, '070', 070, ~]")) == [[7, -4.5, "070", "070", None]]


def test_an_alias_stands_for_its_anchor() -> None:
    text = "a: &goods [food, tents]\nb: *goods"
    assert list(read_documents(text)) == [{"a": ["food", "tents"], "b": ["food", "tents"]}]


def test_documents_are_divided_by_a_line() -> None:
    assert list(read_documents("a: 1\n---\nb: 2\n")) == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("text", ["a: *lost", "a: 1\na: 2", "[a, b]: 1", "a: [1", "a: &x [*x]"])
def test_what_is_no_plain_yaml_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        list(read_documents(text))
