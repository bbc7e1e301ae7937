"""Training sentences, read from CoNLL-U, IOB and bracketed files into one form.

The files stay outside the project: a data folder holds them under the names in ``SOURCES``, and
the model card says where each is published.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = [
    "KINDS",
    "NAMES",
    "Sentence",
    "read_bracketed",
    "read_conllu",
    "read_iob",
    "read_text",
]

NAMES = ("O", *(f"{p}-{t}" for t in ("PERSON", "ORG", "LOC", "NORP") for p in "BI"))
KINDS = ("none", "person", "organization", "place", "event", "time", "other")

_NAME_TYPES = {
    "per": "PERSON", "person": "PERSON", "politician": "PERSON",
    "org": "ORG", "organisation": "ORG", "organization": "ORG", "politicalparty": "ORG",
    "corporation": "ORG", "group": "ORG",
    "loc": "LOC", "location": "LOC", "country": "LOC", "place": "LOC",
    "norp": "NORP",
}  # fmt: skip
_POSSIBLE_DEMONYM = {"oth", "misc"}


@dataclass(slots=True)
class Sentence:
    """One sentence with the layers that its source annotates; an absent layer is None.

    All lists are as long as ``words``. ``heads`` counts from 1, 0 is the root. ``names`` are BIO
    labels of ``NAMES``; ``scheme`` says whose guidelines they follow. ``kinds`` are of ``KINDS``.
    """

    words: list[str]
    document: str
    tags: list[str] | None = None
    pos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    names: list[str] | None = None
    kinds: list[str] | None = None
    scheme: str = "main"


@dataclass(slots=True)
class _Rows:
    comments: list[str] = field(default_factory=list)
    columns: list[list[str]] = field(default_factory=list)


def read_text(path: Path) -> str:
    """Return the text of a file, unpacked where its name ends in ``.gz``."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as handle:
            return handle.read()
    return path.read_text(encoding="utf-8")


def read_conllu(path: Path, *, with_entities: bool = False) -> list[Sentence]:
    """Return the sentences of a CoNLL-U file; GUM's ``Entity=`` spans give names and kinds."""
    sentences, document = [], ""
    for block in _blocks(read_text(path), separator="\t"):
        if started := _document_of(block.comments):
            document = started
        rows = [row for row in block.columns if row[0].isdigit()]
        sentence = Sentence(
            words=[row[1] for row in rows],
            document=document,
            lemmas=[row[2] for row in rows],
            pos=[row[3] for row in rows],
            tags=[row[4] for row in rows],
            heads=[int(row[6]) for row in rows],
            deps=[row[7] for row in rows],
        )
        if with_entities:
            spans = list(_entity_spans([row[9] for row in rows]))
            sentence.kinds = _head_kinds(sentence, spans)
            sentence.names = _derived_names(sentence, spans)
            sentence.scheme = "derived"
        sentences.append(sentence)
    return sentences


def read_iob(
    path: Path, *, scheme: str = "main", demonyms: frozenset[str] = frozenset()
) -> list[Sentence]:
    """Return the sentences of an IOB2 file (word and label in columns), labels mapped to NAMES.

    A span of a rest class whose words are a known demonym becomes NORP; other classes become O.
    """
    sentences, document = [], path.name
    for number, block in enumerate(_blocks(read_text(path), separator=None)):
        document = _document_of(block.comments) or document
        numbered = bool(block.comments)
        rows = [row[1:] if numbered else row for row in block.columns if len(row) > 1]
        words = [row[0] for row in rows]
        labels = _mapped(words, [row[1] for row in rows], demonyms)
        own = document if numbered else f"{path.name}:{number}"
        sentences.append(Sentence(words=words, document=own, names=labels, scheme=scheme))
    return sentences


_MARK = re.compile(r"\[(PER|ORG|LOC|NORP) ([^\[\]]+)\]")


