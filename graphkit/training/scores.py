"""Scores of the shipped file itself: int8, inside spaCy, on gold tokens and gold sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from spacy.language import Language
from spacy.tokens import Doc

from graphkit.training.corpora import Sentence
from graphkit.training.evaluate import span_scores

__all__ = ["ModelScores", "score_pipeline"]

_NAMES = frozenset({"PERSON", "ORG", "LOC"})


@dataclass(frozen=True, slots=True)
class ModelScores:
    """Percentages. Arcs leave punctuation out; names are micro F1 of PERSON, ORG and LOC.

    ``uas_raw`` and ``las_raw`` are with graphkit's own sentence boundaries on the same tokens.
    """

    tag: float
    lemma: float
    uas: float
    las: float
    uas_raw: float
    las_raw: float
    names_uner: float
    names_politics: float

    def rounded(self) -> dict[str, float]:
        """Return the figures with two decimals, by name."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


def score_pipeline(
    nlp: Language,
    parsed: Sequence[Sentence],
    uner: Sequence[Sentence],
    politics: Sequence[Sentence],
) -> ModelScores:
    """Return the scores of a pipeline on development sentences."""
    trees = _tree_scores(parsed, _parsed(nlp, parsed, gold_sentences=True))
    raw = _tree_scores(parsed, _parsed(nlp, parsed, gold_sentences=False))
    return ModelScores(
        tag=trees["tag"],
        lemma=trees["lemma"],
        uas=trees["uas"],
        las=trees["las"],
        uas_raw=raw["uas"],
        las_raw=raw["las"],
        names_uner=_name_score(nlp, uner),
        names_politics=_name_score(nlp, politics),
    )


def _parsed(nlp: Language, sentences: Iterable[Sentence], *, gold_sentences: bool) -> Iterator[Doc]:
    for sentence in sentences:
        starts: list[bool | int | None] | None = None
        if gold_sentences:
            starts = [i == 0 for i in range(len(sentence.words))]
        yield nlp(Doc(nlp.vocab, words=sentence.words, sent_starts=starts))


def _tree_scores(sentences: Sequence[Sentence], docs: Iterable[Doc]) -> dict[str, float]:
    words = arcs = tag = lemma = uas = las = 0
    for sentence, doc in zip(sentences, docs, strict=True):
        assert sentence.tags is not None
        assert sentence.lemmas is not None
        assert sentence.heads is not None
        assert sentence.deps is not None
        for i, token in enumerate(doc):
            words += 1
            tag += token.tag_ == sentence.tags[i]
            lemma += token.lemma_ == sentence.lemmas[i]
            if sentence.pos is not None and sentence.pos[i] == "PUNCT":
                continue
            arcs += 1
            head = 0 if token.head.i == i else token.head.i + 1
            label = "root" if token.dep_ == "ROOT" else token.dep_
            uas += head == sentence.heads[i]
            las += head == sentence.heads[i] and label == sentence.deps[i]
    counts = {"tag": (tag, words), "lemma": (lemma, words), "uas": (uas, arcs), "las": (las, arcs)}
    return {name: 100 * right / max(total, 1) for name, (right, total) in counts.items()}


def _name_score(nlp: Language, sentences: Sequence[Sentence]) -> float:
    gold, predicted = [], []
    for sentence, doc in zip(sentences, _parsed(nlp, sentences, gold_sentences=True), strict=True):
        gold.append(sentence.names or [])
        predicted.append([f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc])
    return span_scores(gold, predicted, _NAMES)["f"]
