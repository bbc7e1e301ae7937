"""What tells one text from another: an exact hash, and one that near-duplicates share."""

from __future__ import annotations

import hashlib
import json
import re

from graphkit.types import Document

__all__ = ["content_hash", "fingerprint", "fingerprint_distance"]

_BITS = 64
_SHINGLE_WORDS = 3
_WORD = re.compile(r"\w+")


def content_hash(document: Document) -> str:
    """Return 32 hex digits of all that a document's events depend on, its name and place aside."""
    content = [document.text, document.title, document.date, document.date_source, document.url]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]


def fingerprint(text: str) -> int:
    """Return the text's simhash: 64 bits, most of which near-duplicates have in common.

    Each run of three words, case and punctuation aside, votes on every bit. Signed, as SQLite and
    Parquet store it; ``fingerprint_distance`` compares two.
    """
    import numpy as np

    words = _WORD.findall(text.casefold())
    shingles = {
        " ".join(words[start : start + _SHINGLE_WORDS])
        for start in range(max(len(words) - _SHINGLE_WORDS, 0) + 1)
    }
    hashes = b"".join(hashlib.blake2b(s.encode(), digest_size=8).digest() for s in shingles)
    bits = np.unpackbits(np.frombuffer(hashes, np.uint8).reshape(-1, _BITS // 8), axis=1)
    votes = 2 * bits.sum(axis=0, dtype=np.int64) > len(shingles)
    return int.from_bytes(np.packbits(votes).tobytes(), "big", signed=True)


def fingerprint_distance(one: int, other: int) -> int:
    """Return in how many of 64 bits two fingerprints differ: 0 to 3 for one story reprinted."""
    return ((one ^ other) & ((1 << _BITS) - 1)).bit_count()
