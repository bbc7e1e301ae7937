"""The parts of the README and of docs/corpora.md that are written from figures.

Such a part lies between ``<!-- figures: NAME -->`` and ``<!-- /figures -->``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

from benchmarks.figures import MEASUREMENTS, Figures
from benchmarks.sizing import corpora_table, sizing_text
from benchmarks.tables import (
    Measured,
    exports_sentence,
    fast_table,
    machine_words,
    merging_table,
    page_table,
)
from graphkit.errors import InputError

__all__ = ["DOCUMENTS", "render_document"]

_Resume = Mapping[str, Any]

DOCUMENTS = (Path("README.md"), Path("docs", "corpora.md"))
_WIDTH = 100
_BLOCK = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- /figures -->)", re.DOTALL)


def render_document(text: str, figures: Figures, resume: _Resume) -> str:
    """Return the text with its parts written anew. Raises InputError where figures are missing."""
    missing = [name for name in MEASUREMENTS if name not in figures.measured]
    if missing or figures.left_out:
        absent = [*dict.fromkeys([*missing, *figures.left_out])]
        raise InputError(
            f"no figures of {', '.join(absent)}; measure them where they can be: "
            f"python -m benchmarks all --only {absent[0].split(':')[0]} -o FILE"
        )

    def write(block: re.Match[str]) -> str:
        begin, name, end = block.groups()
        if name not in _WRITERS:
            raise InputError(f"no part is called {name}; there are {', '.join(_WRITERS)}")
        return f"{begin}\n{_WRITERS[name](figures.measured, resume)}\n\n{end}"

    return _BLOCK.sub(write, text)


def _page(measured: Measured, resume: _Resume) -> str:
    run = measured["page"]
    sentence = fill(
        f"In headless Chromium on {machine_words(run)}, with three relations an actor "
        "(`python -m benchmarks page`):",
        width=_WIDTH,
    )
    return f"{sentence}\n\n{page_table(run).markdown()}"


def _exports(measured: Measured, resume: _Resume) -> str:
    return fill(exports_sentence(measured["exports"]), width=_WIDTH)


def _speed(measured: Measured, resume: _Resume) -> str:
    return f"{fast_table(measured, without=['reading']).markdown()}\n\n{_measured_on(measured)}"


def _merge(measured: Measured, resume: _Resume) -> str:
    return merging_table(measured["merge"]).markdown()


def _corpora(measured: Measured, resume: _Resume) -> str:
    return f"{corpora_table(measured, resume).markdown()}\n\n{_measured_on(measured)}"


def _measured_on(measured: Measured) -> str:
    on = dict.fromkeys(machine_words(run) for run in measured.values())
    return f"Measured on {' and '.join(on)}."


_WRITERS: dict[str, Callable[[Measured, _Resume], str]] = {
    "page": _page,
    "exports": _exports,
    "speed": _speed,
    "merge": _merge,
    "corpora": _corpora,
    "sizing": sizing_text,
}
