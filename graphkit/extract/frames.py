"""Triggers in their frames: which relation a word states here, and where its arguments stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphkit.extract.arguments import TERRITORIAL, Cast
from graphkit.extract.conditions import conditions_hold
from graphkit.extract.filling import Reading, fill_frame, place_targets
from graphkit.extract.grammar import (
    direct_objects,
    is_verb,
    particle,
)
from graphkit.extract.labels import find_label, label_text, predicate
from graphkit.extract.slots import Anchor, complement, find_slot
from graphkit.ontology import Ontology, RelationSpec, TriggerPos, TriggerSpec
from graphkit.parse import Doc, Token
from graphkit.resolve.nouns import load_nouns
from graphkit.types import EventType

__all__ = [
    "MODEL_SLOTS",
    "TRIGGER_POS",
    "Reading",
    "general_reading",
    "read_trigger",
    "trigger_classes",
    "trigger_words",
]


_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
#: The parts of speech of the words that state events.
TRIGGER_POS = frozenset(_POS)
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
            yield from ontology.classes_for(reading, lemma)


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
            return Reading(relation, frame, anchor, (), (), label, MODEL_SLOTS)
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
    return Reading(relation, spec, Anchor(token), (), (), None, MODEL_SLOTS)


#: The slots of what only the model reads.
MODEL_SLOTS = ("model", "model")


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

    def inner(clause: Token) -> list[Token]:
        return _inner_targets(clause, ontology, cast)

    frames = []
    for relation, spec, anchor in _fitting(token, ontology):
        frame = fill_frame(anchor, relation, spec, cast, inner)
        if frame is None:
            continue
        reading = frame.reading(cast)
        if reading is not None:
            return reading
        frames.append(frame)
    nearby = (frame.reading_nearby(cast, ontology) for frame in frames)
    return next((reading for reading in nearby if reading is not None), None)


def _fitting(
    token: Token, ontology: Ontology
) -> Iterator[tuple[RelationSpec, TriggerSpec, Anchor]]:
    """A word's frames; of a verb that calls its object something, only those that have a label."""
    found = _candidates(token, ontology)
    return (c for c in found if "pred" in c[1].label) if _gives_name(token, ontology) else found


def _gives_name(token: Token, ontology: Ontology) -> bool:
    """*called him **a liar***."""
    if token.pos_ != "VERB":
        return False
    entries = ontology.triggers_for("verb", token.lemma_.lower())
    label = predicate(token) if any("pred" in spec.label for _, spec in entries) else None
    return label is not None and label.pos_ in {"NOUN", "PROPN"}


def _candidates(
    token: Token, ontology: Ontology
) -> Iterator[tuple[RelationSpec, TriggerSpec, Anchor]]:
    known = _POS.get(token.pos_)
    anchors: dict[tuple[int | None, str | None], Anchor] = {}
    for pos in _readings(token, known) if known else ():
        lemma = token.lower_ if pos == "adj" and token.pos_ == "VERB" else token.lemma_.lower()
        for relation, spec in ontology.triggers_for(pos, lemma):
            for support, part in _places(token, spec):
                key = support.i if support is not None else None, part
                anchor = anchors.get(key)
                if anchor is None:
                    anchor = anchors[key] = Anchor(token, support, part)
                if conditions_hold(anchor, spec):
                    yield relation, spec, anchor


def _places(token: Token, spec: TriggerSpec) -> Iterator[tuple[Token | None, str | None]]:
    """The support verb that a trigger has, or the particle of its frame."""
    if spec.support:
        verb = _support_verb(token, spec)
        if verb is not None:
            yield verb, None
    if spec.bare or not spec.support:
        yield None, spec.particle


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
    return token.dep_ == "nmod" and token.head.lemma_.lower() in _SERIES and "of" in token.cases


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


def _inner_targets(clause: Token, ontology: Ontology, cast: Cast) -> list[Token]:
    """The target tokens that a trigger in a complement clause finds for itself."""
    for word in _clause_words(clause):
        for relation, spec, anchor in _candidates(word, ontology):
            for slot in spec.target:
                tokens = find_slot(anchor, slot)
                if cast.arguments(tokens, event_type=relation.event_type, source=False):
                    return tokens
            placed = place_targets(anchor, relation, cast)
            if placed and relation.event_type in TERRITORIAL:
                return [argument.token for argument in placed]
    return []


def _clause_words(clause: Token) -> list[Token]:
    objects = direct_objects(clause)
    inner = complement(clause)
    words = [clause, *objects, *([inner] if inner is not None else [])]
    words += [t for t in clause.children if t.dep_ == "conj"]
    return [w for w in words if w.pos_ in _POS]
