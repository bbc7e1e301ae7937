"""Values between a pool and its workers: a length of eight bytes, then the pickled value."""

from __future__ import annotations

import pickle
import struct
from typing import BinaryIO

__all__ = ["read_frame", "write_frame"]

_LENGTH = struct.Struct(">Q")


def write_frame(stream: BinaryIO, value: object) -> None:
    """Write one value and push it out."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    rest = memoryview(_LENGTH.pack(len(data)) + data)
    while rest:  # a pipe without a buffer takes as much as it has room for
        rest = rest[stream.write(rest) :]
    stream.flush()


def read_frame(stream: BinaryIO) -> object:
    """Read one value; EOFError where the other side has ended, even in the middle of a value."""
    head = _read_exactly(stream, _LENGTH.size)
    # Only our own worker writes here, so that unpickling is safe.
    return pickle.loads(_read_exactly(stream, *_LENGTH.unpack(head)))


def _read_exactly(stream: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = stream.read(size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
