"""Reads relations and the frames of their triggers, and finds two that claim the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from graphkit.ontology.example import Example, parse_example
from graphkit.ontology.fields import Fields
from graphkit.ontology.model import RelationSpec, TriggerPos, TriggerSpec
from graphkit.types import ActorKind, EventType, Quad, Status

__all__ = ["find_clash", "read_relation"]

_RELATION_KEYS: Final = ("name", "intensity", "cameo", "definition", "triggers", "examples")
_FRAME_KEYS: Final = (
    *("source", "target", "label", "particle", "object", "not_object", "prep_object"),
    *("clause_verb", "modal", "not_label", "modifier", "target_kind", "support", "bare"),
    *("reciprocal", "status", "needs_actor", "confidence"),
)
_ARGUMENTS: Final = frozenset(
    {"subj", "obj", "iobj", "poss", "amod", "compound", "xsubj", "xobj", "xtarget", "speaker"}
)
_LABELS: Final = _ARGUMENTS | {"clause", "pred"}
_PREPOSITION: Final = re.compile(r"prep:[a-z]+( [a-z]+)*")
_SOURCES: Final = {
    TriggerPos.VERB: ("subj",),
    TriggerPos.NOUN: ("poss", "prep:by", "amod", "compound"),
    TriggerPos.ADJ: ("subj",),
}
_VERB_ONLY: Final = ("particle", "object", "not_object")
_NOT_VERB: Final = ("support", "bare")

Clash = tuple[str, TriggerSpec, str, str]


def read_relation(
    fields: Fields, name: str, event_type: EventType, quad: Quad, intensity: float
) -> RelationSpec:
    """Return the checked relation; ``intensity`` is the class's, used where it has none."""
    fields.refuse_unknown(*_RELATION_KEYS)
    if name != name.lower():
        raise fields.error("the name has a capital letter", "write it in lower case")
    triggers = tuple(_read_trigger(fields, raw) for raw in fields.records("triggers"))
    return RelationSpec(
        name=name,
        event_type=event_type,
        quad=quad,
        intensity=fields.intensity(intensity),
        cameo=_read_cameo(fields),
        definition=fields.text("definition"),
        triggers=triggers,
        examples=_read_examples(fields, needs_target=all(t.target for t in triggers)),
    )


def find_clash(relations: Iterable[RelationSpec]) -> Clash | None:
    """Return the first trigger that two relations share: (relation, trigger, lemma, other).

    Two triggers are the same if one head word has the same conditions and could take its target
    from the same slot; nothing would then tell which relation is meant.
    """
    seen: dict[tuple[Any, ...], str] = {}
    for relation in relations:
        for trigger in relation.triggers:
            for lemma in trigger.lemmas:
                for key in _frame_keys(trigger, lemma):
                    owner = seen.setdefault(key, relation.name)
                    if owner != relation.name:
                        return relation.name, trigger, lemma, owner
    return None


def _frame_keys(trigger: TriggerSpec, lemma: str) -> Iterable[tuple[Any, ...]]:
    """Yield what identifies a frame, once for every target slot and required support verb."""
    conditions = (
        *(trigger.pos, lemma, trigger.particle, trigger.object, trigger.prep_object),
        *(trigger.clause_verb, trigger.modal, trigger.modifier, trigger.target_kind),
        trigger.needs_label,
    )
    for support in trigger.support if not trigger.bare else ("",):
        for slot in trigger.target or ("",):
            yield (*conditions, support, slot)


def _read_cameo(fields: Fields) -> str:
    code = fields.text("cameo")
    if not (code.isdecimal() and 2 <= len(code) <= 4):
        raise fields.error(f'"{code}" is no CAMEO code', 'quote two to four digits, as in "0431"')
    return code


def _read_examples(fields: Fields, *, needs_target: bool) -> tuple[Example, ...]:
    """Return the examples; each marks a source, and a target unless a trigger takes none."""
    texts = fields.raw.get("examples")
    if not texts or not isinstance(texts, list):
        raise fields.error("has no examples", "add a sentence with [Source>] and [>Target]")
    examples = []
    for text in texts:
        if not isinstance(text, str):
            raise fields.error(f"example {text!r} is no text", "write it in quotation marks")
        try:
            example = parse_example(text)
        except ValueError as error:
            problem = f'example "{text}": {error}'
            raise fields.error(problem, "write [Source>] and [>Target]") from error
        if not example.sources:
            raise fields.error(f'example "{text}" marks no source', "mark it: [Source>]")
        if needs_target and not example.targets:
            raise fields.error(f'example "{text}" marks no target', "mark it: [>Target]")
        examples.append(example)
    return tuple(examples)


