from __future__ import annotations

import random

import pytest
import spacy
from spacy.tokens import Doc

from graphkit.parse.schemes import ClearnlpToUd, is_clearnlp, to_universal

NLP = spacy.blank("en")


def tree(rows: str) -> Doc:
    """Return a Doc from lines of ``word tag pos label head``, heads counted from 1, 0 the root.

    The lemma is *be* for a verb form of it, else the word.
    """
    cells = [line.split() for line in rows.strip().splitlines()]
    forms_of_be = {"is", "was", "are", "were", "be", "been"}
    return Doc(
        NLP.vocab,
        words=[cell[0] for cell in cells],
        tags=[cell[1] for cell in cells],
        pos=[cell[2] for cell in cells],
        deps=[cell[3] for cell in cells],
        heads=[int(cell[4]) - 1 if cell[4] != "0" else at for at, cell in enumerate(cells)],
        lemmas=["be" if cell[0] in forms_of_be else cell[0] for cell in cells],
    )


def arcs(doc: Doc) -> list[str]:
    """Return ``label(head, word)`` of every token, the root's head being ROOT."""
    return [
        f"{t.dep_}({'ROOT' if t.head.i == t.i else t.head.text}, {t.text})"
        for t in to_universal(doc)
    ]


def has(rows: str, *expected: str) -> None:
    found = arcs(tree(rows))
    assert [arc for arc in expected if arc not in found] == [], found


def test_a_prepositions_object_governs_it() -> None:
    has(
        """
        He     PRP PRON  nsubj 2
        lives  VBZ VERB  ROOT  0
        in     IN  ADP   prep  2
        Paris  NNP PROPN pobj  3
        """,
        "nsubj(lives, He)",
        "ROOT(ROOT, lives)",
        "case(Paris, in)",
        "obl(lives, Paris)",
    )


def test_the_object_of_a_nouns_preposition_is_nmod() -> None:
    has(
        """
        strikes NNS NOUN  ROOT 0
        on      IN  ADP   prep 1
        Iran    NNP PROPN pobj 2
        by      IN  ADP   prep 1
        Israel  NNP PROPN pobj 4
        """,
        "nmod(strikes, Iran)",
        "nmod(strikes, Israel)",
        "case(Israel, by)",
    )


def test_a_passive_with_its_agent() -> None:
    has(
        """
        Homs    NNP PROPN nsubjpass 3
        was     VBD AUX   auxpass   3
        shelled VBN VERB  ROOT      0
        by      IN  ADP   agent     3
        the     DT  DET   det       6
        army    NN  NOUN  pobj      4
        """,
        "nsubj:pass(shelled, Homs)",
        "aux:pass(shelled, was)",
        "obl:agent(shelled, army)",
        "case(army, by)",
        "det(army, the)",
    )


@pytest.mark.parametrize(
    ("words", "label"),
    [("by IN agent bombing VBG pcomp", "advcl"), ("of IN prep bombing VBG pcomp", "advcl")],
)
def test_a_clause_after_a_preposition_is_marked(words: str, label: str) -> None:
    prep, tag, dep, verb, verb_tag, verb_dep = words.split()
    has(
        f"""
        He      PRP PRON  nsubj 2
        won     VBD VERB  ROOT  0
        {prep}  {tag} ADP {dep} 2
        {verb}  {verb_tag} VERB {verb_dep} 3
        Homs    NNP PROPN dobj  4
        """,
        f"{label}(won, {verb})",
        f"mark({verb}, {prep})",
        f"obj({verb}, Homs)",
    )


def test_a_clause_after_a_nouns_preposition_is_acl() -> None:
    has(
        """
        hope    NN  NOUN ROOT  0
        of      IN  ADP  prep  1
        winning VBG VERB pcomp 2
        """,
        "acl(hope, winning)",
        "mark(winning, of)",
    )


def test_an_adverb_after_a_preposition_is_no_clause() -> None:
    has(
        """
        came  VBD VERB ROOT  0
        from  IN  ADP  prep  1
        there RB  ADV  pcomp 2
        """,
        "obl(came, there)",
        "case(there, from)",
    )


