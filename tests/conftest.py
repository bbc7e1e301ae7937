"""What tests of several stages share: events made by hand and a small ontology."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graphkit.ontology import EventTypeSpec, Ontology, RelationSpec
from graphkit.store import event_id
from graphkit.types import (
    ActorKind,
    ActorRef,
    Claim,
    DateSource,
    Event,
    EventType,
    Quad,
    Stance,
    Status,
    Trigger,
)

MakeEvent = Callable[..., Event]

CLASSES = {
    EventType.ASSAULT: (Quad.MATERIAL_CONFLICT, -9.0),
    EventType.ACCUSE: (Quad.VERBAL_CONFLICT, -2.0),
    EventType.AID: (Quad.MATERIAL_COOPERATION, 7.0),
}


def actor_ref(name: str, sentence: str, **fields: Any) -> ActorRef:
    """Return a reference to the actor ``state:NAME`` at the place of its name in the sentence."""
    start = max(sentence.find(name), 0)
    known = {"id": f"state:{name.lower()}", "kind": ActorKind.STATE} | fields
    return ActorRef(name=name, text=name, start=start, end=start + len(name), **known)


@pytest.fixture
def make_event() -> MakeEvent:
    """Return a function that makes an event: who, relation, whom, and what else matters."""

    def make(
        source: str = "Syria",
        relation: str = "attacks",
        target: str | None = "Turkey",
        *,
        doc: str = "d1",
        date: str | None = "2018-07-22",
        sentence: str | None = None,
        status: Status = Status.ACTUAL,
        says: str | None = None,
        stance: Stance = Stance.ASSERTS,
        label: str | None = None,
        event_type: EventType = EventType.ASSAULT,
        source_fields: dict[str, Any] | None = None,
    ) -> Event:
        sentence = sentence or f"{source} {relation} {target or 'at dawn'}."
        place = max(sentence.find(relation), 0)
        trigger = Trigger(relation, relation.rstrip("s"), place, place + len(relation))
        who = actor_ref(source, sentence, **(source_fields or {}))
        whom = actor_ref(target, sentence) if target else None
        claim = Claim(actor_ref(says, sentence), "said", stance) if says else None
        return Event(
            id=event_id(
                doc_id=doc,
                sentence_start=0,
                sentence_end=len(sentence),
                trigger=trigger,
                relation=relation,
                source=who,
                target=whom,
                status=status,
                claim=claim,
                label=label,
            ),
            doc_id=doc,
            event_type=event_type,
            relation=relation,
            source=who,
            target=whom,
            trigger=trigger,
            status=status,
            sentence=sentence,
            sentence_start=0,
            sentence_end=len(sentence),
            rule="verb",
            confidence=0.9,
            label=label,
            claim=claim,
            date=date,
            date_source=DateSource.METADATA if date else None,
        )

    return make


@pytest.fixture
def small_ontology() -> Ontology:
    """Return three classes, and the relation ``bombs`` with an intensity of its own."""
    bombs = RelationSpec(
        name="bombs",
        event_type=EventType.ASSAULT,
        quad=Quad.MATERIAL_CONFLICT,
        intensity=-10.0,
        cameo="195",
        definition="Drops bombs.",
        triggers=(),
        examples=(),
    )
    return Ontology(
        {
            name: EventTypeSpec(
                event_type=name,
                quad=quad,
                intensity=intensity,
                definition="",
                relations=(bombs,) if name is EventType.ASSAULT else (),
            )
            for name, (quad, intensity) in CLASSES.items()
        }
    )
