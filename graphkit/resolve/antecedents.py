"""Whom a personal pronoun means: the likeliest of the noun phrases around it.

Each noun phrase of the sentences before, and of the pronoun's own, is weighed by a log-linear
ranking model (after Denis & Baldridge, 2007, *A ranking approach to pronoun resolution*): kind,
number and gender, how far back, what part each plays in its clause. Nouns that name no actor run
too, so that a pronoun may mean none. The weights were learned on annotated texts
(``python -m graphkit.training.antecedents``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from graphkit.parse import Token, token_kind
from graphkit.resolve.chains import Chain, Chains
from graphkit.resolve.countries import normalise_name
from graphkit.types import ActorKind, MentionForm
from graphkit.words import load_words

__all__ = ["PRONOUNS", "Candidate", "candidates_of", "likeliest", "load_antecedent_weights"]

_WORDS = load_words("graphkit.resolve")
_FEMININE, _MASCULINE = _WORDS["feminine"], _WORDS["masculine"]
_SENTENCES_BACK = 3
_MOST_CANDIDATES = 24
PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
_ROLES = {
    "nsubj": "subject", "nsubj:pass": "subject", "obj": "object", "iobj": "object",
    "obl": "oblique", "obl:agent": "agent", "nmod": "noun", "nmod:poss": "owner",
    "compound": "modifier", "amod": "modifier", "appos": "apposed", "root": "root", "ROOT": "root",
}  # fmt: skip
_GENDERS = {"he": "masculine", "she": "feminine"}
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.OTHER})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that a pronoun may stand for; ``chain`` is None where it is no actor's."""

    token: Token
    chain: Chain | None
    features: Mapping[str, float]


@cache
def load_antecedent_weights() -> Mapping[str, float]:
    """Return the learned weights by feature; read once a process."""
    text = resources.files("graphkit.resolve").joinpath("data/antecedents.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return {
        f"{group}={name}": float(weight)
        for group, row in data.items()
        for name, weight in row.items()
    }


def likeliest(
    candidates: Sequence[Candidate], weights: Mapping[str, float]
) -> Candidate | None:
    """Return the candidate of the highest score, the nearest of equals."""
    best, highest = None, -math.inf
    for candidate in candidates:
        score = sum(v * weights.get(name, 0.0) for name, v in candidate.features.items())
        if score > highest:
            best, highest = candidate, score
    return best


def candidates_of(chains: Chains, pronoun: Token) -> list[Candidate]:
    """Return what a pronoun may mean, nearest first, each with its features."""
    kind = PRONOUNS[pronoun.lower_]
    doc = pronoun.doc
    floor = chains.sentence_floor(pronoun.i, _SENTENCES_BACK)
    above = _clauses_above(pronoun)
    counts, called = _told_before(chains, pronoun.i)
    found: list[Candidate] = []
    rank = 0
    for place in (*range(pronoun.i - 1, floor - 1, -1), *_later(pronoun)):
        token = doc[place]
        chain = chains.of.get(place)
        if not _may_be(kind, token, chain, chains):
            continue
        gender = ""
        if chain is not None and kind in _GENDERS:
            gender = called.get(id(chain)) or _gender(chain)
            if gender not in {_GENDERS[kind], "unknown"}:
                continue
        if token.i == pronoun.head.i and pronoun.tag_ == "PRP$":
            continue
        features = dict.fromkeys(_features(kind, pronoun, token, chain, chains, above, rank), 1.0)
        if gender:
            features[f"{kind}:gender={gender}"] = 1.0
        if chain is not None:
            features[f"{kind}:known=mentions"] = math.log1p(counts.get(id(chain), 0))
            features[f"{kind}:known=topic"] = chains.share(chain)
        joined = _joined(chains, token) if kind == "they" else None
        if joined is None or chain is None or chain.kind is not ActorKind.PERSON:
            found.append(Candidate(token, chain, features))
        rank += 1
        if joined is not None:
            shared = {n: v for n, v in features.items() if n.split("=")[0] not in _OF_ONE}
            both = {"they:form=joined": 1.0, f"they:joined={joined.kind}": 1.0}
            found.append(Candidate(token, joined, shared | both))
        if len(found) == _MOST_CANDIDATES:
            break
    return found


