"""spaCy without its command line.

``import spacy`` loads the libraries of ``spacy.cli`` as well (HTTP clients, typer, jinja2), for the
one function ``spacy.info``; that is two fifths of its time, and every start of graphkit pays it.
Importing this module imports spaCy with ``info`` to be loaded when it is called. ``spacy.cli`` can
be imported afterwards as ever, and where spaCy is loaded already, nothing is done.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from types import ModuleType
from typing import Any

__all__: list[str] = []


def _info(*args: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **options)


def _import_spacy() -> None:
    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].__dict__["info"] = _info
    sys.modules.update(stand_ins)
    try:
        # Should another spaCy want more of its command line, the next import gets all of it.
        with suppress(ImportError):
            import spacy  # noqa: F401
    finally:
        for name in stand_ins:
            del sys.modules[name]


if "spacy" not in sys.modules:
    _import_spacy()
