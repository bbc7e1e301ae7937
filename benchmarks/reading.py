"""Reading files: words a second of JSON lines and of web pages, on processor time."""

from __future__ import annotations

import tempfile
import time
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.generated import generate_documents, write_corpus
from graphkit.read import read_documents
from graphkit.types import Document

__all__ = ["measure_reading"]

# What news pages have around the article, and what finding the text has to get rid of.
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="{date}"></head>
<body><header><nav><ul>{links}</ul></nav></header>
<main><article><h1>{title}</h1>
{paragraphs}
</article></main>
<aside><h2>Most read</h2><ul>{links}</ul></aside>
<footer><p>All rights reserved. <a href="/terms">Terms</a> <a href="/help">Help</a></p></footer>
</body></html>
"""
_LINKS = "".join(
    f'<li><a href="/section/{number}">Section {number}</a></li>' for number in range(20)
)


def measure_reading(*, documents: int, rounds: int) -> dict[str, Any]:
    """Return words a second of generated documents as JSON lines, and as one page of HTML each."""
    with tempfile.TemporaryDirectory() as name:
        records, pages = Path(name, "corpus.jsonl"), Path(name, "pages")
        words = write_corpus(records, documents)
        _write_pages(pages, documents)
        return {
            "documents": documents,
            "words": words,
            "jsonl_words_per_s": _rate(records, words, rounds),
            "html_words_per_s": _rate(pages, words, rounds),
        }


def _write_pages(folder: Path, count: int) -> None:
    folder.mkdir()
    for document in generate_documents(count):
        (folder / f"{document.id}.html").write_text(_page(document), encoding="utf-8")


def _page(document: Document) -> str:
    paragraphs = (f"<p>{escape(part)}</p>" for part in document.text.split("\n\n"))
    return _PAGE.format(
        title=escape(document.title or ""),
        date=document.date,
        links=_LINKS,
        paragraphs="\n".join(paragraphs),
    )


def _rate(path: Path, words: int, rounds: int) -> int:
    return round(words / min(_seconds(path) for _ in range(rounds)))


def _seconds(path: Path) -> float:
    began = time.process_time()
    for _ in read_documents([path]):
        pass
    return time.process_time() - began
