"""Pipelines by name: the shipped one, or any spaCy pipeline that has what graphkit needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.errors import PipelineError
from graphkit.parse.component import Parser
from graphkit.parse.schemes import is_clearnlp
from graphkit.types import Document

__all__ = ["load_pipeline", "parse_documents"]

_MOST_CHARACTERS = 50_000_000


def load_pipeline(name: str | Path | None = None, *, threads: int = 1) -> Language:
    """Return the shipped pipeline, or the spaCy pipeline of that name or folder.

    Raises PipelineError where it is not installed or lacks a tagger, lemmas, a parser or names.
    """
    if name is None:
        return _shipped(threads)
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise PipelineError(
            f"{name}: no such pipeline; install it (pip install {name}) or name a folder"
        ) from error
    nlp.max_length = _MOST_CHARACTERS
    _check(nlp, str(name))
    if nlp.has_pipe("parser") and is_clearnlp(frozenset(nlp.get_pipe("parser").labels)):  # type: ignore[attr-defined]
        nlp.add_pipe("graphkit_to_universal")  # last: it reads tags and lemmas
    return nlp


def _shipped(threads: int) -> Language:
    nlp = spacy.blank("en")
    nlp.max_length = _MOST_CHARACTERS
    nlp.add_pipe("graphkit_sentences")
    parser = nlp.add_pipe("graphkit_parser", config={"threads": threads})
    assert isinstance(parser, Parser)
    parser.load()
    return nlp


def _check(nlp: Language, name: str) -> None:
    if nlp.has_pipe("graphkit_parser"):
        return
    set_by_pipes = {
        attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns
    }
    wanted = {
        "token.tag": "tagger",
        "token.dep": "parser",
        "token.lemma": "lemmatizer",
        "doc.ents": "ner",
    }
    missing = [pipe for attribute, pipe in wanted.items() if attribute not in set_by_pipes]
    if missing:
        raise PipelineError(
            f"{name}: the pipeline has no {', '.join(missing)}; graphkit needs tags, lemmas, "
            "dependencies and names: name a pipeline that has them, or none for the shipped one"
        )


def parse_documents(
    documents: Iterable[Document], nlp: Language, *, processes: int = 1
) -> Iterator[tuple[Document, Doc]]:
    """Yield every document with its parsed Doc, in order."""
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, n_process=processes):
        yield document, doc
