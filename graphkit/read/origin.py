"""Where a document comes from: its file and record, and the outlet that published it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from graphkit.types import Document

__all__ = ["document_key", "outlet_of"]

_RECORD_PLACE = re.compile(r"(?P<file>.+), (?:line|row|record) \d+", re.DOTALL)


def document_key(document: Document) -> str:
    """Return what a later reading knows the document by: its file, or file ``#`` record id.

    A record's place in its file is no part of it: records may be added before it.
    """
    if not document.path:
        return f"#{document.id}"
    record = _RECORD_PLACE.fullmatch(document.path)
    return f"{record['file']}#{document.id}" if record else document.path


def outlet_of(url: str | None) -> str | None:
    """Return the host that a document was published on, without ``www.``."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:  # brackets that are no IPv6 address
        return None
    return host.removeprefix("www.") if host else None
