"""Example sentences lose their marks and keep who acts on whom."""

import pytest

from graphkit.ontology import Mark, parse_example


def test_marks_become_offsets_in_the_plain_sentence() -> None:
    example = parse_example("[Israel>] attacked [>Hamas].")
    assert example.text == "Israel attacked Hamas."
    assert example.sources == (Mark("Israel", 0, 6),)
    assert example.targets == (Mark("Hamas", 16, 21),)
    assert all(example.text[m.start : m.end] == m.text for m in example.sources + example.targets)


def test_several_sources_and_targets_keep_text_order() -> None:
    example = parse_example("[A>] and [B>] thanked [>C] and [>D].")
    assert [mark.text for mark in example.sources] == ["A", "B"]
    assert [mark.text for mark in example.targets] == ["C", "D"]


def test_a_repeated_name_is_told_apart_by_its_offsets() -> None:
    example = parse_example("Israel said [Israel>] would free [>them].")
    assert example.sources[0].start == 12


@pytest.mark.parametrize(
    "text", ["[Israel] attacked.", "[>Israel>] attacked.", "Israel] attacked."]
)
def test_a_bracket_that_is_no_mark_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"mark|neither"):
        parse_example(text)
