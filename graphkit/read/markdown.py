"""Markdown becomes one draft: front matter is metadata, markup and code go, the words stay."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from io import BufferedReader

from graphkit.read.clean import clean_text
from graphkit.read.draft import Draft
from graphkit.read.encoding import decode_bytes, read_whole

__all__ = ["markdown_to_text", "read_markdown", "split_front_matter"]

_FIELD = re.compile(r"(title|date|url)\s*[:=]\s*(.*)", re.IGNORECASE)
_QUOTED = re.compile(r"^([\"'])(.*)\1$")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"\s*(?:=+|[-*_](?:\s*[-*_])+)\s*")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)(.*?)\s*#*\s*")
_QUOTE = re.compile(r"^(?:\s{0,3}>\s?)+")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_TABLE_RULE = re.compile(r"[\s|:-]+")
_DEFINITION = re.compile(r"\s{0,3}\[[^\[\]]+\]:\s*(\S.*)?")
_FOOTNOTE = re.compile(r"^\s{0,3}\[\^[^\[\]]+\]:\s*")

_URL = r"\((?:[^()\n]|\([^()\n]*+\))*+\)"
_INLINE: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(rf"!\[[^\[\]]*+\](?:{_URL}|\[[^\[\]]*+\])?"), ""),
    (re.compile(r"\[\^[^\[\]]++\]"), ""),
    (re.compile(rf"\[([^\[\]]*+)\]{_URL}"), r"\1"),
    (re.compile(r"\[([^\[\]]++)\] ?\[[^\[\]]*+\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]++)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]*+>"), ""),
    # A star that touches a word is markup, but not between two digits.
    (re.compile(r"(?<![\\\d])\*+(?=\S)|(?<=\S)(?<!\\)\*+(?!\d)|~~"), ""),
    (re.compile(r"(?<![^\W_])(?<!\\)_+(?=\S)|(?<=\S)(?<!\\)_+(?![^\W_])"), ""),
    (re.compile(r"(?<!\\)`+"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read_markdown(stream: BufferedReader, place: str) -> Iterator[Draft]:
    """Yield the file as one draft; InputError where it is not text."""
    source = clean_text(decode_bytes(read_whole(stream, place), place).expandtabs(4))
    fields, body = split_front_matter(source)
    yield Draft(
        text=markdown_to_text(body),
        place=place,
        title=fields.get("title"),
        date=fields.get("date"),
        url=fields.get("url"),
    )


def split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """Return the front matter's title, date and url as far as given, and the body after it.

    Only these three lines are read, not the whole YAML: ``title: Explainer: why`` breaks YAML and
    stands in many files.
    """
    lines = source.split("\n")
    fence = lines[0].strip()
    if fence not in ("---", "+++"):
        return {}, source
    closing = (fence, "...") if fence == "---" else (fence,)
    end = next((at for at, line in enumerate(lines) if at and line.strip() in closing), None)
    if end is None:
        return {}, source
    fields: dict[str, str] = {}
    for at in range(1, end):
        if match := _FIELD.fullmatch(lines[at].rstrip()):
            value = match[2] if match[2] not in (">", ">-", "|", "|-") else lines[at + 1]
            fields.setdefault(match[1].lower(), _QUOTED.sub(r"\2", value.strip()))
    return fields, "\n".join(lines[end + 1 :])


def markdown_to_text(body: str) -> str:
    """Return the words of Markdown: one line for each heading, list item and table row."""
    out: list[str] = []
    in_item = False
    for line in _without_code(_without_comments(body).split("\n")):
        if _RULE.fullmatch(line) or _is_definition(line):
            out.append("")
            in_item = False
            continue
        indented = line.startswith("  ")
        line = _FOOTNOTE.sub("", _QUOTE.sub("", line, count=1), count=1).strip()
        item = _ITEM.match(line)
        heading = _HEADING.fullmatch(line)
        words = _plain_words(heading[1] if heading else line[item.end() :] if item else line)
        if words and in_item and indented and not item and out[-1]:
            out[-1] += f" {words}"
            continue
        if heading and out and out[-1]:
            out.append("")
        out.append(words)
        in_item = item is not None or (in_item and indented)
    return "\n".join(out)


def _plain_words(line: str) -> str:
    if line.startswith("|"):
        if _TABLE_RULE.fullmatch(line):
            return ""
        line = "; ".join(cell.strip() for cell in line.strip("|").split("|"))
    for pattern, replacement in _INLINE:
        line = pattern.sub(replacement, line)
    return html.unescape(line).strip()


def _is_definition(line: str) -> bool:
    return bool(_DEFINITION.fullmatch(line)) and not _FOOTNOTE.match(line)


def _without_code(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines outside fenced code and outside blocks indented by four spaces."""
    after_blank, in_list = True, False
    for line in _without_fences(lines):
        if line.strip() and not line.startswith(" "):
            in_list = bool(_ITEM.match(line))
        # Inside a list the same indentation holds the item's next paragraph.
        if line.startswith("    ") and line.strip() and after_blank and not in_list:
            continue
        after_blank = not line.strip()
        yield line


def _without_fences(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines outside fenced code; a fence that nothing closes hides nothing."""
    held: list[str] = []
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            held.append(line)
            if mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                held, fence = [], ""
        elif mark:
            held, fence = [], mark[1]
        else:
            yield line
    yield from held


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (opening := text.find("<!--", at)) >= 0:
        closing = text.find("-->", opening)
        if closing < 0:
            break
        kept.append(text[at:opening])
        at = closing + len("-->")
    return "".join(kept) + text[at:]
