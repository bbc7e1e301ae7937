"""What an actor says it will do: a promise, a threat, or, denied, a refusal.

The PLOVER codebook reads cooperation that is announced as AGREE and harm that is announced as
THREATEN; what somebody will not do for another is REJECT. The announced act itself stays, as
intended; a refusal takes the place of the act that will not be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphkit.ontology import Ontology
from graphkit.parse import Token
from graphkit.types import COOPERATIVE, Event, EventType, Status

__all__ = ["read_commitment"]

_HARMFUL = frozenset(
    {EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.MOBILIZE, EventType.PROTEST}
)
_WILL = frozenset({"will", "wo", "would", "shall", "'ll", "’ll", "'d", "’d"})
_PROMISES, _THREATENS, _REFUSES = "promises", "threatens", "refuses"


def read_commitment(event: Event, trigger: Token, ontology: Ontology) -> Iterator[Event]:
    """Yield an event, and before it the promise or threat that announces it, or the refusal alone.

    ``trigger`` is the event's verb. Who only reports what another will do commits nobody.
    """
    announced = event.claim is not None and event.claim.speaker.id == event.source.id
    will = any(t.dep_ == "aux" and t.lower_ in _WILL for t in trigger.children)
    if will and event.status is Status.NEGATED and event.event_type in COOPERATIVE:
        refusal = _as(event, _REFUSES, ontology)
        told = event.claim if event.claim is not None and not announced else None
        yield replace(refusal, claim=told) if refusal is not None else event
        return
    if announced and event.status is Status.INTENDED:
        name = _PROMISES if event.event_type in COOPERATIVE else _THREATENS
        act = _as(event, name, ontology)
        if act is not None and event.event_type in COOPERATIVE | _HARMFUL:
            yield act
    yield event


def _as(event: Event, name: str, ontology: Ontology) -> Event | None:
    """The same words as another relation that is done by saying them; None where it is unknown."""
    relation = ontology.relation(name)
    if relation is None or relation.event_type is event.event_type or event.target is None:
        return None
    return replace(
        event,
        event_type=relation.event_type,
        relation=relation.name,
        status=Status.ACTUAL,
        claim=None,
        label=None,
        rule=f"commitment:{event.relation}",
    )
