"""Frames filled with actors: what a trigger states where its frame's slots hold them.

``frames`` finds the frames that a trigger may have; here their slots are looked at, first those of
the frame, then what stands near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from graphkit.extract.arguments import TERRITORIAL, Argument, Cast
from graphkit.extract.labels import find_label, is_thing, label_text
from graphkit.extract.slots import Anchor, find_slot
from graphkit.ontology import Ontology, RelationSpec, TriggerSpec
from graphkit.parse import Token
from graphkit.types import ActorKind, EventType

__all__ = ["Frame", "Reading", "fill_frame", "place_targets"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A trigger that fits its frame, with its actors and the slots that gave them."""

    relation: RelationSpec
    spec: TriggerSpec
    anchor: Anchor
    sources: tuple[Argument, ...]
    targets: tuple[Argument, ...]
    label: str | None
    slots: tuple[str, str]

    def between(self, source: Argument, target: Argument) -> Reading:
        """Return the same reading of two actors only."""
        return Reading(
            self.relation, self.spec, self.anchor, (source,), (target,), self.label, self.slots
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger's frame with the actors in its slots; ``phrase`` is the head of its label."""

    relation: RelationSpec
    spec: TriggerSpec
    anchor: Anchor
    phrase: Token | None
    source_slot: str
    sources: Sequence[Argument]
    target_slot: str
    targets: Sequence[Argument]

    def reading(self, cast: Cast) -> Reading | None:
        """Return what the frame states, or None where it is not whole."""
        sources, targets, slot = list(self.sources), list(self.targets), self.target_slot
        if self.spec.reciprocal:
            sources, targets = _reciprocal(self.anchor, sources, targets, cast, self.relation)
        if self.phrase is not None:
            slot, targets = _labelled(self.phrase, slot, targets, self.relation, cast)
        if not sources or not _target_fits(self.anchor, self.spec, targets):
            return None
        label = label_text(self.phrase, alone=slot == "compound")
        return Reading(
            self.relation, self.spec, self.anchor, tuple(sources), tuple(targets), label,
            (self.source_slot, slot),
        )  # fmt: skip

    def reading_nearby(self, cast: Cast, ontology: Ontology) -> Reading | None:
        """Return what a frame without targets states to those near, or at the place of the act."""
        if self.targets:
            return None
        spec, anchor, slot = self.spec, self.anchor, self.target_slot
        targets: list[Argument] = []
        free = spec.particle is None and spec.needs_actor and not spec.target_kind
        if free and self.sources and spec.target:
            slot, targets = "near", _near_targets(anchor, self.relation, ontology, cast)
        if not targets and self.relation.event_type in TERRITORIAL:
            slot, targets = "place", place_targets(anchor, self.relation, cast)
        return replace(self, target_slot=slot, targets=targets).reading(cast)


def fill_frame(
    anchor: Anchor,
    relation: RelationSpec,
    spec: TriggerSpec,
    cast: Cast,
    inner: Callable[[Token], list[Token]],
) -> Frame | None:
    """Return a frame with the actors in its slots, None where it lacks its label or a source.

    ``inner`` finds the targets of a trigger in the complement of this one.
    """
    phrase = find_label(anchor, spec)
    if spec.needs_label and phrase is None:
        return None

    def first(slots: Sequence[str], *, source: bool) -> tuple[str, list[Argument]]:
        dotted = any(s.startswith("obj.") for s in slots)
        for slot in slots:
            found = (
                cast.voices(anchor.token)
                if slot == "speaker"
                else cast.arguments(
                    find_slot(anchor, slot, inner),
                    event_type=relation.event_type,
                    source=source,
                    owners=not (slot == "obj" and dotted) and slot not in {"amod", "compound"},
                    places=slot == "xtarget",
                )
            )
            if found:
                return slot, found
        return "", []

    source_slot, sources = first(_source_slots(anchor, spec), source=True)
    if not sources and not spec.reciprocal:
        return None
    target_slot, targets = first(spec.target, source=False)
    return Frame(relation, spec, anchor, phrase, source_slot, sources, target_slot, targets)


def _labelled(
    phrase: Token, slot: str, targets: list[Argument], relation: RelationSpec, cast: Cast
) -> tuple[str, list[Argument]]:
    """The targets without the label itself; *called the White Helmets terrorists* as one phrase."""
    others = [t for t in targets if t.token.i != phrase.i and not is_thing(t.token, phrase)]
    named = [t for t in phrase.children if t.dep_ == "compound" and t.i < phrase.i]
    if others or not named:
        return slot, others
    return "compound", cast.arguments(named, event_type=relation.event_type, source=False)


def _source_slots(anchor: Anchor, spec: TriggerSpec) -> tuple[str, ...]:
    """The frame's slots; a noun's support verb lends its subject first."""
    if anchor.support is not None and "subj" not in (*spec.source, *spec.target):
        return ("subj", *spec.source)
    return spec.source


_NEAR = ("against", "on", "to", "with", "for", "from", "into", "over")
_NEAR_PLACES = ("at", "in")


def _near_targets(
    anchor: Anchor, relation: RelationSpec, ontology: Ontology, cast: Cast
) -> list[Argument]:
    """Actors that the object belongs to or that follow a preposition, where no slot holds one.

    An object that states an event of its own keeps its actors: *approved aid to X*.
    """
    objects = find_slot(anchor, "obj")
    if any(ontology.triggers_for("noun", t.lemma_.lower()) for t in objects):
        return []
    prepositions = _NEAR + (_NEAR_PLACES if relation.event_type in TERRITORIAL else ())
    moved = relation.event_type in _MOVING
    places = [[] if moved else objects, *(find_slot(anchor, f"prep:{p}") for p in prepositions)]
    for tokens in places:
        outside = [t for t in tokens if t.i > anchor.verb.i or t.dep_ == "nsubj:pass"]
        found = cast.arguments(outside, event_type=relation.event_type, source=False)
        found = [a for a in found if a.ref.kind is not ActorKind.MEDIA]
        if found:
            return [replace(a, confidence=a.confidence * _NEAR_CONFIDENCE) for a in found]
    return []


_NEAR_CONFIDENCE = 0.6
_MOVING = frozenset({EventType.MOBILIZE, EventType.RETREAT})  # what they move is no target
_PLACED = ("in", "at", "on", "across")


def place_targets(anchor: Anchor, relation: RelationSpec, cast: Cast) -> list[Argument]:
    """Return the place where an act befalls nobody else: *lifted the curfew in Port Amel*.

    Also below the object or purpose of the act: *gave funds to promote growth in Port Amel*.
    """
    for tokens in _places_after(anchor, below=relation.event_type in _FOR_A_PLACE):
        found = cast.arguments(tokens, event_type=relation.event_type, source=False)
        placed = [a for a in found if a.ref.kind in {ActorKind.PLACE, ActorKind.STATE}]
        if placed:
            return [replace(a, confidence=a.confidence * _NEAR_CONFIDENCE) for a in placed]
    return []


def _places_after(anchor: Anchor, *, below: bool) -> Iterator[list[Token]]:
    """What follows a preposition of place after a trigger, nearest in the tree first."""
    for preposition in _PLACED:
        yield [t for t in find_slot(anchor, f"prep:{preposition}") if t.i > anchor.token.i]
    level = [anchor.verb]
    for _ in range(_PLACE_DEPTH if below else 0):
        level = [
            child
            for token in level
            for child in token.children
            if child.i > anchor.verb.i and child.dep_ in _PLACE_EDGES
        ]
        yield [t for t in level if set(_PLACED) & set(t.cases)]


_FOR_A_PLACE = frozenset({EventType.AID, EventType.CONCEDE, EventType.RETREAT})
_PLACE_DEPTH = 4
_PLACE_EDGES = frozenset({"obj", "obl", "nmod", "xcomp", "advcl", "acl", "nsubj:pass", "conj"})


def _target_fits(anchor: Anchor, spec: TriggerSpec, targets: list[Argument]) -> bool:
    if not targets:
        if spec.needs_actor:
            return not spec.target
        return not spec.target or any(find_slot(anchor, slot) for slot in spec.target)
    if spec.target_kind:
        kinds = {a.ref.kind for a in targets}
        return bool(kinds & (spec.target_kind | _alike(spec.target_kind)))
    return True


def _alike(kinds: frozenset[ActorKind]) -> frozenset[ActorKind]:
    return (
        frozenset({ActorKind.PLACE, ActorKind.STATE}) if ActorKind.PLACE in kinds else frozenset()
    )


def _reciprocal(
    anchor: Anchor,
    sources: list[Argument],
    targets: list[Argument],
    cast: Cast,
    relation: RelationSpec,
) -> tuple[list[Argument], list[Argument]]:
    """Both sides of a reciprocal event; without targets the sources act on each other.

    Where a side lists several, the first side meets the others, who do not meet each other:
    *between A and the envoys of B, C and D*.
    """
    if targets and sources:
        return sources, targets
    between = cast.sides(find_slot(anchor, "prep:between"), event_type=relation.event_type)
    between = [side for side in between if side]
    if len(between) > 1 and any(len(side) > 1 for side in between):
        return between[0], [argument for side in between[1:] for argument in side]
    everybody = list({a.ref.id: a for side in between for a in side}.values())
    if len(everybody) < 2:
        everybody = sources
    return (everybody, everybody) if len(everybody) > 1 else (sources, targets)
