"""A folder of annotated files through the whole line: parse, resolve, extract, score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language

from graphkit.errors import InputError
from graphkit.evaluate.gold import GoldError, GoldText, read_gold
from graphkit.evaluate.scoring import Evaluation, score_texts
from graphkit.extract import EventModel, extract_events
from graphkit.ontology import Ontology
from graphkit.parse import parse_documents
from graphkit.resolve import resolve_actors
from graphkit.types import Document, Event

__all__ = ["evaluate_folder", "read_gold_folder"]


def read_gold_folder(folder: Path) -> list[GoldText]:
    """Return the annotated texts of a folder's ``.txt`` files, or of one file, in their order.

    Raises InputError where there are none, GoldError where a line does not follow the format or
    an id comes twice.
    """
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else [folder]
    try:
        texts = [text for file in files for text in read_gold(file)]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{folder}: cannot be read ({error}); name a folder of .txt") from error
    if not texts:
        raise InputError(f"{folder}: no annotated .txt here; name a folder like tests/gold")
    seen: set[str] = set()
    for text in texts:
        if text.id in seen:
            raise GoldError(f'{folder}: two texts have the id "{text.id}"; rename one')
        seen.add(text.id)
    return texts


def evaluate_folder(
    folder: Path, nlp: Language, ontology: Ontology, *, model: EventModel | None = None
) -> Evaluation:
    """Return the scores of a folder's annotated texts; errors are those of read_gold_folder.

    ``model`` is another event model than the shipped one.
    """
    return score_texts(_with_events(read_gold_folder(folder), nlp, ontology, model))


def _with_events(
    texts: Sequence[GoldText], nlp: Language, ontology: Ontology, model: EventModel | None
) -> Iterator[tuple[GoldText, list[Event]]]:
    documents = [Document(text.id, text.text, title=text.title, date=text.date) for text in texts]
    for text, (document, doc) in zip(texts, parse_documents(documents, nlp), strict=True):
        actors = resolve_actors(document, doc)
        yield text, list(extract_events(document, doc, actors, ontology, model=model))
