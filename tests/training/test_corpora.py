from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import spacy

from graphkit.training.corpora import (
    KINDS,
    NAMES,
    read_bracketed,
    read_conllu,
    read_iob,
    read_text,
)

CONLLU = """\
# newdoc id = news_one
# sent_id = news_one-1
# text = The mayor of Homs didn't go.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-x(9-object-new)
2\tmayor\tmayor\tNOUN\tNN\t_\t6\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tHoms\tHoms\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(2-place-new-x)1)
5-6\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
5\tdid\tdo\tAUX\tVBD\t_\t6\taux\t_\t_
5.1\tso\tso\tADV\tRB\t_\t_\t_\t_\t_
6\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

# sent_id = news_one-2
1\tAnn\tAnn\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(3-person-new-x
2\tRay\tRay\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=3)(4-person-new

# newdoc id = news_two
# sent_id = news_two-1
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tEntity=4)
"""


@pytest.fixture
def conllu(tmp_path: Path) -> Path:
    path = tmp_path / "small.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


def write(folder: Path, text: str) -> Path:
    path = folder / "data.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_conllu_rows_become_layers_without_ranges_and_empty_nodes(conllu: Path) -> None:
    first, second, third = read_conllu(conllu)
    assert first.words == ["The", "mayor", "of", "Homs", "did", "go", "."]
    assert first.lemmas == ["the", "mayor", "of", "Homs", "do", "go", "."]
    assert first.heads == [2, 6, 4, 2, 6, 0, 6]
    assert first.deps is not None
    assert first.deps[3] == "nmod"
    assert (first.tags or [])[4:6] == ["VBD", "VB"]
    assert (first.pos or [])[0] == "DET"
    assert [s.document for s in (first, second, third)] == ["news_one", "news_one", "news_two"]
    assert first.names is first.kinds is None


def test_entities_give_kinds_of_heads_and_names_of_proper_nouns(conllu: Path) -> None:
    first, second, third = read_conllu(conllu, with_entities=True)
    assert first.kinds == ["other", "person", "none", "place", "none", "none", "none"]
    assert first.names == ["O", "O", "O", "B-LOC", "O", "O", "O"]
    assert second.kinds == ["person", "none"]
    assert second.names == ["B-PERSON", "I-PERSON"]
    assert third.kinds == ["none"]
    assert {s.scheme for s in (first, second, third)} == {"derived"}


def test_packed_files_are_unpacked(conllu: Path, tmp_path: Path) -> None:
    packed = tmp_path / "small.conllu.gz"
    packed.write_bytes(gzip.compress(conllu.read_bytes()))
    assert read_text(packed) == CONLLU
    assert read_conllu(packed) == read_conllu(conllu)


def test_iob_labels_are_mapped_to_ours(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Angela\tB-politician\nMerkel\tI-politician\nof\tO\nCDU\tB-politicalparty\n\n"
        "Brexit\tB-event\nin\tO\nNew\tI-location\nYork\tI-location\nUN\tI-organisation\n",
    )
    first, second = read_iob(path, scheme="social")
    assert first.names == ["B-PERSON", "I-PERSON", "O", "B-ORG"]
    assert second.names == ["O", "O", "B-LOC", "I-LOC", "B-ORG"]
    assert first.scheme == "social"
    assert first.document != second.document
    assert (first.heads, first.tags, first.kinds) == (None, None, None)


def test_a_rest_class_keeps_its_demonyms(tmp_path: Path) -> None:
    path = write(tmp_path, "Syrian\tB-OTH\nBible\tB-OTH\nKurdish\tB-misc\n")
    (sentence,) = read_iob(path, demonyms=frozenset({"syrian", "kurdish"}))
    assert sentence.names == ["B-NORP", "O", "B-NORP"]


def test_numbered_iob_with_comments_keeps_its_documents(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "# newdoc id = a\n# sent_id = a-1\n# text = In Homs\n1\tIn\tO\t-\t-\n2\tHoms\tB-LOC\t-\tx\n"
        "\n# sent_id = a-2\n# text = #\n1\t#\tO\t-\t-\n",
    )
    first, second = read_iob(path)
    assert (first.words, first.names) == (["In", "Homs"], ["O", "B-LOC"])
    assert second.words == ["#"]
    assert first.document == second.document == "a"


def test_a_hash_sign_is_a_word_where_files_have_no_comments(tmp_path: Path) -> None:
    (sentence,) = read_iob(write(tmp_path, "#\tO\n#news\tO\n"))
    assert sentence.words == ["#", "#news"]


def test_bracketed_names_become_labels_of_our_tokens(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "# a comment\n\n[PER Jan Egeland]'s aide left [LOC Homs]. \n[NORP Syrians] [waited].\n",
    )
    first, second = read_bracketed(path, spacy.blank("en").tokenizer)
    assert first.words == ["Jan", "Egeland", "'s", "aide", "left", "Homs", "."]
    assert first.names == ["B-PERSON", "I-PERSON", "O", "O", "O", "B-LOC", "O"]
    assert second.words == ["Syrians", "[", "waited", "]", "."]
    assert (second.names or [])[0] == "B-NORP"
    assert first.document == "data.txt:3"


def test_labels_are_a_closed_set() -> None:
    assert len(NAMES) == len(set(NAMES)) == 9
    assert KINDS[0] == "none"
