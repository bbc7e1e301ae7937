"""Inputs of every kind become documents with a name, a date and a cleaned text."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.read import documents_from_texts, read_documents
from graphkit.types import DateSource, Document

TEXT = "The army took the town on Monday, officials said."


def read_all(*inputs: str | Path) -> tuple[list[Document], list[str]]:
    errors: list[str] = []
    documents = list(read_documents(inputs, on_error=lambda error: errors.append(str(error))))
    return documents, errors


def feed_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))


def test_a_text_file_is_named_titled_and_dated(tmp_path: Path) -> None:
    path = tmp_path / "2018-07-20-daraa.txt"
    path.write_text(f"Army takes Daraa\n\n{TEXT}\n")
    (document,) = read_documents(path)
    assert document == Document(
        id="2018-07-20-daraa",
        text=f"Army takes Daraa\n\n{TEXT}",
        title="Army takes Daraa",
        date="2018-07-20",
        date_source=DateSource.FILE,
        path=str(path),
    )


def test_a_folder_is_read_in_sorted_order_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", ".hidden.txt", ".git/x.txt", "README.md", "c.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    documents, errors = read_all(tmp_path)
    assert [document.id for document in documents] == ["z", "b"]
    assert errors == []


def test_ids_that_are_taken_get_a_number(tmp_path: Path) -> None:
    for name in ("one/a.txt", "two/a.txt", "two/a-2.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    assert [document.id for document in read_documents(tmp_path)] == ["a", "a-2", "a-3"]


def test_bad_inputs_are_reported_and_the_good_ones_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_text("\n \ufeff\n")
    (tmp_path / "brackets.txt").write_text("[" * 16_000)
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture.png").write_bytes(b"x")
    documents, errors = read_all(
        *(tmp_path / name for name in ("empty.txt", "blank.txt", "brackets.txt", "binary.txt")),
        tmp_path / "empty",
        tmp_path / "picture.png",
        tmp_path / "missing.txt",
        "https://news.example/a.html",
        tmp_path / "good.txt",
    )
    assert [document.id for document in documents] == ["good"]
    assert len(errors) == 8
    for error, reason in zip(
        errors,
        ("no text", "no text", "no text", "binary", "no file", "no reader", "No such", "fetches"),
        strict=True,
    ):
        assert reason in error
        assert "\n" not in error


def test_without_on_error_a_bad_input_raises(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt"):
        list(read_documents([tmp_path / "missing.txt"]))


def test_records_keep_their_ids_and_take_no_date_from_the_file_name(tmp_path: Path) -> None:
    path = tmp_path / "2018-07-20.jsonl"
    path.write_text(
        f'{{"id": "x", "text": "{TEXT}"}}\n{{"id": "x", "text": "{TEXT}"}}\n{{"text": ""}}\n'
    )
    documents, errors = read_all(path)
    assert [(document.id, document.date) for document in documents] == [("x", None), ("x-2", None)]
    assert errors == [f"{path}, line 3: there is no text in it; leave it out"]


@pytest.mark.parametrize(
    ("data", "name"),
    [(TEXT.encode(), "stdin"), (b'\xef\xbb\xbf{"text": "' + TEXT.encode() + b'"}\n', "stdin-1")],
)
def test_stdin_is_text_or_records(monkeypatch: pytest.MonkeyPatch, data: bytes, name: str) -> None:
    feed_stdin(monkeypatch, data)
    (document,) = read_documents("-")
    assert (document.id, document.text) == (name, TEXT)


def test_an_empty_stdin_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    feed_stdin(monkeypatch, b"")
    assert read_all("-") == ([], ["stdin: there is no text in it; leave it out"])


def test_a_pipe_without_suffix_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"echo '{TEXT}' > {pipe}"]):
        (document,) = read_documents(pipe)
    assert document.text == TEXT


def test_a_file_name_of_any_bytes_gives_a_printable_id(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "w") as file:  # noqa: PTH123
        file.write(TEXT)
    (document,) = read_documents(tmp_path)
    document.id.encode()
    assert document.path is not None
    document.path.encode()


def test_page_furniture_is_dropped_and_offsets_are_those_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TEXT}\nMore Must-Reads from Us\n- Ten Films\n{TEXT}\n© 2018 Us\n")
    (document,) = read_documents(path)
    assert document.text == f"{TEXT}\n{TEXT}"


def test_texts_are_named_by_their_place() -> None:
    given: list[str | tuple[str, str] | Document] = [
        TEXT,
        ("x", f"\ufeff{TEXT}"),
        TEXT,
        Document("x", "a\xa0b", title="T"),
    ]
    documents = list(documents_from_texts(given))
    assert [document.id for document in documents] == ["text-1", "x", "text-3", "x-2"]
    assert [document.text for document in documents] == [TEXT, TEXT, TEXT, "a b"]
    assert documents[3].title == "T"


def test_one_string_is_one_text_and_an_empty_one_raises() -> None:
    assert [document.id for document in documents_from_texts(TEXT)] == ["text-1"]
    with pytest.raises(InputError, match="text 2"):
        list(documents_from_texts([TEXT, " "]))


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = (
        "import sys, graphkit.read; "
        "print({'trafilatura', 'lxml', 'charset_normalizer', 'spacy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
