"""Bytes become text: byte order mark, UTF-16 by its zeros, UTF-8, then a guess from the bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BufferedReader, StringIO

from graphkit.errors import InputError

__all__ = ["decode_bytes", "decode_lines", "read_whole", "refuse_large"]

# The UTF-32 marks begin with the UTF-16 ones, so they come first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or office file",
    b"\x1f\x8b": "gzip-compressed",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"\xd0\xcf\x11\xe0": "an old office file",
}
_SAMPLE = 65_536
_LARGEST = 64_000_000  # bytes of one document: ten million words, a thousand times an article
_HIGH = re.compile(r"[^\x00-\x7f]")
# Without eth and thorn, which are Turkish letters in cp1254.
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽžŸ"
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022€£§°©®™«»·¿¡½\xa0"
)
# A capital or a sign inside a word: another encoding's letter or apostrophe.
_UNLIKELY_WESTERN = re.compile(r"[a-z][À-ÞŠŽŸŒ§£€]|[a-z][\u201c\u201d\u2026\u2022][a-z]")
_WAY_OUT = "save it as UTF-8 text"


def decode_bytes(data: bytes, place: str, *, declared: str | None = None) -> str:
    """Return the bytes as text without its byte order mark; InputError where they are not text.

    ``declared`` is the encoding that the file says it has; UTF-8 that is valid goes before it.
    """
    if not data:
        return ""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if utf16 := _utf16_by_zeros(data):
        return data.decode(utf16, "replace")
    _refuse_binary(data, place)
    text = (
        _decode_utf8(data)
        or _decode_declared(data, declared)
        or _decode_western(data)
        or _decode_guessed(data)
    )
    if text is None:
        raise InputError(f"{place}: the character encoding cannot be told; {_WAY_OUT}")
    return text


def read_whole(stream: BufferedReader, place: str) -> bytes:
    """Return all bytes of one document; InputError where they are more than any document has."""
    data = stream.read(_LARGEST + 1)
    refuse_large(len(data), place)
    return data


def refuse_large(size: int, place: str) -> None:
    """Raise InputError for a document of so many bytes or characters if none has as many."""
    if size > _LARGEST:
        raise InputError(f"{place}: is larger than {_LARGEST // 10**6} MB; cut it into documents")


def decode_lines(stream: BufferedReader, place: str) -> Iterator[tuple[int, str | InputError]]:
    """Yield (line number from 1, the line's text or the InputError) of a file of records.

    Lines are decoded one by one, so memory holds one and a bad one, which may be one that is larger
    than any document, costs only itself; a UTF-16 or
    UTF-32 file, whose lines cannot be told from its bytes, is read whole.
    """
    head = stream.peek(_SAMPLE)
    first = stream.readline(_LARGEST + 1)
    if _is_wide(head):
        text = decode_bytes(first + stream.read(), place)
        yield from enumerate(StringIO(text, newline="\n"), start=1)
        return
    _refuse_binary(head, place)
    number, line = 1, first
    while line:
        where = f"{place}, line {number}"
        try:
            if len(line) > _LARGEST:
                _pass_line(line, stream)
            refuse_large(len(line), where)
            yield number, decode_bytes(line, where)
        except InputError as error:
            yield number, error
        number, line = number + 1, stream.readline(_LARGEST + 1)


def _pass_line(part: bytes, stream: BufferedReader) -> None:
    """Read on to the end of the line that a part is the beginning of, and keep nothing of it."""
    while part and not part.endswith(b"\n"):
        part = stream.readline(_SAMPLE)


def _is_wide(data: bytes) -> bool:
    wide_mark = any(data.startswith(mark) for mark, name in _MARKS if name != "utf-8")
    return wide_mark or _utf16_by_zeros(data) is not None


def _utf16_by_zeros(data: bytes) -> str | None:
    """Return the UTF-16 form of text without a mark: Latin text has zeros in every second byte."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, place: str) -> None:
    """Raise InputError for a known binary format or for many control characters."""
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{place}: this is {kind}, not text; {_WAY_OUT}")
    sample = data[:_SAMPLE]
    controls = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
    kept = sample.translate(None, controls)
    # A few stray controls are no matter: cleaning removes them.
    if len(sample) - len(kept) > max(8, len(sample) * 0.02):
        raise InputError(f"{place}: this is a binary file, not text; {_WAY_OUT}")


def _decode_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - broken
    # A cut or damaged UTF-8 file: other encodings make hardly any valid sequence by chance.
    return text if whole >= 4 * broken else None


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        return data.decode(declared)
    except (LookupError, UnicodeError):
        return None


def _decode_western(data: bytes) -> str | None:
    """Return the text if Windows-1252 makes English with a few accents of it, else None.

    Tried before the guess, which errs on a single sentence and takes cp1252 for cp1250.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = _HIGH.findall(text)
    letters = sum(map(str.isalpha, high))
    # English names seldom reach a tenth; Czech or Polish prose is well above it.
    if 10 * letters > len(text) or _UNLIKELY_WESTERN.search(text):
        return None
    return text if _WESTERN.issuperset(high) else None


def _decode_guessed(data: bytes) -> str | None:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding, "replace") if best else None
