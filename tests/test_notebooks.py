"""The notebooks run from top to bottom, and are kept without outputs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")

REPOSITORY = Path(__file__).parents[1]
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))

#: What each leaves in ``out``.
WRITTEN = {
    "explore": {"explore.html", "explore.graphml", "explore.gexf"},
    "gephi": {
        "gephi_everything.gexf",
        "gephi_everything.graphml",
        "gephi_states.gexf",
        "gephi_states.graphml",
        "gephi_scores.csv",
    },
    "your_own_articles": {"my_articles.html", "my_articles.csv", "my_articles-nodes.csv"},
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Return a function that runs a notebook and returns it with its outputs.

    It runs beside the repository's seeds but with an ``out`` of its own, so that it leaves nothing.
    """
    (tmp_path / "seeds").symlink_to(REPOSITORY / "seeds", target_is_directory=True)
    for name in ("notebooks", "out"):
        (tmp_path / name).mkdir()
    paths = [str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))

    def execute(name: str) -> Any:
        notebook = nbformat.read(REPOSITORY / "notebooks" / f"{name}.ipynb", as_version=4)
        nbclient.NotebookClient(
            notebook,
            timeout=300,
            kernel_name="python3",
            resources={"metadata": {"path": str(tmp_path / "notebooks")}},
        ).execute()
        return notebook

    return execute


def shown(notebook: Any, kind: str) -> list[Any]:
    """Return every output of one MIME type."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


def said(notebook: Any) -> str:
    """Return all that the cells print."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return "".join(output.get("text", "") for output in outputs if output.output_type == "stream")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells)


def test_every_notebook_is_run_here() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(WRITTEN)


@pytest.mark.notebook
@pytest.mark.pipeline
@pytest.mark.parametrize("name", WRITTEN)
def test_a_notebook_runs(name: str, run: Callable[[str], Any], tmp_path: Path) -> None:
    notebook = run(name)
    assert any("<table" in table for table in shown(notebook, "text/html"))
    assert {path.name for path in (tmp_path / "out").iterdir()} == WRITTEN[name]
    if name == "explore":
        assert sum("<iframe" in page for page in shown(notebook, "text/html")) == 2
        assert len(shown(notebook, "image/png")) == 2
        assert len(shown(notebook, "application/vnd.jupyter.widget-view+json")) == 1
        assert "no actor is called 'Rusia'; did you mean Russia, Russian, Syria?" in said(notebook)
    if name == "your_own_articles":
        assert sum("<iframe" in page for page in shown(notebook, "text/html")) == 2
        assert "no-such-page.html" in said(notebook)
