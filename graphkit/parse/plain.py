"""A parsed spaCy Doc as plain Python objects, for the stages that walk its trees.

spaCy makes a new object whenever a token is touched and looks every label up in its string store;
rules touch each word some hundred times. So a Doc is read once, and ``Doc``, ``Span`` and
``Token`` here have what those rules ask, under spaCy's names and with spaCy's meaning. They are
strings and numbers of their own: they outlive the Doc and the memory zone it was parsed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from typing import Any, overload

import numpy as np
import spacy.tokens
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_PUNCT,
    LEMMA,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)

from graphkit.parse.lists import mend_lists

__all__ = ["KINDS_KEY", "Doc", "Span", "Token", "plain_doc", "token_kind"]

KINDS_KEY = "graphkit_kinds"
_NAMES: list[int | str] = [ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE]
_NUMBERS: list[int | str] = [HEAD, SENT_START, ENT_IOB, SPACY, IS_PUNCT]
_IOB = ("", "I", "O", "B")


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word or mark of a parsed text; ``kind`` is the entity type of a noun head, "" if unknown.

    The root of a tree is its own ``head``; ``children`` are in text order,
    ``cases`` the prepositions and subordinators among them: *on behalf of* is one.
    """

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    kind: str
    whitespace_: str
    is_punct: bool
    head: Token = field(init=False)
    sent: Span = field(init=False)
    children: Sequence[Token] = ()
    cases: Sequence[str] = ()

    def __len__(self) -> int:
        """Return the number of characters."""
        return len(self.text)

    def __repr__(self) -> str:
        """Return the text, as spaCy's tokens do."""
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether the token is all letters."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Whether the token is all digits."""
        return self.text.isdigit()

    @property
    def is_space(self) -> bool:
        """Whether the token is a blank."""
        return self.text.isspace()

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins here."""
        return self.sent.start == self.i

    @property
    def lefts(self) -> list[Token]:
        """The children before the token."""
        return [child for child in self.children if child.i < self.i]

    @property
    def subtree(self) -> Iterator[Token]:
        """Yield the token and all that depend on it, dependents before it first."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        first = self
        for child in self.children:
            edge = child.left_edge
            if edge.i < first.i:
                first = edge
        return first

    def is_ancestor(self, descendant: Token) -> bool:
        """Return whether a token depends on this one, directly or not."""
        while descendant.head is not descendant:
            descendant = descendant.head
            if descendant is self:
                return True
        return False


@dataclass(slots=True, eq=False)
class Span:
    """The tokens of a Doc from ``start`` to ``end``."""

    doc: Doc
    start: int
    end: int

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens."""
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        """Return the number of tokens."""
        return self.end - self.start

    def __getitem__(self, place: int) -> Token:
        """Return a token, counted within the span, from its end where negative."""
        return self.doc.tokens[self.start : self.end][place]

    @property
    def text(self) -> str:
        """The words without the blank after the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """The offset of the first token in the text."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The offset at which the last token ends."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)


class Doc:
    """The tokens and sentences of a parsed text; ``memo`` keeps what was found out of its trees."""

    __slots__ = ("memo", "sents", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.memo: dict[tuple[object, int], Any] = {}
        self.tokens: list[Token] = []
        self.sents: list[Span] = []

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens."""
        return iter(self.tokens)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.tokens)

    def extent(self, begin: int, end: int) -> tuple[int, int]:
        """Return the character offsets of the tokens from ``begin`` to ``end``."""
        last = self.tokens[end - 1]
        return self.tokens[begin].idx, last.idx + len(last.text)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        """Return a token or, for two places, the span between them."""
        if not isinstance(place, slice):
            return self.tokens[place]
        start, end, _ = place.indices(len(self.tokens))
        return Span(self, start, max(start, end))


def plain_doc(doc: spacy.tokens.Doc) -> Doc:
    """Return a parsed spaCy Doc as plain objects."""
    heads, starts, iob, spaced, punct = doc.to_array(_NUMBERS).astype(np.int64).T.tolist()
    texts, lowers, *labels = _strings(doc)
    blanks = [" " if s else "" for s in spaced]
    made = Doc("".join(chain.from_iterable(zip(texts, blanks, strict=True))))
    offsets = accumulate((len(t) + s for t, s in zip(texts, spaced, strict=True)), initial=0)
    kinds = doc.user_data.get(KINDS_KEY, ())
    if len(kinds) != len(doc):
        kinds = [""] * len(doc)
    rows = zip(
        offsets, texts, lowers, *labels, map(_IOB.__getitem__, iob), kinds,
        blanks, map(bool, punct), strict=False,
    )  # fmt: skip
    made.tokens = tokens = [Token(made, i, *row) for i, row in enumerate(rows)]
    places = [i + distance for i, distance in enumerate(heads)]
    mend_lists(tokens, places)
    _grow_trees(tokens, places)
    firsts = [i for i, start in enumerate(starts) if start == 1 or i == 0]
    for start, end in pairwise([*firsts, len(tokens)]):
        sentence = Span(made, start, end)
        made.sents.append(sentence)
        for token in tokens[start:end]:
            token.sent = sentence
    return made


def _strings(doc: spacy.tokens.Doc) -> Iterator[list[str]]:
    """The columns of strings of a Doc, each string looked up once."""
    strings, columns = doc.vocab.strings, doc.to_array(_NAMES).T.tolist()
    known = {number: strings[number] for number in set().union(*columns)}
    return ([known[number] for number in column] for column in columns)


def _grow_trees(tokens: Sequence[Token], heads: Sequence[int]) -> None:
    """Set heads and children; ``heads`` are positions."""
    children: dict[int, list[Token]] = {}
    for token, place in zip(tokens, heads, strict=True):
        token.head = tokens[place]
        if place != token.i:
            children.setdefault(place, []).append(token)
    for place, below in children.items():
        tokens[place].children = below
    for place, below in children.items():
        tokens[place].cases = [_with_fixed(t) for t in below if _is_case(t)]


def _is_case(token: Token) -> bool:
    return token.dep_ in {"case", "mark"} and token.lower_ not in {"'s", "’s", "'"}


def _with_fixed(token: Token) -> str:
    return " ".join([token.lower_, *(t.lower_ for t in token.children if t.dep_ == "fixed")])


def token_kind(token: Token | spacy.tokens.Token) -> str:
    """Return the entity type of a noun head: person, organization, place … or "" if unknown."""
    if isinstance(token, Token):
        return token.kind
    kinds = token.doc.user_data.get(KINDS_KEY, ())
    return str(kinds[token.i]) if len(kinds) == len(token.doc) else ""
