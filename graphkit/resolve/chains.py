"""Coreference chains of one document: who is meant by each mention.

Names are chained first, by kind; then nominals and pronouns in text order, each to the nearest
earlier chain that fits. Nothing is ever merged because one name's words are a part of another's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graphkit.parse import Doc, Token
from graphkit.resolve.countries import normalise_name
from graphkit.resolve.mentions import Found, Lookup, Mentions
from graphkit.types import ActorKind, MentionForm
from graphkit.words import load_words

__all__ = ["GROUPS", "Chain", "Chains", "content_words", "same_person", "surname"]

_WORDS = load_words("graphkit.resolve")
_STOP = _WORDS["no_content"]
_TRAILING = frozenset({"group", "organization", "organisation", "movement", "party", "militia"})


GROUPS = frozenset(
    {ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.COMPANY}
)
_NAMES_KEPT = 10_000  # a document compares each of its names with all others


@dataclass(slots=True)
class Chain:
    """One actor within a document and the mentions that refer to it."""

    kind: ActorKind
    key: str
    country: str | None = None
    names: dict[str, int] = field(default_factory=dict)
    descriptions: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    plural: bool = False
    named: bool = False
    part_of: Chain | None = None
    gender: str | None = None  # as a pronoun told
    members: tuple[Chain, ...] = ()  # of those whom *they* means together

    def add_name(self, name: str) -> None:
        """Count one more use of a name."""
        self.names[name] = self.names.get(name, 0) + 1


class Chains:
    """The chains of a document, and which chain each mention's head token belongs to.

    While they are linked in text order, ``told`` counts the mentions of each so far, by identity.
    """

    def __init__(self, doc: Doc, mentions: Mentions, lookup: Lookup) -> None:
        self.doc = doc
        self.mentions = mentions
        self.lookup = lookup
        self.of: dict[int, Chain] = {}
        self.told: Counter[int] = Counter()
        self._keyed: dict[tuple[ActorKind, str], Chain] = {}
        self._named = 0
        self._topic: list[int] | None = None
        self._groups: dict[str, Chain] | None = None
        self.dominant = _dominant_country(mentions.values())

    @property
    def all(self) -> list[Chain]:
        """The chains, the oldest first."""
        return list(self._keyed.values())

    def get(self, kind: ActorKind, key: str, *, country: str | None = None) -> Chain:
        """Return the chain of that kind and key, made if it is new."""
        chain = self._keyed.get((kind, key))
        if chain is None:
            chain = self._keyed[kind, key] = Chain(kind, key, country)
        return chain

    def link_names(self) -> None:
        """Chain every name."""
        for mention in sorted(
            (m for m in self.mentions.values() if m.form is MentionForm.NAME),
            key=lambda m: (m.kind is ActorKind.PERSON, -len(m.name.split()), m.head),
        ):
            chain = self._chain_of_name(mention)
            chain.named = True
            chain.add_name(mention.name)
            self.of[mention.head] = chain
        self._join_surnames()

    def _join_surnames(self) -> None:
        """*Assad* is whom the text calls *Bashar al-Assad*, whatever kind its name was read as."""
        for chain in [c for c in self.all if c.kind in _MISTAKEN_KINDS and len(c.names) == 1]:
            (name,) = chain.names
            if " " in name or name.isupper():
                continue
            people = [
                person
                for person in self.all
                if person.kind is ActorKind.PERSON
                and any(" " in full and surname(full) == surname(name) for full in person.names)
            ]
            if len(people) == 1:
                self.merge(people[0], chain)

    def _chain_of_name(self, mention: Found) -> Chain:
        kind, country = mention.kind, mention.country
        if kind in {ActorKind.STATE, ActorKind.GOVERNMENT} and country:
            return self.get(kind, country, country=country)
        if kind is ActorKind.POPULATION and country:
            return self.get(kind, country, country=country)
        if kind is ActorKind.PERSON:
            return self._chain_of_person(mention)
        key = name_key(mention.name)
        others = [c for c in self.all if c.kind not in _NO_ALIAS_KINDS]
        same = next((c for c in others if c.key == key), None)
        if same is None and (letters := _acronym(mention.name)):
            same = next((c for c in others if c.named and _is_short_for(letters, c)), None)
        return same or self.get(kind, key, country=country)

    def _chain_of_person(self, mention: Found) -> Chain:
        matches = [
            chain
            for chain in self.all
            if chain.kind is ActorKind.PERSON
            and any(same_person(mention.name, name) for name in chain.names)
        ]
        if len(matches) == 1:
            return matches[0]
        return self.get(ActorKind.PERSON, normalise_name(mention.name))

    def merge(self, kept: Chain, gone: Chain) -> Chain:
        """Put one chain's mentions and names into another and return it."""
        if kept is gone:
            return kept
        for head, chain in self.of.items():
            if chain is gone:
                self.of[head] = kept
        for name, count in gone.names.items():
            kept.names[name] = kept.names.get(name, 0) + count
        kept.descriptions |= gone.descriptions
        kept.titles |= gone.titles
        kept.named = kept.named or gone.named
        kept.country = kept.country or gone.country
        kept.part_of = kept.part_of or gone.part_of
        del self._keyed[gone.kind, gone.key]
        return kept

    def share(self, chain: Chain) -> float:
        """Return a chain's part, 0 to 1, of all uses of names in the document."""
        if not self._named:
            self._named = sum(sum(c.names.values()) for c in self.all if c.named) or 1
        return sum(chain.names.values()) / self._named if chain.named else 0.0

    def last_of_topic(self, place: int) -> int | None:
        """Return where the body of the most names is last named before a place, if at all."""
        if self._topic is None:
            bodies = [c for c in self.all if c.named and c.kind in _BODIES]
            topic = max(bodies, key=self.share, default=None)
            heads = (h for h, c in self.of.items() if c is topic)
            named = MentionForm.NAME
            self._topic = sorted(h for h in heads if self.mentions[h].form is named)
        before = bisect_left(self._topic, place)
        return self._topic[before - 1] if before else None

    def group_called(self, phrase: str) -> Chain | None:
        """Return the group that has a phrase as a name: *the Syrian Civil Defense group*."""
        if self._groups is None:
            self._groups = {}
            for chain in [c for c in self.all if c.named and c.kind in GROUPS]:
                for name in chain.names:
                    self._groups.setdefault(name_key(name), chain)
        return self._groups.get(name_key(phrase))

    def before(self, head: int, *, sentences: int) -> Iterator[tuple[int, Chain]]:
        """Yield (head token, chain) of the mentions before one, nearest first."""
        start = self.sentence_floor(head, sentences)
        for other in sorted((h for h in self.of if start <= h < head), reverse=True):
            yield other, self.of[other]

    def sentence_floor(self, head: int, sentences: int) -> int:
        """Return where the sentence that stands so many before a token's begins."""
        start: int = self.doc[head].sent.start
        for _ in range(sentences):
            if start == 0:
                break
            start = self.doc[start - 1].sent.start
        return start


