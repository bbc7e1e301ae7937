"""What a frame asks of the words around its trigger, beside its arguments."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.extract.grammar import conjuncts, direct_objects, has_particle, is_negated, particle
from graphkit.extract.slots import Anchor, complement, find_slot
from graphkit.ontology import TriggerSpec
from graphkit.parse import Token

__all__ = ["conditions_hold"]


def conditions_hold(anchor: Anchor, spec: TriggerSpec) -> bool:
    """Return whether a trigger has the particle, objects, modifiers and clause of its frame."""
    token = anchor.token
    if spec.pos == "verb" and not _particle_fits(token, spec):
        return False
    if spec.object and not _lemmas(direct_objects(anchor.verb)) & spec.object:
        return False
    if spec.not_object and _lemmas(direct_objects(token)) & spec.not_object:
        return False
    if spec.modifier and not _modifiers(token) & spec.modifier:
        return False
    if spec.prep_object and not any(
        _lemmas(found) & lemmas
        for preposition, lemmas in spec.prep_object
        for found in [find_slot(anchor, f"prep:{preposition}")]
    ):
        return False
    clause = complement(anchor.verb) if spec.clause_verb or spec.modal else None
    if spec.clause_verb and not (clause and _lemmas(_done(clause)) & spec.clause_verb):
        return False
    return not spec.modal or (clause is not None and bool(_auxiliaries(clause) & spec.modal))


def _done(clause: Token) -> list[Token]:
    """The verbs of a clause that are not negated: *promised **not** to attack*."""
    return [] if is_negated(clause) else [t for t in conjuncts(clause) if not is_negated(t)]


def _particle_fits(verb: Token, spec: TriggerSpec) -> bool:
    if spec.particle is not None:
        return has_particle(verb, spec.particle)
    part = particle(verb)
    return part is None or f"prep:{part}" in spec.target


def _lemmas(tokens: Iterable[Token]) -> set[str]:
    return {t.lemma_.lower() for token in tokens for t in conjuncts(token)}


def _modifiers(token: Token) -> set[str]:
    found = set()
    for child in token.children:
        if (
            child.dep_ in {"amod", "compound", "nmod:desc", "nmod:poss", "nmod"}
            and child.i < token.i
        ):
            found |= {child.lemma_.lower(), child.lower_}
    return found


def _auxiliaries(verb: Token) -> set[str]:
    """Modal verbs of a clause; the *have* of a perfect is none, that of *have to go* is."""
    found = {
        form
        for t in verb.children
        if t.dep_ == "aux" and t.lemma_.lower() != "have"
        for form in (t.lemma_.lower(), t.lower_)
    }
    obliged = verb.lemma_.lower() == "have" and any(t.dep_ == "xcomp" for t in verb.children)
    return found | {"have"} if obliged else found