def _later(pronoun: Token) -> Iterator[int]:
    """*In **her** speech, the minister …*: what follows a possessive in its sentence."""
    if pronoun.tag_ == "PRP$":
        yield from range(pronoun.i + 1, pronoun.sent.end)


def _may_be(kind: str, token: Token, chain: Chain | None, chains: Chains) -> bool:
    if chain is None:
        plural = token.tag_ in {"NNS", "NNPS"}
        thing = token.pos_ == "NOUN" and token.i not in chains.mentions
        return thing and kind in {"it", "they"} and plural == (kind == "they")
    if token.lower_ in PRONOUNS and PRONOUNS[token.lower_] != kind:
        return False
    if chains.mentions[token.i].demonym and token.dep_ in {"amod", "compound"}:
        return False
    if chain.members:
        return kind == "they"
    one_person = chain.kind in _PEOPLE and not chain.plural
    if kind in {"he", "she"}:
        return one_person
    if kind == "it":
        return chain.kind not in {ActorKind.PERSON, ActorKind.POPULATION} and token.tag_ != "NNS"
    return chain.plural or chain.kind is not ActorKind.PERSON or _joined(chains, token) is not None


_OF_ONE = frozenset({"they:kind", "they:form", "they:number", "they:known", "they:named"})


def _joined(chains: Chains, token: Token) -> Chain | None:
    """Those whom *they* may mean together: *the minister and the general*."""
    heads = [token, *(t for t in token.children if t.dep_ == "conj" and t.i > token.i)]
    members = [chains.of[t.i] for t in heads if t.i in chains.of]
    if len(heads) < 2 or len(members) < len(heads) or len(set(map(id, members))) < len(members):
        return None
    return Chain(members[0].kind, "", plural=True, members=tuple(members))


def _told_before(chains: Chains, place: int) -> tuple[dict[int, int], dict[int, str]]:
    """How often each chain was mentioned before a place, and of which gender it was called."""
    counts: dict[int, int] = {}
    called: dict[int, str] = {}
    for head, chain in chains.of.items():
        if head < place:
            counts[id(chain)] = counts.get(id(chain), 0) + 1
            gender = _GENDERS.get(PRONOUNS.get(chains.doc[head].lower_, ""))
            if gender is not None:
                called[id(chain)] = gender
    return counts, called


def _features(
    kind: str,
    pronoun: Token,
    token: Token,
    chain: Chain | None,
    chains: Chains,
    above: Mapping[int, str],
    rank: int,
) -> Iterator[str]:
    far = _sentences_between(token, pronoun)
    role, own = _role(token), _role(pronoun)
    if chain is None:
        yield f"{kind}:kind=thing"
        yield f"{kind}:thing={token_kind(token) or 'unknown'}"
    else:
        yield f"{kind}:kind={chain.kind}"
        form = chains.mentions[token.i].form
        yield f"{kind}:form={form}"
        yield f"{kind}:number={'plural' if _is_plural(token, chain) else 'singular'}"
        if form is MentionForm.PRONOUN:
            yield f"pronoun={'same' if token.lower_ == pronoun.lower_ else 'like'}"
        yield f"{kind}:named={chain.named}"
    yield f"{kind}:back={far}"
    yield f"{kind}:rank={min(rank, 5)}"
    yield f"{own}:role={role},{min(far, 1)}"
    yield f"{kind}:role={role}"
    yield f"{own}:kind={chain.kind if chain is not None else 'thing'}"
    if chain is not None and role == "subject":
        yield f"subject:{kind}={chain.kind}"
    if token.head.lemma_ == pronoun.head.lemma_ and token.head.i != pronoun.head.i:
        yield f"again={role},{own}"
    if token.i > pronoun.i:
        yield f"{kind}:order=after"
    place = above.get(_governor(token).i)
    if far == 0:
        yield f"{own}:clause={place or _below(token, above)},{role}"
        yield f"{kind}:clause={place or _below(token, above)}"
    elif role == "subject":
        yield f"back:subject={'main' if _is_main(token.head) else 'inner'},{own}"
    if _speaks(pronoun):
        yield f"speaks={chain.kind if chain is not None else 'thing'}"
        if _speaks(token):
            yield "speaks=both"
    if token.dep_ == "conj":
        yield "joined=later"
    elif any(t.dep_ == "conj" for t in token.children):
        yield "joined=first"


