"""The records that pass between the stages: small, frozen, and holding character offsets.

Every offset counts characters of ``Document.text`` from 0; ``end`` is one past the last character,
so ``document.text[start:end]`` is the words meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "COOPERATIVE",
    "Actor",
    "ActorKind",
    "ActorRef",
    "Claim",
    "DateSource",
    "Document",
    "Event",
    "EventType",
    "Mention",
    "MentionForm",
    "Quad",
    "Stance",
    "Status",
    "Trigger",
]


class EventType(StrEnum):
    """The 16 event classes of the PLOVER ontology (Halterman et al. 2023)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


#: The classes in which one acts for the other; in the rest, against.
COOPERATIVE = frozenset(
    {
        EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE,
        EventType.AID, EventType.CONCEDE, EventType.RETREAT,
    }
)  # fmt: skip


class Quad(StrEnum):
    """The quad class of an event: said or done, for or against the other."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


class Status(StrEnum):
    """How the text presents an event."""

    ACTUAL = "actual"
    INTENDED = "intended"
    POSSIBLE = "possible"
    NEGATED = "negated"
    HISTORICAL = "historical"


class Stance(StrEnum):
    """What a speaker does with the content of a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    ORGANIZATION = "organization"
    ARMED_GROUP = "armed_group"
    MILITARY = "military"
    COMPANY = "company"
    MEDIA = "media"
    PERSON = "person"
    POPULATION = "population"
    PLACE = "place"
    OTHER = "other"


class MentionForm(StrEnum):
    """The grammatical form of a mention, from the most to the least telling."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class DateSource(StrEnum):
    """Where a document's date comes from."""

    METADATA = "metadata"
    TEXT = "text"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known about it.

    ``id`` is the file name without suffix, or the record's own id; ``date`` is ISO 8601
    (``YYYY-MM-DD``); ``path`` says where it was read, for error messages.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    date_source: DateSource | None = None
    url: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a document that refer to an actor: ``document.text[start:end] == text``.

    ``head_start`` is the offset of the syntactic head's first character.
    """

    text: str
    start: int
    end: int
    head_start: int
    form: MentionForm
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or is acted on, within one document or across a corpus.

    ``country`` is an ISO 3166 alpha-3 code; ``part_of`` the id of the actor that this one belongs
    to (a leader's government, a ministry's state).
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class ActorRef:
    """One actor as an event record names it: the canonical actor and the words of this mention."""

    id: str
    name: str
    text: str
    start: int
    end: int
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word or words that state an event."""

    text: str
    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says that an event happened, or that it did not."""

    speaker: ActorRef
    cue: str
    stance: Stance
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, as one sentence states it: the public event record.

    ``label`` is written as ``as``: the label or charge in the words of the text. ``confidence``, 0
    to 1, is how likely the words state something between the two actors (see README).
    """

    id: str
    doc_id: str
    event_type: EventType
    relation: str
    source: ActorRef
    target: ActorRef | None
    trigger: Trigger
    status: Status
    sentence: str
    sentence_start: int
    sentence_end: int
    rule: str
    confidence: float
    label: str | None = None
    claim: Claim | None = None
    date: str | None = None
    date_source: DateSource | None = None
    url: str | None = None
    title: str | None = None