def _read_trigger(relation: Fields, raw: dict[str, Any]) -> TriggerSpec:
    heads = [pos for pos in TriggerPos if pos in raw]
    if len(heads) != 1:
        raise relation.error(f"trigger {raw} has no head", "write one of verb, noun, adj")
    pos = heads[0]
    lemmas = Fields(raw, relation.file, relation.place).words(pos)
    if not lemmas:
        raise relation.error(f"a trigger's {pos} is empty", "name a lemma")
    fields = Fields(raw, relation.file, f'{relation.place}, trigger "{lemmas[0]}"')
    fields.refuse_unknown(pos, *_FRAME_KEYS)
    _check_keys(fields, pos)
    return TriggerSpec(
        pos=pos,
        lemmas=lemmas,
        source=_read_slots(fields, "source", _ARGUMENTS) or _SOURCES[pos],
        target=_read_target(fields, pos),
        label=_read_slots(fields, "label", _LABELS),
        particle=fields.text("particle") if "particle" in raw else None,
        object=frozenset(fields.words("object")),
        not_object=frozenset(fields.words("not_object")),
        prep_object=_read_prep_object(fields),
        clause_verb=frozenset(fields.words("clause_verb")),
        modal=frozenset(fields.words("modal")),
        not_label=frozenset(fields.words("not_label")),
        modifier=frozenset(fields.words("modifier")),
        target_kind=_read_kinds(fields),
        support=fields.words("support"),
        bare=fields.flag("bare", True),
        reciprocal=fields.flag("reciprocal", False),
        status=fields.choice("status", Status) if "status" in raw else None,
        needs_actor=fields.flag("needs_actor", True),
        confidence=fields.number("confidence", 0, 1),
    )


def _check_keys(fields: Fields, pos: TriggerPos) -> None:
    """Raise OntologyError where a key does not go with the part of speech or another key."""
    misplaced = _NOT_VERB if pos is TriggerPos.VERB else _VERB_ONLY
    for key in misplaced:
        if key in fields.raw:
            raise fields.error(f'"{key}" does not go with a {pos}', "remove it")
    if not fields.flag("bare", True) and not fields.raw.get("support"):
        raise fields.error("bare: false without support", "list the support verbs it needs")
    if len(set(fields.words(pos))) < len(fields.words(pos)):
        raise fields.error("names one lemma twice", "keep one")


def _read_target(fields: Fields, pos: TriggerPos) -> tuple[str, ...]:
    """Return the target's slots; a plain verb's is its object, every other frame must say."""
    if "target" in fields.raw:
        return _read_slots(fields, "target", _ARGUMENTS)
    if pos is TriggerPos.VERB and "object" not in fields.raw:
        return ("obj",)
    why = '"object" picks the sense, and' if "object" in fields.raw else f"is a {pos}, and"
    raise fields.error(f"{why} no target is given", "write target: [prep:X], or [] for none")


def _read_slots(fields: Fields, key: str, known: frozenset[str]) -> tuple[str, ...]:
    slots = fields.words(key)
    for slot in slots:
        for step in slot.split("."):
            if step not in known and not _PREPOSITION.fullmatch(step):
                way_out = f"use prep:X or one of {', '.join(sorted(known))}"
                raise fields.error(f'unknown slot "{slot}" in "{key}"', way_out)
    return slots


def _read_kinds(fields: Fields) -> frozenset[ActorKind]:
    words = fields.words("target_kind")
    for word in words:
        if word not in list(ActorKind):
            raise fields.error(f'unknown target_kind "{word}"', f"use {', '.join(ActorKind)}")
    return frozenset(map(ActorKind, words))


def _read_prep_object(fields: Fields) -> tuple[tuple[str, frozenset[str]], ...]:
    raw = fields.raw.get("prep_object", {})
    if not isinstance(raw, dict):
        raise fields.error('"prep_object" is no mapping', "write {to: [table, power]}")
    nested = Fields(raw, fields.file, f"{fields.place}, prep_object")
    return tuple((str(prep), frozenset(nested.words(prep))) for prep in raw)
