"""The page's own template files, and vis-network as the installed pyvis ships it."""

from __future__ import annotations

import re
from importlib import resources

from graphkit.errors import OutputError

__all__ = [
    "bridge_script",
    "page_script",
    "page_style",
    "page_template",
    "vis_network_script",
    "widget_module",
]

_STYLES = ("base.css", "header.css", "stage.css", "panel.css", "media.css")

# In this order inside one function, so that they share a scope of their own.
_SCRIPTS = (
    # words and colours
    "words.js",
    "theme.js",
    # the graph and what is shown of it
    "graph.js",
    "facets.js",
    "view.js",
    # the map
    "geometry.js",
    "looks.js",
    "icons.js",
    "placing.js",
    "labels.js",
    "drag.js",
    "camps.js",
    "map.js",
    # what stands around the map
    "search.js",
    "timeline.js",
    "legend.js",
    "restrictions.js",
    "citation.js",
    "details.js",
    "evidence.js",
    "actor.js",
    "path.js",
    "table.js",
    # the page as a whole
    "address.js",
    "svg.js",
    "downloads.js",
    "panel.js",
    "keyboard.js",
    "page.js",
)

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def page_template() -> str:
    """Return the page's HTML with its ``{{name}}`` places unfilled."""
    return _read_asset("page.html")


def page_style() -> str:
    """Return the page's style sheet: all its files, one after the other."""
    return "\n".join(_read_asset(name) for name in _STYLES)


def page_script() -> str:
    """Return the page's own script: all its files, inside one strict function."""
    parts = "\n".join(_read_asset(name) for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def bridge_script() -> str:
    """Return the script that joins the page to the widget around it."""
    return _read_asset("bridge.js")


def widget_module() -> str:
    """Return the JavaScript module that anywidget loads: it shows the page and talks to it."""
    return _read_asset("widget.js")


def vis_network_script() -> str:
    """Return vis-network's minified script; raises OutputError where pyvis holds none.

    Its style sheet is left out: it serves vis-network's own buttons and tooltips, and this page has
    neither.
    """
    try:
        library = resources.files("pyvis") / "templates" / "lib"
        folders = [entry for entry in library.iterdir() if entry.name.startswith("vis-")]
        newest = max(folders, key=lambda folder: _version(folder.name))
        script = (newest / "vis-network.min.js").read_text(encoding="utf-8")
    except (ImportError, OSError, ValueError) as error:
        raise OutputError(
            "pyvis: vis-network's script is missing; reinstall with `pip install pyvis`"
        ) from error
    # Developer tools would fetch the source map.
    return _SOURCE_MAP.sub("", script)


def _read_asset(name: str) -> str:
    return (resources.files("graphkit.render") / "assets" / name).read_text(encoding="utf-8")


def _version(folder: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", folder))
