"""Tables from figures: the one that a run prints, and those of the README and of docs/corpora.md.

A function takes what a measurement found, as ``python -m benchmarks all`` keeps it, and gives rows
of texts. Figures are rounded to two digits here and nowhere else; what is computed from others is
computed from the rounded ones, so that a reader can do the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.rounding import number, rate, seconds, times

__all__ = [
    "NUMBERS",
    "Measured",
    "Row",
    "Table",
    "exports_sentence",
    "fast_table",
    "machine_words",
    "merging_table",
    "page_table",
    "report",
    "worker_memory",
]

Measured = Mapping[str, Mapping[str, Any]]  # by name, with figures, sizes and machine
Row = tuple[str, ...]

NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 6: "six", 8: "eight"}


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of as many cells."""

    header: Row
    rows: Sequence[Row]

    def markdown(self) -> str:
        """Return the table as Markdown."""
        head, *body = (
            f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in (self.header, *self.rows)
        )
        return "\n".join([head, "|---" * len(self.header) + "|", *body])

    def text(self) -> str:
        """Return the table in columns for a terminal."""
        lines = [tuple(cell.replace("`", "") for cell in row) for row in (self.header, *self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in lines
        )


def fast_table(measured: Measured, *, without: Sequence[str] = ()) -> Table:
    """Return what each measurement comes to, beside what ran on the same in the same run."""
    rows = [
        row
        for name, rows_of in _FAST.items()
        if name in measured and name not in without
        for row in rows_of(measured[name])
    ]
    return Table(("measure", "figure", "beside it, in the same run"), rows)


def report(measured: Measured) -> str:
    """Return all that was measured, for a terminal."""
    tables = [fast_table(measured)] if measured else []
    if "page" in measured:
        tables.append(page_table(measured["page"]))
    if "merge" in measured:
        tables.append(merging_table(measured["merge"]))
    return "\n\n".join(table.text() for table in tables)


def page_table(run: Mapping[str, Any]) -> Table:
    """Return first draws and smoothness of the page, bare vis-network and pyvis's, by size."""
    names = ("graphkit", "graphkit, all actors", "bare vis-network", "pyvis")
    rows = []
    for size, pages in _pages(run).items():
        draws = (_first_draw(pages.get(name), run) for name in names)
        smooth = (_frames(pages.get(name)) for name in names[1:3])
        rows.append((f"{size:,}", *draws, *smooth))
    header = ("actors", "first draw", "with all actors", "bare vis-network", "pyvis's page")
    return Table((*header, "frames/s while dragged, all actors", "bare vis-network"), rows)


def merging_table(run: Mapping[str, Any]) -> Table:
    """Return what each step from events to files takes at each size."""
    rows = []
    for found in run["figures"]:
        steps = [found[step] for step in ("merge", "graph", "graphml", "page")]
        again = found is not run["figures"][0]
        taken = (
            seconds(step["s"]) + (f" ({step['cost_of_an_event']:.1f} ×)" if again else "")
            for step in steps
        )
        peaks = [step["peak_mb"] for step in steps if step["peak_mb"]]
        peak = f"{max(peaks) / 1000:.1f} GB" if peaks else ""
        counts = (f"{found[what]:,}" for what in ("events", "mentions", "actors"))
        rows.append((*counts, *taken, peak))
    header = ("events", "mentions", "actors", "joining actors", "graph")
    return Table((*header, "GraphML, with the layout", "page", "peak memory"), rows)


def exports_sentence(run: Mapping[str, Any]) -> str:
    """Return the sentence on writing GraphML beside networkx."""
    ours, theirs = _graphml(run)
    return (
        f"Writing {run['sizes']['edges']:,} edges as GraphML takes "
        f"{number(ours['seconds'] / theirs['seconds'])} times as long as networkx's own writer "
        f"takes, and {_mebibytes(ours)} beside the graph: `python -m benchmarks exports`."
    )


def machine_words(run: Mapping[str, Any]) -> str:
    """Return on what was measured, such as *two cores (x86_64)*."""
    machine = run["machine"]
    cores = machine["cores"]
    word = NUMBERS.get(cores, f"{cores}")
    return f"{word} core{'s' * (cores > 1)} ({machine['processor'] or machine['architecture']})"


def _speed(run: Mapping[str, Any]) -> Iterator[Row]:
    found = run["figures"]
    yield (
        "Words and marks a second on one core: the bare ONNX session",
        rate(found["session_words_per_s"]),
        "",
    )
    yield (
        "… parsing",
        rate(found["pipeline_words_per_s"]),
        f"{times(found['pipeline_to_session_time'])} the session's time on the same pieces",
    )
    yield (
        "… parsing and extraction",
        rate(found["whole_extraction_words_per_s"]),
        f"extraction adds {times(found['extraction_to_parsing_time'])} the time of parsing",
    )
    yield (
        "From the start to the first document read, processor time",
        seconds(found["start_to_first_document_s"]),
        f"{seconds(found['help_s'])} to `graphkit --help`",
    )
    yield "Size of the weights", f"{found['weights_mb']:.0f} MB", ""


def _workers(run: Mapping[str, Any]) -> Iterator[Row]:
    found, most = run["figures"], run["sizes"]["most"]
    yield (
        "Words a second on one core, whole extraction by a worker",
        rate(found["words_per_cpu_s_1"]),
        "",
    )
    yield (
        f"… by {NUMBERS.get(most, most)} workers, by the clock",
        rate(found[f"words_per_s_{most}"]),
        f"{found[f'speed_{most}_to_1']:.2f} × one worker's {rate(found['words_per_s_1'])}",
    )
    yield "Memory of a worker, at most", worker_memory(found), ""


def _reading(run: Mapping[str, Any]) -> Iterator[Row]:
    found = run["figures"]
    for name, key in (("JSON lines", "jsonl"), ("HTML", "html")):
        yield f"Reading {name}, words a second of a core", rate(found[f"{key}_words_per_s"]), ""


def _store(run: Mapping[str, Any]) -> Iterator[Row]:
    found = run["figures"]
    store = found["store"]
    yield (
        "Store: events inserted a second of a core",
        rate(found["events"] / store["insert_cpu_s"]),
        f"{_beside(found, 'insert_cpu_s')}, with nine columns, in time",
    )
    yield (
        f"… top dyads of six months among {found['events']:,} events",
        seconds(store["top_dyads_s"]),
        f"{_beside(found, 'top_dyads_s')}, in time",
    )
    yield (
        f"… on disk, {found['events']:,} events",
        f"{number(store['mb'])} MB",
        _beside(found, "mb"),
    )


def _beside(found: Mapping[str, Any], what: str) -> str:
    """Return how many times what plain SQLite and DuckDB take the store takes."""
    names = {"sqlite": "plain SQLite", "duckdb": "DuckDB"}
    ratios = (
        f"{times(found[f'store_to_{key}_{what}'])} {name}"
        for key, name in names.items()
        if key in found
    )
    return ", ".join(ratios)


def _exports(run: Mapping[str, Any]) -> Iterator[Row]:
    ours, theirs = _graphml(run)
    yield (
        f"Writing {run['sizes']['edges']:,} edges as GraphML, processor time",
        seconds(ours["seconds"]),
        f"{times(ours['seconds'] / theirs['seconds'])} networkx's writer",
    )
    yield (
        "… memory beside the graph",
        _mebibytes(ours),
        f"{_mebibytes(theirs)} networkx's writer",
    )


def _page(run: Mapping[str, Any]) -> Iterator[Row]:
    """The largest graph that pyvis's page draws, else the smallest."""
    sizes = _pages(run)
    drawn = [size for size, pages in sizes.items() if _drawn(pages.get("pyvis"))]
    size = max(drawn, default=min(sizes))
    draws = {name: _first_draw(row, run) for name, row in sizes[size].items()}
    yield (
        f"First draw of the page of {size:,} actors",
        draws["graphkit, all actors"],
        f"{draws['bare vis-network']} bare vis-network, {draws['pyvis']} pyvis's page",
    )


def _merge(run: Mapping[str, Any]) -> Iterator[Row]:
    first, *_, last = run["figures"]
    for step, name in (
        ("merge", f"Joining the actors of {last['events']:,} events, processor time"),
        ("graph", "… building their graph"),
    ):
        yield (
            name,
            seconds(last[step]["s"]),
            f"an event costs {times(last[step]['cost_of_an_event'])} what it does "
            f"at {first['events']:,}",
        )


#: Rows of each measurement, in the order of the table.
_FAST: dict[str, Callable[[Mapping[str, Any]], Iterator[Row]]] = {
    "speed": _speed,
    "workers": _workers,
    "reading": _reading,
    "store": _store,
    "merge": _merge,
    "exports": _exports,
    "page": _page,
}


def worker_memory(found: Mapping[str, Any]) -> str:
    peaks = (value for name, value in found.items() if name.startswith("worker_mb_"))
    return f"{number(max(peaks))} MB"


def _pages(run: Mapping[str, Any]) -> dict[int, dict[str, Mapping[str, Any]]]:
    """Return the rows of the page's measurement by size and name."""
    sizes: dict[int, dict[str, Mapping[str, Any]]] = {}
    for row in run["figures"]:
        sizes.setdefault(row["actors"], {})[row["page"]] = row
    return sizes


def _drawn(row: Mapping[str, Any] | None) -> bool:
    return row is not None and row["first_draw_s"] is not None


def _first_draw(row: Mapping[str, Any] | None, run: Mapping[str, Any]) -> str:
    if row is None:  # it was hopeless at a smaller size
        return "–"
    if not _drawn(row):
        return f"none in {run['sizes']['patience']:.0f} s"
    return f"{row['first_draw_s']:.1f} s"


def _frames(row: Mapping[str, Any] | None) -> str:
    return f"{row['frames_per_s']:.0f}" if row is not None and row["frames_per_s"] else "–"


def _graphml(run: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    return run["figures"]["graphkit graphml"], run["figures"]["networkx graphml"]


def _mebibytes(export: Mapping[str, Any]) -> str:
    peak = export["peak_mib"]
    return "less than 1 MiB" if peak < 1 else f"{peak:,.0f} MiB"
