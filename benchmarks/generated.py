"""A corpus of any size, made of our own annotated sentences with the names varied.

The same number gives the same document, so that two runs can be compared, and a corpus of a million
documents need not be kept.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from graphkit.evaluate import read_gold_folder
from graphkit.types import ActorKind, Document

__all__ = ["generate_documents", "write_corpus"]

_SENTENCES = (6, 14)  # of a document, at least and at most
_FIRST_DAY = date(2018, 1, 1)
_DAYS = 365
_OUTLETS = ("herald.example", "courier.example", "tribune.example", "wire.example")
_COUNTRIES = (
    "Russia", "Ukraine", "Syria", "Turkey", "Iran", "Israel", "Iraq", "Egypt", "Libya", "Sudan",
    "Mali", "Niger", "Chad", "Kenya", "Somalia", "Ethiopia", "Eritrea", "Yemen", "Jordan",
    "Lebanon", "France", "Germany", "Italy", "Spain", "Poland", "Hungary", "Serbia", "Kosovo",
    "Greece", "Cyprus", "Georgia", "Armenia", "Azerbaijan", "Pakistan", "India", "China", "Japan",
    "Vietnam", "Indonesia", "Australia", "Canada", "Mexico", "Colombia", "Venezuela", "Brazil",
    "Peru", "Chile", "Bolivia", "Nigeria", "Ghana",
)  # fmt: skip
_BEGINNINGS = ("Bar", "Kor", "Mal", "Ste", "Var", "Hol", "Dra", "Ner", "Tor", "Vel", "Ras", "Ul")
_MIDDLES = ("en", "ov", "ari", "et", "um", "isk", "and", "el", "o", "ik")
_ENDINGS = ("son", "ov", "ez", "ski", "berg", "adi", "ian", "oğlu", "escu", "ardo", "mann", "i")


def generate_documents(count: int, *, seed: int = 1) -> Iterator[Document]:
    """Yield documents of some six to fourteen of our sentences, each with names of its own."""
    for number in range(count):
        yield _generate(number, random.Random(f"{seed}/{number}"))


def write_corpus(path: Path, count: int, *, seed: int = 1) -> int:
    """Write such documents as JSON lines, and return how many words they have."""
    words = 0
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        for document in generate_documents(count, seed=seed):
            words += len(document.text.split())
            record = {
                name: getattr(document, name) for name in ("id", "title", "date", "url", "text")
            }
            handle.write(json.dumps(record, ensure_ascii=False) + "\n")
    return words


def _generate(number: int, chance: random.Random) -> Document:
    sentences, names = _material()
    chosen = chance.sample(sentences, chance.randint(*_SENTENCES))
    renamed = dict(zip(_COUNTRIES, chance.sample(_COUNTRIES, len(_COUNTRIES)), strict=True))
    renamed |= {name: _surname(chance) for name in names}
    pattern = _pattern()
    text = "\n\n".join(
        pattern.sub(lambda match: renamed[match[0]], sentence) for sentence in chosen
    )
    return Document(
        id=f"generated-{number:07}",
        text=text,
        title=f"Report {number:,}",
        date=(_FIRST_DAY + timedelta(days=chance.randrange(_DAYS))).isoformat(),
        url=f"https://{chance.choice(_OUTLETS)}/{number}",
    )


def _surname(chance: random.Random) -> str:
    return "".join(map(chance.choice, (_BEGINNINGS, _MIDDLES, _ENDINGS)))


@cache
def _material() -> tuple[list[str], list[str]]:
    """Return our sentences, and the surnames in them."""
    folder = Path(__file__).parents[1] / "graphkit" / "training" / "corpus" / "events"
    texts = [text for text in read_gold_folder(folder) if 40 <= len(text.text) <= 600]
    surnames = {
        mention.name.split()[-1]
        for text in texts
        for mention in text.mentions
        if mention.kind is ActorKind.PERSON and len(mention.name.split()) == 2
    }
    common = set(_COUNTRIES) | {name for name in surnames if not name.istitle()}
    return [text.text for text in texts], sorted(surnames - common)


@cache
def _pattern() -> re.Pattern[str]:
    _, names = _material()
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, (*_COUNTRIES, *names)))})\b")
