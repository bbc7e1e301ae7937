"""Doc, actors, ontology → events: triggers, arguments, status, claims."""

from graphkit.extract.events import extract_events

__all__ = ["extract_events"]
