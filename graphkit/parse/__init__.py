"""Documents → spaCy Docs: the shipped pipeline, or any other with the same layers."""

from graphkit.parse.component import Parser, event_weights, has_vectors, token_kind
from graphkit.parse.loading import load_pipeline, parse_documents
from graphkit.parse.schemes import to_universal
from graphkit.parse.sentences import SentenceSplitter

__all__ = [
    "Parser",
    "SentenceSplitter",
    "event_weights",
    "has_vectors",
    "load_pipeline",
    "parse_documents",
    "to_universal",
    "token_kind",
]
