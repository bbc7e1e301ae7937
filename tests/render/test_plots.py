"""What the plots draw, read from matplotlib's own objects."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from graphkit.errors import OutputError
from graphkit.graph import EDGE_COLOURS, ActorGraph
from graphkit.render import plot_matrix, plot_timeline
from graphkit.types import Quad

matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed")


@pytest.fixture(autouse=True)
def figures(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw without a screen, and close what is drawn."""
    from matplotlib import pyplot

    monkeypatch.setenv("MPLBACKEND", "agg")
    pyplot.switch_backend("agg")
    yield
    pyplot.close("all")


def test_cooperation_rises_and_conflict_falls(graph: ActorGraph) -> None:
    from matplotlib.colors import to_hex

    ax = plot_timeline(graph, by="day")
    heights: dict[str, float] = {}
    for bar in ax.patches:
        colour = to_hex(bar.get_facecolor())
        heights[colour] = heights.get(colour, 0) + bar.get_height()
    periods = graph.timeline(by="day")
    for quad in Quad:
        sign = 1 if "cooperation" in quad else -1
        assert heights[EDGE_COLOURS[quad]] == sign * sum(getattr(p, quad.value) for p in periods)
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels == [
        "verbal cooperation",
        "material cooperation",
        "material conflict",
        "verbal conflict",
    ]


def test_what_is_not_drawn_is_said(graph: ActorGraph) -> None:
    note = plot_timeline(graph).get_xlabel()
    assert note == "8 more planned, denied or only claimed; 2 events undated"


def test_the_matrix_counts_and_colours(graph: ActorGraph) -> None:
    ax = plot_matrix(graph, top=4)
    matrix = graph.matrix(top=4)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == [actor.name for actor in matrix.actors]
    assert [label.get_text() for label in ax.get_xticklabels()] == names
    row, column = names.index("Israel"), names.index("White Helmets")
    cells = {
        (round(t.get_position()[1]), round(t.get_position()[0])): t.get_text() for t in ax.texts
    }
    assert cells[row, column] == "3"
    assert "(1)" in cells.values()
    assert ax.images[0].get_array().tolist() == [list(row) for row in matrix.tone]


def test_a_name_from_a_text_is_drawn_as_it_stands(hostile_graph: ActorGraph) -> None:
    ax = plot_matrix(hostile_graph, top=3)
    ax.figure.canvas.draw()
    assert all(len(label.get_text()) <= 24 for label in ax.get_yticklabels())


def test_an_empty_graph_is_an_empty_plot(graph: ActorGraph) -> None:
    nothing = graph.filter(relations=[])
    for ax in (plot_timeline(nothing), plot_matrix(nothing)):
        ax.figure.canvas.draw()
        assert not ax.texts


def test_axes_of_ones_own_are_drawn_on_and_returned(graph: ActorGraph) -> None:
    from matplotlib.figure import Figure

    figure = Figure()
    one, other = figure.subplots(2)
    assert graph.plot_timeline(ax=one) is one
    assert graph.plot_matrix(ax=other) is other


def test_without_matplotlib_it_says_what_to_install(
    graph: ActorGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    for draw in (plot_timeline, plot_matrix):
        with pytest.raises(OutputError, match=r"pip install 'graphkit\[plot\]'"):
            draw(graph)
