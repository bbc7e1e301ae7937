"""Documents → spaCy Docs: the shipped pipeline, or any other with the same layers."""

import graphkit.parse.lean  # noqa: F401 (before all that imports spaCy)

# isort: split
from graphkit.parse.component import Parser, event_weights, has_vectors
from graphkit.parse.loading import load_pipeline, parse_documents
from graphkit.parse.plain import Doc, Span, Token, plain_doc, token_kind
from graphkit.parse.schemes import to_universal
from graphkit.parse.sentences import SentenceSplitter

__all__ = [
    "Doc",
    "Parser",
    "SentenceSplitter",
    "Span",
    "Token",
    "event_weights",
    "has_vectors",
    "load_pipeline",
    "parse_documents",
    "plain_doc",
    "to_universal",
    "token_kind",
]