def _is_plural(token: Token, chain: Chain) -> bool:
    return chain.plural or token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"they", "them"}


def _gender(chain: Chain) -> str:
    """What titles, descriptions or else the first name tell."""
    words = chain.titles | chain.descriptions
    if words & _FEMININE:
        return "feminine"
    if words & _MASCULINE:
        return "masculine"
    names = load_first_names()
    first = {normalise_name(n).split()[0] for n in chain.names if " " in n}
    known = {names[n] for n in first if n in names}
    return known.pop() if len(known) == 1 else "unknown"


@cache
def load_first_names() -> Mapping[str, str]:
    """Return the gender that first names tell, ``feminine`` or ``masculine``, in lower case."""
    text = resources.files("graphkit.resolve").joinpath("data/first_names.yaml").read_text("utf-8")
    listed: dict[str, str] = yaml.safe_load(text)
    return {name: gender for gender, names in listed.items() for name in names.split()}


def _sentences_between(token: Token, pronoun: Token) -> int:
    start, count = pronoun.sent.start, 0
    while token.i < start and count < _SENTENCES_BACK:
        count += 1
        start = token.doc[start - 1].sent.start
    return count


def _role(token: Token) -> str:
    seen = token
    while seen.dep_ == "conj" and seen.head.i != seen.i:
        seen = seen.head
    if seen.tag_ == "PRP$":
        return "owner"
    return _ROLES.get(seen.dep_, "other")


def _clauses_above(pronoun: Token) -> dict[int, str]:
    """The heads that govern a pronoun, with how: ``own`` clause, ``same`` noun, ``content`` …"""
    above: dict[int, str] = {}
    token, label = pronoun, "own"
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            break
        if token is not pronoun:
            if token.dep_ in {"ccomp", "parataxis"}:
                label = "content"
            elif token.dep_ in {"conj"}:
                label = "joined" if label == "own" else label
            elif token.dep_ in {"advcl", "xcomp", "acl", "acl:relcl"}:
                label = token.dep_
        above.setdefault(head.i, label)
        token = head
    return above


def _governor(token: Token) -> Token:
    seen = token
    while seen.dep_ in {"conj", "appos", "flat"} and seen.head.i != seen.i:
        seen = seen.head
    return seen.head


def _below(token: Token, above: Mapping[int, str]) -> str:
    """How a noun's clause hangs below one of those that hold the pronoun."""
    seen = token
    for _ in range(8):
        if seen.head.i in above:
            return f"below {seen.dep_}" if seen.dep_ in _CLAUSE_EDGES else "inside"
        if seen.head.i == seen.i:
            break
        seen = seen.head
    return "apart"


_CLAUSE_EDGES = frozenset({"advcl", "xcomp", "ccomp", "acl", "acl:relcl", "conj", "parataxis"})


def _is_main(verb: Token) -> bool:
    return verb.head.i == verb.i or verb.dep_ == "conj"


def _speaks(token: Token) -> bool:
    """True for the subject of a verb that has a content clause."""
    if not token.dep_.startswith("nsubj"):
        return False
    return any(t.dep_ in {"ccomp", "parataxis"} for t in token.head.children)
