"""The page's parts: vis-network comes from pyvis, and the page's own script is one function."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.render import templates


def test_the_newest_vis_network_of_pyvis_is_read() -> None:
    script = templates.vis_network_script()
    assert "@version 9.1" in script
    assert "almende" in script.lower()  # its licence notice stays


def test_missing_vis_network_says_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "files", lambda package: tmp_path)
    with pytest.raises(OutputError, match="pip install pyvis"):
        templates.vis_network_script()


def test_the_page_writes_text_only_as_text() -> None:
    script = templates.page_script()
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert danger not in script
