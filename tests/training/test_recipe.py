from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.training.corpora import Sentence
from graphkit.training.names import demonyms
from graphkit.training.recipe import SOURCES, _add_demonyms, load_corpora, repeats


def named(words: str, names: str, **fields: object) -> Sentence:
    return Sentence(words=words.split(), document="d", names=names.split(), **fields)  # type: ignore[arg-type]


def test_a_missing_source_is_named_with_its_address(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ewt-train\.conllu\.gz: not found; get it from https://"):
        load_corpora(tmp_path)


def test_every_source_has_a_licence_and_an_address() -> None:
    assert len({source.file for source in SOURCES}) == len(SOURCES)
    for source in SOURCES:
        assert source.licence
        assert source.address.startswith("https://")


def test_held_out_splits_are_no_source() -> None:
    files = {source.file for source in SOURCES}
    assert not [name for name in files if name.startswith("ewt-test") or "pud" in name]


def test_capitalised_demonyms_outside_names_are_norp() -> None:
    words = frozenset({"syrian", "turkish"})
    sentence = named(
        "Syrian rebels met Turkish Airlines staff , turkish", "O O O B-ORG I-ORG O O O"
    )
    _add_demonyms(sentence, words)
    assert sentence.names == ["B-NORP", "O", "O", "B-ORG", "I-ORG", "O", "O", "O"]


def test_other_schemes_and_unnamed_sentences_are_left_alone() -> None:
    social = named("Syrian", "O", scheme="social")
    unnamed = Sentence(words=["Syrian"], document="d")
    for sentence in (social, unnamed):
        _add_demonyms(sentence, frozenset({"syrian"}))
    assert social.names == ["O"]
    assert unnamed.names is None


def test_small_name_sets_are_repeated() -> None:
    own = named("w", "O")
    own.document = "names_a.txt:1"
    assert repeats(own) == 3
    assert repeats(named("w", "O")) == 2
    assert repeats(named("w", "O", scheme="social")) == 1
    assert repeats(named("w", "O", heads=[0])) == 1


def test_demonyms_are_lower_case_words() -> None:
    assert {"syrian", "turkish"} <= demonyms()
    assert all(word == word.lower() for word in demonyms())
