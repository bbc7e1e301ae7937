"""Where a document's date comes from, and which dates are not the document's."""

import pytest

from graphkit.read.dates import find_date, parse_date
from graphkit.types import DateSource

BODY = "\n\nThe army attacked the town on 4 April 2017, officials said.\n"


@pytest.mark.parametrize(
    "value",
    [
        "2018-07-22",
        "2018-07-22T18:00:00Z",
        "2018-07-22 18:00:00+03:00",
        "20180722",
        "2018/07/22",
        "22/07/2018",
        "07/22/2018",
        "22.7.2018",
        "July 22, 2018",
        "22 July 2018",
        "22nd July, 2018",
        "Jul. 22, 2018",
        "22-Jul-2018",
        "Sun, 22 Jul 2018 18:00:00 GMT",
    ],
)
def test_a_whole_date_is_read_in_any_common_form(value: str) -> None:
    assert parse_date(value) == "2018-07-22"


@pytest.mark.parametrize(
    "value",
    ["2018", "2018-07", "July 2018", "07/08/2018", "2018-02-30", "yesterday", "", "1532282400"],
)
def test_a_partial_ambiguous_or_impossible_date_is_none(value: str) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize(
    "line",
    [
        "July 22, 2018",
        "Sunday, 22 July 2018",
        "Published: 22 July 2018 10:30 BST",
        "Updated on July 22, 2018 at 4:05 p.m.",
        "By Jane Doe | July 22, 2018",
        "2018-07-22",
        "AMMAN, July 22, 2018 (Newswire) - Israel has evacuated hundreds of rescuers and relatives "
        "from Syria to Jordan, officials in both countries said on Sunday.",
        "Damascus, Syria, 22 July 2018 — The government condemned the evacuation of the rescuers.",
    ],
)
def test_a_dateline_in_the_first_lines_dates_the_text(line: str) -> None:
    assert find_date(f"A headline\n{line}{BODY}") == ("2018-07-22", DateSource.TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "On 22 July 2018 Israel evacuated the rescuers.",
        "He was captured in May and died on 22 July 2018 in Amman",
        "July 22, 2018, was the day of the evacuation.",
        "22 July 2018: Israel evacuates the rescuers.",
        "Ali Hassan (born 22 July 2018 in Homs) is a rescuer.",
        "The war of July 2018",
    ],
)
def test_a_date_inside_a_sentence_does_not(line: str) -> None:
    assert find_date(f"A headline\n{line}{BODY}") == (None, None)


def test_a_dateline_below_the_fifth_line_does_not_count() -> None:
    assert find_date("one\ntwo\nthree\nfour\nfive\nJuly 22, 2018") == (None, None)


def test_metadata_goes_before_text_and_text_before_the_file_name() -> None:
    text = "July 21, 2018\nA text."
    name = "2018-07-20-a-text"
    assert find_date(text, metadata="2018-07-22", file_name=name)[0] == "2018-07-22"
    assert find_date(text, metadata="2018-07", file_name=name) == ("2018-07-21", DateSource.TEXT)
    assert find_date("A text.", file_name=name) == ("2018-07-20", DateSource.FILE)


def test_a_file_name_needs_a_whole_and_possible_date() -> None:
    for name in ("2018-07-report", "2018-13-45-report", "report-120180722", "report"):
        assert find_date("A text.", file_name=name) == (None, None)
    assert find_date("A text.", file_name="report_20180722")[0] == "2018-07-22"
