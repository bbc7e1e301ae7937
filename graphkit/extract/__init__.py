"""Doc, actors, ontology → events: triggers, arguments, status, claims."""

from graphkit.extract.events import extract_events
from graphkit.extract.model import EventModel

__all__ = ["EventModel", "extract_events"]
