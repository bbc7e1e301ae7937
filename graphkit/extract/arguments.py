"""Argument tokens → actors: conjuncts, nested lists, and whose words stand for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from graphkit.extract.grammar import conjuncts, prepositional
from graphkit.parse import Doc, Token, token_kind
from graphkit.parse.lemmas import regular_lemmas
from graphkit.resolve import ActorIndex, capital_state
from graphkit.resolve.nouns import load_nouns
from graphkit.types import Actor, ActorKind, ActorRef, EventType, MentionForm

__all__ = ["TERRITORIAL", "Argument", "Cast"]

TERRITORIAL = frozenset(
    {
        EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.RETREAT, EventType.AID,
        EventType.CONCEDE, EventType.SANCTION,
    }
)  # fmt: skip
_TAKING_PLACES = TERRITORIAL | {EventType.THREATEN}
_SCOPED = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY})
_LISTING = frozenset({"including", "like", "such as", "namely", "among"})
_OWNERS = ("nmod:poss", "amod", "compound", "nmod:desc", "nmod:unmarked", "flat")
_SOURCE_OWNERS = ("of", "by", "from")
_TARGET_OWNERS = ("by", "of", "from", "with", "on", "in", "at", "between")


@dataclass(frozen=True, slots=True)
class Argument:
    """An actor in a role: the record's reference, its token, and how sure the reading is."""

    ref: ActorRef
    token: Token
    confidence: float


