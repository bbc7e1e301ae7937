"""Reads one document to its events, the same way in whatever process it runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import __version__
from graphkit.engine.batches import cut_pieces
from graphkit.errors import OntologyError
from graphkit.identity import identified
from graphkit.ontology import Ontology, load_ontology
from graphkit.read import ENGLISH, detect_language, fingerprint
from graphkit.store import Outcome, State
from graphkit.types import ActorRef, Document, Event

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DocumentReader", "ReadingSetup", "reading_version", "shift_event"]

# Strings met in a memory zone are forgotten with it. The first documents are read without one, so
# that the words of the news stay known: later zones are then faster than none at all.
_WARM_UP_DOCUMENTS = 1000
_FIRST_SENTENCE = "Officials in the capital said on Monday that the talks would go on."


@dataclass(frozen=True, slots=True)
class ReadingSetup:
    """What documents are read with: the names, as a user gave them, of pipeline and ontology."""

    pipeline: str | None = None
    ontology: str | None = None


def reading_version(setup: ReadingSetup) -> str:
    """Return what the events depend on beside the documents: graphkit, model and ontology.

    Models and ontologies are named by a hash of their bytes, so that two machines with different
    files do not pass for the same. Raises OntologyError where the file cannot be read.
    """
    if setup.pipeline is None:
        model = _hash(resources.files("graphkit.models").joinpath("en.graphkit").read_bytes())
    elif (meta := Path(setup.pipeline, "meta.json")).is_file():
        model = _hash(meta.read_bytes())
    else:
        model = f"{setup.pipeline} {_package_version(setup.pipeline)}"
    folder = resources.files("graphkit.ontology").joinpath("data")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    rules = b"".join(file.read_bytes() for file in files if file.name.endswith(".yaml"))
    if setup.ontology is not None:
        rules += _read_ontology(Path(setup.ontology))
    return f"graphkit {__version__}, model {model}, ontology {_hash(rules)}"


def _read_ontology(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        cause = error.strerror or "no file"
        raise OntologyError(f"{path}: cannot be read ({cause}); name a YAML file") from error


def _package_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # the reader will say that it is not installed
        return "unknown"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


class DocumentReader:
    """Reads documents one by one; a document that fails costs nothing but itself."""

    def __init__(self, nlp: Language, ontology: Ontology) -> None:
        """Take what documents are read with."""
        self._nlp = nlp
        self._ontology = ontology
        self._read = 0

    @classmethod
    def load(cls, setup: ReadingSetup) -> DocumentReader:
        """Return a reader that has loaded all that reading needs; raises what loading raises."""
        from graphkit.parse import load_pipeline

        name = setup.ontology
        ontology = load_ontology(None if name is None else Path(name))
        reader = cls(load_pipeline(setup.pipeline), ontology)
        reader.read(Document(id="", text=_FIRST_SENTENCE))
        return reader

    def read_batch(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """Yield the outcome of each document; the memory of the batch is freed at its end."""
        zone = self._nlp.memory_zone() if self._read >= _WARM_UP_DOCUMENTS else nullcontext()
        with zone:
            for document in documents:
                self._read += 1
                yield self.read(document)

    def read(self, document: Document) -> Outcome:
        """Return the outcome of one document; whatever its text provokes becomes the reason."""
        language = detect_language(document.text)
        mark = fingerprint(document.text)
        if language != ENGLISH:
            reason = f"the text is in another language ({language}); only English is read"
            return Outcome(State.SKIPPED, (), reason, language, 0, mark)
        try:
            events, words = self._events(document)
        except Exception as error:  # anything: the next document must be read
            cause = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            reason = f"cannot be read ({cause}); leave it out and report this"
            return Outcome(State.FAILED, (), reason, language, 0, mark)
        return Outcome(State.DONE, tuple(events), None, language, words, mark)

    def _events(self, document: Document) -> tuple[list[Event], int]:
        from graphkit.extract import extract_events
        from graphkit.resolve import resolve_actors

        events: list[Event] = []
        words = 0
        for offset, text in cut_pieces(document.text):
            piece = document if text == document.text else replace(document, text=text)
            doc = self._nlp(text)
            actors = resolve_actors(piece, doc)
            found = extract_events(piece, doc, actors, self._ontology)
            events += (shift_event(event, offset) for event in found)
            words += sum(not token.is_space for token in doc)
        return events, words


def shift_event(event: Event, offset: int) -> Event:
    """Return an event of a piece with the offsets of the whole document, and their id."""
    if not offset:
        return event

    def moved(ref: ActorRef) -> ActorRef:
        return replace(ref, start=ref.start + offset, end=ref.end + offset)

    claim, trigger = event.claim, event.trigger
    shifted = replace(
        event,
        source=moved(event.source),
        target=moved(event.target) if event.target else None,
        trigger=replace(trigger, start=trigger.start + offset, end=trigger.end + offset),
        claim=replace(claim, speaker=moved(claim.speaker)) if claim else None,
        sentence_start=event.sentence_start + offset,
        sentence_end=event.sentence_end + offset,
    )
    return identified(shifted)
