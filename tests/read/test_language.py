"""Which texts are English, and what the others are."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.read import detect_language, read_documents

SEEDS = Path(__file__).parents[2] / "seeds"


def test_all_seeds_are_english() -> None:
    assert {detect_language(document.text) for document in read_documents(SEEDS)} == {"en"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le président français a déclaré lundi que son pays enverrait des troupes au Mali."),
        ("de", "Der Minister sagte am Montag, dass die Truppen aus der ganzen Region abziehen."),
        ("es", "El presidente dijo el lunes que las tropas se retirarán de la región del norte."),
        ("ar", "قال الرئيس السوري يوم الاثنين إن قواته ستدخل المدينة خلال أيام قليلة"),
        ("zh", "叙利亚政府军周一炮击了该镇造成平民伤亡。"),
    ],
)
def test_another_language_is_told(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "Syria attacks Turkey.", "Lukashenko, Zelenskyy, Erdoğan", "KYIV, MOSCOW - 7/8", "…"],
)
def test_what_is_too_short_to_tell_is_taken_for_english(text: str) -> None:
    assert detect_language(text) == "en"
