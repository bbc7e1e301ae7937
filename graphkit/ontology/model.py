"""The records of an ontology: event types, their relations, and the words that trigger them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graphkit.ontology.example import Example
from graphkit.types import ActorKind, EventType, Quad, Status

__all__ = ["EventTypeSpec", "Ontology", "RelationSpec", "TriggerPos", "TriggerSpec"]


class TriggerPos(StrEnum):
    """The part of speech of a trigger's head word."""

    VERB = "verb"
    NOUN = "noun"
    ADJ = "adj"


@dataclass(frozen=True, slots=True)
class TriggerSpec:
    """Words that state a relation, the frame they need, and the slots of its arguments.

    The slots of ``source``, ``target`` and ``label`` are tried in order; an empty ``target`` means
    that the event has none. Each entry of ``support`` is a verb lemma, with its particle after a
    space where it has one (``carry out``). SCHEMA.md beside this file explains every field.
    """

    pos: TriggerPos
    lemmas: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    label: tuple[str, ...] = ()
    particle: str | None = None
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    prep_object: tuple[tuple[str, frozenset[str]], ...] = ()
    clause_verb: frozenset[str] = frozenset()
    modal: frozenset[str] = frozenset()
    not_label: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    target_kind: frozenset[ActorKind] = frozenset()
    support: tuple[str, ...] = ()
    bare: bool = True
    reciprocal: bool = False
    status: Status | None = None
    needs_actor: bool = True
    confidence: float | None = None

    @property
    def name(self) -> str:
        """The first lemma with its particle: ``blow up``."""
        return f"{self.lemmas[0]} {self.particle}" if self.particle else self.lemmas[0]

    @property
    def needs_label(self) -> bool:
        """Whether the trigger fires only with a label: *called X terrorists*, not *called X*."""
        return "pred" in self.label or bool(self.not_label)

    @property
    def specificity(self) -> int:
        """How many conditions the frame sets: of two triggers that fit, the higher one speaks."""
        conditions = (
            self.particle,
            self.object,
            self.prep_object,
            self.clause_verb,
            self.modal,
            self.modifier,
            self.target_kind,
            not self.bare,
            self.needs_label,
        )
        return sum(map(bool, conditions))


@dataclass(frozen=True, slots=True)
class RelationSpec:
    """One fine relation: the verb on an edge, its class and scores, triggers and examples."""

    name: str
    event_type: EventType
    quad: Quad
    intensity: float
    cameo: str
    definition: str
    triggers: tuple[TriggerSpec, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class EventTypeSpec:
    """One PLOVER class: its quad class, the default intensity (-10 to 10) and its relations.

    ``general`` names the relation that says no more than the class itself.
    """

    event_type: EventType
    quad: Quad
    intensity: float
    definition: str
    relations: tuple[RelationSpec, ...]
    general: str = ""

    @property
    def general_relation(self) -> RelationSpec:
        """The relation that says no more than the class: what an unknown trigger states.

        It is the one that ``general`` names, or else the first.
        """
        return next((r for r in self.relations if r.name == self.general), self.relations[0])


_Entries = tuple[tuple[RelationSpec, TriggerSpec], ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All event types that were loaded, with fast look-ups by relation and by trigger word."""

    event_types: Mapping[EventType, EventTypeSpec]
    _by_name: dict[str, RelationSpec] = field(init=False, repr=False, compare=False)
    _by_lemma: dict[tuple[str, str], _Entries] = field(init=False, repr=False, compare=False)
    _classes: dict[tuple[str, str], tuple[tuple[EventType, bool], ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Build the look-up tables."""
        object.__setattr__(self, "_by_name", {spec.name: spec for spec in self.relations})
        object.__setattr__(self, "_by_lemma", _index(self.relations))
        classes = {
            key: tuple(dict.fromkeys((r.event_type, bool(t.support)) for r, t in entries))
            for key, entries in self._by_lemma.items()
        }
        object.__setattr__(self, "_classes", classes)

    @property
    def relations(self) -> tuple[RelationSpec, ...]:
        """Every relation, class by class, in the order of the files."""
        return tuple(spec for kind in self.event_types.values() for spec in kind.relations)

    def relation(self, name: str) -> RelationSpec | None:
        """Return the relation of that name, or None."""
        return self._by_name.get(name)

    def triggers_for(self, pos: str, lemma: str) -> _Entries:
        """Return each relation and trigger with that head word, those with most conditions first.

        ``pos`` is ``verb``, ``noun`` or ``adj``; ``lemma`` is lower case.
        """
        return self._by_lemma.get((pos, lemma), ())

    def classes_for(self, pos: str, lemma: str) -> tuple[tuple[EventType, bool], ...]:
        """Return the classes of triggers with that head word, and whether with a support verb."""
        return self._classes.get((pos, lemma), ())


def _index(relations: Iterable[RelationSpec]) -> dict[tuple[str, str], _Entries]:
    """Return (part of speech, lemma) -> (relation, trigger) pairs, the most specific first."""
    found: dict[tuple[str, str], list[tuple[RelationSpec, TriggerSpec]]] = {}
    for relation in relations:
        for trigger in relation.triggers:
            for lemma in trigger.lemmas:
                found.setdefault((trigger.pos, lemma), []).append((relation, trigger))
    return {
        key: tuple(sorted(entries, key=_by_specificity)) if len(entries) > 1 else tuple(entries)
        for key, entries in found.items()
    }


def _by_specificity(entry: tuple[RelationSpec, TriggerSpec]) -> int:
    return -entry[1].specificity
