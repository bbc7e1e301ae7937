"""Slots: where in the tree an ontology frame looks for its arguments.

``graphkit/ontology/SCHEMA.md`` lists the slots. A slot leads from the trigger to tokens; a dot
leads on from there (``obj.poss``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graphkit.extract.grammar import (
    antecedent,
    clauses,
    direct_objects,
    indirect_objects,
    is_passive,
    is_verb,
    mark_of,
    particle_objects,
    prepositional,
    subjects,
)
from graphkit.parse import Token

__all__ = ["Anchor", "complement", "find_slot"]

_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked", "nmod"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A trigger in its place: its head word, and the support verb that carries a noun.

    ``found`` are the slots that were looked up already; a frame asks for some of them twice.
    """

    token: Token
    support: Token | None = None
    particle: str | None = None
    found: dict[str, list[Token]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def verb(self) -> Token:
        """The word whose subject and objects count: the support verb, or the trigger itself."""
        return self.support if self.support is not None else self.token


def find_slot(
    anchor: Anchor, slot: str, inner: Callable[[Token], list[Token]] | None = None
) -> list[Token]:
    """Return the tokens in a slot; ``inner`` finds the targets of a trigger in the complement."""
    if slot.startswith("xtarget"):  # what is found depends on who looks
        return _look_up(anchor, slot, inner)
    if slot not in anchor.found:
        anchor.found[slot] = _look_up(anchor, slot, inner)
    return anchor.found[slot]


def _look_up(
    anchor: Anchor, slot: str, inner: Callable[[Token], list[Token]] | None
) -> list[Token]:
    first, _, rest = slot.partition(".")
    tokens = _first_step(anchor, first, inner)
    while rest:
        step, _, rest = rest.partition(".")
        tokens = [found for token in tokens for found in _first_step(Anchor(token), step, None)]
    return [antecedent(token) for token in tokens]


def _first_step(
    anchor: Anchor, slot: str, inner: Callable[[Token], list[Token]] | None
) -> list[Token]:
    token, verb = anchor.token, anchor.verb
    if slot.startswith("prep:"):
        return _prepositional(anchor, slot.removeprefix("prep:"))
    if slot == "subj":
        return _subject(anchor)
    if slot == "obj":
        return _object(anchor)
    if slot == "iobj":
        return indirect_objects(verb)
    if slot == "poss":
        return [t for t in token.children if t.dep_ == "nmod:poss"]
    if slot in {"amod", "compound"}:
        return [t for t in token.children if t.dep_ in _MODIFIERS and t.i < token.i]
    clause = complement(verb)
    if slot == "xsubj":
        return _complement_subject(verb, clause)
    if clause is None:
        return []
    if slot == "xobj":
        return direct_objects(clause)
    if slot == "xtarget" and inner is not None:
        return inner(clause)
    return []


def _subject(anchor: Anchor) -> list[Token]:
    if anchor.support is not None or is_verb(anchor.token):
        return [t for t in subjects(anchor.verb) if t.i != anchor.token.i]
    return [t for t in anchor.token.children if t.dep_ in {"nsubj", "nsubj:outer"}] or (
        _predicate_subject(anchor.token)
    )


def _predicate_subject(token: Token) -> list[Token]:
    """The subject of an adjective or noun that is a predicate joined to another, or an xcomp."""
    if token.dep_ in {"xcomp", "conj", "advcl"}:
        head = token.head
        objects = [t for t in head.children if t.dep_ == "obj" and t.i < token.i]
        if token.dep_ == "xcomp" and objects:
            return objects
        own = [t for t in head.children if t.dep_ in {"nsubj", "nsubj:pass"}]
        return own or (subjects(head) if is_verb(head) else [])
    if token.dep_ in {"amod", "acl"}:
        return [token.head]
    return []


def _object(anchor: Anchor) -> list[Token]:
    objects = direct_objects(anchor.verb)
    if not objects and anchor.particle is not None:
        return particle_objects(anchor.verb, anchor.particle)
    if anchor.support is not None and not is_verb(anchor.token):
        return [t for t in objects if t.i != anchor.token.i]
    return objects


def _prepositional(anchor: Anchor, preposition: str) -> list[Token]:
    token, verb = anchor.token, anchor.verb
    if preposition == "by" and is_verb(verb) and is_passive(verb):
        return []  # the agent
    found = prepositional(token, preposition)
    if not found and anchor.particle is not None:
        found = prepositional(token, f"{anchor.particle} {preposition}")  # "pulled out of X"
    if not found and verb.i != token.i:
        found = [t for t in prepositional(verb, preposition) if t.i != token.i]
    if not found and is_verb(verb):
        for noun in direct_objects(verb):
            if noun.i != token.i and noun.i > verb.i:
                found += prepositional(noun, preposition)
        for other in verb.children:
            if not found and other.dep_ == "conj" and is_verb(other):
                found += _trailing(other, preposition)
            if not found and other.dep_ == "obl" and other.i > verb.i:
                found += prepositional(other, preposition) if preposition != "of" else []
    if not found and token.dep_ == "conj" and not is_verb(token):
        found = [t for t in prepositional(token.head, preposition) if t.i > token.i]
    return found


def _trailing(verb: Token, preposition: str) -> list[Token]:
    """A phrase shared by joined verbs and hung on the last: *armed and trained for X*.

    Not in *of arming them and of working with X*.
    """
    apart = mark_of(verb) not in {"", "to"} or bool(direct_objects(verb))
    return [] if apart else prepositional(verb, preposition)


def complement(verb: Token) -> Token | None:
    """Return the head of a verb's complement clause, an infinitive rather than a full clause."""
    found = [c for c in clauses(verb) if is_verb(c) or any(t.dep_ == "cop" for t in c.children)]
    ranked = sorted(found, key=lambda c: (_RANK.get(c.dep_, 3), c.i))
    if ranked:
        return ranked[0]
    for noun in direct_objects(verb):
        inner = [c for c in clauses(noun) if c.dep_ == "acl" and c.tag_ == "VB"]
        if inner:
            return inner[0]
    return None


_RANK = {"xcomp": 0, "ccomp": 1, "advcl": 2, "acl": 2}


def _complement_subject(verb: Token, clause: Token | None) -> list[Token]:
    """Whoever must act in the complement: *urged **Israel** to*, *demanded that **Iran** stop*."""
    if clause is not None:
        own = [t for t in clause.children if t.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"}]
        if own:
            return own
    if is_passive(verb):
        return [t for t in verb.children if t.dep_ == "nsubj:pass"]
    objects = [t for t in verb.children if t.dep_ in {"obj", "iobj"}]
    if objects:
        described = clause is None and any(t.dep_ == "xcomp" for t in verb.children)
        return [] if described else objects  # *called **the letter** a provocation*
    return [t for p in ("on", "upon", "for", "to") for t in prepositional(verb, p)][:1]
