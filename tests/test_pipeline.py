"""The whole line: what is an input, what happens to a bad one, and one real run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit import extract, pipeline, resolve
from graphkit.errors import GraphkitError, InputError
from graphkit.ontology import Ontology
from graphkit.resolve import Merge, write_merges
from graphkit.store import StoreReader, write_events
from graphkit.types import Document, Event

MakeEvent = Callable[..., Event]

SEEDS = Path(__file__).parents[1] / "seeds"
TEXT = "Syria attacks Turkey."


@Language.component("unparsable")
def unparsable(doc: Doc) -> Doc:
    if "unparsable" in doc.text:
        raise ValueError("no tree\nat all")
    return doc


@pytest.fixture
def nlp(monkeypatch: pytest.MonkeyPatch, make_event: MakeEvent) -> Language:
    """A blank pipeline, and stages that find one event in every document.

    A document that says ``unparsable`` or ``unreadable`` breaks its stage.
    """

    def find(document: Document, doc: Doc, *_: object) -> Iterator[Event]:
        if "unreadable" in document.text:
            raise IndexError("no word 7")
        yield make_event(doc=document.id, sentence=doc.text)

    monkeypatch.setattr(resolve, "resolve_actors", lambda document, doc: None)
    monkeypatch.setattr(extract, "extract_events", find)
    blank = spacy.blank("en")
    blank.add_pipe("unparsable")
    return blank


def ids(events: Iterable[Event]) -> list[str]:
    return [event.doc_id for event in events]


def test_documents_become_a_graph(nlp: Language) -> None:
    graph = pipeline.build([TEXT, TEXT], pipeline=nlp)
    assert repr(graph) == "ActorGraph: 2 actors, 1 relation, 2 events from 2 documents"


def test_events_come_in_the_order_of_the_documents(nlp: Language) -> None:
    pairs = [("b", TEXT), ("a", TEXT)]
    assert ids(pipeline.extract(pairs, pipeline=nlp)) == ["b", "a"]


def test_actors_are_joined_across_documents_as_a_person_decided(
    nlp: Language, tmp_path: Path
) -> None:
    decision = Merge("state:turkey", "state:greece", "Greece", "a trial")
    told: list[Merge] = []
    texts = [("a", TEXT), ("b", TEXT)]
    joined = pipeline.extract(texts, pipeline=nlp, merges=[decision], on_merges=told.extend)
    assert {event.target.id for event in joined if event.target} == {"state:greece"}
    assert told == [decision]
    write_merges([replace(decision, decision="refuse")], tmp_path / "merges.csv")
    apart = pipeline.extract(texts, pipeline=nlp, merges=tmp_path / "merges.csv")
    assert {event.target.id for event in apart if event.target} == {"state:turkey"}


def test_a_bad_document_is_reported_by_name_and_the_others_go_on(nlp: Language) -> None:
    errors: list[GraphkitError] = []
    texts = [("a", TEXT), ("b", "It is unparsable."), ("c", "It is unreadable."), ("d", TEXT)]
    events = list(pipeline.extract(texts, pipeline=nlp, on_error=errors.append))
    assert ids(events) == ["a", "d"]
    assert [str(error) for error in errors] == [
        "b: cannot be read (ValueError: no tree at all); leave it out and report this",
        "c: cannot be read (IndexError: no word 7); leave it out and report this",
    ]


def test_a_bad_document_is_raised_where_nobody_listens(nlp: Language) -> None:
    with pytest.raises(GraphkitError, match="b: cannot be read"):
        pipeline.build([("b", "It is unparsable.")], pipeline=nlp)


def test_progress_counts_every_document_bad_ones_too(nlp: Language) -> None:
    done: list[str] = []
    pipeline.build(
        [("a", TEXT), ("b", "It is unparsable.")],
        pipeline=nlp,
        on_error=lambda error: None,
        progress=lambda document: done.append(document.id),
    )
    assert done == ["a", "b"]


GERMAN = "Der Minister sagte am Montag, dass die Truppen aus der ganzen Region abziehen."
FRENCH = "Le ministre a dit lundi que les troupes quitteraient la région avant la fin du mois."


def test_what_is_not_english_is_not_read_and_told_in_one_line(nlp: Language) -> None:
    texts = [("a", TEXT), ("b", GERMAN), ("c", FRENCH), ("d", f"{GERMAN} Das ist alles.")]
    told: list[str] = []
    events = pipeline.extract(texts, pipeline=nlp, on_skipped=told.append)
    assert ids(events) == ["a"]
    assert told == ["3 documents are not in English and not read (2 de, 1 fr)"]
    with pytest.warns(UserWarning, match=r"^1 document is not in English and not read \(1 de\)"):
        assert not list(pipeline.extract([("b", GERMAN)], pipeline=nlp))


@pytest.mark.pipeline
def test_a_mixed_folder_gives_the_same_events_here_and_in_workers(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copytree(SEEDS, corpus / "seeds")
    (corpus / "fremd.txt").write_text(GERMAN)
    paragraphs = [
        f"On day {n}, Syria attacked Turkey. Its army said so. {'It rained. ' * 50}"
        for n in range(100)
    ]
    long = "\n\n".join(paragraphs)
    assert len(long) > 50_000  # it is cut
    (corpus / "long.txt").write_text(long)
    told: list[str] = []
    here = list(pipeline.extract(corpus, on_skipped=told.append))
    assert told == ["1 document is not in English and not read (1 de)"]
    report = pipeline.extract_to_store(corpus, tmp_path / "events.db", workers=2)
    assert report.skipped == 1
    with StoreReader(tmp_path / "events.db") as reader:
        assert list(reader.events()) == here
    assert sum(event.doc_id == "long" for event in here) >= 100


def test_an_error_of_reading_is_reported_too(tmp_path: Path) -> None:
    errors: list[GraphkitError] = []
    (tmp_path / "a.txt").write_text(TEXT)
    inputs = [tmp_path / "a.txt", tmp_path / "missing.txt"]
    documents = list(pipeline.open_documents(inputs, on_error=errors.append))
    assert [document.id for document in documents] == ["a"]
    assert "missing.txt" in str(errors[0])


@pytest.mark.parametrize("text", [TEXT, "line\nline", "Read notes.txt today", "x " * 5_000])
def test_a_string_with_blanks_is_a_text(text: str) -> None:
    (document,) = pipeline.open_documents(text)
    assert (document.id, document.path) == ("text-1", None)


@pytest.mark.parametrize("path", ["missing", "missing.txt", "my missing notes.md"])
def test_a_string_that_looks_like_a_file_is_a_path(path: str) -> None:
    with pytest.raises(InputError, match=path):
        list(pipeline.open_documents(path))


def test_a_file_is_read_even_if_its_name_has_blanks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my notes").mkdir()
    (tmp_path / "my notes" / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert [document.id for document in pipeline.open_documents("my notes")] == ["a"]


def test_pairs_and_documents_keep_their_ids() -> None:
    texts = [("pair", TEXT), Document(id="whole", text=TEXT, date="2018-07-22")]
    assert [(d.id, d.date) for d in pipeline.open_documents(texts)] == [
        ("pair", None),
        ("whole", "2018-07-22"),
    ]


def test_paths_and_texts_are_not_mixed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(InputError, match="not both"):
        list(pipeline.open_documents([tmp_path, (TEXT, TEXT)]))
    with pytest.raises(InputError, match="not both"):
        list(pipeline.open_documents([TEXT, tmp_path]))


def test_nothing_gives_an_empty_graph(nlp: Language) -> None:
    assert not pipeline.build([], pipeline=nlp).events


def test_an_ontology_file_is_merged_over_the_shipped_one(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "class: ASSAULT\n"
        "relations:\n"
        "  - name: attacks\n"
        "    intensity: -3.0\n"
        "    cameo: '190'\n"
        "    definition: Attacks in one way only.\n"
        "    triggers: [{verb: zap}]\n"
        "    examples: ['[Syria>] zapped [>Turkey].']\n"
    )
    (relation,) = pipeline.build([TEXT], pipeline=nlp, ontology=path).relations
    assert relation.intensity == -3.0


def test_a_graph_of_event_files_is_the_graph_of_their_events(
    make_event: MakeEvent, tmp_path: Path, small_ontology: Ontology
) -> None:
    for name in ("a", "b"):
        write_events(tmp_path / f"{name}.jsonl", [make_event(doc=name)])
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    assert ids(pipeline.load_graph(files, ontology=small_ontology).events) == ["a", "b"]
    assert ids(pipeline.load_graph(files[0], ontology=small_ontology).events) == ["a"]


@pytest.mark.pipeline
def test_the_shipped_pipeline_reads_a_plain_sentence() -> None:
    text = "Russia accused the White Helmets of lying. Israel did not attack Syria on Sunday."
    graph = pipeline.build(text)
    assert graph.evidence("Russia", "White Helmets", "accuses")
    (event,) = graph.evidence("Israel", "Syria", "attacks")
    assert event.status == "negated"
    assert text[event.sentence_start : event.sentence_end] == event.sentence