class Cast:
    """Finds the actors of one document that tokens in argument slots stand for."""

    def __init__(
        self,
        doc: Doc,
        actors: ActorIndex,
        first_persons: dict[int, ActorRef],
        voices: Callable[[Token], tuple[ActorRef, ...]] = lambda _token: (),
    ) -> None:
        """``first_persons`` are by token; ``voices`` tells who says what a token states."""
        self.doc = doc
        self.actors = actors
        self.first_persons = first_persons
        self._voices = voices
        self._collective = load_nouns().collective
        self._quantities = load_nouns().quantities
        self._alike: dict[int, Actor] = {}
        self._takes_places = False

    def arguments(
        self,
        tokens: Iterable[Token],
        *,
        event_type: EventType,
        source: bool,
        owners: bool = True,
        places: bool = False,
    ) -> list[Argument]:
        """Return the actors that tokens stand for, each once, in text order.

        With ``places``, a place may be the target of whatever event.
        """
        found: dict[str, Argument] = {}
        self._takes_places = places or event_type in _TAKING_PLACES
        for token in tokens:
            for member in self._members(token):
                for argument in self._resolve(member, owners=owners, source=source):
                    placed = self._in_role(argument, event_type, source=source)
                    if placed is not None:
                        found.setdefault(placed.ref.id, placed)
        return list(found.values())

    def sides(self, tokens: Iterable[Token], *, event_type: EventType) -> list[list[Argument]]:
        """Return the actors of each of joined phrases: *between A and envoys of B, C and D*."""
        self._takes_places = event_type in TERRITORIAL
        found = []
        for token in tokens:
            for one in conjuncts(token):
                members = list(self._listed(one)) or [one]
                side = {
                    argument.ref.id: argument
                    for member in members
                    for argument in self._resolve(member, owners=True, source=True)
                }
                found.append(list(side.values()))
        return found

    def voices(self, token: Token) -> list[Argument]:
        """Return those who say what a token states, as those who act by saying it."""
        return [Argument(ref, token, _IMPLIED_CONFIDENCE) for ref in self._voices(token)]

    def refer(self, token: Token) -> ActorRef | None:
        """Return the actor that a token itself names, a first person's included, or None."""
        return self.first_persons.get(token.i) or self.actors.refer(self.doc, token.i)

    def at(
        self, token: Token, *, event_type: EventType, source: bool, places: bool = False
    ) -> list[Argument]:
        """Return the actor that one token stands for, or those it lists, none joined to it.

        With ``places``, a place may be the target of whatever event.
        """
        self._takes_places = places or event_type in _TAKING_PLACES
        found: dict[str, Argument] = {}
        for member in list(self._listed(token)) or [token]:
            resolved = list(self._resolve(member, owners=True, source=source))
            for one in resolved if member.i in self.actors.together else resolved[:1]:
                placed = self._in_role(one, event_type, source=source)
                if placed:
                    found.setdefault(placed.ref.id, placed)
        return list(found.values())

    def _members(self, token: Token) -> Iterator[Token]:
        """Yield the conjuncts of a token; a collective noun gives way to the members it lists."""
        for one in conjuncts(token):
            listed = list(self._listed(one)) or self._listed_beside(token, one)
            if listed:
                yield from listed
            else:
                yield one

    def _is_collective(self, token: Token) -> bool:
        if token.tag_ not in {"NNS", "NNPS"}:
            return False
        lemmas = (token.lemma_.lower(), *regular_lemmas(token.lower_, "NNS"))
        return any(lemma in self._collective for lemma in lemmas)

    def _listed_beside(self, first: Token, collective: Token) -> list[Token]:
        """*Trump and other allies, including A and B*, the list hung on the first of the joined."""
        if first.i == collective.i or not self._is_collective(collective):
            return []
        for child in first.children:
            if child.i > collective.i and _LISTING & set(child.cases):
                return conjuncts(child)
        return []

    def _listed(self, token: Token) -> Iterator[Token]:
        """*allies including A and B*, *the governments of A and B*, *Syrian and Russian forces*."""
        own = self.actors.at(token.i)
        if self._is_collective(token):
            for child in _dependents(token):
                if child.dep_ not in {"nmod", "obl", "acl", "appos", "advcl"} or child.i < token.i:
                    continue
                members = self._represented(child)
                listing = _LISTING & set(child.cases)
                several = len(members) > 1 and ("of" in child.cases or child.dep_ == "appos")
                if (listing or several) and any(self.actors.at(m.i) for m in members):
                    if own is not None and own.kind in _SCOPED and not listing:
                        self._alike |= {member.i: own for member in members}
                    yield from members
        for child in token.children:
            if child.dep_ == "amod" and child.i in self.actors.mentions and own is not None:
                others = [c for c in conjuncts(child)[1:] if c.i in self.actors.mentions]
                self._alike |= {other.i: own for other in others}
                if others:
                    yield token
                    yield from others

    def _represented(self, token: Token) -> list[Token]:
        """A token's conjuncts; *the envoys of the ministers of A and B* are those of A and B."""
        members = conjuncts(token)
        if len(members) > 1 or token.pos_ not in {"NOUN", "PROPN"}:
            return members
        for child in token.children:
            if child.dep_ == "nmod" and "of" in child.cases and child.i > token.i:
                inner = self._represented(child)
                if len(inner) > 1:
                    return inner
        return members

    def _resolve(self, token: Token, *, owners: bool, source: bool) -> Iterator[Argument]:
        if token.i in self.first_persons:
            yield Argument(self.first_persons[token.i], token, 0.85)
            return
        if token.lemma_.lower() in self._quantities:
            counted = [t for t in prepositional(token, "of") for t in conjuncts(t)]
            for inner in counted:
                yield from self._resolve(inner, owners=owners, source=source)
            return
        if token.i in self.actors.together:
            for actor in self.actors.together[token.i]:
                ref = self.actors.refer(self.doc, token.i, actor)
                if ref is not None:
                    yield Argument(ref, token, _FORM_CONFIDENCE[MentionForm.PRONOUN])
            return
        ref = self._sibling(token) or self.actors.refer(self.doc, token.i)
        if ref is not None and not self._is_mere_place(token, source=source):
            form = self.actors.mentions[token.i].form
            yield Argument(ref, token, _FORM_CONFIDENCE[form])
            return
        if owners and token.pos_ != "PRON":
            yield from self._owner(token, source=source, depth=2)

    def _sibling(self, token: Token) -> ActorRef | None:
        """The Syrian forces of *Russian and Syrian forces*, which no noun of their own names."""
        model, ref = self._alike.get(token.i), self.actors.refer(self.doc, token.i)
        if model is None or ref is None or ref.country is None:
            return None
        noun = model.name.rpartition(" ")[2]
        name = f"{self.actors.countries.adjective(ref.country)} {noun}"
        return replace(
            ref, id=f"{model.kind}:{ref.country}", name=name, kind=model.kind,
            aliases=(), part_of=f"state:{ref.country}",
        )  # fmt: skip

    def _is_mere_place(self, token: Token, *, source: bool) -> bool:
        """True for *the village*, which may be attacked but never acts or is spoken to."""
        mention = self.actors.mentions[token.i]
        nominal = mention.form is MentionForm.NOMINAL and mention.kind is ActorKind.PLACE
        return nominal and (source or not self._takes_places)

    def _owner(self, token: Token, *, source: bool, depth: int) -> Iterator[Argument]:
        """Yield the actors that a word that is none belongs to: *Israel's decision*."""
        for label in _OWNERS:
            for child in token.children:
                if child.dep_ != label:
                    continue
                ref = self.first_persons.get(child.i) or self.actors.refer(self.doc, child.i)
                if ref is not None:
                    for member in conjuncts(child):
                        yield Argument(self.actors.refer(self.doc, member.i) or ref, member, 0.75)
                    return
        whole = source or token_kind(token) == "event"
        prepositions = _SOURCE_OWNERS if whole else _TARGET_OWNERS
        for preposition in prepositions:
            for child in token.children:
                if child.dep_ in {"nmod", "obl"} and preposition in child.cases:
                    inner = self.actors.refer(self.doc, child.i)
                    if inner is not None:
                        for member in conjuncts(child):
                            own = self.actors.refer(self.doc, member.i)
                            if own is not None:
                                yield Argument(own, member, 0.65)
                        return
                    if depth:
                        found = list(self._owner(child, source=source, depth=depth - 1))
                        if found:
                            yield from found
                            return

    def _in_role(
        self, argument: Argument, event_type: EventType, *, source: bool
    ) -> Argument | None:
        """Read a capital as its state where it acts or is spoken to; a mere place never acts."""
        ref = argument.ref
        if ref.kind is not ActorKind.PLACE:
            return argument
        state = capital_state(ref, self.actors.countries)
        if state is not None and (source or event_type not in TERRITORIAL):
            return replace(argument, ref=state, confidence=argument.confidence * 0.9)
        if source:
            return replace(argument, confidence=argument.confidence * 0.6)
        return argument if self._takes_places else None


def _dependents(token: Token) -> Iterator[Token]:
    """A noun's dependents as they are meant, where the parser hangs them on a noun joined to it.

    *officials of A and representatives **of the ministers of B and C***: a second phrase of the
    first noun, after the noun joined to it, is that one's.
    """
    later = [t for t in token.children if t.dep_ == "conj"]
    phrases = [t for t in token.children if t.dep_ == "nmod" and t.i > token.i]
    own = [t for t in phrases if not later or t.i < later[0].i]
    yield from (t for t in token.children if not own or t in own or t not in phrases)
    if token.dep_ == "conj" and not phrases:
        others = [t for t in token.head.children if t.dep_ == "nmod" and t.i > token.head.i]
        if others and others[0].i < token.i:
            yield from (t for t in others if t.i > token.i)


_IMPLIED_CONFIDENCE = 0.8
_FORM_CONFIDENCE = {MentionForm.NAME: 1.0, MentionForm.NOMINAL: 0.9, MentionForm.PRONOUN: 0.75}
