"""Corpora as they are handed on: compressed, as Parquet, as WARC, named by a pattern."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.read import count_documents, read_documents

LINES = "".join(json.dumps({"id": f"r{n}", "text": f"Text {n} of all."}) + "\n" for n in range(3))
PAGE = (
    "<html><head><title>War</title></head><body><article><h1>War</h1><p>Syria attacked Turkey on "
    "Monday, officials in the capital said, and the talks were broken off.</p></article></body>"
)


def ids(*inputs: Path | str) -> list[str]:
    return [document.id for document in read_documents(inputs)]


def test_gzip_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(LINES.encode()))
    assert ids(path) == ids(tmp_path) == ["r0", "r1", "r2"]


def test_zstandard_is_read_over_all_its_frames(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "news.csv.zst"
    frames = ["id,text\na,Syria attacks.\n", "b,Turkey attacks.\n"]
    path.write_bytes(b"".join(zstandard.compress(frame.encode()) for frame in frames))
    assert ids(path) == ["a", "b"]
    assert [d.path for d in read_documents(path)] == [f"{path}, line 2", f"{path}, line 3"]


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_damage_costs_what_comes_after_it(tmp_path: Path, suffix: str) -> None:
    compress = gzip.compress if suffix == "gz" else pytest.importorskip("zstandard").compress
    path = tmp_path / f"news.jsonl.{suffix}"
    path.write_bytes(compress(LINES.encode()) + compress(LINES.encode())[:-12] + b"\0" * 12)
    errors: list[InputError] = []
    found = [document.id for document in read_documents(path, on_error=errors.append)]
    assert found[:3] in (["r0", "r1", "r2"], [])
    assert "damaged" in str(errors[-1])


def test_a_pattern_names_files_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text("Syria attacks Turkey.")
    assert ids(str(tmp_path / "*.txt")) == ["a", "b"]
    with pytest.raises(InputError, match="matches nothing"):
        ids(str(tmp_path / "*.html"))


def test_parquet_rows_are_records(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "news.parquet"
    table = {
        "id": [7, 8], "text": ["Syria attacks.", None], "date": [date(2018, 7, 22), None],
        "words": [2, 0],
    }  # fmt: skip
    parquet.write_table(pyarrow.table(table), path)
    errors: list[InputError] = []
    (document,) = read_documents(path, on_error=errors.append)
    assert (document.id, document.date, document.path) == ("7", "2018-07-22", f"{path}, row 1")
    assert [str(error) for error in errors] == [f'{path}, row 2: the record has no "text"; add one']


def test_parquet_without_texts_and_broken_parquet_are_named(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"body": ["x"]}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match='no column "text"'):
        ids(tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 nothing more")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        ids(tmp_path / "b.parquet")


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_the_pages_of_an_archive_are_documents(tmp_path: Path, name: str) -> None:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / name
    pages = [("200 OK", "text/html; charset=utf-8", PAGE), ("404 Not Found", "text/html", PAGE),
             ("200 OK", "image/png", "x"), ("200 OK", "text/html", "<html></html>")]  # fmt: skip
    with path.open("wb") as handle:
        writer = WARCWriter(handle, gzip=name.endswith(".gz"))
        for number, (status, kind, body) in enumerate(pages):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://herald.example/{number}", "response",
                payload=io.BytesIO(body.encode()), http_headers=headers,
            )  # fmt: skip
            writer.write_record(record)
    errors: list[InputError] = []
    (document,) = read_documents(path, on_error=errors.append)
    assert document.url == "https://herald.example/0"
    assert "Syria attacked Turkey" in document.text
    assert document.path == f"{path}, record 1"
    assert [str(error).split(";")[0] for error in errors] == [
        f"{path}, record 4: the page has no main text"
    ]


def test_a_file_that_is_no_archive_is_named(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    (tmp_path / "a.warc").write_bytes(b"nothing of the kind\r\n\r\n")
    with pytest.raises(InputError, match=r"a\.warc"):
        ids(tmp_path / "a.warc")


def test_documents_are_counted_where_files_tell(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text(LINES)
    assert count_documents([tmp_path]) == 4
    assert count_documents(["-"]) is None
    (tmp_path / "c.csv").write_text("text\nTwo.\n")
    assert count_documents([tmp_path]) is None
