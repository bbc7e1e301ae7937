"""The record of one edge: what the events say of one actor towards another."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.graph.table import SEPARATOR, Scalar
from graphkit.types import EventType, Quad, Status

__all__ = ["RELATION_COLUMNS", "Relation"]

RELATION_COLUMNS = (
    "id",
    "source_id",
    "source",
    "relation",
    "target_id",
    "target",
    "as",
    "event_type",
    "quad",
    "intensity",
    "status",
    "claimed",
    "claimed_by",
    "denied_by",
    "weight",
    "mentions",
    "documents",
    "first_date",
    "last_date",
    "evidence",
    "doc_ids",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One edge: what the events say of one source, relation, target and status, claimed or not.

    ``id`` is 16 hex digits and the edge's key; ``label`` holds the labels or charges in the words
    of the texts. ``weight`` counts independent reports, ``mentions`` the events that report the
    relation and ``documents`` their documents; ``first_date``, ``last_date``, ``evidence`` (the
    first sentence) and ``doc_ids`` are of these events, too. ``event_ids`` adds those that deny it.
    """

    id: str
    source: str
    target: str
    relation: str
    event_type: EventType
    quad: Quad
    intensity: float
    status: Status
    claimed: bool
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    label: str
    weight: int
    mentions: int
    documents: int
    first_date: str
    last_date: str
    evidence: str
    doc_ids: tuple[str, ...]
    event_ids: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        """Whether the texts themselves state it as done: not planned, denied or only claimed."""
        return self.status is Status.ACTUAL and not self.claimed

    @property
    def attributes(self) -> dict[str, Scalar]:
        """The edge's attributes in networkx, scalars only."""
        return {
            "label": self.relation,
            "event_type": self.event_type.value,
            "quad": self.quad.value,
            "intensity": self.intensity,
            "status": self.status.value,
            "claimed": self.claimed,
            "claimed_by": SEPARATOR.join(self.claimed_by),
            "denied_by": SEPARATOR.join(self.denied_by),
            "as": self.label,
            "weight": self.weight,
            "mentions": self.mentions,
            "documents": self.documents,
            "first_date": self.first_date,
            "last_date": self.last_date,
            "evidence": self.evidence,
            "doc_ids": SEPARATOR.join(self.doc_ids),
        }
