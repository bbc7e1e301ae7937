"""The rules as data: event types, relations, their triggers and example sentences."""

from graphkit.ontology.example import Example, Mark, parse_example
from graphkit.ontology.loader import load_ontology
from graphkit.ontology.model import (
    EventTypeSpec,
    Ontology,
    RelationSpec,
    TriggerPos,
    TriggerSpec,
)

__all__ = [
    "EventTypeSpec",
    "Example",
    "Mark",
    "Ontology",
    "RelationSpec",
    "TriggerPos",
    "TriggerSpec",
    "load_ontology",
    "parse_example",
]
