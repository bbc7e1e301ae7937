"""The notebooks run from top to bottom, and are kept without outputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")

REPOSITORY = Path(__file__).parents[1]
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells)


@pytest.mark.notebook
@pytest.mark.pipeline
def test_the_tour_runs_and_shows_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Beside the repository's seeds but with an out/ of its own, so that the run leaves nothing.
    (tmp_path / "seeds").symlink_to(REPOSITORY / "seeds", target_is_directory=True)
    for name in ("notebooks", "out"):
        (tmp_path / name).mkdir()
    paths = [str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    notebook = nbformat.read(REPOSITORY / "notebooks" / "explore.ipynb", as_version=4)
    client = nbclient.NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path / "notebooks")}},
    )
    client.execute()
    data = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", ())]
    assert any("<iframe" in shown.get("text/html", "") for shown in data)
    assert any("<table" in shown.get("text/html", "") for shown in data)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "explore.gexf",
        "explore.graphml",
        "explore.html",
    }
