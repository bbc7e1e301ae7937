"""ActorGraph → one self-contained HTML page, the same page in a notebook, and plots."""

from graphkit.render.data import page_data
from graphkit.render.html import render_html, write_html
from graphkit.render.notebook import notebook_bundle
from graphkit.render.plots import plot_matrix, plot_timeline

__all__ = [
    "notebook_bundle",
    "page_data",
    "plot_matrix",
    "plot_timeline",
    "render_html",
    "write_html",
]
