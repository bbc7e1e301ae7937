"""Triggers in their frames: which relation a word states here, and where its arguments stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graphkit.extract.arguments import TERRITORIAL, Argument, Cast
from graphkit.extract.conditions import conditions_hold
from graphkit.extract.grammar import (
    cases,
    direct_objects,
    is_verb,
    particle,
)
from graphkit.extract.labels import find_label, is_thing, label_text
from graphkit.extract.slots import Anchor, complement, find_slot
from graphkit.ontology import Ontology, RelationSpec, TriggerPos, TriggerSpec
from graphkit.parse import Doc, Token
from graphkit.resolve.nouns import load_nouns
from graphkit.types import ActorKind, EventType

__all__ = ["Reading", "general_reading", "read_trigger", "trigger_classes", "trigger_words"]


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
        return replace(self, sources=(source,), targets=(target,))


_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_ADJECTIVAL = frozenset({"VBN", "VBG", "JJ"})


def trigger_words(doc: Doc, ontology: Ontology) -> Iterator[Token]:
    """Yield the tokens of a Doc that some trigger of the ontology has as its head word."""
    for token in doc:
        pos = _POS.get(token.pos_)
        if (
            pos
            and not token.ent_type_
            and any(ontology.triggers_for(p, token.lemma_.lower()) for p in _readings(token, pos))
        ):
            yield token


def trigger_classes(token: Token, ontology: Ontology) -> Iterator[tuple[EventType, bool]]:
    """Yield the event classes that a word may state, and whether with a support verb."""
    pos = _POS.get(token.pos_)
    for reading in _readings(token, pos) if pos else ():
        for lemma in {token.lemma_.lower(), token.lower_}:
            for relation, spec in ontology.triggers_for(reading, lemma):
                yield relation.event_type, bool(spec.support)


def general_reading(
    token: Token, event_type: EventType, ontology: Ontology, *, any_object: bool = False
) -> Reading | None:
    """Return a reading without actors of a word as a trigger of a class, or None for no such.

    The relation is one that the ontology gives the word, those whose frame fits first, or else
    the class's general one. A verb that the ontology has in this class only with certain objects
    (*share* with *intelligence*) is no trigger with another (*share a border*), unless
    ``any_object``.
    """
    if event_type not in ontology.event_types:
        return None
    fitting = [c for c in _candidates(token, ontology) if c[0].event_type is event_type]
    for relation, spec, anchor in fitting:
        phrase = find_label(anchor, spec)
        if phrase is not None or not spec.needs_label:
            label = label_text(phrase, alone=False)
            frame = replace(spec, reciprocal=False)
            return Reading(relation, frame, anchor, (), (), label, _MODEL)
    entries = [
        entry
        for entry in _entries(token, ontology)
        if entry[0].event_type is event_type and not entry[1].needs_label
    ]
    other = bool(entries) and all(spec.object for _, spec in entries) and direct_objects(token)
    if other and not any_object:
        return None
    general = ontology.event_types[event_type].general_relation
    relation = entries[0][0] if entries and not other else general
    spec = TriggerSpec(TriggerPos(_POS.get(token.pos_, "noun")), (token.lemma_.lower(),), (), ())
    return Reading(relation, spec, Anchor(token), (), (), None, _MODEL)


_MODEL = ("model", "model")


def _entries(token: Token, ontology: Ontology) -> Iterator[tuple[RelationSpec, TriggerSpec]]:
    """What the ontology has of a word whatever its frame, with fewest conditions first."""
    pos = _POS.get(token.pos_)
    for reading in _readings(token, pos) if pos else ():
        yield from reversed(ontology.triggers_for(reading, token.lemma_.lower()))


def _readings(token: Token, pos: str) -> tuple[str, ...]:
    """The parts of speech that a token may have in the ontology; participles count twice."""
    if pos == "verb" and token.dep_ in {"aux", "aux:pass", "cop"}:
        return ()
    if pos == "verb" and token.dep_ == "amod":
        return ("adj",)
    if pos == "verb" and token.tag_ in _ADJECTIVAL:
        return ("verb", "adj")
    if pos == "verb" and token.tag_ == "VBG":
        return ("verb", "noun")
    return (pos,)


def read_trigger(token: Token, ontology: Ontology, cast: Cast) -> Reading | None:
    """Return what a trigger word states: the first frame whose slots hold actors.

    Where no frame finds a target in its slots, the first that finds one nearby speaks.
    """
    candidates = list(_candidates(token, ontology))
    for near in (False, True):
        for relation, spec, anchor in candidates:
            reading = _fit(anchor, relation, spec, ontology, cast, near=near)
            if reading is not None:
                return reading
    return None


def _candidates(
    token: Token, ontology: Ontology
) -> Iterator[tuple[RelationSpec, TriggerSpec, Anchor]]:
    known = _POS.get(token.pos_)
    for pos in _readings(token, known) if known else ():
        lemma = token.lower_ if pos == "adj" and token.pos_ == "VERB" else token.lemma_.lower()
        for relation, spec in ontology.triggers_for(pos, lemma):
            for anchor in _anchors(token, spec):
                if conditions_hold(anchor, spec):
                    yield relation, spec, anchor


def _anchors(token: Token, spec: TriggerSpec) -> Iterator[Anchor]:
    if spec.support:
        verb = _support_verb(token, spec)
        if verb is not None:
            yield Anchor(token, verb)
    if spec.bare or not spec.support:
        yield Anchor(token, particle=spec.particle)


def _support_verb(token: Token, spec: TriggerSpec) -> Token | None:
    """The verb that carries a noun or adjective, where the frame lists it."""
    first = token
    while (first.dep_ == "conj" and not is_verb(first)) or _is_counted(first):
        first = first.head
    verb = first.head
    if verb.i == first.i or first.dep_ not in {
        "obj", "nsubj:pass", "obl", "xcomp", "advcl", "ccomp", "acl", "iobj", "nsubj",
    }:  # fmt: skip
        return _relative_support(token, spec)
    for name in _verb_names(verb):
        if name in spec.support:
            return verb
    return _relative_support(token, spec)


def _is_counted(token: Token) -> bool:
    """*a series of **strikes***, *hundreds of **arrests***: the counting noun has the verb."""
    return token.dep_ == "nmod" and token.head.lemma_.lower() in _SERIES and "of" in cases(token)


_SERIES = load_nouns().quantities | load_nouns().series


def _relative_support(token: Token, spec: TriggerSpec) -> Token | None:
    """*the attack launched by X*, *sanctions that the EU imposed*."""
    for child in token.children:
        if child.dep_ not in {"acl", "acl:relcl"} or not is_verb(child):
            continue
        if any(name in spec.support for name in _verb_names(child)):
            return child
    return None


def _verb_names(verb: Token) -> tuple[str, ...]:
    lemma = verb.lemma_.lower()
    part = particle(verb)
    if lemma == "take" and any(t.lower_ == "place" for t in verb.children):
        return ("take place",)
    return (f"{lemma} {part}",) if part else (lemma,)


def _fit(
    anchor: Anchor,
    relation: RelationSpec,
    spec: TriggerSpec,
    ontology: Ontology,
    cast: Cast,
    *,
    near: bool,
) -> Reading | None:
    phrase = find_label(anchor, spec)
    if spec.needs_label and phrase is None:
        return None

    def inner(clause: Token) -> list[Token]:
        return _inner_targets(clause, ontology, cast)

    def first(slots: Iterable[str], *, source: bool) -> tuple[str, list[Argument]]:
        names = tuple(slots)
        dotted = any(s.startswith("obj.") for s in names)
        for slot in names:
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
    target_slot, targets = first(spec.target, source=False)
    free = spec.particle is None and spec.needs_actor and not spec.target_kind
    if near and free and sources and not targets and spec.target:
        target_slot, targets = "near", _near_targets(anchor, relation, ontology, cast)
    if near and not targets and relation.event_type in TERRITORIAL:
        target_slot, targets = "place", _place_targets(anchor, relation, cast)
    if spec.reciprocal:
        sources, targets = _reciprocal(anchor, sources, targets, cast, relation)
    if phrase is not None:
        target_slot, targets = _labelled(phrase, target_slot, targets, relation, cast)
    if not sources or not _target_fits(anchor, spec, targets):
        return None
    label = label_text(phrase, alone=target_slot == "compound")
    return Reading(
        relation, spec, anchor, tuple(sources), tuple(targets), label, (source_slot, target_slot)
    )


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


def _place_targets(anchor: Anchor, relation: RelationSpec, cast: Cast) -> list[Argument]:
    """The place where an act befalls nobody else: *lifted the curfew in Port Amel*.

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
        yield [t for t in level if set(_PLACED) & set(cases(t))]


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


def _inner_targets(clause: Token, ontology: Ontology, cast: Cast) -> list[Token]:
    """The target tokens that a trigger in a complement clause finds for itself."""
    for word in _clause_words(clause):
        for relation, spec, anchor in _candidates(word, ontology):
            for slot in spec.target:
                tokens = find_slot(anchor, slot)
                if cast.arguments(tokens, event_type=relation.event_type, source=False):
                    return tokens
            placed = _place_targets(anchor, relation, cast)
            if placed and relation.event_type in TERRITORIAL:
                return [argument.token for argument in placed]
    return []


def _clause_words(clause: Token) -> list[Token]:
    objects = direct_objects(clause)
    inner = complement(clause)
    words = [clause, *objects, *([inner] if inner is not None else [])]
    words += [t for t in clause.children if t.dep_ == "conj"]
    return [w for w in words if w.pos_ in _POS]
