"""What a document is known by, and who published it."""

from __future__ import annotations

import pytest

from graphkit.read import document_key, outlet_of
from graphkit.types import Document


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("news/a.txt", "news/a.txt"),
        ("news.jsonl, line 7", "news.jsonl#d1"),
        ("odd, line 3, row 9.txt", "odd, line 3, row 9.txt"),
        ("news.parquet, row 12", "news.parquet#d1"),
        (None, "#d1"),
    ],
)
def test_a_file_is_known_by_its_path_and_a_record_by_its_id(path: str | None, key: str) -> None:
    assert document_key(Document("d1", "text", path=path)) == key


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.Herald.example/2018/a.html", "herald.example"),
        ("http://news.herald.example:8080", "news.herald.example"),
        ("https://[broken", None),
        ("no address", None),
        (None, None),
    ],
)
def test_the_outlet_is_the_host(url: str | None, outlet: str | None) -> None:
    assert outlet_of(url) == outlet
