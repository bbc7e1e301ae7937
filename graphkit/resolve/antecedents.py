"""Whom a personal pronoun means: the likeliest of the noun phrases around it.

Each noun phrase of the sentences before, and of the pronoun's own, is weighed by a log-linear
ranking model (after Denis & Baldridge, 2008, *Specialized models and ranking for coreference
resolution*): kind, number and gender, how far back, which parts both play in their clauses. Nouns
that name no actor run too, so that a pronoun may mean none. The weights were learned on annotated
texts (``python -m graphkit.training.antecedents``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graphkit.parse import Token, token_kind
from graphkit.resolve.chains import Chain, Chains
from graphkit.resolve.genders import gender_of
from graphkit.types import ActorKind, MentionForm
from graphkit.words import read_data

__all__ = [
    "GENDERS",
    "PRONOUNS",
    "Candidate",
    "antecedent",
    "candidates_of",
    "coordinated",
    "likeliest",
    "load_antecedent_weights",
]

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
GENDERS = {"he": "masculine", "she": "feminine"}
_SENTENCES_BACK = 2
_MOST_CANDIDATES = 12
_LONGEST_CLIMB = 8
_ROLES = {
    "nsubj": "subject", "nsubj:pass": "subject", "obj": "object", "iobj": "object",
    "obl": "oblique", "obl:agent": "agent", "nmod": "noun", "nmod:poss": "owner",
    "compound": "modifier", "amod": "modifier", "appos": "apposed", "root": "root", "ROOT": "root",
}  # fmt: skip
_CLAUSES = frozenset({"advcl", "xcomp", "ccomp", "acl", "acl:relcl", "conj", "parataxis"})
_CONTENT = frozenset({"ccomp", "parataxis"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_THEY = frozenset({"they", "them"})
_PARTS = frozenset({"subject", "object", "oblique", "agent"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_SINGLE = frozenset({ActorKind.PERSON, ActorKind.OTHER})
_OF_ONE = frozenset({"they:kind", "they:form", "they:number", "they:known", "they:named"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that a pronoun may stand for; ``chain`` is None where it names no actor."""

    token: Token
    chain: Chain | None
    features: Mapping[str, float]


def antecedent(chains: Chains, pronoun: Token) -> Chain | None:
    """Return whom a pronoun of ``PRONOUNS`` means, or None where that is no actor."""
    found = likeliest(candidates_of(chains, pronoun), load_antecedent_weights())
    return found.chain if found is not None else None


def likeliest(candidates: Iterable[Candidate], weights: Mapping[str, float]) -> Candidate | None:
    """Return the candidate of the highest score, the first of equals."""

    def score(candidate: Candidate) -> float:
        total = 0.0
        for name, value in candidate.features.items():
            total += value * weights.get(name, 0.0)
        return total

    return max(candidates, key=score, default=None)


@cache
def load_antecedent_weights() -> Mapping[str, float]:
    """Return the learned weights by feature; read once a process."""
    data: dict[str, dict[str, float]] = read_data("graphkit.resolve", "antecedents")
    return {f"{group}={name}": w for group, row in data.items() for name, w in row.items()}


def candidates_of(chains: Chains, pronoun: Token) -> list[Candidate]:
    """Return what a pronoun may mean with the features of each, the nearest before it first."""
    return _Search(chains, pronoun).candidates()


