"""Child processes that may be killed at any moment, and the values that go to them and back.

A child is a program of its own and not a fork: it holds nothing of what its parent holds, and it
starts where ``__main__`` cannot be imported. It gets values on stdin and gives values on stdout,
each a length of eight bytes and the pickled value.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from graphkit.threads import ONE_THREAD

__all__ = [
    "cause_of_death",
    "end_child",
    "open_channel",
    "read_frame",
    "resident_megabytes",
    "start_child",
    "write_frame",
]

_LENGTH = struct.Struct(">Q")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl


def start_child(module: str) -> subprocess.Popen[bytes]:
    """Start a module as a child that computes on one thread; it writes where ours is read."""
    path = os.pathsep.join(part for part in sys.path if part)  # where this graphkit was found
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,  # what a buffer held, a selector would not see
        process_group=0 if os.name == "posix" else None,  # the terminal's Ctrl-C is for us alone
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
    )


def end_child(process: subprocess.Popen[bytes]) -> None:
    """Kill a child and free what belongs to it."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        cast(BinaryIO, stream).close()


def open_channel() -> tuple[BinaryIO, BinaryIO]:
    """Return what a child reads values from and writes values to.

    From then on the child ends with its parent, even in the middle of its work, and a stray print
    goes to stderr.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, AttributeError):  # not Linux: it ends when it next reads or writes
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    values = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, values


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
    # Only our own program writes here, so that unpickling is safe.
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


def cause_of_death(status: int | None) -> str:
    """Return how a process ended: ``was ended by SIGKILL``, ``ended with status 1``."""
    if status is not None and status < 0:
        with suppress(ValueError):
            return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"


def resident_megabytes(process_id: int) -> int | None:
    """Return the resident memory of a process, or None on systems that do not tell it this way."""
    try:
        pages = int(Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000
