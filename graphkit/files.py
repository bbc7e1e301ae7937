"""Files that are complete or absent: each is written aside, then moved into place."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, TextIO

from graphkit.errors import OutputError

__all__ = ["write_atomic", "write_atomic_bytes"]


@contextmanager
def write_atomic(path: Path) -> Iterator[TextIO]:
    """Yield a UTF-8 text handle whose text becomes the file at ``path`` when the block ends well.

    Lines end with ``\\n``. If the block raises, or the disk is full, an older file stays as it was.
    Raises OutputError where the file cannot be written.
    """
    with _replacing(path) as aside, aside.open("w", encoding="utf-8", newline="\n") as handle:
        yield handle
        _sync(handle)


@contextmanager
def write_atomic_bytes(path: Path) -> Iterator[BinaryIO]:
    """Yield a binary handle whose bytes become the file at ``path`` when the block ends well.

    Raises OutputError where the file cannot be written.
    """
    with _replacing(path) as aside, aside.open("wb") as handle:
        yield handle
        _sync(handle)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Yield the path to write to: a new name beside ``path``, or ``path`` where it is no file."""
    target = Path(os.path.realpath(path))  # a link keeps pointing at the file that is replaced
    aside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.tmp")
    try:
        if target.is_dir():
            raise OutputError(f"{path}: is a folder; name a file in it")
        if target.exists() and not target.is_file():  # /dev/stdout, a named pipe
            yield target
        else:
            yield aside
            aside.replace(target)
    except OSError as error:
        if not _concerns(error, target, aside):
            raise
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); "
            "choose a folder that exists, with room and write permission"
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink()


def _concerns(error: OSError, *paths: Path) -> bool:
    """Whether the error is of writing to one of the paths, and not of a reader or another file."""
    if isinstance(error, ConnectionError):  # a closed pipe is for the caller to handle
        return False
    return error.filename is None or str(error.filename) in map(str, paths)


def _sync(handle: IO[str] | IO[bytes]) -> None:
    """Push what was written to the disk; pipes and terminals have nothing to sync."""
    handle.flush()
    if stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
        os.fsync(handle.fileno())
