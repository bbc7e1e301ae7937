"""One document's outcome: its events with the offsets of the whole text, or the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.engine import DocumentReader, ReadingSetup, reading_version
from graphkit.engine import reading as module
from graphkit.errors import OntologyError
from graphkit.pipeline import extract
from graphkit.read import read_documents
from graphkit.store import State
from graphkit.types import Document

pytestmark = pytest.mark.pipeline

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "Syria attacked Turkey."


@pytest.fixture(scope="module")
def reader() -> DocumentReader:
    return DocumentReader.load(ReadingSetup())


def test_the_events_are_those_of_the_whole_line(reader: DocumentReader) -> None:
    documents = list(read_documents(SEEDS))[:3]
    found = [event for document in documents for event in reader.read(document).events]
    assert found == list(extract(documents))


def test_a_long_document_is_read_in_pieces_with_the_offsets_of_the_whole(
    reader: DocumentReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraphs = [
        f"On day {n}, Syria attacked Turkey. Iran said Iraq shelled it." for n in range(4)
    ]
    document = Document("d1", "\n\n".join(paragraphs))
    whole = reader.read(document)
    cut = module.cut_pieces
    monkeypatch.setattr(module, "cut_pieces", lambda text: cut(text, longest=130))
    outcome = reader.read(document)
    assert outcome.words == whole.words
    attacks = [event for event in outcome.events if event.trigger.text == "attacked"]
    assert len(attacks) == 4
    assert len({event.id for event in outcome.events}) == len(outcome.events)
    for event in outcome.events:
        assert document.text[event.sentence_start : event.sentence_end] == event.sentence
        refs = [event.source, event.target, event.claim and event.claim.speaker, event.trigger]
        for part in refs:
            assert part is None or document.text[part.start : part.end] == part.text
    ids = {e.id for e in whole.events if e.trigger.text == "attacked"}
    assert {event.id for event in attacks} == ids


def test_another_language_is_skipped(reader: DocumentReader) -> None:
    text = "Der Minister sagte am Montag, dass die Truppen aus der ganzen Region abziehen."
    outcome = reader.read(Document("d1", text))
    assert (outcome.state, outcome.language, outcome.events) == (State.SKIPPED, "de", ())
    assert outcome.reason == "the text is in another language (de); only English is read"


def test_a_zone_changes_nothing(reader: DocumentReader, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = list(read_documents(SEEDS))[:2]
    before = list(reader.read_batch(documents))
    monkeypatch.setattr(module, "_WARM_UP_DOCUMENTS", 0)

    def new_words() -> Iterator[Document]:
        for n in range(50):
            yield Document(
                f"n{n}", f"Zorb{n}ania attacked Quux{n}istan. General Vrill{n} denied it."
            )

    for _ in range(2):
        list(reader.read_batch(new_words()))
        assert list(reader.read_batch(documents)) == before


def test_what_a_document_provokes_is_its_reason(trapped: str) -> None:
    reader = DocumentReader.load(ReadingSetup(trapped))
    outcome = reader.read(Document("d1", "An unspeakable act."))
    assert outcome.state is State.FAILED
    assert "no word for it" in str(outcome.reason)
    assert reader.read(Document("d2", TEXT)).state is State.DONE


def test_the_version_names_the_bytes_of_model_and_ontology(tmp_path: Path) -> None:
    shipped = reading_version(ReadingSetup())
    assert shipped == reading_version(ReadingSetup())
    mine = tmp_path / "mine.yaml"
    mine.write_text("a: 1\n")
    other = reading_version(ReadingSetup(ontology=str(mine)))
    assert other != shipped
    mine.write_text("a: 2\n")
    assert reading_version(ReadingSetup(ontology=str(mine))) != other
    assert "model absent_pipeline unknown" in reading_version(ReadingSetup("absent_pipeline"))


def test_an_ontology_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    with pytest.raises(OntologyError, match=r"missing\.yaml: cannot be read \(No such file"):
        reading_version(ReadingSetup(ontology=str(missing)))