def test_prepositions_of_two_words_meet_at_their_noun() -> None:
    has(
        """
        left      VBD VERB  ROOT 0
        according VBG VERB  prep 1
        to        IN  ADP   prep 2
        Moscow    NNP PROPN pobj 3
        """,
        "obl(left, Moscow)",
        "case(Moscow, according)",
        "fixed(according, to)",
    )
    has(
        """
        fled    VBD VERB  ROOT  0
        out     IN  ADP   prep  1
        of      IN  ADP   prep  2
        Homs    NNP PROPN pobj  3
        because IN  SCONJ prep  1
        of      IN  ADP   pcomp 5
        war     NN  NOUN  pobj  6
        """,
        "obl(fled, Homs)",
        "case(Homs, out)",
        "case(Homs, of)",
        "obl(fled, war)",
        "case(war, because)",
        "fixed(because, of)",
    )


def test_a_preposition_without_an_object_is_an_adverb_or_a_particle() -> None:
    has(
        """
        went VBD VERB ROOT 0
        up   RP  ADP  prep 1
        and  CC  CCONJ cc  1
        in   IN  ADP  prep 1
        """,
        "compound:prt(went, up)",
        "advmod(went, in)",
    )


def test_both_forms_of_a_dative() -> None:
    has(
        """
        gave  VBD VERB ROOT   0
        him   PRP PRON dative 1
        arms  NNS NOUN dobj   1
        """,
        "iobj(gave, him)",
        "obj(gave, arms)",
    )
    has(
        """
        gave  VBD VERB  ROOT   0
        arms  NNS NOUN  dobj   1
        to    IN  ADP   dative 1
        Assad NNP PROPN pobj   3
        """,
        "obl(gave, Assad)",
        "case(Assad, to)",
    )


def test_a_preposition_at_the_root_leaves_a_noun_there() -> None:
    has(
        """
        In    IN  ADP   ROOT  0
        Paris NNP PROPN pobj  1
        .     .   PUNCT punct 1
        """,
        "ROOT(ROOT, Paris)",
        "case(Paris, In)",
        "punct(Paris, .)",
    )


def test_a_predicate_noun_governs_be() -> None:
    has(
        """
        Assad     NNP PROPN nsubj 3
        will      MD  AUX   aux   3
        be        VB  AUX   ROOT  0
        not       RB  PART  neg   3
        president NN  NOUN  attr  3
        of        IN  ADP   prep  5
        Syria     NNP PROPN pobj  6
        in        IN  ADP   prep  3
        May       NNP PROPN pobj  8
        .         .   PUNCT punct 3
        """,
        "ROOT(ROOT, president)",
        "cop(president, be)",
        "aux(president, will)",
        "advmod(president, not)",
        "nsubj(president, Assad)",
        "nmod(president, Syria)",
        "obl(president, May)",
        "punct(president, .)",
    )


def test_a_predicate_adjective_in_a_complement() -> None:
    has(
        """
        said  VBD VERB  ROOT  0
        it    PRP PRON  nsubj 3
        was   VBD AUX   ccomp 1
        ready JJ  ADJ   acomp 3
        """,
        "ccomp(said, ready)",
        "cop(ready, was)",
        "nsubj(ready, it)",
    )


def test_a_question_word_may_be_the_predicate() -> None:
    has(
        """
        Who WP  PRON attr  2
        is  VBZ AUX  ROOT  0
        he  PRP PRON nsubj 2
        """,
        "ROOT(ROOT, Who)",
        "cop(Who, is)",
        "nsubj(Who, he)",
    )


def test_a_place_may_be_the_predicate() -> None:
    has(
        """
        He    PRP PRON  nsubj 2
        is    VBZ AUX   ROOT  0
        in    IN  ADP   prep  2
        Paris NNP PROPN pobj  3
        """,
        "ROOT(ROOT, Paris)",
        "cop(Paris, is)",
        "case(Paris, in)",
        "nsubj(Paris, He)",
    )


def test_there_is_keeps_be_at_the_head() -> None:
    has(
        """
        There EX  PRON expl  2
        is    VBZ VERB ROOT  0
        war   NN  NOUN attr  2
        in    IN  ADP  prep  3
        Syria NNP PROPN pobj 4
        """,
        "ROOT(ROOT, is)",
        "expl(is, There)",
        "nsubj(is, war)",
        "nmod(war, Syria)",
    )


def test_other_verbs_keep_their_predicate_as_a_complement() -> None:
    has(
        """
        became VBD VERB ROOT  0
        leader NN  NOUN attr  1
        called VBN VERB conj  1
        rebels NNS NOUN dobj  3
        thugs  NNS NOUN oprd  3
        """,
        "xcomp(became, leader)",
        "conj(became, called)",
        "xcomp(called, thugs)",
    )