class _Search:
    """The noun phrases around one pronoun."""

    def __init__(self, chains: Chains, pronoun: Token) -> None:
        self.chains = chains
        self.pronoun = pronoun
        self.kind = PRONOUNS[pronoun.lower_]
        self.role = _role(pronoun)
        self.above = _heads_above(pronoun)
        self.barred = self._beside()
        self.speaks = _speaks(pronoun)

    def candidates(self) -> list[Candidate]:
        found: list[Candidate] = []
        for rank, token in enumerate(t for t in self._around() if self._may_be(t)):
            features = dict.fromkeys(self._features(token, rank), 1.0)
            chain = self.chains.of.get(token.i)
            if chain is not None:
                mentions = math.log1p(self.chains.told[id(chain)])
                features[f"{self.kind}:known=mentions"] = mentions
                features[f"{self.kind}:known=topic"] = self.chains.share(chain)
            together = _together(self.chains, token) if self.kind == "they" else None
            if together is None or chain is None or chain.kind is not ActorKind.PERSON:
                found.append(Candidate(token, chain, features))
            if together is not None:
                shared = {n: v for n, v in features.items() if n.partition("=")[0] not in _OF_ONE}
                shared |= {"they:form=joined": 1.0, f"they:joined={together.kind}": 1.0}
                found.append(Candidate(token, together, shared))
            if len(found) >= _MOST_CANDIDATES:
                break
        return found

    def _around(self) -> Iterator[Token]:
        """The nouns and pronouns before, nearest first; after a possessive the names that follow.

        *In **her** speech, Angela Merkel …*.
        """
        chains, pronoun, words = self.chains, self.pronoun, self.pronoun.doc.tokens
        floor = chains.sentence_floor(pronoun.i, _SENTENCES_BACK)
        for place in range(pronoun.i - 1, floor - 1, -1):
            if place in chains.of or words[place].pos_ in {"NOUN", "PRON"}:
                yield words[place]
        if self.role == "owner":
            for place in range(pronoun.i + 1, pronoun.sent.end):
                mention = chains.mentions.get(place)
                if mention is not None and mention.form is MentionForm.NAME:
                    yield words[place]
        topic = chains.last_of_topic(floor)
        if topic is not None:
            yield words[topic]

    def _beside(self) -> set[int]:
        """Whom a pronoun cannot mean: the other parts of its clause, unless it is reflexive."""
        if self.role not in _PARTS or self.pronoun.lower_ in _REFLEXIVE:
            return set()
        others = (t for t in self.pronoun.head.children if t.i != self.pronoun.i)
        parts = [t.i for t in others if _role(t) in _PARTS]
        return {id(self.chains.of[i]) for i in parts if i in self.chains.of}

    def _may_be(self, token: Token) -> bool:
        if self.role == "owner" and token.i == self.pronoun.head.i:
            return False
        chain, kind = self.chains.of.get(token.i), self.kind
        if chain is None and token.lower_ in PRONOUNS:
            return PRONOUNS[token.lower_] == kind and kind in {"it", "they"}
        if chain is None:
            plural = token.tag_ in _PLURAL_TAGS
            if token.pos_ != "NOUN" or kind != ("they" if plural else "it"):
                return False
            core = token.dep_ in {"nsubj", "nsubj:pass", "obj"}
            return core and token.i not in self.chains.mentions
        if id(chain) in self.barred:
            return False
        if PRONOUNS.get(token.lower_, kind) != kind:
            return False
        if token.dep_ in {"amod", "compound"}:
            beside = token.head.head.i == self.pronoun.head.i and self.role in _PARTS
            if beside or self.chains.mentions[token.i].demonym:
                return False
        if chain.members:
            return kind == "they"
        if kind == "they":
            single = chain.kind is ActorKind.PERSON and not chain.plural
            return not single or _together(self.chains, token) is not None
        if kind == "it":
            people = chain.kind in {ActorKind.PERSON, ActorKind.POPULATION}
            return not people and token.tag_ != "NNS"
        one = chain.kind in _SINGLE and not chain.plural
        return one and gender_of(chain) in {GENDERS[kind], None}

    def _features(self, token: Token, rank: int) -> list[str]:
        """What a log-linear model asks; each holds or does not."""
        kind, role = self.kind, _role(token)
        chain = self.chains.of.get(token.i)
        found = self._of_chain(token, chain)
        back = self._sentences_back(token)
        found += (
            f"{kind}:back={back}",
            f"{kind}:rank={min(rank, 5)}",
            f"{kind}:role={role}",
            f"{self.role}:role={role},{min(back, 1)}",
        )
        if token.i > self.pronoun.i:
            found.append(f"{kind}:order=after")
        if back == 0:
            clause = self.above.get(_governor(token).i) or self._below(token)
            found += (f"{kind}:clause={clause}", f"{self.role}:clause={clause},{role}")
        else:
            if "\n\n" in self.chains.doc.text[token.idx : self.pronoun.idx]:
                found.append(f"{kind}:paragraph=before")
            if role == "subject":
                main = token.head.head.i == token.head.i or token.head.dep_ == "conj"
                found.append(f"back:subject={'main' if main else 'inner'},{self.role}")
        if self.speaks:
            found.append(f"speaks={chain.kind if chain is not None else 'thing'}")
            if _speaks(token):
                found.append("speaks=both")
        if token.dep_ == "conj":
            found.append("joined=later")
        elif any(t.dep_ == "conj" for t in token.children):
            found.append("joined=first")
        return found

    def _of_chain(self, token: Token, chain: Chain | None) -> list[str]:
        kind = self.kind
        if chain is None:
            named = "pronoun" if token.lower_ in PRONOUNS else token_kind(token) or "unknown"
            return [f"{kind}:kind=thing", f"{kind}:thing={named}"]
        form = self.chains.mentions[token.i].form
        plural = chain.plural or token.tag_ in _PLURAL_TAGS or token.lower_ in _THEY
        found = [
            f"{kind}:kind={chain.kind}",
            f"{kind}:form={form}",
            f"{kind}:number={'plural' if plural else 'singular'}",
            f"{kind}:named={chain.named}",
        ]
        if form is MentionForm.PRONOUN:
            found.append(f"pronoun={'same' if token.lower_ == self.pronoun.lower_ else 'like'}")
        if kind in GENDERS:
            found.append(f"{kind}:gender={gender_of(chain) or 'unknown'}")
        return found

    def _sentences_back(self, token: Token) -> int:
        start, count = self.pronoun.sent.start, 0
        while token.i < start and count <= _SENTENCES_BACK:
            count += 1
            start = token.doc[start - 1].sent.start
        return count

    def _below(self, token: Token) -> str:
        """How a noun hangs below one of the words that hold the pronoun."""
        for _ in range(_LONGEST_CLIMB):
            if token.head.i in self.above:
                return f"below {token.dep_}" if token.dep_ in _CLAUSES else "inside"
            if token.head.i == token.i:
                break
            token = token.head
        return "apart"


