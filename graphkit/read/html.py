"""Saved web pages become drafts: the main text with title, date and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from typing import TYPE_CHECKING, cast

from graphkit.errors import InputError
from graphkit.read.clean import clean_text
from graphkit.read.dates import whole_dates
from graphkit.read.draft import Draft
from graphkit.read.encoding import decode_bytes, read_whole

if TYPE_CHECKING:
    from trafilatura.settings import Document as Page

__all__ = ["extract_page", "read_html"]

_CHARSET = re.compile(
    rb"<(?:meta\b[^<>]{0,200}?charset|\?xml\b[^<>]{0,100}?encoding)\s*=\s*[\"']?([\w-]+)"
)
# A tag with 150,000 attributes takes the extractor minutes; such a tag is kept without them.
_HUGE_TAG = re.compile(r"<([A-Za-z][\w:-]{0,30}+)[^<>]{20000,}+>")
_LIST_MARK = re.compile(r"^- ", re.MULTILINE)


def read_html(stream: BufferedReader, place: str) -> Iterator[Draft]:
    """Yield the page as one draft, whose text ``extract_page`` finds."""
    yield Draft(text="", place=place, page=read_whole(stream, place))


def extract_page(draft: Draft) -> Draft:
    """Return the draft with its page's main text, without navigation, menus or footers.

    InputError where the page has no main text. What was known without the page goes before what it
    says itself.
    """
    data, place = draft.page, draft.place
    if data is None:
        return draft
    declared = _CHARSET.search(data[:4096])
    page = decode_bytes(data, place, declared=declared[1].decode("ascii") if declared else None)
    # Cleaned before it is parsed: one lone surrogate makes the extractor drop most of a page.
    source = _HUGE_TAG.sub(r"<\1>", clean_text(page))
    found = _extract(source, place)
    if found is None or not found.text:
        raise InputError(f"{place}: the page has no main text; save the article as .txt")
    return replace(
        draft,
        text=_LIST_MARK.sub("", found.text),
        title=draft.title or found.title,
        date=draft.date or _written_date(found.date, source),
        url=draft.url or found.url,
        page=None,
    )


def _extract(source: str, place: str) -> Page | None:
    try:
        import trafilatura
    except ImportError as error:
        raise InputError(
            f"{place}: web pages need trafilatura, which cannot be imported "
            f"({str(error).splitlines()[0]}); run: pip install trafilatura lxml_html_clean"
        ) from error
    try:
        found = trafilatura.bare_extraction(
            source,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    # The extractor and its parser raise many kinds on hostile pages; one page must not end a run.
    except Exception as error:
        reason = " ".join(str(error).split())[:100]
        raise InputError(
            f"{place}: the page cannot be parsed ({type(error).__name__}: {reason}); "
            "save the article as .txt"
        ) from error
    return cast("Page | None", found)


def _written_date(found: str | None, source: str) -> str | None:
    """Return the date if the page writes it in full: the extractor completes a partial one."""
    if found and (found.replace("-", "/") in source or found in whole_dates(source)):
        return found
    return None
