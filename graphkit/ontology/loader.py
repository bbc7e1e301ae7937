"""Reads ontology files: the shipped ones, and an analyst's own merged over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from graphkit.errors import OntologyError
from graphkit.ontology.fields import Fields
from graphkit.ontology.frames import find_clash, read_relation
from graphkit.ontology.model import EventTypeSpec, Ontology, RelationSpec
from graphkit.ontology.plain_yaml import read_documents
from graphkit.types import EventType, Quad

__all__ = ["load_ontology"]


@dataclass(slots=True)
class _ClassDraft:
    """A class while files are merged: its latest header and its relations by name."""

    header: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    relations: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)


_Drafts = dict[EventType, _ClassDraft]


def load_ontology(path: Path | None = None) -> Ontology:
    """Return the shipped ontology, with the relations of the file at ``path`` merged over it.

    A relation of a shipped name is replaced, a new one is added. The file may hold several classes,
    divided by ``---``, and may leave out the header of a class that is shipped. Raises
    OntologyError, one line that names file, relation and trigger.
    """
    if path is None:
        return _load_shipped()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        cause = getattr(error, "strerror", None) or "not UTF-8 text"
        raise OntologyError(f"{path}: cannot be read ({cause}); name a YAML file") from error
    drafts: _Drafts = {}
    for file, data in _shipped_texts():
        _merge_file(drafts, file, data)
    _merge_file(drafts, path.name, text)
    return _build(drafts)


@lru_cache(maxsize=1)
def _load_shipped() -> Ontology:
    drafts: _Drafts = {}
    for file, text in _shipped_texts():
        _merge_file(drafts, file, text)
    return _build(drafts)


@lru_cache(maxsize=1)
def _shipped_texts() -> tuple[tuple[str, str], ...]:
    """Return name and text of every shipped file, in the order of PLOVER's classes."""
    folder = resources.files("graphkit.ontology") / "data"
    files = (folder / f"{kind.value.lower()}.yaml" for kind in EventType)
    return tuple((f.name, f.read_text(encoding="utf-8")) for f in files if f.is_file())


def _merge_file(drafts: _Drafts, file: str, text: str) -> None:
    """Merge every class in one file's text over the drafts."""
    for raw in _read_yaml(file, text):
        fields = Fields(raw, file)
        fields.refuse_unknown("class", "quad", "intensity", "definition", "general", "relations")
        kind = fields.choice("class", EventType)
        draft = drafts.setdefault(kind, _ClassDraft())
        header: dict[str, Any] = {
            key: raw[key] for key in ("quad", "intensity", "definition", "general") if key in raw
        }
        draft.header |= header
        draft.file = file if header or not draft.file else draft.file
        named: set[str] = set()
        for relation in fields.records("relations"):
            name = Fields(relation, file).text("name")
            if name in named:
                problem = "is defined twice in this file"
                raise Fields(relation, file, f'relation "{name}"').error(problem, "keep one")
            named.add(name)
            _put_relation(drafts, kind, name, (file, relation))


def _put_relation(
    drafts: _Drafts, kind: EventType, name: str, entry: tuple[str, dict[str, Any]]
) -> None:
    """Add a relation, or put it in the place of an earlier file's relation of that name."""
    for other, draft in drafts.items():
        if other is not kind:
            earlier = draft.relations.pop(name, None)
            if earlier and earlier[0] == entry[0]:
                fields = Fields(entry[1], entry[0], f'relation "{name}"')
                raise fields.error(f"is already a relation of {other}", "give it another name")
    drafts[kind].relations[name] = entry


def _read_yaml(file: str, text: str) -> Iterator[dict[str, Any]]:
    """Yield the documents of a YAML text, each a mapping."""
    try:
        for raw in read_documents(text):
            if not isinstance(raw, dict):
                raise OntologyError(f"{file}: is no mapping; begin with class: and relations:")
            yield raw
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or "cannot be read"
        raise OntologyError(f"{file}: {line}no valid YAML ({problem}); mend it") from error


def _build(drafts: Mapping[EventType, _ClassDraft]) -> Ontology:
    """Return the ontology of merged drafts, checked as a whole."""
    files: dict[str, str] = {}
    event_types: dict[EventType, EventTypeSpec] = {}
    for kind in EventType:
        if kind in drafts:
            event_types[kind] = _build_class(kind, drafts[kind])
            files |= {name: file for name, (file, _) in drafts[kind].relations.items()}
    ontology = Ontology(event_types)
    clash = find_clash(ontology.relations)
    if clash:
        later, trigger, lemma, earlier = clash
        raise OntologyError(
            f'{files[later]}: relation "{later}", trigger "{trigger.name}": "{lemma}" with this '
            f'frame already means "{earlier}" ({files[earlier]}); keep one or narrow the frame'
        )
    return ontology


def _build_class(kind: EventType, draft: _ClassDraft) -> EventTypeSpec:
    fields = Fields(draft.header, draft.file, f"class {kind}")
    quad, intensity = fields.choice("quad", Quad), fields.intensity()
    relations: list[RelationSpec] = [
        read_relation(Fields(raw, file, f'relation "{name}"'), name, kind, quad, intensity)
        for name, (file, raw) in draft.relations.items()
    ]
    definition, general = fields.text("definition"), draft.header.get("general", "")
    if general and general not in draft.relations:
        raise fields.error(f'general: no relation "{general}"', "name one of the class")
    return EventTypeSpec(kind, quad, intensity, definition, tuple(relations), general)
