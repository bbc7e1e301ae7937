"""Bytes of every common encoding become the same text."""

import io
import os

import pytest

from graphkit.errors import InputError
from graphkit.read.encoding import decode_bytes, decode_lines

TEXT = "“We are leaving Zürich,” said Müller — the café's owner — to Élysée officials on Monday.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_the_encoding_is_found(encoding: str) -> None:
    assert decode_bytes(TEXT.encode(encoding), "a.txt") == TEXT


def test_cyrillic_is_not_read_as_western_text() -> None:
    text = "Россия обвинила Украину в обстреле Белгорода, сообщили в министерстве. " * 3
    assert decode_bytes(text.encode("cp1251"), "a.txt") == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac-roman", "\u201cIt\u2019s over,\u201d said the café\u2019s owner. "),
        ("cp1250", "Premiér odmítl žádost, řekl mluvčí české vlády v Praze. Šéf opozice mlčí. "),
    ],
)
def test_words_that_are_not_western_are_left_to_the_guess(encoding: str, text: str) -> None:
    assert decode_bytes((text * 3).encode(encoding), "a.txt") == text * 3


def test_a_damaged_utf8_text_stays_utf8() -> None:
    data = (TEXT * 3).encode()[:-1] + b"\xe2\x80"
    assert decode_bytes(data, "a.txt") == (TEXT * 3)[:-1] + "\ufffd"


def test_valid_utf8_goes_before_a_wrong_declaration() -> None:
    assert decode_bytes(TEXT.encode(), "a.html", declared="iso-8859-1") == TEXT
    assert decode_bytes("Zürich".encode("latin-1"), "a.html", declared="iso-8859-1") == "Zürich"
    assert decode_bytes(TEXT.encode("cp1252"), "a.html", declared="no-such-thing") == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 \n", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP or office file"),
        (bytes(range(256)) * 20, "binary"),
        (os.urandom(5_000) + bytes(2_000), "binary"),
    ],
)
def test_a_file_that_is_not_text_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=rf"a\.txt: .*{reason}"):
        decode_bytes(data, "a.txt")


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode_bytes(b"", "a.txt") == ""


def test_lines_are_numbered_and_decoded_one_by_one() -> None:
    stream: io.BufferedReader = io.BufferedReader(
        io.BytesIO(b"\xef\xbb\xbfone\ntw\xc3\xbc\nThe Z\xfcrich caf\xe9 was shut\n")
    )
    assert list(decode_lines(stream, "a.jsonl")) == [
        (1, "one\n"),
        (2, "twü\n"),
        (3, "The Zürich café was shut\n"),
    ]


def test_lines_of_a_utf16_file_are_read() -> None:
    stream: io.BufferedReader = io.BufferedReader(
        io.BytesIO("one\ntwo \u2028 half\n".encode("utf-16"))
    )
    assert list(decode_lines(stream, "a.jsonl")) == [(1, "one\n"), (2, "two \u2028 half\n")]


def test_a_binary_file_of_records_is_one_error() -> None:
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(b"\x1f\x8b" + os.urandom(2_000)))
    with pytest.raises(InputError, match="gzip"):
        list(decode_lines(stream, "a.jsonl"))
