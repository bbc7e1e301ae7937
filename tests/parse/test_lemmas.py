from __future__ import annotations

import random

import pytest

from graphkit.parse.lemmas import apply_lemma_rule, find_lemma_rule, regular_lemmas

PAIRS = """
was be|is be|'s be|'m be|n't not|'ll will|ca can|wo will|had have|has have|did do|went go|gone go
better good|best good|worse bad|men man|women woman|children child|feet foot|mice mouse
Studies study|studied study|tried try|cities city|wives wife|lives life|boxes box|buses bus
running run|stopped stop|planned plan|making make|dying die|lying lie|bombed bomb|shelling shell
fought fight|struck strike|said say|told tell|held hold|led lead|shot shoot|fled flee|sought seek
U.S. U.S.|NATO NATO|Syrians Syrian|Russia Russia|iPhones iPhone|NGOs NGO|McGurk McGurk
people person
1980s 1980s|3rd 3rd|covid covid19|2 20|, ,|\u201c "|-- --|an a|me I|her she|them they|The the
""".strip()


@pytest.mark.parametrize(
    ("form", "lemma"),
    [tuple(pair.split(" ")) for line in PAIRS.splitlines() for pair in line.split("|")],
)
def test_a_found_rule_makes_the_lemma(form: str, lemma: str) -> None:
    assert apply_lemma_rule(form, find_lemma_rule(form, lemma)) == lemma


def test_any_pair_comes_back() -> None:
    rng = random.Random(3)
    letters = "abAB12\u00b2\u0130\u00df\u00e9\u0416\u65e5s'-."
    for _ in range(20_000):
        form = "".join(rng.choices(letters, k=rng.randint(1, 8)))
        lemma = "".join(rng.choices(letters, k=rng.randint(1, 6)))
        lemma = rng.choice([lemma, form[: rng.randint(1, 8)] + lemma, form.lower()])
        rule = find_lemma_rule(form, lemma)
        assert apply_lemma_rule(form, rule) == lemma, (form, lemma, rule)


def test_a_rule_carries_over_to_other_words() -> None:
    assert find_lemma_rule("studies", "study") == find_lemma_rule("cities", "city") == "k3y"
    assert find_lemma_rule("Studies", "study") == "l3y"
    assert apply_lemma_rule("armies", "k3y") == "army"
    assert find_lemma_rule("was", "be") == "=be"


def test_a_rule_that_does_not_fit_leaves_the_word() -> None:
    assert apply_lemma_rule("ox", "k5y") == "ox"
    assert apply_lemma_rule("Ox", "l2") == "ox"
    assert apply_lemma_rule("", "k0") == ""


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("expelled", "VBD", "expel"),
        ("bombed", "VBN", "bomb"),
        ("raided", "VBD", "raid"),
        ("seized", "VBD", "seize"),
        ("allied", "VBN", "ally"),
        ("dying", "VBG", "die"),
        ("shelling", "VBG", "shell"),
        ("Cities", "NNS", "city"),
        ("raids", "VBZ", "raid"),
        ("boxes", "NNS", "box"),
    ],
)
def test_regular_inflection_is_among_the_candidates(form: str, tag: str, lemma: str) -> None:
    assert lemma in regular_lemmas(form, tag)


def test_words_without_an_ending_have_no_candidates() -> None:
    assert regular_lemmas("go", "VB") == ()
    assert regular_lemmas("red", "VBD") == ()
    assert regular_lemmas("took", "VBD") == ()
