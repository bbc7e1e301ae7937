from __future__ import annotations

import pytest
import spacy

from graphkit.parse.features import morphology

TAGS = (
    "NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD JJ JJR JJS RB RBR RBS CD DT IN TO PRP PRP$ WP WP$ "
    "WDT WRB EX CC , . _SP"
)


@pytest.mark.parametrize(
    ("tag", "word", "features"),
    [
        ("NNS", "raids", "Number=Plur"),
        ("VBD", "fled", "Mood=Ind|Tense=Past|VerbForm=Fin"),
        ("VBN", "shelled", "Tense=Past|VerbForm=Part"),
        ("PRP", "They", "Case=Nom|Number=Plur|Person=3|PronType=Prs"),
        ("PRP$", "her", "Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
        ("PRP", "y'all", "PronType=Prs"),
        ("IN", "of", ""),
    ],
)
def test_features_of_a_tag(tag: str, word: str, features: str) -> None:
    assert morphology(tag, word) == features


@pytest.mark.parametrize("tag", TAGS.split())
def test_features_are_in_the_order_that_spacy_writes(tag: str) -> None:
    vocab = spacy.blank("en").vocab
    for word in ("it", "themselves", "mine", "word"):
        features = morphology(tag, word)
        assert vocab.strings[vocab.morphology.add(features)] == features or not features
