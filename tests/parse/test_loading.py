from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.errors import PipelineError
from graphkit.parse import load_pipeline, parse_documents
from graphkit.parse.loading import _check
from graphkit.types import Document


@Language.factory("test_layers", assigns=["token.tag", "token.lemma", "doc.ents"])
class Layers:
    """Sets tags as a tagger of another pipeline does."""

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.tag_, token.pos_ = ("IN", "ADP") if token.text == "in" else ("VB", "VERB")
        return doc


def test_a_missing_pipeline_is_named_with_the_way_out() -> None:
    with pytest.raises(PipelineError, match="xx_no_such: no such pipeline; install it"):
        load_pipeline("xx_no_such")


def test_a_folder_that_holds_no_pipeline_is_named(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no such pipeline"):
        load_pipeline(tmp_path)


def test_what_a_pipeline_lacks_is_listed(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "bare")
    with pytest.raises(PipelineError, match="no tagger, parser, lemmatizer, ner; graphkit needs"):
        load_pipeline(tmp_path / "bare")
    nlp.add_pipe("entity_ruler")
    with pytest.raises(PipelineError, match="no tagger, parser, lemmatizer; graphkit needs"):
        _check(nlp, "ruled")


def test_clearnlp_labels_are_mapped_after_every_other_component(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    nlp.add_pipe("test_layers")
    example = spacy.training.Example.from_dict(
        nlp.make_doc("go in it"),
        {"heads": [0, 0, 1], "deps": ["ROOT", "prep", "pobj"]},
    )
    for label in ("dobj", "nsubjpass", "attr"):
        parser.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize(lambda: [example])
    nlp.to_disk(tmp_path / "clear")
    assert load_pipeline(tmp_path / "clear").pipe_names[-1] == "graphkit_to_universal"


def test_universal_labels_are_left_alone(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label("obj")  # type: ignore[attr-defined]
    nlp.add_pipe("test_layers")
    nlp.initialize()
    nlp.to_disk(tmp_path / "ud")
    assert "graphkit_to_universal" not in load_pipeline(tmp_path / "ud").pipe_names


def test_documents_come_with_their_docs_in_order() -> None:
    documents = [Document(id=str(i), text=f"Text {i}. More.") for i in range(5)]
    nlp = spacy.blank("en")
    nlp.add_pipe("graphkit_sentences")
    pairs = list(parse_documents(documents, nlp))
    assert [document for document, _ in pairs] == documents
    assert [doc.text for _, doc in pairs] == [document.text for document in documents]
