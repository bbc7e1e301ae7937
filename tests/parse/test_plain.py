"""Plain tokens: what spaCy says of a Doc, without spaCy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy
import spacy.tokens
from spacy.language import Language

from graphkit.parse import plain_doc, token_kind

Tree = Callable[..., spacy.tokens.Doc]
PROSE = (
    "“We won't leave,” said Gen. Anna Zoll of NATO's eastern command on 3 May.\n\n"
    "The envoys of A and B, who had met in Bern, signed  it; the U.S. did not."
)
ATTRIBUTES = (
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_"),
    *("whitespace_", "is_alpha", "is_digit", "is_punct", "is_space", "is_sent_start"),
)


@pytest.fixture(scope="module")
def parsed(nlp: Language) -> spacy.tokens.Doc:
    return nlp(PROSE)


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_tokens_have_spacys_attributes(parsed: spacy.tokens.Doc, name: str) -> None:
    assert [getattr(t, name) for t in plain_doc(parsed)] == [getattr(t, name) for t in parsed]


def test_tokens_have_spacys_trees(parsed: spacy.tokens.Doc) -> None:
    def tree(token: Any) -> tuple[Any, ...]:
        below = [[t.i for t in found] for found in (token.children, token.lefts, token.subtree)]
        return token.head.i, below, token.left_edge.i, len(token)

    assert [tree(t) for t in plain_doc(parsed)] == [tree(t) for t in parsed]


def test_a_token_is_the_ancestor_of_what_depends_on_it_only(parsed: spacy.tokens.Doc) -> None:
    plain = plain_doc(parsed)
    for ours, theirs in zip(plain, parsed, strict=True):
        below = [other.i for other in plain if ours.is_ancestor(other)]
        assert below == [other.i for other in parsed if theirs.is_ancestor(other)]


def test_sentences_are_spacys(parsed: spacy.tokens.Doc) -> None:
    def bounds(sentence: Any) -> tuple[Any, ...]:
        ends = sentence.start_char, sentence.end_char
        return sentence.start, sentence.end, sentence.text, ends, [t.i for t in sentence]

    plain = plain_doc(parsed)
    assert [bounds(s) for s in plain.sents] == [bounds(s) for s in parsed.sents]
    assert [t.sent.start for t in plain] == [t.sent.start for t in parsed]


def test_spans_are_counted_as_spacys(parsed: spacy.tokens.Doc) -> None:
    plain = plain_doc(parsed)
    ours, theirs = plain[3:7], parsed[3:7]
    assert (ours.text, len(ours), ours[-1].i) == (theirs.text, len(theirs), theirs[-1].i)


def test_noun_kinds_are_those_of_the_pipeline(parsed: spacy.tokens.Doc) -> None:
    kinds = [token_kind(t) for t in plain_doc(parsed)]
    assert kinds == [t._.kind for t in parsed]
    assert "person" in kinds


def test_a_doc_of_another_pipeline_has_no_noun_kinds(tree: Tree) -> None:
    doc = tree("Iran/NNP/nsubj/2 fled/VBD/root/0=flee .")
    del doc.user_data["graphkit_kinds"]
    assert [t.kind for t in plain_doc(doc)] == ["", "", ""]


def test_an_empty_doc_has_no_sentences() -> None:
    plain = plain_doc(spacy.blank("en")(""))
    assert (len(plain), plain.sents, plain.text) == (0, [], "")


def test_plain_tokens_outlive_the_memory_zone_of_their_doc(nlp: Language) -> None:
    with nlp.memory_zone():
        doc = nlp("Qyzzyx condemned Vrboška.")
        expected = [(t.text, t.lemma_, t.lower_) for t in doc]
        plain = plain_doc(doc)
        del doc
    nlp("Another text takes the place.")
    assert [(t.text, t.lemma_, t.lower_) for t in plain] == expected