def read_bracketed(path: Path, tokenize: object) -> list[Sentence]:
    """Return the sentences of a file with inline names: ``[PER Jan Egeland] left [LOC Homs].``

    ``tokenize`` is a spaCy tokenizer, so that the words are cut as they are in use.
    """
    sentences = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, spans = _strip_marks(line.strip())
        doc = tokenize(text)  # type: ignore[operator]
        labels = ["O"] * len(doc)
        for start, end, kind in spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            for token in span:
                labels[token.i] = ("B-" if token.i == span.start else "I-") + kind
        words = [token.text for token in doc]
        sentences.append(Sentence(words=words, document=f"{path.name}:{number}", names=labels))
    return sentences


def _strip_marks(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans, last = "", [], 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        start = len(text)
        text += match.group(2)
        spans.append((start, len(text), _NAME_TYPES[match.group(1).lower()]))
        last = match.end()
    return text + line[last:], spans


def _blocks(text: str, *, separator: str | None) -> Iterator[_Rows]:
    block = _Rows()
    for line in text.splitlines():
        if not line.strip():
            if block.columns:
                yield block
                block = _Rows()
        elif re.match(r"# (newdoc|sent_id|text|newpar|s_type|meta|global|[a-z_]+ =)", line):
            block.comments.append(line)
        else:
            block.columns.append(line.split(separator))
    if block.columns:
        yield block


def _document_of(comments: Iterable[str]) -> str | None:
    for comment in comments:
        if comment.startswith("# newdoc id = "):
            return comment.removeprefix("# newdoc id = ").strip()
    return None


def _mapped(words: list[str], labels: list[str], demonyms: frozenset[str]) -> list[str]:
    mapped, current = [], None
    for word, label in zip(words, labels, strict=True):
        begin, _, raw = label.partition("-")
        kind = _NAME_TYPES.get(raw.lower())
        if raw.lower() in _POSSIBLE_DEMONYM and word.lower() in demonyms:
            kind = "NORP"
        if kind is None:
            mapped.append("O")
        else:
            mapped.append(("I-" if begin == "I" and current == kind else "B-") + kind)
        current = kind
    return mapped


def _entity_spans(misc: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first, last, type) of the entities of one sentence; broken-off spans are dropped."""
    opened: list[tuple[str, str, int]] = []
    for index, cell in enumerate(misc):
        entity = next((f[7:] for f in cell.split("|") if f.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                key, kind = fields[0], fields[1] if len(fields) > 1 else "abstract"
                if part.endswith(")"):
                    yield index, index, kind
                else:
                    opened.append((key, kind, index))
            else:
                key = part.rstrip(")").split("-")[0]
                for position in range(len(opened) - 1, -1, -1):
                    if opened[position][0] == key:
                        _, kind, start = opened.pop(position)
                        yield start, index, kind
                        break


def _span_head(sentence: Sentence, first: int, last: int) -> int:
    heads = sentence.heads or []
    for index in range(first, last + 1):
        if not first <= heads[index] - 1 <= last:
            return index
    return last


def _head_kinds(sentence: Sentence, spans: list[tuple[int, int, str]]) -> list[str]:
    kinds, widths = ["none"] * len(sentence.words), {}  # type: ignore[var-annotated]
    for first, last, kind in spans:
        head = _span_head(sentence, first, last)
        if last - first >= widths.get(head, 0):
            widths[head] = last - first
            kinds[head] = kind if kind in KINDS else "other"
    return kinds


def _derived_names(sentence: Sentence, spans: list[tuple[int, int, str]]) -> list[str]:
    """Names from entity spans: the run of proper nouns around a head that is a proper noun."""
    labels = ["O"] * len(sentence.words)
    tags = sentence.tags or []
    for first, last, kind in sorted(spans, key=lambda s: s[1] - s[0]):
        mapped = _NAME_TYPES.get(kind)
        head = _span_head(sentence, first, last)
        if mapped is None or not tags[head].startswith("NNP") or labels[head] != "O":
            continue
        start = end = head
        while start > first and _joins(sentence, start - 1):
            start -= 1
        while end < last and _joins(sentence, end + 1):
            end += 1
        for index in range(start, end + 1):
            labels[index] = ("B-" if index == start else "I-") + mapped
    return labels


def _joins(sentence: Sentence, index: int) -> bool:
    tag = (sentence.tags or [])[index]
    return tag.startswith("NNP") or tag == "HYPH"
