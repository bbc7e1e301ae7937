"""Files that hang, kill or fill their reader: each costs one clear line, and no other file."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.read import ReadingLimits, read_documents

GOOD = "Syria attacked Turkey on Monday, officials in the capital said, and the talks broke off."
PAGE = f"<html><head><title>War</title></head><body><article><p>{GOOD}</p></article></body>"
# The extractor's time grows with the square of the elements in a paragraph.
ENDLESS = f"<html><body><article><p>{'<span>Syria</span> ' * 100_000}</p></article></body>"
QUICK = ReadingLimits(seconds=6)  # the extractor alone takes two to load on a busy machine


def read(*inputs: Path | str, limits: ReadingLimits = QUICK) -> tuple[list[str], list[str]]:
    """Return the ids of the documents, and the errors."""
    errors: list[InputError] = []
    found = [d.id for d in read_documents(inputs, on_error=errors.append, limits=limits)]
    return found, [str(error) for error in errors]


def write_warc(path: Path, *pages: str) -> None:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as handle:
        writer = WARCWriter(handle, gzip=path.suffix == ".gz")
        for number, page in enumerate(pages):
            headers = [("Content-Type", "text/html; charset=utf-8")]
            record = writer.create_warc_record(
                f"https://herald.example/{number}", "response",
                payload=io.BytesIO(page.encode()),
                http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{number}>"},
            )  # fmt: skip
            writer.write_record(record)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good documents before and after whatever a test puts between them."""
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "z.html").write_text(PAGE)
    return tmp_path


def test_what_is_read_is_the_same_with_a_guard(folder: Path) -> None:
    lines = [json.dumps({"id": "r", "text": f"{GOOD} ({n})"}) for n in range(600)]
    (folder / "b.jsonl").write_text("\n".join([*lines, "no JSON", '{"id": "a"}']))
    unguarded: list[InputError] = []
    plain = list(read_documents(folder, on_error=unguarded.append))
    errors: list[InputError] = []
    assert list(read_documents(folder, on_error=errors.append, limits=ReadingLimits())) == plain
    assert [str(error) for error in errors] == [str(error) for error in unguarded]
    assert (len(plain), len(errors)) == (602, 2)


@pytest.mark.slow
def test_a_page_without_end_is_one_line(folder: Path) -> None:
    (folder / "m.html").write_text(ENDLESS)
    assert read(folder) == (
        ["a", "z"],
        [
            f"{folder / 'm.html'}: the reader took more than 6 seconds; "
            "leave it out or save its text as .txt"
        ],
    )


@pytest.mark.slow
def test_a_page_without_end_costs_its_archive_nothing_else(folder: Path) -> None:
    name = "m.warc.gz"
    write_warc(folder / name, PAGE, ENDLESS, PAGE)
    documents, errors = read(folder)
    assert documents == ["a", "0", "2", "z"]
    assert [error.partition(":")[0] for error in errors] == [f"{folder / name}, record 2"]


def bombs() -> Iterator[tuple[str, str]]:
    for suffix in ("gz", "zst"):
        yield f"m.txt.{suffix}", "is larger than 64 MB; cut it into documents"
        yield f"m.html.{suffix}", "is larger than 64 MB"
        yield f"m.jsonl.{suffix}", "line 1: is larger than 64 MB"


@pytest.mark.parametrize(("name", "reason"), list(bombs()))
def test_a_bomb_is_not_unpacked(folder: Path, name: str, reason: str) -> None:
    zeros = b"0" * 300_000_000
    if name.endswith("gz"):
        packed = gzip.compress(zeros, 1)
    else:
        packed = pytest.importorskip("zstandard").compress(zeros)
    (folder / name).write_bytes(packed)
    documents, errors = read(folder, limits=ReadingLimits(seconds=20, megabytes=600))
    assert documents == ["a", "z"]
    assert len(errors) == 1
    assert reason in errors[0]


def test_a_giant_line_costs_itself(folder: Path) -> None:
    with (folder / "m.csv").open("w") as handle:
        handle.write(f'id,text\nfirst,"{GOOD}"\n')
        for _ in range(70):
            handle.write("x" * 1_000_000)
        handle.write(f'\nlast,"{GOOD}"\n')
    documents, errors = read(folder, limits=ReadingLimits(seconds=20))
    assert documents == ["a", "first", "last", "z"]
    assert errors == [f"{folder / 'm.csv'}, line 3: is larger than 64 MB; cut it into documents"]


