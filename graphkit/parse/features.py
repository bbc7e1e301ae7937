"""Universal features from Penn Treebank tags: what later stages and users of spaCy expect."""

from __future__ import annotations

__all__ = ["morphology"]

_BY_TAG = {
    "NN": "Number=Sing",
    "NNP": "Number=Sing",
    "NNS": "Number=Plur",
    "NNPS": "Number=Plur",
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "VerbForm=Ger",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
    "JJ": "Degree=Pos",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
    "CD": "NumType=Card",
    "WP": "PronType=Int",
    "WP$": "Poss=Yes|PronType=Int",
    "WDT": "PronType=Rel",
    "WRB": "PronType=Int",
    "EX": "PronType=Dem",
}

_PERSONAL = {
    "i": "Case=Nom|Number=Sing|Person=1", "me": "Case=Acc|Number=Sing|Person=1",
    "my": "Number=Sing|Person=1|Poss=Yes", "mine": "Number=Sing|Person=1|Poss=Yes",
    "myself": "Number=Sing|Person=1|Reflex=Yes",
    "we": "Case=Nom|Number=Plur|Person=1", "us": "Case=Acc|Number=Plur|Person=1",
    "our": "Number=Plur|Person=1|Poss=Yes", "ours": "Number=Plur|Person=1|Poss=Yes",
    "ourselves": "Number=Plur|Person=1|Reflex=Yes",
    "you": "Person=2", "your": "Person=2|Poss=Yes", "yours": "Person=2|Poss=Yes",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3",
    "him": "Case=Acc|Gender=Masc|Number=Sing|Person=3",
    "his": "Gender=Masc|Number=Sing|Person=3|Poss=Yes",
    "himself": "Gender=Masc|Number=Sing|Person=3|Reflex=Yes",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3",
    "her": "Gender=Fem|Number=Sing|Person=3",
    "hers": "Gender=Fem|Number=Sing|Person=3|Poss=Yes",
    "herself": "Gender=Fem|Number=Sing|Person=3|Reflex=Yes",
    "it": "Gender=Neut|Number=Sing|Person=3", "its": "Gender=Neut|Number=Sing|Person=3|Poss=Yes",
    "itself": "Gender=Neut|Number=Sing|Person=3|Reflex=Yes",
    "they": "Case=Nom|Number=Plur|Person=3", "them": "Case=Acc|Number=Plur|Person=3",
    "their": "Number=Plur|Person=3|Poss=Yes", "theirs": "Number=Plur|Person=3|Poss=Yes",
    "themselves": "Number=Plur|Person=3|Reflex=Yes",
}  # fmt: skip


def morphology(tag: str, word: str) -> str:
    """Return the features of a word by its tag, in UD's notation; "" where there are none."""
    if tag in {"PRP", "PRP$"}:
        features = _PERSONAL.get(word.lower(), "")
        known = features.split("|") if features else []
        return "|".join(sorted([*known, "PronType=Prs"]))
    return _BY_TAG.get(tag, "")
