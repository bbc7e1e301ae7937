"""Files as streams of bytes, decompressed on the way where their suffix says so."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import cast

from graphkit.errors import InputError

__all__ = ["format_suffix", "open_bytes"]

_GZIP, _ZSTANDARD = ".gz", ".zst"


def format_suffix(path: Path) -> str:
    """Return the suffix that tells the format, in lower case: ``.jsonl`` of ``news.jsonl.gz``."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in (_GZIP, _ZSTANDARD) else suffix


@contextmanager
def open_bytes(path: Path, place: str) -> Iterator[BufferedReader]:
    """Yield the bytes of a file, never more in memory than are read.

    Raises InputError where the compressed data is damaged, even in the middle of the file.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as raw:
        if suffix == _GZIP:
            try:
                yield BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=raw)))
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise _damaged(place, error) from error
        elif suffix == _ZSTANDARD:
            zstandard = _load_zstandard(place)
            try:
                decompressor = zstandard.ZstdDecompressor()
                yield BufferedReader(decompressor.stream_reader(raw, read_across_frames=True))
            except zstandard.ZstdError as error:
                raise _damaged(place, error) from error
        else:
            yield raw


def _damaged(place: str, error: Exception) -> InputError:
    return InputError(f"{place}: the compressed data is damaged ({error}); get the file again")


def _load_zstandard(place: str):  # type: ignore[no-untyped-def]
    try:
        import zstandard
    except ImportError as error:
        raise InputError(
            f"{place}: .zst files need zstandard; run: pip install 'graphkit[corpora]'"
        ) from error
    return zstandard
