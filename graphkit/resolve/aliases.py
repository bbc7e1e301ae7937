"""What the text itself says is one: appositions, acronyms in brackets, *known as*, *is a*."""

from __future__ import annotations

from graphkit.parse import Token
from graphkit.resolve.chains import GROUPS, Chain, Chains, content_words
from graphkit.resolve.linking import by_description
from graphkit.resolve.mentions import Found
from graphkit.types import ActorKind, MentionForm

__all__ = ["link_aliases"]

_OWNING = GROUPS | {ActorKind.GOVERNMENT, ActorKind.MEDIA}
_CALLED = frozenset({"know", "call", "name", "dub", "nickname", "style", "refer", "title"})


def link_aliases(chains: Chains) -> None:
    """Join what the text says is one: appositions, acronyms in brackets, *known as*, *is a*."""
    for token in chains.doc:
        if token.dep_ == "appos":
            _link_apposition(chains, token.head, token)
        elif token.lemma_.lower() in _CALLED and token.dep_ in {
            "acl",
            "acl:relcl",
            "amod",
            "appos",
            "advcl",
            "conj",
        }:
            _link_called(chains, token)
        elif token.dep_ == "cop":
            _link_copula(chains, token.head)


def _link_apposition(chains: Chains, head: Token, other: Token) -> None:
    first, second = chains.mentions.get(head.i), chains.mentions.get(other.i)
    if first is None or second is None:
        return
    forms = {first.form, second.form}
    if forms == {MentionForm.NAME}:
        edge = other.left_edge
        bracketed = edge.text == "(" or (edge.i > 0 and chains.doc[edge.i - 1].text == "(")
        if first.kind is second.kind is ActorKind.PERSON and _is_office(chains, head):
            _take_office(chains, head, chains.of[other.i])
        elif bracketed and chains.of[head.i].kind not in {ActorKind.STATE, ActorKind.PLACE}:
            kept = chains.merge(chains.of[head.i], chains.of[other.i])
            kept.add_name(second.name)
    elif forms == {MentionForm.NAME, MentionForm.NOMINAL}:
        named, nominal = (head, other) if first.form is MentionForm.NAME else (other, head)
        chain = chains.of[named.i]
        if _may_describe(chain, chains.mentions[nominal.i]):
            _describe(chains, chain, nominal)


def _is_office(chains: Chains, token: Token) -> bool:
    """True for *the High Representative* written like a name, before the name of who holds it."""
    kind = chains.lookup.nouns.kinds.get(token.lower_)
    return kind is ActorKind.PERSON and not token.ent_type_


def _take_office(chains: Chains, office: Token, holder: Chain) -> None:
    """Let a person have the office of the chain that was named after it."""
    chain = chains.of[office.i]
    if chain is not holder:
        chain.names.clear()
        chains.merge(holder, chain)
    holder.titles.add(office.lower_)


def _may_describe(chain: Chain, nominal: Found) -> bool:
    person = chain.kind is ActorKind.PERSON
    return person == (nominal.kind is ActorKind.PERSON) and chain.kind is not ActorKind.STATE


def _describe(chains: Chains, chain: Chain, nominal: Token) -> None:
    chain.descriptions |= content_words(chains.doc[nominal.left_edge.i : nominal.i + 1])
    chain.titles.add(nominal.lemma_.lower())
    chains.of[nominal.i] = chain
    mention = chains.mentions[nominal.i]
    chain.country = chain.country or mention.country
    _note_owner(chains, chain, nominal)


def _note_owner(chains: Chains, chain: Chain, nominal: Token) -> None:
    """*X, a Hamas official* and *X, head of the White Helmets* are part of these."""
    for child in nominal.children:
        owner = chains.of.get(child.i)
        if owner is None or owner is chain or chain.kind is not ActorKind.PERSON:
            continue
        if owner.kind in _OWNING and chain.part_of is None:
            chain.part_of = owner


def _link_called(chains: Chains, verb: Token) -> None:
    """*the rescue organization known as the White Helmets*."""
    described = verb.head if verb.dep_ != "conj" else verb.head.head
    names = [
        t
        for t in verb.subtree
        if t.i > verb.i and t.i in chains.of and chains.mentions[t.i].form is MentionForm.NAME
    ]
    mention = chains.mentions.get(described.i)
    direct = [t for t in names if t.head.i == verb.i or t.head.head.i == verb.i]
    if not direct or mention is None:
        return
    chain = chains.of[direct[0].i]
    if mention.form is MentionForm.NAME:
        chains.merge(chains.of[described.i], chain)
    elif mention.form is MentionForm.NOMINAL and chain.kind is not ActorKind.STATE:
        earlier = by_description(chains, described, exclude=chain)
        if earlier is not None and earlier.named:
            chain = chains.merge(earlier, chain)
        _describe(chains, chain, described)


def _link_copula(chains: Chains, predicate: Token) -> None:
    """*The White Helmets are a volunteer rescue group* describes the subject."""
    mention = chains.mentions.get(predicate.i)
    subjects = [t for t in predicate.children if t.dep_ == "nsubj"]
    negated = any(t.lower_ in {"not", "n't", "never"} for t in predicate.children)
    if mention is None or not subjects or negated or mention.form is not MentionForm.NOMINAL:
        return
    chain = chains.of.get(subjects[0].i)
    if chain is not None and chain.named and _may_describe(chain, mention):
        chain.descriptions |= content_words(chains.doc[predicate.left_edge.i : predicate.i + 1]) - {
            t.lemma_.lower() for t in predicate.children if t.dep_ == "nsubj"
        }
