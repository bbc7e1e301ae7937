"""The language of a text: the pipeline reads English, and anything else is reported, not read."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["ENGLISH", "detect_language"]

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5000  # characters: more tells no more
_FEW_WORDS = 12  # a headline of names has no language
_FUNCTION_WORDS = frozenset(
    {
        "the", "of", "to", "and", "in", "that", "is", "was", "for", "on", "with", "by", "as", "at",
        "from", "his", "her", "it", "its", "be", "are", "were", "has", "have", "had", "not", "this",
        "which", "their", "they", "who", "will", "would", "said", "an", "but", "or", "after",
    }
)  # fmt: skip
_ENOUGH = 0.2  # the share of these words that only English prose reaches
_SURE = 0.9


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language; ``en`` where there is too little to tell.

    English prose is told by its function words alone; only what has few of them is put to the
    statistical identifier, which must be sure unless the letters are not Latin.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if len(words) < _FEW_WORDS and sample.isascii():
        return ENGLISH
    if sum(word in _FUNCTION_WORDS for word in words) >= _ENOUGH * len(words) > 0:
        return ENGLISH
    language, share = _identifier().classify(sample)
    if share < _SURE and _is_latin(sample):
        return ENGLISH
    return str(language)


def _is_latin(text: str) -> bool:
    """Whether at least half of the letters are Latin ones."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character < "\u0250" for character in letters) >= len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
