"""Errors that graphkit raises, each naming the file, the place and the way out.

GraphkitError
├── InputError          a document or folder that cannot be read
├── OntologyError       an ontology file that breaks the schema
├── PipelineError       a language pipeline that is missing or incomplete
├── RecordError         an event record that breaks its contract
└── OutputError         a file that cannot be written, or a format nobody knows
"""

__all__ = [
    "GraphkitError",
    "InputError",
    "OntologyError",
    "OutputError",
    "PipelineError",
    "RecordError",
]


class GraphkitError(Exception):
    """Base of every error that a user of graphkit can cause or mend; its text is one line."""


class InputError(GraphkitError):
    """A document, folder or record that cannot be read."""


class OntologyError(GraphkitError):
    """An ontology file that breaks the schema."""


class PipelineError(GraphkitError):
    """A language pipeline that is missing, incomplete or of another version."""


class RecordError(GraphkitError):
    """An event record that breaks its contract."""


class OutputError(GraphkitError):
    """A file that cannot be written, or an output format that nobody knows."""
