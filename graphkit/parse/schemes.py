"""One label scheme for every parser: ClearNLP trees rewritten as Universal Dependencies.

spaCy's own English pipelines use ClearNLP labels, where a preposition governs its noun and *be*
governs its predicate; UD turns both around. Rules after Nivre et al. (2020) and de Marneffe et
al. (2021).
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc, Token

__all__ = ["ClearnlpToUd", "create_scheme_mapper", "is_clearnlp", "to_universal"]

_RENAMED = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "quantmod": "advmod",
    "nounmod": "nmod",
    "intj": "discourse",
    "meta": "discourse",
    "complm": "mark",
    "num": "nummod",
    "attr": "xcomp",
}
_CLEARNLP_ONLY = frozenset({"dobj", "nsubjpass", "pobj", "prep", "attr", "relcl", "agent"})


def is_clearnlp(labels: frozenset[str]) -> bool:
    """Return whether a parser's labels are ClearNLP's rather than UD's."""
    return len(labels & _CLEARNLP_ONLY) >= 3


def to_universal(doc: Doc) -> Doc:
    """Return the same Doc with a ClearNLP tree rewritten as UD."""
    heads = [token.head.i for token in doc]
    labels = [token.dep_ for token in doc]
    for token in doc:
        if token.dep_ in {"prep", "agent"}:
            _turn_preposition(token, heads, labels)
        elif token.dep_ == "conj":
            heads[token.i] = _first_conjunct(token).i
        elif token.dep_ == "cc":
            later = [t for t in token.head.children if t.dep_ == "conj" and t.i > token.i]
            heads[token.i] = later[0].i if later else token.head.i
    for token in doc:
        if token.lemma_ == "be" and token.pos_ in {"AUX", "VERB"}:
            _turn_copula(token, heads, labels)
    renamed = [_RENAMED.get(label, label) for label in labels]
    _write(doc, heads, renamed)
    return doc


def _turn_preposition(token: Token, heads: list[int], labels: list[str]) -> None:
    objects = [t for t in token.children if t.dep_ in {"pobj", "pcomp"}]
    if not objects:
        labels[token.i] = "compound:prt" if token.tag_ == "RP" else "advmod"
        return
    noun = objects[0]
    verbal = token.head.pos_ in {"VERB", "AUX", "ADJ", "ADV"}
    heads[noun.i] = heads[token.i]
    heads[token.i] = noun.i
    labels[token.i] = "mark" if noun.dep_ == "pcomp" else "case"
    if noun.dep_ == "pcomp":
        labels[noun.i] = "advcl" if verbal else "acl"
    elif token.dep_ == "agent":
        labels[noun.i] = "obl:agent"
    else:
        labels[noun.i] = "obl" if verbal else "nmod"
    for other in token.children:
        if other.i != noun.i and heads[other.i] == token.i:
            heads[other.i] = noun.i


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _turn_copula(token: Token, heads: list[int], labels: list[str]) -> None:
    predicates = [t for t in token.children if t.dep_ in {"attr", "acomp"} and t.i > token.i]
    if not predicates:
        return
    predicate = predicates[0]
    heads[predicate.i] = predicate.i if heads[token.i] == token.i else heads[token.i]
    labels[predicate.i] = labels[token.i]
    for child in token.children:
        if child.i != predicate.i and heads[child.i] == token.i:
            heads[child.i] = predicate.i
    for other, head in enumerate(heads):
        if head == token.i and other not in (token.i, predicate.i):
            heads[other] = predicate.i
    heads[token.i], labels[token.i] = predicate.i, "cop"


def _write(doc: Doc, heads: list[int], labels: list[str]) -> None:
    values = np.zeros((len(doc), 2), dtype=np.uint64)
    for index, (head, label) in enumerate(zip(heads, labels, strict=True)):
        values[index, 0] = np.array(head - index, dtype=np.int64).view(np.uint64)
        values[index, 1] = doc.vocab.strings.add(label)
    doc.from_array([HEAD, DEP], values)


class ClearnlpToUd:
    """A spaCy component that rewrites ClearNLP trees as UD."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with a UD tree."""
        return to_universal(doc)


@Language.factory("graphkit_to_universal", requires=["token.dep"], assigns=["token.dep"])
def create_scheme_mapper(nlp: Language, name: str) -> ClearnlpToUd:
    """Return the component for ``nlp.add_pipe("graphkit_to_universal")``."""
    return ClearnlpToUd()
