"""What becomes of one document: its events, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graphkit.types import Event

__all__ = ["Outcome", "State"]


class State(StrEnum):
    """How far a document has come. It starts as failed and is done only when its rows are there."""

    FAILED = "failed"
    DONE = "done"
    SKIPPED = "skipped"  # read, and not for us: another language


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one document gave. ``reason`` is one line, None where all went well."""

    state: State
    events: tuple[Event, ...] = ()
    reason: str | None = None
    language: str | None = None
    words: int = 0
    fingerprint: int | None = None
