"""Saved pages: the article stays, the page round it goes."""

import io
import sys
import time

import pytest

from graphkit.errors import InputError
from graphkit.read.draft import Draft
from graphkit.read.html import extract_page, read_html

PROSE = (
    "The Syrian army took the town of Daraa on Monday, officials said in Damascus. ",
    "Russia welcomed the advance, while the United States called it a breach of the ceasefire. ",
    "The White Helmets said that their volunteers had been forced to leave the province at night. ",
)
BODY = "".join(f"<p>{sentence * 2}</p>" for sentence in PROSE)


def read(body: str, head: str = "", encoding: str = "utf-8") -> Draft:
    page = f"<html><head><title>Army takes Daraa</title>{head}</head><body>{body}</body></html>"
    stream: io.BufferedReader = io.BufferedReader(
        io.BytesIO(page.encode(encoding, "surrogatepass"))
    )
    return extracted(stream)


def extracted(stream: io.BufferedReader) -> Draft:
    (draft,) = read_html(stream, "a.html")
    return extract_page(draft)


def test_the_article_is_kept_and_the_page_dropped() -> None:
    draft = read(
        f"<nav><a href='/'>Home</a></nav><article>{BODY}</article>"
        "<footer><h2>Related stories</h2><ul><li><a href='#'>Another story</a></li></ul></footer>"
    )
    assert [line.strip() for line in draft.text.split("\n")] == [
        (sentence * 2).strip() for sentence in PROSE
    ]


def test_title_date_and_address_are_metadata() -> None:
    draft = read(
        f"<article>{BODY}</article>",
        '<meta property="article:published_time" content="2018-07-22T18:00:00Z">'
        '<link rel="canonical" href="https://news.example/daraa">',
    )
    assert (draft.title, draft.date, draft.url) == (
        "Army takes Daraa",
        "2018-07-22",
        "https://news.example/daraa",
    )


@pytest.mark.parametrize("date", ["2018-07", "2018", "last week"])
def test_a_partial_date_is_not_completed(date: str) -> None:
    assert read(f"<article>{BODY}</article>", f'<meta name="date" content="{date}">').date is None


def test_list_items_lose_their_marks() -> None:
    draft = read(
        f"<article>{BODY}<ul><li>Canada took 250</li><li>Germany took 8</li></ul></article>"
    )
    assert "\nCanada took 250\nGermany took 8" in draft.text


def test_the_declared_encoding_is_used() -> None:
    body = f"<article>{BODY}<p>{'Le président à Zürich a parlé à Élise. ' * 3}</p></article>"
    draft = read(body, '<meta charset="iso-8859-1">', encoding="iso-8859-1")
    assert "Zürich a parlé à Élise" in draft.text


def test_a_lone_surrogate_costs_no_text() -> None:
    clean = read(f"<article>{BODY}</article>").text
    broken = read(f"<article>{BODY.replace('Russia', chr(0xD800) + 'Russia')}</article>").text
    assert len(broken) >= len(clean)


@pytest.mark.parametrize("page", ["", "<html></html>", "<div>" * 16_000, "<" * 16_000])
def test_a_page_without_a_text_is_an_input_error(page: str) -> None:
    with pytest.raises(InputError, match=r"^a\.html: .*no main text"):
        extracted(io.BufferedReader(io.BytesIO(page.encode())))


def test_a_tag_with_very_many_attributes_takes_no_minutes() -> None:
    attributes = " ".join(f"a{number}='x'" for number in range(150_000))
    began = time.perf_counter()
    assert "Russia welcomed" in read(f"<article {attributes}>{BODY}</article>").text
    assert time.perf_counter() - began < 10


def test_a_missing_extractor_names_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"^a\.html: .*pip install"):
        read(BODY)
