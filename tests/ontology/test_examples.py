"""The ontology's example sentences through the shipped pipeline: each is a test of its relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from spacy.language import Language

from graphkit.extract import extract_events
from graphkit.ontology import Ontology, RelationSpec
from graphkit.ontology.example import Example, Mark
from graphkit.parse import parse_documents
from graphkit.resolve import resolve_actors
from graphkit.types import ActorRef, Document, Event, EventType

FLOOR = 0.87
"""The share of examples that must be found whole; it only goes up."""

CLASS_FLOOR = 0.75
"""The share of any one class's examples."""

TURNED = 0.01
"""The share of examples whose direction may come out wrong by a wrong parse."""

Result = tuple[RelationSpec, Example, tuple[Event, ...]]


def overlaps(ref: ActorRef | None, marks: Iterable[Mark]) -> bool:
    return ref is not None and any(ref.start < m.end and m.start < ref.end for m in marks)


def is_found(relation: RelationSpec, example: Example, events: Iterable[Event]) -> bool:
    """Return whether every marked source and target takes part in an event of the relation."""
    mine = [
        event
        for event in events
        if event.relation == relation.name
        and overlaps(event.source, example.sources)
        and (overlaps(event.target, example.targets) or not example.targets)
    ]
    sources = all(any(overlaps(e.source, [mark]) for e in mine) for mark in example.sources)
    targets = all(any(overlaps(e.target, [mark]) for e in mine) for mark in example.targets)
    return bool(mine) and sources and targets


@pytest.fixture(scope="module")
def results(nlp: Language, ontology: Ontology) -> list[Result]:
    """Every example of the ontology with its relation and the events found in it."""
    examples = [(r, e) for r in ontology.relations for e in r.examples]
    documents = [Document(str(i), example.text) for i, (_, example) in enumerate(examples)]
    found = []
    for (relation, example), (document, doc) in zip(
        examples, parse_documents(documents, nlp), strict=True
    ):
        actors = resolve_actors(document, doc)
        events = tuple(extract_events(document, doc, actors, ontology))
        found.append((relation, example, events))
    return found


def describe(missed: Iterable[Result]) -> Iterator[str]:
    for relation, example, events in missed:
        whole = ", ".join(
            f"{e.source.text} {e.relation} {e.target.text if e.target else '-'}" for e in events
        )
        yield f"{relation.event_type} {relation.name}: {example.text} | {whole or 'nothing'}"


@pytest.mark.pipeline
def test_most_examples_are_found(results: list[Result]) -> None:
    missed = [result for result in results if not is_found(*result)]
    share = 1 - len(missed) / len(results)
    print(f"{share:.3f} of {len(results)} examples are found whole; missed:")
    print(*describe(missed), sep="\n")
    assert share >= FLOOR


@pytest.mark.pipeline
@pytest.mark.parametrize("event_type", EventType)
def test_examples_of_each_class_are_found(results: list[Result], event_type: EventType) -> None:
    mine = [result for result in results if result[0].event_type is event_type]
    missed = [result for result in mine if not is_found(*result)]
    print(*describe(missed), sep="\n")
    assert 1 - len(missed) / len(mine) >= CLASS_FLOOR


@pytest.mark.pipeline
def test_no_example_turns_its_relation_round(results: list[Result]) -> None:
    turned = [
        (relation.name, example.text)
        for relation, example, events in results
        if not any(trigger.reciprocal for trigger in relation.triggers)
        and any(
            event.relation == relation.name
            and overlaps(event.source, example.targets)
            and overlaps(event.target, example.sources)
            for event in events
        )
    ]
    print(*turned, sep="\n")
    assert len(turned) <= len(results) * TURNED


@pytest.mark.pipeline
def test_every_offset_gives_the_words(results: list[Result]) -> None:
    for _, example, events in results:
        for event in events:
            for part in (event.source, event.trigger, *filter(None, [event.target])):
                assert example.text[part.start : part.end] == part.text
