from __future__ import annotations

import time

import pytest
import spacy
from spacy.tokens import Doc

from graphkit.parse.sentences import SentenceSplitter, sentence_starts

NLP = spacy.blank("en")


def split(text: str) -> list[str]:
    """Return the sentences of a text, blanks around them removed."""
    return [sentence.text.strip() for sentence in SentenceSplitter()(NLP(text)).sents]


def doc_of(words: str) -> Doc:
    """Return a Doc of words with a space after each, as corpora are read."""
    return Doc(NLP.vocab, words=words.split(" "))


def split_words(words: str) -> list[str]:
    return [sentence.text.strip() for sentence in SentenceSplitter()(doc_of(words)).sents]


@pytest.mark.parametrize(
    "parts",
    [
        ["The army withdrew.", "Residents returned."],
        ["Who fired first?", "Nobody knows!", "Talks go on."],
        ["What?!", "No!!", "Really??", "Yes."],
        ["They waited\u2026", "Nobody came."],
        ["They waited ...", "Nobody came."],
        ["He quoted it [\u2026].", "She did not."],
        ["Oil rose 3.5 percent.", "It closed at $81.20.", "Analysts shrugged."],
        ["It ended in 2011.", "The war did not."],
        ["Read www.example.org.", "It is http://example.org/a.b.", "He wrote it."],
    ],
)
def test_a_stop_ends_a_sentence(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. envoy met Gen. Smith and J. Edgar Hoover.",
        "Lt. Col. Ann Ray and Maj. J. R. Boyd met the Rev. Al Moss.",
        "Apple Inc. sued Samsung Electronics Co. Ltd. on Monday.",
        "Rebels entered the town at 5 a.m. on Monday.",
        "The premier lives at No. 10 Downing Street.",
        "Putin was born in St. Petersburg.",
        "It sent arms, e.g. Stingers, i.e. missiles.",
        "On Jan. 5, troops left Ft. Hood for Mt. Hermon.",
        "The court cited Brown v. Board and Roe vs. Wade.",
        "See Fig. 3, vol. IV, pp. 8-9 and Art. 5.",
        "The fine was Rs. 500, approx. 6 dollars.",
        "Emperor Norton (c. 1818 to 1880) had a son (b. March 1849).",
        "The Washington, D.C. Council met U.N. Secretary General Guterres.",
        "Guns, tents etc. were seized.",
        "George W. Bush met John F. Kennedy Jr. in Maine.",
        "It broke off... and then resumed.",
        "The firm Yahoo! paid, and \u201cWhy us?\u201d was all it said.",
        "They met (nobody knows why!) in Doha.",
        "The area is 3.5 km wide.",
        "Then Secretary-Gen. Solana spoke.",
    ],
)
def test_a_point_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert split(f"{sentence} They left.") == [sentence, "They left."]


@pytest.mark.parametrize(
    "parts",
    [
        ["He moved to the U.S.", "The war went on."],
        ["She works at Apple Inc.", "It grew."],
        ["They left at 6 p.m.", "No one followed."],
        ["He sued King Jr.", "The court agreed."],
        ["It ended in Dec.", "They went home."],
        ["She lives on Main St.", "He does not."],
        ["He met officials of Acme Ltd.", "Mr. Lee led them."],
        ["Tents, food, etc.", "Convoys brought more."],
        ["He said no.", "The rest agreed."],
        ["They saw the sun.", "Nobody sat.", "The art.", "Yes."],
    ],
)
def test_an_abbreviation_may_end_a_sentence_too(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["\u201cWe will fight.\u201d", "The crowd cheered."],
        ['"We will fight."', "The crowd cheered."],
        ["'Never.'", "They left."],
        ["He left (it was late.)", "Then he slept.", "(She woke early.)", "Fine."],
        ["He said: \u201cWe will go.", "We will win.\u201d", "Then he left."],
        ["He called it \u201ca lie\u201d.", "\u201cProve it,\u201d she said."],
        ["He came back to the \u201cU.S.\u201d", "The rest stayed."],
        ["The group denied it. [17]", "The state did not. [18] [19]", "So what?"],
    ],
)
def test_quotation_marks_and_brackets_stay_with_their_sentence(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "\u201cWill they act?\u201d Marquis said.",
        '"Will they act?" U.S. envoy Ann J. Ray asked.',
        "\u201cWill they act?\u201d the minister asked.",
        '"Fire!" he shouted.',
        "\u201cWho will pay?\u201d \u2013 that was all he asked.",
        '"Stop," he said.',
        "He cried \u201cStop!\u201d before it was over.",
    ],
)
def test_a_quoted_question_and_its_speaker_are_one_sentence(sentence: str) -> None:
    assert split(f"{sentence} They left.") == [sentence, "They left."]


