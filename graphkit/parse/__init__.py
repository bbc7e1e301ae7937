"""Documents → spaCy Docs: the shipped pipeline, or any other with the same layers."""

from graphkit.parse.component import Parser, token_kind
from graphkit.parse.loading import load_pipeline, parse_documents
from graphkit.parse.schemes import to_universal
from graphkit.parse.sentences import SentenceSplitter

__all__ = [
    "Parser",
    "SentenceSplitter",
    "load_pipeline",
    "parse_documents",
    "to_universal",
    "token_kind",
]
