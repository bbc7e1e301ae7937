"""One label scheme for every parser: ClearNLP trees rewritten as Universal Dependencies.

spaCy's own English pipelines use ClearNLP labels, where a preposition governs its noun and *be*
governs its predicate; UD turns both around. Rules after Nivre et al. (2020) and de Marneffe et
al. (2021).
"""

from __future__ import annotations

from typing import Any

import numpy as np
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
    "pobj": "nmod",
    "pcomp": "acl",
    "prep": "advmod",
    "agent": "advmod",
}
_CLEARNLP_ONLY = frozenset({"dobj", "nsubjpass", "pobj", "prep", "attr", "relcl", "agent"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_OBJECTS = frozenset({"pobj", "pcomp"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_FIXED = frozenset(
    {
        ("according", "to"), ("as", "of"), ("as", "to"), ("because", "of"), ("due", "to"),
        ("instead", "of"), ("prior", "to"), ("rather", "than"), ("such", "as"), ("up", "to"),
    }
)  # fmt: skip


def is_clearnlp(labels: frozenset[str]) -> bool:
    """Return whether a parser's labels are ClearNLP's rather than UD's."""
    return len(labels & _CLEARNLP_ONLY) >= 3


def to_universal(doc: Doc) -> Doc:
    """Return the same Doc with a ClearNLP tree rewritten as UD.

    Tags, parts of speech and lemmas must be set.
    """
    tree = _Tree(doc)
    for token in doc:
        _flatten_conjuncts(token, tree)
    for token in reversed(doc):  # an inner preposition comes before the one that governs it
        _turn_preposition(token, tree)
    for token in doc:
        if token.lemma_ == "be" and token.pos_ in {"AUX", "VERB"}:
            _turn_copula(token, tree)
        elif token.dep_ == "aux" and token.tag_ == "TO":
            tree.labels[token.i] = "mark"
    tree.write()
    return doc


class _Tree:
    """Heads, labels and dependents of a Doc's tokens while they change; a root heads itself."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.labels = [token.dep_ for token in doc]
        self.dependents: list[set[int]] = [set() for _ in doc]
        for index, head in enumerate(self.heads):
            if head != index:
                self.dependents[head].add(index)

    def find(self, head: int, labels: frozenset[str]) -> list[int]:
        """Return the dependents with one of the labels, in text order."""
        return sorted(i for i in self.dependents[head] if self.labels[i] in labels)

    def move(self, index: int, head: int) -> None:
        """Hang a token on another head; on itself it becomes a root."""
        self.dependents[self.heads[index]].discard(index)
        self.heads[index] = head
        if head != index:
            self.dependents[head].add(index)

    def promote(self, index: int) -> None:
        """Put a token in the place of its head, whose other dependents it takes."""
        old = self.heads[index]
        self.move(index, index if self.heads[old] == old else self.heads[old])
        for other in sorted(self.dependents[old]):
            self.move(other, index)
        self.move(old, index)

    def write(self) -> None:
        """Set the Doc's heads and labels."""
        add = self.doc.vocab.strings.add
        offsets = np.array(self.heads, dtype=np.int64) - np.arange(len(self.doc))
        names = [add(_RENAMED.get(label, label)) for label in self.labels]
        values: Any = np.column_stack([offsets.view(np.uint64), np.array(names, dtype=np.uint64)])
        self.doc.from_array(["HEAD", "DEP"], values)


def _flatten_conjuncts(token: Token, tree: _Tree) -> None:
    """Hang conjuncts on the first one, and the conjunction on the conjunct after it."""
    if token.dep_ == "conj":
        first = token.head
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        tree.move(token.i, first.i)
    elif token.dep_ == "cc":
        later = [t.i for t in token.head.rights if t.dep_ == "conj" and t.i > token.i]
        if later:
            tree.move(token.i, later[0])


def _turn_preposition(token: Token, tree: _Tree) -> None:
    """Let the object of a preposition govern it."""
    labels, own = tree.labels, tree.labels[token.i]
    adposition = token.pos_ in {"ADP", "SCONJ"}
    objects = tree.find(token.i, _OBJECTS)
    if not objects:
        if own in {"prep", "agent"} or (own == "dative" and adposition):
            labels[token.i] = "compound:prt" if token.tag_ == "RP" else "advmod"
        return
    noun = objects[0]
    clausal = labels[noun] == "pcomp" and tree.doc[noun].pos_ in {"VERB", "AUX"}
    head = tree.doc[tree.heads[token.i]]
    if own not in _PREPOSITIONS:
        labels[noun] = own  # a root, a conjunct, the object of another preposition
    elif labels[head.i] in _PREPOSITIONS and not tree.find(head.i, _OBJECTS):
        labels[noun] = "pcomp" if clausal else "pobj"
    elif clausal:
        labels[noun] = "advcl" if head.pos_ in _VERBAL else "acl"
    elif own == "agent":
        labels[noun] = "obl:agent"
    else:
        labels[noun] = "obl" if head.pos_ in _VERBAL else "nmod"
    labels[token.i] = "mark" if clausal else "case"
    tree.promote(noun)
    _join_fixed(token, noun, tree)


def _join_fixed(token: Token, noun: int, tree: _Tree) -> None:
    """Hang *to* of *according to* on *according*."""
    following = token.i + 1
    if following not in tree.dependents[noun] or tree.labels[following] not in {"case", "mark"}:
        return
    if (token.lower_, tree.doc[following].lower_) in _FIXED:
        tree.move(following, token.i)
        tree.labels[following] = "fixed"


def _turn_copula(token: Token, tree: _Tree) -> None:
    """Let the predicate of *be* govern it: a noun, an adjective, or a place or time."""
    labels, be = tree.labels, token.i
    predicates = tree.find(be, frozenset({"attr", "acomp"}))
    if tree.find(be, frozenset({"expl"})):
        for index in predicates:
            if labels[index] == "attr":
                labels[index] = "nsubj"
        return
    subject = tree.find(be, frozenset({"nsubj", "csubj"}))
    if not predicates and subject and not tree.find(be, frozenset({"ccomp", "xcomp", "oprd"})):
        predicates = tree.find(be, frozenset({"obl"}))
    following = [index for index in predicates if index > be]
    if predicates:
        predicate = (following or predicates)[0]
        labels[predicate], labels[be] = labels[be], "cop"
        tree.promote(predicate)


class ClearnlpToUd:
    """A spaCy component that rewrites ClearNLP trees as UD."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with a UD tree."""
        return to_universal(doc)


@Language.factory("graphkit_to_universal", requires=["token.dep"], assigns=["token.dep"])
def create_scheme_mapper(nlp: Language, name: str) -> ClearnlpToUd:
    """Return the component for ``nlp.add_pipe("graphkit_to_universal")``."""
    return ClearnlpToUd()