def test_conjuncts_hang_on_the_first_and_their_conjunction_on_the_next() -> None:
    has(
        """
        met   VBD VERB  ROOT  0
        A     NNP PROPN dobj  1
        ,     ,   PUNCT punct 2
        B     NNP PROPN conj  2
        and   CC  CCONJ cc    4
        C     NNP PROPN conj  4
        """,
        "obj(met, A)",
        "conj(A, B)",
        "conj(A, C)",
        "cc(C, and)",
    )


def test_conjuncts_below_and_of_prepositions() -> None:
    has(
        """
        fled  VBD VERB  ROOT 0
        to    IN  ADP   prep 1
        Homs  NNP PROPN pobj 2
        and   CC  CCONJ cc   3
        Hama  NNP PROPN conj 3
        """,
        "obl(fled, Homs)",
        "conj(Homs, Hama)",
        "cc(Hama, and)",
    )
    has(
        """
        fled  VBD VERB  ROOT 0
        to    IN  ADP   prep 1
        Homs  NNP PROPN pobj 2
        and   CC  CCONJ cc   2
        from  IN  ADP   conj 2
        Hama  NNP PROPN pobj 5
        """,
        "obl(fled, Homs)",
        "conj(Homs, Hama)",
        "case(Hama, from)",
        "cc(Hama, and)",
    )


def test_a_verb_joined_to_a_predicate_hangs_on_it() -> None:
    has(
        """
        He     PRP PRON  nsubj 2
        is     VBZ AUX   ROOT  0
        ready  JJ  ADJ   acomp 2
        and    CC  CCONJ cc    2
        leads  VBZ VERB  conj  2
        """,
        "ROOT(ROOT, ready)",
        "conj(ready, leads)",
        "cc(leads, and)",
        "nsubj(ready, He)",
    )


def test_relative_clauses_possessives_particles_and_infinitives() -> None:
    has(
        """
        Its    PRP$ PRON poss  2
        army   NN  NOUN  nsubj 5
        which  WDT PRON  nsubj 4
        lost   VBD VERB  relcl 2
        tried  VBD VERB  ROOT  0
        to     TO  PART  aux   7
        take   VB  VERB  xcomp 5
        over   RP  ADP   prt   7
        """,
        "nmod:poss(army, Its)",
        "acl:relcl(army, lost)",
        "mark(take, to)",
        "compound:prt(take, over)",
        "xcomp(tried, take)",
    )


LABELS = [
    "prep", "pobj", "pcomp", "agent", "dative", "conj", "cc", "attr", "acomp", "nsubj", "dobj",
    "advcl", "expl", "relcl", "punct", "aux",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_any_tree_stays_a_tree_with_the_same_sentences(seed: int) -> None:
    rng = random.Random(seed)
    words, heads = 0, []
    for _ in range(rng.randint(1, 3)):
        size = rng.randint(1, 9)
        order = rng.sample(range(size), size)
        for place in range(size):
            at = order.index(place)
            heads.append(words + (order[rng.randrange(at)] if at else place))
        words += size
    starts = [token.is_sent_start for token in Doc(
        NLP.vocab, words=["w"] * words, heads=heads, deps=["dep"] * words)]  # fmt: skip
    doc = Doc(
        NLP.vocab,
        words=[rng.choice(["to", "of", "because", "w"]) for _ in heads],
        heads=heads,
        deps=["ROOT" if h == i else rng.choice(LABELS) for i, h in enumerate(heads)],
        pos=[rng.choice(["ADP", "VERB", "NOUN", "AUX"]) for _ in heads],
        tags=[rng.choice(["IN", "TO", "RP", "NN"]) for _ in heads],
        lemmas=[rng.choice(["be", "w"]) for _ in heads],
    )
    to_universal(doc)
    assert [token.is_sent_start for token in doc] == starts
    for token in doc:
        assert (token.dep_ == "ROOT") == (token.head.i == token.i)
        assert not {token.dep_} & {"prep", "pobj", "pcomp", "dobj", "attr", "relcl", "agent"}
        above, steps = token, 0
        while above.head.i != above.i:
            above, steps = above.head, steps + 1
            assert steps <= words


def test_the_component_returns_the_same_doc() -> None:
    doc = tree("go VB VERB ROOT 0")
    assert ClearnlpToUd()(doc) is doc
    assert len(to_universal(NLP(""))) == 0


def test_labels_tell_the_scheme() -> None:
    assert is_clearnlp(frozenset({"dobj", "pobj", "prep", "nsubj"}))
    assert not is_clearnlp(frozenset({"obj", "obl", "case", "nsubj:pass", "agent"}))
