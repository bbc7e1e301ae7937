"""The one cleaning of text, applied where text enters.

Invisible characters inside a token make a second actor of the same person, lone surrogates raise
in every encoder, and the tokenizer needs quadratic time for long runs of punctuation.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean_line", "clean_text"]

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, soft hyphen, zero-width and bidi marks, BOM, interlinear marks and invisible tags.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_PUNCTUATION_RUN = re.compile(r"(?:[^\w\s]|_){201,}+")


def clean_text(text: str) -> str:
    """Return the text in NFC without invisible characters; cleaning twice changes nothing more.

    Line ends become LF; tabs and no-break or other wide spaces become a space; controls, BOM,
    zero-width and bidi marks go; lone surrogates and noncharacters become U+FFFD; every run of
    more than 200 characters that are neither letter, digit nor space becomes as many spaces.
    """
    if _SURROGATE.search(text):
        # UTF-16 joins the two halves of a pair; what has no other half becomes U+FFFD.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _NONCHARACTER.sub("\ufffd", text)
    # Before NFC, whose time is quadratic in a run of combining marks; after it, because NFC can
    # make a run longer.
    text = _blank_punctuation(text)
    return _blank_punctuation(unicodedata.normalize("NFC", text))


def clean_line(text: str) -> str | None:
    """Return the cleaned text on one line with single spaces, or None where nothing is left."""
    return " ".join(clean_text(text).split()) or None


def _blank_punctuation(text: str) -> str:
    return _PUNCTUATION_RUN.sub(lambda run: " " * len(run[0]), text)
