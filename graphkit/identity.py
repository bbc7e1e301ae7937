"""Ids of events: hashes of what an event states, so that the same input gives the same ids."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from graphkit.types import ActorRef, Claim, Event, Status, Trigger

__all__ = ["event_id", "identified"]


def event_id(
    *,
    doc_id: str,
    sentence_start: int,
    sentence_end: int,
    trigger: Trigger,
    relation: str,
    source: ActorRef,
    target: ActorRef | None,
    status: Status,
    claim: Claim | None = None,
    label: str | None = None,
) -> str:
    """Return 16 hex digits that depend on nothing but these values: same input, same id."""
    parts = [
        doc_id,
        [sentence_start, sentence_end, trigger.start, trigger.end],
        relation,
        [source.id, source.start, source.end],
        target and [target.id, target.start, target.end],
        status.value,
        claim and [claim.speaker.id, claim.speaker.start, claim.cue, claim.stance.value],
        label,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def identified(event: Event, confidence: float | None = None) -> Event:
    """Return the event with the id that its content gives, and with another confidence if told."""
    return replace(
        event,
        confidence=event.confidence if confidence is None else confidence,
        id=event_id(
            doc_id=event.doc_id,
            sentence_start=event.sentence_start,
            sentence_end=event.sentence_end,
            trigger=event.trigger,
            relation=event.relation,
            source=event.source,
            target=event.target,
            status=event.status,
            claim=event.claim,
            label=event.label,
        ),
    )
