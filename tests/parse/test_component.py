"""Facts about the shipped pipeline that hold for any weights."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from graphkit.errors import PipelineError
from graphkit.parse import component, load_pipeline, token_kind
from graphkit.parse.component import Parser
from graphkit.parse.model import ModelFile

pytestmark = pytest.mark.pipeline

TEXTS = [
    "Syria's army shelled Homs on Monday, killing Ann Ray.\n\nThe U.S. denied it.",
    "\u201cWill they act?\u201d Marquis said. Nobody answered; Vladimir  Putin left.",
    "Israel",
    "",
    " \n ",
    "\n\nCamp falls\n\n  By Ann Ray  \nRebels, soldiers and NGOs fled... al-Assad did not.\n",
    "\u65e5\u672c \U0001f600 \u200b x\x00y http://example.org/" + "a" * 300,
    "The list: " + "Homs, " * 400 + "and no stop",
    "[CLS] [SEP] [MASK] [UNK]",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def layers(doc: Doc) -> list[tuple[object, ...]]:
    """Return everything that the parser sets, token by token."""
    return [
        (t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.ent_iob_, t.ent_type_,
         t.is_sent_start, t._.kind)
        for t in doc
    ]  # fmt: skip


def check(doc: Doc) -> None:
    """State what must hold of any parsed Doc."""
    for sentence in doc.sents:
        assert [t.dep_ == "ROOT" for t in sentence] == [t.head.i == t.i for t in sentence]
        assert sum(t.dep_ == "ROOT" for t in sentence) == 1
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            steps = 0
            while token.head.i != token.i:
                token, steps = token.head, steps + 1
                assert steps <= len(sentence)
    for name in doc.ents:
        assert name.sent.start <= name.start < name.end <= name.sent.end
        assert name.label_ in {"PERSON", "ORG", "LOC", "NORP"}
        assert name.text.strip() == name.text
    for token in doc:
        assert token.tag_
        assert token.pos_
        assert token.lemma_
        assert (token.pos_ == "SPACE") == token.is_space
        assert token_kind(token) == token._.kind


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_gets_trees_names_and_labels(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    check(doc)


def test_a_text_is_read_alike_alone_and_in_any_batch(nlp: Language) -> None:
    alone = [layers(nlp(text)) for text in TEXTS]
    assert [layers(doc) for doc in nlp.pipe(TEXTS, batch_size=3)] == alone
    assert [layers(doc) for doc in nlp.pipe(TEXTS[::-1], batch_size=100)] == alone[::-1]
    assert [layers(doc) for doc in load_pipeline().pipe(TEXTS[:2])] == alone[:2]


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    texts = TEXTS[:4] * 2
    doubled = nlp.pipe(texts, n_process=2, batch_size=2)
    assert [layers(doc) for doc in doubled] == [layers(nlp(text)) for text in texts]


def test_docs_go_through_a_docbin(nlp: Language) -> None:
    docs = [nlp(text) for text in TEXTS[:6]]
    data = DocBin(docs=docs, store_user_data=True).to_bytes()
    back = list(DocBin().from_bytes(data).get_docs(nlp.vocab))
    assert [layers(doc) for doc in back] == [layers(doc) for doc in docs]


def test_a_doc_goes_through_bytes_and_pickle(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    assert layers(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == layers(doc)
    assert layers(pickle.loads(pickle.dumps(doc))) == layers(doc)


def test_the_pipeline_goes_through_a_folder_bytes_and_pickle(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    blank = spacy.blank("en")
    blank.add_pipe("graphkit_sentences")
    blank.add_pipe("graphkit_parser")
    copies = [
        spacy.load(tmp_path / "saved"),
        load_pipeline(tmp_path / "saved"),
        blank.from_bytes(nlp.to_bytes()),
        pickle.loads(pickle.dumps(nlp)),
    ]
    assert [layers(copy(TEXTS[1])) for copy in copies] == [layers(nlp(TEXTS[1]))] * 4


def test_the_component_is_pickled_with_its_own_model_only(nlp: Language) -> None:
    shipped = nlp.get_pipe("graphkit_parser")
    assert len(pickle.dumps((shipped, nlp.vocab))) < 5_000_000
    own = Parser(nlp.vocab, model=component.shipped_model(), threads=2)
    copy = pickle.loads(pickle.dumps(own))
    assert copy.threads == 2
    assert copy.to_bytes() == own.to_bytes()


def test_tokens_and_boundaries_that_a_doc_came_with_are_kept(nlp: Language) -> None:
    rng = random.Random(4)
    words = ["Syria", "said", ".", "\n\n", " ", "\u201d", "Homs", "killing", "the", ","]
    for _ in range(8):
        chosen = rng.choices(words, k=rng.randint(2, 50))
        starts = [i == 0 or rng.random() < 0.2 for i in range(len(chosen))]
        doc = nlp(Doc(nlp.vocab, words=chosen, sent_starts=list(starts)))
        assert [token.text for token in doc] == chosen
        assert [token.is_sent_start for token in doc] == starts
        check(doc)


def test_a_doc_may_be_parsed_again(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    before = layers(doc)
    assert layers(nlp(doc)) == before


def test_a_sentence_too_long_for_the_encoder_becomes_several(nlp: Language) -> None:
    words = ["abcdefghijklmnop", "\n"] * 300
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(600)]))
    assert len(list(doc.sents)) > 1
    check(doc)


def test_without_boundaries_a_doc_is_one_sentence(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["They", "left", ".", "He", "stayed", "."])
    parsed = nlp.get_pipe("graphkit_parser")(doc)
    assert len(list(parsed.sents)) == 1
    check(parsed)


def test_names_end_with_their_sentence(nlp: Language) -> None:
    words = ["Homs"] * 40
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[i % 3 == 0 for i in range(40)]))
    assert len(doc) == 40
    check(doc)


def test_kinds_belong_to_the_doc_that_was_parsed(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    kinds = set(ModelFile.from_bytes(component.shipped_model()).labels["kinds"])
    assert {token._.kind for token in doc} <= (kinds - {"none"}) | {""}
    assert [t._.kind for t in doc[3:6].as_doc(copy_user_data=True)] == ["", "", ""]
    assert [t._.kind for t in spacy.blank("en")("No kinds here")] == ["", "", ""]


def test_displacy_draws_trees_and_names(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    assert "<svg" in displacy.render(doc, style="dep", jupyter=False)
    assert "Homs" in displacy.render(doc, style="ent", jupyter=False)


def test_the_layers_are_declared_to_spacy(nlp: Language) -> None:
    assert nlp.pipe_names == ["graphkit_sentences", "graphkit_parser"]
    analysis = nlp.analyze_pipes() or {}
    assert analysis["problems"] == {name: [] for name in nlp.pipe_names}


def test_a_missing_model_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "MODEL_NAME", "none.graphkit")
    component.shipped_model.cache_clear()
    try:
        with pytest.raises(PipelineError, match=r"none\.graphkit: the shipped model is missing"):
            component.shipped_model()
    finally:
        component.shipped_model.cache_clear()


def test_a_bad_archive_is_named_when_the_component_reads_it(nlp: Language) -> None:
    broken = Parser(nlp.vocab).from_bytes(b"not a model")
    with pytest.raises(PipelineError, match="not a graphkit model"):
        broken.load()
