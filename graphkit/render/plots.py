"""ActorGraph → plots with matplotlib: when it happened, and who does how much to whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graphkit.analyse import Matrix, Period, Span, count_periods, who_whom
from graphkit.errors import OutputError
from graphkit.graph import EDGE_COLOURS
from graphkit.types import Quad

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap

    from graphkit.graph import ActorGraph

__all__ = ["plot_matrix", "plot_timeline"]

_INK = "#333333"
_FAINT = "#e8e8e8"
_NAME_LENGTH = 24
# From the middle line outwards: what was done lies next to it, what was said behind.
_STACKS = (
    (1, (Quad.MATERIAL_COOPERATION, Quad.VERBAL_COOPERATION)),
    (-1, (Quad.MATERIAL_CONFLICT, Quad.VERBAL_CONFLICT)),
)


def plot_timeline(graph: ActorGraph, *, by: str = Span.MONTH, ax: Axes | None = None) -> Axes:
    """Draw the reports of each period, cooperation upwards and conflict downwards; return the axes.

    What is planned, denied or only claimed is not drawn as done: the note under the axis counts it.
    Raises OutputError where matplotlib is absent.
    """
    periods = count_periods(graph, by=by)
    ax = _new_axes(9, 3.6) if ax is None else ax
    starts = [date.fromisoformat(period.start) for period in periods]
    widths = [0.9 * _length(period) for period in periods]
    for sign, quads in _STACKS:
        base = [0] * len(periods)
        for quad in quads:
            counts = [int(getattr(period, quad.value)) for period in periods]
            ax.bar(
                starts,  # type: ignore[arg-type]  # matplotlib converts dates
                [sign * count for count in counts],
                widths,
                [sign * height for height in base],
                align="edge",
                color=EDGE_COLOURS[quad],
                label=quad.value.replace("_", " "),
            )
            base = [height + count for height, count in zip(base, counts, strict=True)]
    _dress_timeline(ax, graph, periods)
    return ax


def _length(period: Period) -> int:
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def _dress_timeline(ax: Axes, graph: ActorGraph, periods: tuple[Period, ...]) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if periods:
        locator = AutoDateLocator()  # type: ignore[no-untyped-call]
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.axhline(0, color=_INK, linewidth=0.8)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):.0f}"))
    ax.set_ylabel("independent reports")
    ax.spines[["top", "right"]].set_visible(False)
    marked = sum(period.marked for period in periods)
    undated = sum(event.date is None for event in graph.events)
    notes = [f"{marked:,} more planned, denied or only claimed"] if marked else []
    notes += [f"{undated:,} events undated"] if undated else []
    ax.set_xlabel("; ".join(notes), color="#666666", fontsize="small", loc="left")
    if periods:
        handles, labels = ax.get_legend_handles_labels()
        order = [1, 0, 2, 3]  # from top to bottom, as they are stacked
        ax.legend(
            [handles[at] for at in order],
            [labels[at] for at in order],
            frameon=False,
            fontsize="small",
            loc="upper left",
            bbox_to_anchor=(1, 1),
        )


def plot_matrix(graph: ActorGraph, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """Draw who (rows) does how much to whom (columns), and return the axes.

    A number counts the independent reports of what was done, its field's colour tells their tone;
    in brackets stand reports of what is planned, denied or only claimed. Raises OutputError where
    matplotlib is absent.
    """
    matrix = who_whom(graph, top=top)
    size = len(matrix.actors)
    ax = _new_axes(2.6 + 0.5 * size, 1.8 + 0.42 * size) if ax is None else ax
    image = ax.imshow(
        [list(row) for row in matrix.tone] or [[0.0]],
        cmap=_tones(),
        vmin=-10,
        vmax=10,
        aspect="auto",
    )
    _dress_matrix(ax, matrix)
    if ax.figure is not None and size:
        bar = ax.figure.colorbar(image, ax=ax, shrink=0.4, pad=0.01, ticks=[-10, 0, 10])
        bar.ax.set_yticklabels(["conflict", "neutral", "cooperation"], fontsize="small")
        bar.outline.set_visible(False)
    return ax


def _dress_matrix(ax: Axes, matrix: Matrix) -> None:
    size = len(matrix.actors)
    names = [_shorten(actor.name) for actor in matrix.actors]
    ax.set_xticks(range(size), names, rotation=40, ha="left", fontsize="small", parse_math=False)
    for label in ax.get_xticklabels():
        label.set_rotation_mode("anchor")
    ax.set_yticks(range(size), names, fontsize="small", parse_math=False)
    ax.set_ylabel("who acts")
    ax.set_xlabel("on whom")
    ax.xaxis.set_label_position("top")
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xticks([at - 0.5 for at in range(1, size)], minor=True)
    ax.set_yticks([at - 0.5 for at in range(1, size)], minor=True)
    ax.grid(which="minor", color=_FAINT, linewidth=0.8)
    ax.tick_params(which="minor", length=0)
    for row in range(size):
        for column in range(size):
            words = _cell(matrix.reports[row][column], matrix.marked[row][column])
            strong = abs(matrix.tone[row][column]) > 6
            colour = "white" if strong else _INK
            ax.text(column, row, words, ha="center", va="center", fontsize="small", color=colour)


def _cell(reports: int, marked: int) -> str:
    return " ".join([str(reports)] * bool(reports) + [f"({marked})"] * bool(marked))


def _shorten(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"


def _tones() -> Colormap:
    """Return conflict's colour, white and cooperation's colour as one scale."""
    from matplotlib.colors import LinearSegmentedColormap

    ends = (EDGE_COLOURS[Quad.MATERIAL_CONFLICT], EDGE_COLOURS[Quad.MATERIAL_COOPERATION])
    return LinearSegmentedColormap.from_list("graphkit_tone", [ends[0], "#ffffff", ends[1]])


def _new_axes(width: float, height: float) -> Axes:
    """Return the axes of a new figure; a notebook shows it under the cell."""
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise OutputError("a plot needs matplotlib; run: pip install 'graphkit[plot]'") from error
    _, ax = pyplot.subplots(figsize=(width, height), layout="constrained")
    return ax