def test_what_takes_too_much_memory_is_ended(folder: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = folder / "m.parquet"
    parquet.write_table(pyarrow.table({"text": ["x" * 120_000_000]}), path, compression="zstd")
    assert path.stat().st_size < 200_000
    documents, errors = read(folder, limits=ReadingLimits(seconds=20, megabytes=230))
    assert documents == ["a", "z"]
    assert errors == [
        f"{folder / 'm.parquet'}: the reader needed more than 230 MB of memory; check the file"
    ]


def test_garbage_of_every_kind_is_a_line_each(folder: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    chance = random.Random(1)
    noise = chance.randbytes(50_000)
    names = [
        f"m.{suffix}"
        for suffix in (
            "txt", "md", "html", "jsonl", "csv", "parquet", "warc", "warc.gz", "txt.gz", "jsonl.zst"
        )
    ]  # fmt: skip
    for name in names:
        (folder / name).write_bytes(b"%PDF-1.7\n" + noise)
    parquet.write_table(pyarrow.table({"text": [GOOD] * 500}), folder / "n.parquet")
    whole = bytearray((folder / "n.parquet").read_bytes())
    for place in range(4, len(whole) - 8, 7):
        whole[place] = chance.randrange(256)
    (folder / "n.parquet").write_bytes(whole)
    documents, errors = read(folder, limits=ReadingLimits(seconds=20))
    assert documents == ["a", "z"]
    told = {error.partition(":")[0] for error in errors}
    assert told >= {str(folder / name) for name in [*names, "n.parquet"]}
    assert [error for error in errors if "\n" in error] == []


def test_a_reader_that_is_killed_is_replaced(folder: Path) -> None:
    found = read_documents(folder, limits=QUICK)
    assert next(found).id == "a"
    (reader,) = children()
    os.kill(reader, signal.SIGKILL)
    assert [document.id for document in found] == ["z"]
    assert children() == []


def test_a_document_that_kills_every_reader_is_named(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path_factory.mktemp("site")
    (site / "sitecustomize.py").write_text(_DEADLY)
    monkeypatch.syspath_prepend(str(site))
    (folder / "m.jsonl").write_text(
        "".join(json.dumps({"id": name, "text": f"{GOOD} It is {name}."}) + "\n"
                for name in ("one", "deadly", "two"))
    )  # fmt: skip
    documents, errors = read(folder)
    assert documents == ["a", "one", "two", "z"]
    assert errors == [
        f"{folder / 'm.jsonl'}, line 2: the reader was ended by SIGSEGV; "
        "leave it out or save its text as .txt"
    ]


# Kills the process that normalises such a text, as a fault in a library of C does.
_DEADLY = """
import os, signal, unicodedata
whole = unicodedata.normalize
def normalize(form, text):
    if "It is deadly" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    return whole(form, text)
unicodedata.normalize = normalize
"""


def test_no_reader_is_left_when_nobody_reads_on(folder: Path) -> None:
    found = read_documents(folder, limits=QUICK)
    next(found)
    assert len(children()) == 1
    found.close()
    assert children() == []


def children() -> list[int]:
    """Return the process ids of our readers."""
    listed = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "graphkit.read.worker"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [int(line) for line in listed.stdout.split()]


_PROGRAM = """
import sys
from graphkit.read import ReadingLimits, read_documents
for document in read_documents(sys.argv[1:], limits=ReadingLimits()):
    print(document.id, flush=True)
"""


def test_the_reader_ends_with_its_parent_in_the_middle_of_a_page(folder: Path) -> None:
    (folder / "m.html").write_text(ENDLESS)
    parent = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    assert parent.stdout.readline() == "a\n"
    listed = subprocess.run(["pgrep", "-P", str(parent.pid)], capture_output=True, check=True)
    reader = int(listed.stdout)
    parent.kill()
    parent.communicate()
    if sys.platform == "linux":
        for _ in range(100):
            state = Path(f"/proc/{reader}/stat")
            if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
                return
            signal.sigtimedwait([], 0.05)
        os.kill(reader, signal.SIGKILL)
        pytest.fail("the reader outlived its parent")


def test_standard_input_and_pipes_are_read_under_the_same_limits(folder: Path) -> None:
    read_here = "import sys, json; from tests.read.test_guard import read; "
    program = read_here + "print(json.dumps(read(*sys.argv[1:])))"
    done = subprocess.run(
        [sys.executable, "-c", program, "-"],
        input=PAGE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [["stdin"], []]
    fifo = folder / "pipe"
    os.mkfifo(fifo)
    writer = subprocess.Popen(["sh", "-c", f"printf '%s' '{GOOD}' > '{fifo}'"])
    assert read(fifo) == (["pipe"], [])
    writer.wait()
