"""WARC archives (Common Crawl News and other crawls) become drafts, one a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from graphkit.errors import InputError
from graphkit.read.draft import Draft

__all__ = ["read_warc"]

_HTML = ("text/html", "application/xhtml+xml")
_LARGEST_PAGE = 8_000_000


def read_warc(stream: BufferedReader, place: str) -> Iterator[Draft | InputError]:
    """Yield every page that was fetched well, its main text still to be found.

    A page is named after its record, its address is the crawl's, its date what it says itself: a
    crawl's date tells when a page was fetched.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InputError(
            f"{place}: WARC needs warcio; run: pip install 'graphkit[corpora]'"
        ) from error
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            headers = record.http_headers
            if record.rec_type != "response" or headers is None:
                continue
            content = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            if content not in _HTML or headers.get_statuscode() != "200":
                continue
            where = f"{place}, record {number}"
            page = record.content_stream().read(_LARGEST_PAGE)
            url = record.rec_headers.get_header("WARC-Target-URI")
            name = (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<>")
            name = name.rpartition(":")[2] or f"record-{number}"
            yield Draft(text="", place=where, id=name, url=url, page=page)
    except ArchiveLoadFailed as error:
        reason = " ".join(str(error).split())[:100]
        raise InputError(f"{place}: is no WARC archive ({reason}); get the file again") from error
