"""The lines of a text: hard-wrapped prose is joined, stray blanks are dropped, a headline found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["find_headline", "tidy_lines", "unwrap_lines"]

_WIDTHS = range(50, 111)
_SENTENCE_END = (".", "!", "?", ":", ";", '"', "”", "\u2019", ")", "…")
_LIST_ITEM = re.compile(r"\s|[-*+•\u2013—]\s|\(?\d{1,3}[.)]\s")
_HYPHENATED = re.compile(r"[^\W\d_]-\Z")
_BLANK_LINES = re.compile(r"\n{3,}")
_TRAILING_SPACES = re.compile(r" ++$", re.MULTILINE)


def tidy_lines(text: str) -> str:
    """Return the text without spaces at line ends, outer blank lines or runs of blank lines."""
    return _BLANK_LINES.sub("\n\n", _TRAILING_SPACES.sub("", text)).strip()


def unwrap_lines(text: str) -> str:
    """Return the text with the lines of hard-wrapped prose joined; any other text unchanged.

    Prose counts as hard-wrapped when most lines that another follows are full: as wide as the
    widest, give or take the word that did not fit, and ending in mid-sentence. Paragraphs, list
    items and short lines keep their line ends.
    """
    lines = text.split("\n")
    width = _wrap_width(lines)
    if width is None:
        return text
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        if not _is_wrapped(before, line, width):
            pieces.append("\n")
        elif not _HYPHENATED.search(before):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def find_headline(text: str) -> str | None:
    """Return the first line when it stands apart like a headline, else None."""
    head, _, rest = text.partition("\n")
    apart = rest.startswith("\n") or len(rest.partition("\n")[0]) < 40
    if not rest or not apart or head.endswith((".", ",", ";", ":")):
        return None
    return head if len(head) <= 150 and len(head.split()) >= 3 else None


def _wrap_width(lines: Sequence[str]) -> int | None:
    """Return the width at which the lines are wrapped, or None when they are not."""
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    if len(pairs) < 3:
        return None
    width = max(len(line) for line, _ in pairs)
    if width not in _WIDTHS:
        return None
    full = sum(_is_wrapped(line, after, width) for line, after in pairs)
    open_ended = sum(not line.endswith(_SENTENCE_END) for line, _ in pairs)
    return width if full >= 0.7 * len(pairs) and open_ended >= 0.5 * len(pairs) else None


def _is_wrapped(line: str, after: str, width: int) -> bool:
    """Tell whether ``after`` goes on with ``line``: its first word would not have fitted there."""
    if not line or not after or _LIST_ITEM.match(after):
        return False
    return len(line) + 1 + len(after.split(" ", 1)[0]) > width
