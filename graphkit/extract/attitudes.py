"""Attitudes to an act, which the model takes for the act: *condemned the attack on Israel*.

Who condemns or backs an attack does not make it, and does not turn on those whom it befalls.
"""

from __future__ import annotations

from graphkit.extract.frames import Reading, trigger_classes
from graphkit.extract.grammar import conjuncts, direct_objects, is_negated, is_verb, subjects
from graphkit.extract.slots import complement
from graphkit.ontology import Ontology
from graphkit.parse import Token
from graphkit.types import COOPERATIVE, EventType
from graphkit.words import load_words

__all__ = ["is_misread"]

_ATTITUDES = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})
_WORDS = load_words("graphkit.extract")
_JUDGING = _WORDS["judging"]
_HOLDING = _WORDS["holding"]
_HARMFUL = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST, EventType.SANCTION}
)
_BEFALLING = frozenset({"against", "at", "in", "on", "upon"})


def is_misread(reading: Reading, ontology: Ontology) -> bool:
    """Return whether a reading takes an attitude to an act for the act, or its victim for its aim.

    What a support verb carries is done: *approved deployments*.
    """
    trigger, event_type = reading.anchor.token, reading.relation.event_type
    if event_type in _HARMFUL and reading.anchor.support is None:
        judged = any(_is_judge(a.token, trigger) for a in reading.sources)
        return judged or any(
            _is_told_of(a.token, b.token, trigger) for a in reading.sources for b in reading.targets
        )
    if event_type is EventType.THREATEN:
        return _is_promised_not(trigger, ontology)
    if event_type is EventType.SUPPORT and any("against" in a.token.cases for a in reading.targets):
        return True
    judged = event_type in _ATTITUDES
    return judged and any(_is_victim(a.token, trigger, ontology) for a in reading.targets)


def _is_judge(source: Token, deed: Token) -> bool:
    """***Turkey** condemned attacks*, ***the EU** backs sanctions*."""
    verb = deed.head
    if deed.dep_ not in {"obj", "obl"} or is_verb(deed) or not is_verb(verb):
        return False
    judges = (one for subject in subjects(verb) for one in conjuncts(subject))
    return verb.lemma_.lower() in _JUDGING and any(t.i == source.i for t in judges)


def _is_told_of(source: Token, target: Token, deed: Token) -> bool:
    """*an attack on Douma, then held by **Jaish al-Islam***: in a clause on the one attacked.

    The parser may hang that clause on the attack.
    """
    node = source
    while node.head.i not in {node.i, target.i, deed.i}:
        node = node.head
    if node.head.i == target.i and node.i != target.i:
        return node.dep_ in {"acl", "acl:relcl"}
    hung_on_deed = not is_verb(deed) and node.dep_ in {"acl", "conj"}
    return hung_on_deed and node.lemma_.lower() in _HOLDING


def _is_victim(target: Token, verb: Token, ontology: Ontology) -> bool:
    """*condemned the attack on **Israel***, *condemned the killing of **boys***."""
    deed = target.head
    if target.dep_ != "nmod" or not is_verb(verb) or deed not in direct_objects(verb):
        return False
    if "of" in target.cases and _befalls_of(deed, ontology):
        return True
    return not _BEFALLING.isdisjoint(target.cases) and bool(_HARMFUL & _classes(deed, ontology))


def _befalls_of(deed: Token, ontology: Ontology) -> bool:
    """Whether *of* names whom an act befalls: *the killing of*, not *the decision of*."""
    specs = (spec for _, spec in ontology.triggers_for("noun", deed.lemma_.lower()))
    return any("prep:of" in spec.target for spec in specs)


def _is_promised_not(verb: Token, ontology: Ontology) -> bool:
    """*vowed that it would never attack*."""
    clause = complement(verb)
    if clause is None or not is_negated(clause):
        return False
    return not COOPERATIVE & _classes(clause, ontology)


def _classes(token: Token, ontology: Ontology) -> frozenset[EventType]:
    return frozenset(event_type for event_type, _ in trigger_classes(token, ontology))
