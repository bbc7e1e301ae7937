from __future__ import annotations

import errno
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.files import write_atomic, write_atomic_bytes


def test_text_is_written_as_utf_8_with_line_feeds(tmp_path: Path) -> None:
    with write_atomic(tmp_path / "out.txt") as handle:
        handle.write("Déraa\nж\n")
    assert (tmp_path / "out.txt").read_bytes() == "Déraa\nж\n".encode()


def test_bytes_are_written(tmp_path: Path) -> None:
    with write_atomic_bytes(tmp_path / "out.bin") as handle:
        handle.write(b"\x00\xff")
    assert (tmp_path / "out.bin").read_bytes() == b"\x00\xff"


def test_an_older_file_survives_a_block_that_raises(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(TypeError), write_atomic(path) as handle:
        handle.writelines(["new", None])  # type: ignore[list-item]
    assert [file.name for file in tmp_path.iterdir()] == ["out.txt"]
    assert path.read_text() == "old"


def test_a_full_disk_is_an_output_error_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    full = pytest.raises(OutputError, match=r"out\.txt: cannot be written \(No space")
    with full, write_atomic(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_trouble_with_another_file_keeps_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), write_atomic(tmp_path / "out.txt"):
        (tmp_path / "input.txt").read_text()


def test_a_closed_pipe_is_left_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError), write_atomic(tmp_path / "out.txt"):
        raise BrokenPipeError


def test_a_missing_folder_and_a_folder_are_output_errors(tmp_path: Path) -> None:
    absent = tmp_path / "none" / "out.txt"
    with pytest.raises(OutputError, match="choose a folder that exists"), write_atomic(absent):
        pass
    with pytest.raises(OutputError, match="is a folder"), write_atomic(tmp_path):
        pass


def test_a_link_keeps_pointing_at_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with write_atomic(tmp_path / "link.txt") as handle:
        handle.write("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with write_atomic(Path("/dev/null")) as handle:
        handle.write("gone")
    assert not Path("/dev/null").is_file()
