"""Chains → actors: ids, canonical names, kinds, countries, and whose part an actor is."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from graphkit.parse import Doc, Token, plain_doc
from graphkit.resolve.aliases import link_aliases
from graphkit.resolve.chains import Chain, Chains
from graphkit.resolve.countries import Countries, load_countries
from graphkit.resolve.linking import link_rest
from graphkit.resolve.mentions import Found, Lookup, find_mentions
from graphkit.resolve.nouns import load_nouns
from graphkit.types import Actor, ActorKind, ActorRef, Document, Mention, MentionForm

if TYPE_CHECKING:
    import spacy.tokens

__all__ = ["ActorIndex", "capital_state", "link_mentions", "resolve_actors", "slug"]


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """The actors of one document by the head tokens of their mentions, and its tokens.

    ``scope`` stands in the ids of actors that have no name of their own: *the mayor*. Where *they*
    are several actors, ``together`` has them by the pronoun's token, and ``by_head`` the first.
    """

    doc: Doc
    actors: tuple[Actor, ...]
    by_head: Mapping[int, Actor]
    mentions: Mapping[int, Found]
    countries: Countries
    scope: str = ""
    together: Mapping[int, tuple[Actor, ...]] = field(default_factory=dict)
    _refs: dict[int, ActorRef | None] = field(default_factory=dict, repr=False, compare=False)

    def at(self, head: int) -> Actor | None:
        """Return the actor that the mention headed by a token refers to, or None."""
        return self.by_head.get(head)

    def mention(self, doc: Doc, head: int) -> Mention | None:
        """Return the mention headed by a token with its character offsets, or None."""
        found = self.mentions.get(head)
        if found is None:
            return None
        start, end = self.doc.extent(found.begin, found.end)
        return Mention(
            text=self.doc.text[start:end],
            start=start,
            end=end,
            head_start=doc[head].idx,
            form=found.form,
            kind=found.kind,
        )

    def refer(self, doc: Doc, head: int, actor: Actor | None = None) -> ActorRef | None:
        """Return how an event record names the actor meant by a token, or None."""
        if actor is not None:
            return self._named(doc, head, actor)
        if head not in self._refs:
            known = self.at(head)
            self._refs[head] = None if known is None else self._named(doc, head, known)
        return self._refs[head]

    def _named(self, doc: Doc, head: int, actor: Actor) -> ActorRef | None:
        mention = self.mention(doc, head)
        if mention is None:
            return None
        return ActorRef(
            id=actor.id,
            name=actor.name,
            text=mention.text,
            start=mention.start,
            end=mention.end,
            kind=actor.kind,
            country=actor.country,
            aliases=actor.aliases,
            part_of=actor.part_of,
        )


def resolve_actors(document: Document, doc: spacy.tokens.Doc) -> ActorIndex:
    """Return the actors of one parsed document."""
    chains = link_mentions(plain_doc(doc))
    countries = chains.lookup.countries
    naming = _Naming(document.id, chains, countries)
    actors = {id(chain): naming.actor(chain) for chain in chains.all}
    together = {
        head: tuple(actors[id(member)] for member in chain.members)
        for head, chain in chains.of.items()
        if chain.members
    }
    by_head = {
        head: together[head][0] if head in together else actors[id(chain)]
        for head, chain in chains.of.items()
    }
    unique = {actor.id: actor for actor in actors.values()}
    return ActorIndex(
        chains.doc,
        tuple(unique.values()),
        by_head,
        chains.mentions,
        countries,
        naming.scope,
        together,
    )


def link_mentions(doc: Doc, watch: Callable[[Chains, Token], None] | None = None) -> Chains:
    """Return the coreference chains of a parsed document.

    ``watch`` sees each pronoun, and the chains so far, before it is linked.
    """
    lookup = Lookup(load_countries(), load_nouns())
    chains = Chains(doc, find_mentions(doc, lookup), lookup)
    chains.link_names()
    link_aliases(chains)
    link_rest(chains, partial(watch, chains) if watch is not None else None)
    return chains


def capital_state(ref: ActorRef, countries: Countries) -> ActorRef | None:
    """Return the state that a capital stands for, or None where a place is no capital."""
    code = countries.capitals.get(ref.name.lower())
    if code is None:
        return None
    title = countries.titles.get(code, code)
    aliases = tuple(sorted({ref.name, ref.text} - {title}))
    return replace(
        ref, id=f"state:{code}", name=title, kind=ActorKind.STATE, country=code, aliases=aliases,
        part_of=None,
    )  # fmt: skip


def slug(name: str) -> str:
    """Return a name as an id: ASCII, lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    ascii_slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'s", "")).strip("-")
    return ascii_slug or hashlib.sha256(name.encode()).hexdigest()[:8]


class _Naming:
    """Gives the chains of a document their ids and names."""

    def __init__(self, document_id: str, chains: Chains, countries: Countries) -> None:
        self.scope = chains.dominant or document_id
        self.countries = countries
        self.texts: dict[int, dict[str, None]] = {}
        for head, chain in chains.of.items():
            mention = chains.mentions[head]
            if mention.form is MentionForm.PRONOUN:
                continue
            start, end = chains.doc.extent(mention.begin, mention.end)
            text = " ".join(chains.doc.text[start:end].split())
            self.texts.setdefault(id(chain), {})[text] = None

    def actor(self, chain: Chain) -> Actor:
        """Return the actor of a chain."""
        name = self._name(chain)
        aliases = dict.fromkeys([*chain.names, *self.texts.get(id(chain), {})])
        aliases.pop(name, None)
        return Actor(
            id=self._id(chain, name),
            name=name,
            kind=chain.kind,
            country=chain.country,
            aliases=tuple(sorted(aliases)),
            part_of=self._part_of(chain),
        )

    def _name(self, chain: Chain) -> str:
        code = chain.country
        if chain.kind is ActorKind.STATE and code:
            return self.countries.titles.get(code, code)
        if code and chain.key == code:
            adjective = self.countries.adjective(code)
            if chain.kind is ActorKind.GOVERNMENT:
                return f"{adjective} government"
            if chain.kind is ActorKind.MILITARY:
                return f"{adjective} forces"
        names = chain.names or {chain.key: 1}
        if chain.kind is ActorKind.PERSON and chain.named:
            return max(names, key=lambda n: (len(n.split()), names[n], n))
        if not chain.named:  # *the foreign ministry*, then *the ministry*
            most = max(len(n.split()) for n in names)
            names = {n: c for n, c in names.items() if len(n.split()) == most}
        proper = {n: c for n, c in names.items() if n[:1].isupper()} or names
        full = {n: c for n, c in proper.items() if not n.replace(".", "").isupper()} or proper
        return max(full, key=lambda n: (full[n], len(n), n))

    def _id(self, chain: Chain, name: str) -> str:
        if chain.country and chain.key == chain.country:
            return f"{chain.kind}:{chain.country}"
        if chain.named:
            return f"{chain.kind}:{slug(name)}"
        has_name = any(c.isupper() for c in name)
        return (
            f"{chain.kind}:{slug(name)}" if has_name else f"{chain.kind}:{slug(name)}@{self.scope}"
        )

    def _part_of(self, chain: Chain) -> str | None:
        if chain.part_of is not None and chain.part_of is not chain:
            owner = chain.part_of
            return self._id(owner, self._name(owner))
        code = chain.country
        if code is None:
            return None
        if chain.kind in {ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.PLACE}:
            return f"state:{code}"
        if chain.kind is ActorKind.PERSON:
            return f"government:{code}"
        return None
