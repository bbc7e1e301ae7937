"""What every shipped class, relation and example must hold to."""

import pytest

from graphkit.ontology import RelationSpec, TriggerSpec, load_ontology
from graphkit.types import EventType, Quad

IRREGULAR = {
    **{
        "met": "meet",
        "sat": "sit",
        "held": "hold",
        "had": "have",
        "spoke": "speak",
        "gave": "give",
    },
    **{"sent": "send", "took": "take", "made": "make", "came": "come", "flew": "fly", "went": "go"},
    **{"stood": "stand", "threw": "throw", "lent": "lend", "bought": "buy", "sold": "sell"},
    **{"became": "become", "fought": "fight", "taught": "teach", "fed": "feed", "got": "get"},
    **{"brought": "bring", "withdrew": "withdraw", "fell": "fall", "lost": "lose", "laid": "lay"},
    **{"said": "say", "wrote": "write", "leant": "lean", "sought": "seek", "won": "win"},
    **{"forgave": "forgive", "paid": "pay", "put": "put", "built": "build", "struck": "strike"},
    **{"shot": "shoot", "stole": "steal", "drove": "drive", "broke": "break", "led": "lead"},
    **{"left": "leave", "hung": "hang", "burnt": "burn", "bit": "bite", "blew": "blow"},
    **{"overthrew": "overthrow", "cut": "cut", "shut": "shut", "hid": "hide", "rose": "rise"},
    **{"found": "find", "told": "tell", "kept": "keep", "beat": "beat", "swore": "swear"},
    **{"drew": "draw", "set": "set", "let": "let", "is": "be", "was": "be", "began": "begin"},
    **{"slew": "slay", "bound": "bind", "caught": "catch", "wrung": "wring", "tore": "tear"},
    **{
        "dug": "dig",
        "ran": "run",
        "rang": "ring",
        "shook": "shake",
        "froze": "freeze",
        "unfroze": "unfreeze",
    },
}


def all_relations() -> tuple[RelationSpec, ...]:
    return load_ontology().relations


def words_of(text: str) -> set[str]:
    words = {word.strip(".,;'\"").removesuffix("'s").lower() for word in text.split()}
    return words | {IRREGULAR[word] for word in words if word in IRREGULAR}


def is_form_of(word: str, lemma: str) -> bool:
    stem = lemma[:-1] if lemma[-1] in "ey" and len(lemma) > 2 else lemma
    return word.startswith(stem)


def appears(trigger: TriggerSpec, text: str) -> bool:
    return any(is_form_of(word, lemma) for lemma in trigger.lemmas for word in words_of(text))


@pytest.mark.parametrize("event_type", list(EventType)[:8])
def test_a_cooperative_class_is_shipped(event_type: EventType) -> None:
    assert len(load_ontology().event_types[event_type].relations) >= 4


def test_quads_are_those_of_plover() -> None:
    quads = {kind: spec.quad for kind, spec in load_ontology().event_types.items()}
    assert quads[EventType.CONCEDE] is Quad.VERBAL_COOPERATION
    assert quads[EventType.RETREAT] is Quad.MATERIAL_COOPERATION
    assert quads[EventType.REQUEST] is Quad.VERBAL_CONFLICT


def test_relation_names_are_unique() -> None:
    names = [relation.name for relation in all_relations()]
    assert len(names) == len(set(names))


def test_every_example_holds_a_trigger_of_its_relation() -> None:
    missing = [
        (relation.name, example.text)
        for relation in all_relations()
        for example in relation.examples
        if not any(appears(trigger, example.text) for trigger in relation.triggers)
    ]
    assert missing == []


def test_cooperation_has_many_ways_to_say_it() -> None:
    lemmas = {
        (trigger.pos, lemma, trigger.particle)
        for relation in all_relations()
        if relation.quad in (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)
        for trigger in relation.triggers
        for lemma in trigger.lemmas
    }
    assert len(lemmas) > 500
