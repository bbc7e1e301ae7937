"""The recipe: from a data folder to a trained network, in one place.

``SOURCES`` names the files that the data folder must hold and where each is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import InputError
from graphkit.training.corpora import Sentence, read_bracketed, read_conllu, read_iob
from graphkit.training.names import demonyms
from graphkit.training.standoff import add_standoff_names

__all__ = [
    "EVENT_TEXTS",
    "HELD_OUT_TEXTS",
    "SOURCES",
    "Corpora",
    "Source",
    "load_corpora",
    "repeats",
]

EVENT_TEXTS = Path(__file__).parent / "corpus" / "events"
"""Our own annotated texts, to train the event model on."""

HELD_OUT_TEXTS = Path(__file__).parents[2] / "tests" / "gold"
"""A tenth of them that no training sees, in a clone of the project."""


@dataclass(frozen=True, slots=True)
class Source:
    """One published data set: file name in the data folder, what it is for, licence and address."""

    file: str
    layer: str
    licence: str
    address: str


_EWT = "https://github.com/UniversalDependencies/UD_English-EWT"
_GUM = "https://github.com/UniversalDependencies/UD_English-GUM"
_UNER = "https://github.com/UniversalNER/UNER_English-EWT"
_CROSSNER = "https://github.com/zliucr/CrossNER"
_BTC = "https://github.com/GateNLP/broad_twitter_corpus"
_WNUT = "https://github.com/leondz/emerging_entities_17"

SOURCES = (
    Source("ewt-train.conllu.gz", "parse", "CC BY-SA 4.0", _EWT),
    Source("ewt-dev.conllu.gz", "parse, development", "CC BY-SA 4.0", _EWT),
    Source("gum-train.conllu.gz", "parse, kinds, names", "CC BY / CC BY-SA (open genres)", _GUM),
    Source("gum-dev.conllu.gz", "parse, kinds, names", "CC BY / CC BY-SA (open genres)", _GUM),
    Source("uner-ewt-dev.iob2.gz", "names", "CC BY-SA 4.0", _UNER),
    Source("uner-ewt-test.iob2.gz", "names, development", "CC BY-SA 4.0", _UNER),
    Source("crossner-politics-train.txt.gz", "names", "MIT", _CROSSNER),
    Source("crossner-politics-dev.txt.gz", "names, development", "MIT", _CROSSNER),
    Source("btc.conll.gz", "names (social)", "CC BY 4.0", _BTC),
    Source("wnut17-train.conll.gz", "names (social)", "CC BY 4.0", _WNUT),
)


@dataclass(frozen=True, slots=True)
class Corpora:
    """Training sentences, and the development sentences by what they score."""

    train: list[Sentence]
    parsed: list[Sentence]
    parse_dev: list[Sentence]
    names_dev: list[Sentence]
    politics_dev: list[Sentence]


def load_corpora(folder: Path) -> Corpora:
    """Read every source and our own sentences; a missing file raises InputError."""
    for source in SOURCES:
        if not (folder / source.file).exists():
            raise InputError(f"{folder / source.file}: not found; get it from {source.address}")
    words = demonyms()
    parsed = add_standoff_names(read_conllu(folder / "ewt-train.conllu.gz"))
    for name in ("gum-train.conllu.gz", "gum-dev.conllu.gz"):
        parsed += read_conllu(folder / name, with_entities=True)
    names = [
        *read_iob(folder / "uner-ewt-dev.iob2.gz", demonyms=words),
        *read_iob(folder / "crossner-politics-train.txt.gz", demonyms=words),
        *_own_sentences(),
    ]
    social = [
        *read_iob(folder / "btc.conll.gz", scheme="social"),
        *read_iob(folder / "wnut17-train.conll.gz", scheme="social"),
    ]
    for sentence in [*parsed, *names]:
        _add_demonyms(sentence, words)
    return Corpora(
        train=[*parsed, *names, *social[::6]],
        parsed=parsed,
        parse_dev=read_conllu(folder / "ewt-dev.conllu.gz"),
        names_dev=read_iob(folder / "uner-ewt-test.iob2.gz"),
        politics_dev=read_iob(folder / "crossner-politics-dev.txt.gz"),
    )


def repeats(sentence: Sentence) -> int:
    """Return how often a sentence is seen in an epoch: the small name sets more than once."""
    own = sentence.document.startswith("names_")
    small = sentence.heads is None and sentence.scheme == "main"
    return 3 if own else 2 if small else 1


def _own_sentences() -> list[Sentence]:
    import spacy

    folder = Path(__file__).parent / "corpus"
    tokenizer = spacy.blank("en").tokenizer
    return [
        s for path in sorted(folder.glob("names_*.txt")) for s in read_bracketed(path, tokenizer)
    ]


def _add_demonyms(sentence: Sentence, words: frozenset[str]) -> None:
    """Mark capitalised demonyms outside any name as NORP, which most sources leave unmarked."""
    if sentence.names is None or sentence.scheme != "main":
        return
    labels: Sequence[str] = sentence.names
    sentence.names = [
        "B-NORP" if label == "O" and word.lower() in words and word[0].isupper() else label
        for word, label in zip(sentence.words, labels, strict=True)
    ]
