"""The figures of a run, and the tables of the documents that are written from them."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.__main__ import main
from benchmarks.blocks import DOCUMENTS, render_document
from benchmarks.figures import (
    MEASUREMENTS,
    Figures,
    print_measurement,
    read_figures,
    read_resume,
)
from benchmarks.rounding import number, rate, seconds, times
from benchmarks.sizing import corpora_table
from benchmarks.tables import Table, fast_table, page_table
from graphkit.errors import InputError

REPOSITORY = Path(__file__).parents[2]
FIGURES = REPOSITORY / "benchmarks" / "figures.json"
RESUME = REPOSITORY / "benchmarks" / "resume.json"

needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="the measurement forks")


def measure(output: Path, *names: str) -> Result:
    only = [argument for name in names for argument in ("--only", name)]
    return CliRunner().invoke(main, ["all", "--quick", "-o", str(output), *only])


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_the_tables_of_the_documents_are_what_the_committed_figures_say(document: Path) -> None:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    assert "<!-- figures: " in text
    written = render_document(text, read_figures(FIGURES), read_resume(RESUME))
    assert text == written, (
        "run: python -m benchmarks table benchmarks/figures.json benchmarks/resume.json"
    )


def test_the_committed_figures_name_nobodys_machine() -> None:
    text = FIGURES.read_text(encoding="utf-8")
    assert '"node"' not in text
    assert not re.search(r'"[^"]*/(home|root|work|tmp)\b', text)


@needs_fork
def test_a_run_prints_figures_side_by_side_and_keeps_them(tmp_path: Path) -> None:
    output = tmp_path / "figures.json"
    done = measure(output, "exports")
    assert done.exit_code == 0, done.output
    assert re.search(r"Writing 500 edges as GraphML.* s +.* × networkx's writer", done.stdout)
    kept = json.loads(output.read_text(encoding="utf-8"))
    run = kept["measured"]["exports"]
    assert run["figures"]["graphkit graphml"]["seconds"] > 0
    assert run["sizes"] == MEASUREMENTS["exports"].quick
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", run["date"])
    assert run["machine"]["cores"] >= 1
    assert kept["left_out"] == {}


@needs_fork
def test_what_fails_or_cannot_run_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = replace(MEASUREMENTS["store"], quick={"nonsense": 1})
    monkeypatch.setitem(MEASUREMENTS, "store", broken)
    monkeypatch.setenv("PATH", str(tmp_path))  # no browser there
    output = tmp_path / "figures.json"
    done = measure(output, "store", "exports", "page")
    assert done.exit_code == 1
    assert "left out: store (failed with status 1)" in done.stdout
    assert re.search(r"left out: page \(.+\)", done.stdout)
    found = read_figures(output)
    assert set(found.measured) == {"exports"}
    assert set(found.left_out) == {"store", "page"}


def test_a_missing_library_is_a_reason_and_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def import_it(**sizes: int) -> None:
        raise ModuleNotFoundError("No module named 'duckdb'")

    monkeypatch.setitem(MEASUREMENTS, "store", replace(MEASUREMENTS["store"], measure=import_it))
    print_measurement("store", "{}")
    assert json.loads(capsys.readouterr().out) == {"left_out": {"": "No module named 'duckdb'"}}


def test_measuring_again_takes_the_place_of_what_was_known() -> None:
    figures = Figures(measured={"page": {"figures": [1]}}, left_out={"store: duckdb": "missing"})
    figures.add("store", {"figures": {"events": 2}, "left_out": {}})
    assert figures.left_out == {}
    assert list(figures.measured) == ["store", "page"]
    figures.add("page", {"left_out": {"": "no Chromium"}})
    assert list(figures.measured) == ["store"]
    figures.add("store", {"figures": {}, "left_out": {"duckdb": "missing"}})
    assert figures.left_out == {"page": "no Chromium", "store: duckdb": "missing"}


def test_tables_need_all_figures() -> None:
    figures, resume = read_figures(FIGURES), read_resume(RESUME)
    page = figures.measured.pop("page")
    with pytest.raises(InputError, match=r"no figures of page; .*--only page"):
        render_document("", figures, resume)
    figures.measured["page"] = page
    with pytest.raises(InputError, match="no part is called nonsense; there are page, "):
        render_document("<!-- figures: nonsense -->\n<!-- /figures -->", figures, resume)
    figures.left_out["store: duckdb"] = "missing"
    with pytest.raises(InputError, match=r"no figures of store: duckdb; .*--only store "):
        render_document("", figures, resume)


def test_a_file_without_figures_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text("[]", encoding="utf-8")
    done = CliRunner().invoke(main, ["table", str(path), str(path)])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {path}: holds no figures; make them with python -m ")


def test_rows_of_killed_runs_say_how_often_and_whether_the_events_are_the_same() -> None:
    killed = {"documents_done_when_killed": [600, 1_300], "identical": True}
    lost = {"documents_done_when_killed": [900], "identical": False}
    resume = {"documents": 2_000, "store_bytes_per_word": 44.4, "pool": killed, "dask": lost}
    rows = corpora_table(read_figures(FIGURES).measured, resume).rows
    found = {measure: figure for measure, figure, _ in rows}
    assert found["A run of 2,000 documents, killed twice and gone on with"] == "same events"
    assert found["A run of 2,000 documents on Dask, a worker killed once"] == "OTHER EVENTS"
    assert found["Store, bytes for each word of the corpus"] == "44"


def test_a_page_that_was_given_up_has_no_figure() -> None:
    drawn = {"first_draw_s": 0.52, "frames_per_s": 59.7, "redraws_per_s": 50.0}
    given_up = dict.fromkeys(drawn)
    names = ("graphkit", "graphkit, all actors", "bare vis-network")
    small, large = ([{"actors": n, "page": name, **drawn} for name in names] for n in (10, 2_000))
    run = {
        "sizes": {"patience": 20.0},
        "figures": [*small, {"actors": 10, "page": "pyvis", **given_up}, *large],
    }
    assert page_table(run).rows == [
        ("10", "0.5 s", "0.5 s", "0.5 s", "none in 20 s", "60", "60"),
        ("2,000", "0.5 s", "0.5 s", "0.5 s", "–", "60", "60"),
    ]
    (row,) = fast_table({"page": run}).rows
    assert row[2] == "0.5 s bare vis-network, none in 20 s pyvis's page"


def test_figures_have_two_digits_that_count() -> None:
    assert [rate(value) for value in (6_132, 431_900, 995)] == ["6,100", "430,000", "1,000"]
    assert [times(value) for value in (0.317, 1.24, 9.96, 10.2)] == [
        "0.32 ×",
        "1.2 ×",
        "10 ×",
        "10 ×",
    ]
    assert [seconds(value) for value in (0.0, 0.006, 0.047, 2.0, 84.6)] == [
        "0 s",
        "0.006 s",
        "0.05 s",
        "2.0 s",
        "85 s",
    ]
    assert number(1_234.5) == "1,200"


def test_a_table_has_columns_on_the_terminal_and_bars_in_markdown() -> None:
    table = Table(("measure", "figure"), [("`graphkit`", "1 s"), ("…", "")])
    assert table.text() == "measure   figure\ngraphkit  1 s\n…"
    assert table.markdown() == "| measure | figure |\n|---|---|\n| `graphkit` | 1 s |\n| … | |"