def test_a_new_sentence_may_follow_a_quoted_question() -> None:
    parts = ['"Will they act?"', "The minister, who was tired, said nothing."]
    assert split(" ".join(parts)) == parts


def test_lower_case_continues_a_sentence_but_a_name_in_al_begins_one() -> None:
    assert split("The talks stalled. and nobody cared.") == ["The talks stalled. and nobody cared."]
    assert split("Talks stalled. al-Assad left.") == ["Talks stalled.", "al-Assad left."]


def test_a_missing_space_still_parts_sentences() -> None:
    assert split("He fired at them.They ran.") == ["He fired at them.", "They ran."]


def test_lines_are_sentences() -> None:
    text = "Camp falls\n\nBy Ann Ray\nThe camp fell on Monday. It burned.\n- tents\n- food\n"
    assert split(text) == [
        "Camp falls",
        "By Ann Ray",
        "The camp fell on Monday.",
        "It burned.",
        "- tents",
        "- food",
    ]


@pytest.mark.parametrize("end", ["\n", "\n\n", " \n ", "\r\n", "\u2028", "\u2029"])
def test_every_line_end_counts_even_before_lower_case(end: str) -> None:
    assert split(f"The camp fell{end}tents burned") == ["The camp fell", "tents burned"]


def test_list_numbers_stay_with_their_item() -> None:
    text = "1. Withdraw the troops. 2. Hold talks.\nA. The first.\nII. Background\n2.1. The front"
    assert split(text) == [
        "1. Withdraw the troops.",
        "2. Hold talks.",
        "A. The first.",
        "II. Background",
        "2.1. The front",
    ]


def test_a_run_without_a_stop_is_cut_after_a_comma_where_one_is_near() -> None:
    doc = SentenceSplitter()(Doc(NLP.vocab, words=["word"] * 3_000))
    assert max(len(sentence) for sentence in doc.sents) <= 221
    listed = SentenceSplitter()(Doc(NLP.vocab, words=["First", "Last", ","] * 1_000))
    assert {sentence[-1].text for sentence in listed.sents} == {","}


def test_a_doc_split_at_spaces_and_one_with_spaced_marks_are_read_alike() -> None:
    assert split_words("The army left. They ran.") == ["The army left.", "They ran."]
    assert split_words('" We fight . " Then he left . " Go . "') == [
        '" We fight . "',
        "Then he left .",
        '" Go . "',
    ]
    assert split_words("The U.S. envoy met Gen. Smith . They left .") == [
        "The U.S. envoy met Gen. Smith .",
        "They left .",
    ]


def test_blanks_never_begin_a_sentence_but_the_first() -> None:
    doc = SentenceSplitter()(NLP("\n\n  First.  \n \n Second.   Third.\n\n"))
    assert [sentence.text.strip() for sentence in doc.sents] == ["First.", "Second.", "Third."]
    assert not any(sentence[0].is_space for sentence in list(doc.sents)[1:])


@pytest.mark.parametrize(("text", "sentences"), [("", 0), ("\n \n", 1), (" ", 1), ("Go", 1)])
def test_tiny_docs(text: str, sentences: int) -> None:
    doc = SentenceSplitter()(NLP(text))
    assert len(list(doc.sents)) == sentences
    assert sentence_starts(doc) == [index == 0 for index in range(len(doc))]


def test_boundaries_that_a_doc_came_with_are_kept() -> None:
    given = [True, False, True, False, False]
    doc = Doc(NLP.vocab, words=["He", "left", "they", "stayed", "."], sent_starts=list(given))
    assert [token.is_sent_start for token in SentenceSplitter()(doc)] == given


def test_docs_are_piped_in_order() -> None:
    docs = [NLP("One. Two."), NLP(""), NLP("Three.")]
    assert [len(list(doc.sents)) for doc in SentenceSplitter().pipe(docs)] == [2, 0, 1]


def test_time_grows_with_the_length_only() -> None:
    docs = [NLP("He met Gen. Smith in the U.S. on Monday. " * size) for size in (100, 2_000)]
    seconds = []
    for doc in docs:
        began = time.process_time()
        SentenceSplitter()(doc)
        seconds.append(time.process_time() - began)
    assert seconds[1] < max(100 * seconds[0], 0.5)
