"""Paths, folders, stdin and Python strings become Documents: decoded, cleaned and dated.

    bytes ─decode→ text ─reader→ Draft ─clean, unwrap, drop furniture, date→ Document

A reader (``text``, ``markdown``, ``html``, ``records``) knows one format and yields drafts;
``drafts`` holds the table suffix → reader and does what all formats share; ``guard`` has it done in
a process that can be killed.
"""

from graphkit.read.clean import clean_text
from graphkit.read.dates import find_date
from graphkit.read.documents import documents_from_texts, read_documents
from graphkit.read.drafts import READERS
from graphkit.read.fingerprint import content_hash, fingerprint, fingerprint_distance
from graphkit.read.furniture import drop_furniture, find_furniture
from graphkit.read.guard import ReadingLimits
from graphkit.read.inputs import count_documents
from graphkit.read.language import ENGLISH, detect_language
from graphkit.read.origin import document_key, outlet_of

__all__ = [
    "ENGLISH",
    "READERS",
    "ReadingLimits",
    "clean_text",
    "content_hash",
    "count_documents",
    "detect_language",
    "document_key",
    "documents_from_texts",
    "drop_furniture",
    "find_date",
    "find_furniture",
    "fingerprint",
    "fingerprint_distance",
    "outlet_of",
    "read_documents",
]
