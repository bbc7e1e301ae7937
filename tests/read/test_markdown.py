"""Markdown without its markup."""

import io
import time

from graphkit.read.markdown import markdown_to_text, read_markdown, split_front_matter


def test_front_matter_is_metadata_and_not_text() -> None:
    source = (
        b'---\ntitle: Explainer: why\ndate: "2018-07-22"\nurl: https://example.org/a\n'
        b"tags: [x]\n---\nThe army left.\n"
    )
    (draft,) = read_markdown(io.BufferedReader(io.BytesIO(source)), "a.md")
    assert (draft.title, draft.date, draft.url) == (
        "Explainer: why",
        "2018-07-22",
        "https://example.org/a",
    )
    assert draft.text.strip() == "The army left."


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert split_front_matter("---\nThe army left.") == ({}, "---\nThe army left.")


def test_a_title_that_ends_in_a_quotation_keeps_it() -> None:
    assert split_front_matter("---\ntitle: He said 'no'\n---\n")[0] == {"title": "He said 'no'"}


def test_toml_and_folded_titles_are_read() -> None:
    assert split_front_matter('+++\ntitle = "A title"\n+++\nx')[0] == {"title": "A title"}
    assert split_front_matter("---\ntitle: >\n  A title\n---\nx")[0] == {"title": "A title"}


def test_headings_and_items_stand_alone_without_marks() -> None:
    source = (
        "# Title #\nProse here.\n\nSecond\n------\n- **One**: a\n  b\n* two\n1. three\n> quoted\n"
    )
    assert markdown_to_text(source).split("\n") == [
        "Title",
        "Prose here.",
        "",
        "Second",
        "",
        "One: a b",
        "two",
        "three",
        "quoted",
        "",
    ]


def test_links_become_their_text_and_images_and_notes_go() -> None:
    source = (
        "[Russia](https://en.example.org/wiki/Russia_(state)) and [Iran][1] met <https://a.example>"
        "![map](m.png).[^2]\n\n[1]: https://example.org\n[^2]: A note."
    )
    assert markdown_to_text(source).split("\n") == [
        "Russia and Iran met https://a.example.",
        "",
        "",
        "A note.",
    ]


def test_emphasis_goes_and_other_stars_and_underscores_stay() -> None:
    assert markdown_to_text("The **White** *Helmets* said __no__ to ~~him~~ `her`.") == (
        "The White Helmets said no to him her."
    )
    assert markdown_to_text("2 * 3 and 2*3 in snake_case \\*kept\\*") == (
        "2 * 3 and 2*3 in snake_case *kept*"
    )


def test_code_and_comments_go() -> None:
    source = (
        "Before.\n\n```python\nattack()\n```\n\n    indented()\n\n"
        "<!-- hidden\n-->After <b>all</b> &amp; more."
    )
    assert markdown_to_text(source).split() == ["Before.", "After", "all", "&", "more."]


def test_a_fence_that_nothing_closes_hides_nothing() -> None:
    assert "The army left." in markdown_to_text("```\nThe army left.")


def test_a_table_row_is_one_line() -> None:
    assert markdown_to_text("| Who | What |\n|---|:--|\n| Iran | left |") == (
        "Who; What\n\nIran; left"
    )


def test_hostile_markup_takes_no_quadratic_time() -> None:
    began = time.perf_counter()
    for unit in ("[a](", "![", "<!--", "<!---->", "**a ", "_a", "<a", "```\n", "> ", "- ["):
        markdown_to_text(unit * (200_000 // len(unit)))
    assert time.perf_counter() - began < 10
