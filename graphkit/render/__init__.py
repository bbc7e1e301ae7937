"""ActorGraph → one self-contained HTML page, and the same page shown in a notebook."""

from graphkit.render.data import page_data
from graphkit.render.html import render_html, write_html
from graphkit.render.notebook import notebook_bundle

__all__ = ["notebook_bundle", "page_data", "render_html", "write_html"]