def coordinated(token: Token) -> list[Token]:
    """Return a noun and those joined to it, in text order."""
    return [token, *(t for t in token.children if t.dep_ == "conj" and t.i > token.i)]


def _together(chains: Chains, token: Token) -> Chain | None:
    """Those whom *they* may mean together: *the minister and the general*."""
    heads = coordinated(token)
    members = [chains.of[t.i] for t in heads if t.i in chains.of]
    if len(heads) < 2 or len(members) < len(heads) or len(set(map(id, members))) < len(members):
        return None
    return Chain(members[0].kind, "", plural=True, members=tuple(members))


def _role(token: Token) -> str:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.tag_ == "PRP$":
        return "owner"
    return "subject" if "according to" in token.cases else _ROLES.get(token.dep_, "other")


def _governor(token: Token) -> Token:
    while token.dep_ in {"conj", "appos", "flat"} and token.head.i != token.i:
        token = token.head
    return token.head


def _heads_above(pronoun: Token) -> dict[int, str]:
    """The words that hold a pronoun, each with the clause that leads down from it."""
    above: dict[int, str] = {}
    token, clause = pronoun, "own"
    for _ in range(_LONGEST_CLIMB):
        if token is not pronoun:
            if token.dep_ in _CONTENT:
                clause = "content"
            elif token.dep_ == "conj":
                clause = "joined" if clause == "own" else clause
            elif token.dep_ in _CLAUSES:
                clause = token.dep_
        if token.head.i == token.i:
            break
        token = token.head
        above.setdefault(token.i, clause)
    return above


def _speaks(token: Token) -> bool:
    """True for *X* of *X said that …* and *according to X*."""
    subject = token.dep_.startswith("nsubj")
    told = subject and any(t.dep_ in _CONTENT for t in token.head.children)
    return told or "according to" in token.cases