_MISTAKEN_KINDS = frozenset({ActorKind.ORGANIZATION, ActorKind.OTHER})
_BODIES = GROUPS - {ActorKind.MILITARY}
_NO_ALIAS_KINDS = frozenset({ActorKind.STATE, ActorKind.PERSON, ActorKind.POPULATION})


def _dominant_country(mentions: Iterable[Found]) -> str | None:
    """The country that at least two mentions and two fifths of all with a country are of."""
    counts: dict[str, int] = {}
    for mention in mentions:
        if mention.country:
            counts[mention.country] = counts.get(mention.country, 0) + 1
    if not counts:
        return None
    best = max(sorted(counts), key=lambda code: counts[code])
    enough = counts[best] >= 2 and counts[best] * 5 >= 2 * sum(counts.values())
    return best if enough else None


@lru_cache(maxsize=_NAMES_KEPT)
def name_key(name: str) -> str:
    """Return what two uses of one organisation's name share."""
    words = normalise_name(name).replace("defence", "defense").replace("organis", "organiz")
    parts = words.split()
    if len(parts) > 2 and parts[-1] in _TRAILING:
        parts.pop()
    return " ".join(parts)


@lru_cache(maxsize=_NAMES_KEPT)
def surname(name: str) -> str:
    """Return the last word of a person's name in lower case without *al-* or *el-*."""
    last = normalise_name(name).split()[-1] if name.split() else ""
    for prefix in ("al-", "el-", "ul-"):
        last = last.removeprefix(prefix)
    return last


def same_person(name: str, other: str) -> bool:
    """Return whether two names may be one person's: same surname, no differing first name."""
    if surname(name) != surname(other):
        return False
    first, second = normalise_name(name).split(), normalise_name(other).split()
    if len(first) == 1 or len(second) == 1:
        return True
    a, b = first[0], second[0]
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _acronym(name: str) -> str:
    """The letters of *N.S.C.* and *NSC*, "" for a name that is no acronym."""
    letters = name.replace(".", "")
    return letters if letters.isupper() and 2 <= len(letters) <= 7 and letters.isalpha() else ""


def _is_short_for(letters: str, chain: Chain) -> bool:
    return any(_initials(full) == letters for full in chain.names if len(full.split()) > 1)


def _initials(name: str) -> str:
    return "".join(
        w[0] for w in name.replace("-", " ").split() if w.lower() not in {"of", "the", "and", "for"}
    ).upper()


def content_words(tokens: Iterable[Token]) -> set[str]:
    """Return the lemmas of the words that can tell one nominal from another."""
    return {
        t.lemma_.lower()
        for t in tokens
        if t.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} and t.lower_ not in _STOP and t.is_alpha
    }
