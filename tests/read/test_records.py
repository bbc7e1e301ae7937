"""Records of JSONL and CSV: the good ones are read, the bad ones named."""

import io
import json

from graphkit.errors import InputError
from graphkit.read.draft import Draft, Reader
from graphkit.read.records import read_csv, read_jsonl


def read(reader: Reader, data: str | bytes) -> tuple[list[Draft], list[str]]:
    raw = data.encode() if isinstance(data, str) else data
    outcomes = list(reader(io.BufferedReader(io.BytesIO(raw)), "dir/news.x"))
    drafts = [outcome for outcome in outcomes if isinstance(outcome, Draft)]
    return drafts, [str(outcome) for outcome in outcomes if isinstance(outcome, InputError)]


def test_a_json_record_is_a_draft_and_other_members_are_ignored() -> None:
    record = {
        "id": 7,
        "text": "Iran left.",
        "title": "T",
        "date": "2018-07-22",
        "url": "u",
        "x": [1],
    }
    drafts, errors = read(read_jsonl, json.dumps(record) + "\n\n")
    assert drafts == [
        Draft("Iran left.", "dir/news.x, line 1", id="7", title="T", date="2018-07-22", url="u")
    ]
    assert errors == []


def test_a_record_without_id_is_named_after_file_and_line() -> None:
    drafts, _ = read(read_jsonl, '{"text": "a"}\n{"text": "b", "id": null}\n')
    assert [draft.id for draft in drafts] == ["news-1", "news-2"]


def test_bad_json_lines_are_named_and_the_good_ones_read() -> None:
    lines = [
        '{"text": "one"}',
        '{"text": "cut',
        "[" * 16_000,
        '["a list"]',
        '{"id": "no text"}',
        '{"text": 5}',
        '{"text": "n", "id": ' + "9" * 5_000 + "}",
        '{"text": "two"}',
    ]
    drafts, errors = read(read_jsonl, "\n".join(lines))
    assert [draft.text for draft in drafts] == ["one", "two"]
    assert [error.split(":")[0] for error in errors] == [
        f"dir/news.x, line {n}" for n in range(2, 8)
    ]
    assert all("\n" not in error for error in errors)


def test_an_empty_file_of_records_is_an_error() -> None:
    assert read(read_jsonl, "\n \n")[1] == [
        "dir/news.x: the file is empty; write one JSON object a line"
    ]
    assert "no column" in read(read_csv, "")[1][0]


def test_csv_rows_are_drafts_whatever_the_delimiter() -> None:
    for delimiter in (",", ";", "\t"):
        row = delimiter.join(["7", '"Iran left,\nhe said; yes."', "2018-07-22", "x"])
        data = delimiter.join(["ID", "Text", "date", "more"]) + f"\r\n{row}\r\n"
        drafts, errors = read(read_csv, "\ufeff" + data)
        assert errors == []
        assert drafts == [
            Draft("Iran left,\nhe said; yes.", "dir/news.x, line 2", id="7", date="2018-07-22")
        ]


def test_a_csv_without_text_column_is_one_error() -> None:
    drafts, errors = read(read_csv, "id,body\n1,a\n2,b\n")
    assert drafts == []
    assert errors == [
        'dir/news.x, line 1: the header has no column "text"; name the column of the documents so'
    ]


def test_bad_csv_rows_are_named_and_the_good_ones_read() -> None:
    data = 'id,text\n1,one\n2,two, too many\n3\n4,"quo"ted\n5,"fi\nve"\n6,six\n'
    drafts, errors = read(read_csv, data)
    assert [(draft.id, draft.place) for draft in drafts] == [
        ("1", "dir/news.x, line 2"),
        ("5", "dir/news.x, line 6"),
        ("6", "dir/news.x, line 8"),
    ]
    assert [error.split(":")[0] for error in errors] == [f"dir/news.x, line {n}" for n in (3, 4, 5)]


def test_a_quote_that_nothing_closes_is_an_error() -> None:
    drafts, errors = read(read_csv, 'text\none\n"two\n')
    assert [draft.text for draft in drafts] == ["one"]
    assert [error.split(":")[0] for error in errors] == ["dir/news.x, line 3"]


def test_a_long_csv_field_is_read() -> None:
    drafts, errors = read(read_csv, "text\n" + "word " * 100_000)
    assert errors == []
    assert len(drafts[0].text) == 500_000


def test_utf16_and_western_csv_are_read() -> None:
    for encoding in ("utf-16", "cp1252"):
        drafts, _ = read(
            read_csv, "text\nDer Präsident sprach in Zürich über Köln.\n".encode(encoding)
        )
        assert drafts[0].text == "Der Präsident sprach in Zürich über Köln."
