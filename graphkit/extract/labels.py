"""Labels and charges: what the text calls the target, or accuses it of."""

from __future__ import annotations

from graphkit.extract.grammar import subtree_text
from graphkit.extract.slots import Anchor, complement, find_slot
from graphkit.ontology import TriggerSpec
from graphkit.parse import Token, token_kind
from graphkit.words import load_words

__all__ = ["find_label", "is_thing", "label_text", "predicate"]


def label_text(phrase: Token | None, *, alone: bool) -> str | None:
    """Return the words of a label, or its head ``alone`` where its modifiers are the target."""
    if phrase is None:
        return None
    return phrase.text if alone else subtree_text(phrase)


def is_thing(target: Token, label: Token) -> bool:
    """Return whether *it* is what happened rather than an actor: *described it as a surrender*."""
    return target.lower_ in {"it", "this", "that"} and token_kind(label) == "event"


def find_label(anchor: Anchor, spec: TriggerSpec) -> Token | None:
    """Return the head of the words in a label slot; None where the frame refuses that label."""
    for slot in spec.label:
        if slot == "clause":
            clause = complement(anchor.verb)
            phrase = _clause_label(anchor.verb) or clause
        elif slot == "pred":
            phrase = predicate(anchor.verb)
        elif slot == "prep:as":
            phrase = _as_phrase(anchor.verb)
        else:
            found = find_slot(anchor, slot)
            phrase = found[0] if found else None
        if phrase is None:
            continue
        if spec.not_label and phrase.lemma_.lower() in spec.not_label:
            return None
        return phrase
    return None


def _clause_label(verb: Token) -> Token | None:
    """*accused X of shelling civilians*: the clause after the preposition."""
    for child in verb.children:
        if (
            child.i > verb.i
            and child.dep_ in {"advcl", "xcomp", "ccomp", "obl"}
            and child.tag_ == "VBG"
        ):
            return child
    return None


_BRANDING = load_words("graphkit.extract")["branding"]
_PREDICATIVE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})
_AS_EDGES = frozenset({"obl", "advcl", "xcomp", "nmod", "acl", "ccomp"})


def predicate(verb: Token) -> Token | None:
    """Return what a verb calls its object: *called X **a terrorist***, *branded X **terrorists***.

    Name and label may be one phrase to the parser: *labelled the White Helmets **terrorists***.
    """
    objects = [t for t in verb.children if t.dep_ in {"obj", "nsubj:pass", "iobj"}]
    for child in verb.children:
        if child.dep_ != "xcomp" or child.pos_ not in _PREDICATIVE or child.tag_ == "VB":
            continue
        if objects or child.i > verb.i:
            return child
    plain = [t for t in verb.children if t.dep_ in {"obj", "iobj"} and t.i > verb.i]
    if len(plain) > 1:
        return plain[-1]
    return next((t for t in plain if _is_name_and_label(t)), None)


def _is_name_and_label(noun: Token) -> bool:
    named = any(t.dep_ == "compound" and t.pos_ == "PROPN" for t in noun.children)
    return named and noun.lemma_.lower() in _BRANDING


def _as_phrase(verb: Token) -> Token | None:
    """*regard X as Y*, whatever the parser calls the phrase."""
    places = [verb, *[t for t in verb.children if t.dep_ in {"obj", "nsubj:pass"}]]
    for place in places:
        for child in place.children:
            if child.i > verb.i and child.dep_ in _AS_EDGES and "as" in child.cases:
                return child
    return None
