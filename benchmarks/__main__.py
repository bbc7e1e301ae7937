"""``python -m benchmarks``: figures that anyone can reproduce.

Speed is printed as ratios measured side by side in one run, on CPU time of one thread, since
machines are shared and noisy.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from benchmarks.blocks import DOCUMENTS, render_document
from benchmarks.figures import MEASUREMENTS, Figures, read_figures, read_resume, run_measurements
from benchmarks.tables import report
from graphkit.errors import GraphkitError
from graphkit.files import write_atomic
from graphkit.threads import ONE_THREAD


class _Program(click.Group):
    """Commands whose mistakes are one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraphkitError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Program)
def main() -> None:
    """Measure graphkit."""


@main.command("all")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--quick", is_flag=True, help="Tiny sizes, to see that all works.")
@click.option(
    "--only",
    "names",
    multiple=True,
    type=click.Choice(list(MEASUREMENTS)),
    help="Only this; may be given again. The file's figures of others stay.",
)
def measure_all(output: Path, quick: bool, names: tuple[str, ...]) -> None:
    """Measure one thing after another, print all side by side, and write the figures as JSON.

    What cannot run here is named and left out. It takes some ten minutes on two idle cores.
    Example: python -m benchmarks all -o benchmarks/figures.json
    """
    figures = read_figures(output) if names and output.exists() else Figures()
    ran, failed = [], False
    for name, run in run_measurements(names, quick=quick):
        figures.add(name, run)
        figures.write(output)  # at once: the next may take long, or the patience
        ran.append(name)
        failed |= "failed" in run
        click.echo(f"{name}: {run['took_s']:.0f} s" if "took_s" in run else name, err=True)
    measured = {name: figures.measured[name] for name in ran if name in figures.measured}
    click.echo(report(measured))
    for what, reason in figures.left_out.items():
        click.echo(f"left out: {what} ({reason})")
    if failed:
        raise SystemExit(1)


@main.command()
@click.argument("figures", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("resumed", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def table(figures: Path, resumed: Path) -> None:
    """Write the tables of README.md and docs/corpora.md from FIGURES and RESUMED.

    FIGURES is what `all` wrote, RESUMED what `resume` printed.
    Example: python -m benchmarks table benchmarks/figures.json benchmarks/resume.json
    """
    found, resume = read_figures(figures), read_resume(resumed)
    for document in DOCUMENTS:
        path = Path(__file__).parents[1] / document
        text = render_document(path.read_text(encoding="utf-8"), found, resume)
        with write_atomic(path) as handle:
            handle.write(text)
        click.echo(f"{document}: written")


@main.command()
@click.argument(
    "text", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@click.option("--copies", default=3, show_default=True, help="How often the texts are read.")
@click.option("--rounds", default=5, show_default=True, help="Rounds; the best of each counts.")
def speed(text: Path | None, copies: int, rounds: int) -> None:
    """Print words a second of the bare ONNX session, the pipeline and the whole extraction.

    They take turns over the same texts, the project's seeds by default, on one thread. The time to
    start is that of new processes. Example: python -m benchmarks speed article.txt
    """
    os.environ.update(ONE_THREAD)  # before numpy is loaded
    from benchmarks.speed import measure_speed, measure_start, seed_documents
    from graphkit.types import Document

    documents = (
        [Document(text.stem, text.read_text(encoding="utf-8"))] if text else seed_documents()
    )
    figures = measure_speed(documents, copies=copies, rounds=rounds)
    click.echo(json.dumps(figures | measure_start(rounds=rounds), indent=1))


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def scores(folder: Path) -> None:
    """Extract the events of the development benchmarks in FOLDER and run FOLDER's scorers.

    FOLDER holds seed/, documents/ and plv/ with their gold, and score_documents.py and
    score_sentences.py. Example: python -m benchmarks scores ~/bench
    """
    from benchmarks.scores import score_folder

    for line in score_folder(folder):
        click.echo(line)


@main.command()
@click.option(
    "--size",
    "sizes",
    multiple=True,
    type=int,
    default=(1_000, 5_000, 10_000),
    show_default=True,
    help="Actors of a graph; may be given again.",
)
@click.option("--rounds", default=2, show_default=True, help="Rounds; the best of each counts.")
@click.option("--patience", default=60.0, show_default=True, help="Seconds to wait for a draw.")
def page(sizes: tuple[int, ...], rounds: int, patience: float) -> None:
    """Print the page's first draw and frames a second beside pyvis's page and bare vis-network.

    It needs Chromium and Playwright. Example: python -m benchmarks page --size 1000
    """
    from benchmarks.page import measure_pages

    for row in measure_pages(sizes, rounds=rounds, patience=patience):
        click.echo(json.dumps(row))


@main.command()
@click.option("--edges", default=200_000, show_default=True, help="Edges of the graph.")
@click.option("--actors", default=5_000, show_default=True, help="Actors of the graph.")
@click.option("--rounds", default=3, show_default=True, help="Rounds; the best of each counts.")
def exports(edges: int, actors: int, rounds: int) -> None:
    """Print what writing a made-up graph takes, beside networkx's writers: a line a format.

    Seconds are of the processor, the peak is the memory taken beside the graph, and the speed is
    how many times that of networkx's GraphML writer. Example: python -m benchmarks exports
    """
    from benchmarks.exports import made_up_graph, measure_exports

    graph = made_up_graph(edges=edges, actors=actors)
    click.echo(graph.summary)
    click.echo(f"{'writer':<20} {'seconds':>8} {'speed':>7} {'peak MiB':>9} {'file MiB':>9}")
    first = None
    for found in measure_exports(graph, rounds=rounds):
        first = first or found.seconds
        click.echo(
            f"{found.writer:<20} {found.seconds:>8.2f} {first / found.seconds:>6.1f}x "
            f"{found.peak_mib:>9.1f} {found.file_mib:>9.1f}"
        )


@main.command()
@click.argument("documents", type=click.IntRange(1))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def corpus(documents: int, output: Path) -> None:
    """Write so many generated documents as JSON lines: our sentences with the names varied.

    Example: python -m benchmarks corpus 20000 -o corpus.jsonl
    """
    from benchmarks.generated import write_corpus

    words = write_corpus(output, documents)
    click.echo(f"{output}: {documents:,} documents, {words:,} words")


@main.command()
@click.option("--documents", default=2_000, show_default=True, help="Generated documents to read.")
@click.option("--rounds", default=3, show_default=True, help="Rounds; the best of each counts.")
def reading(documents: int, rounds: int) -> None:
    """Print words a second of reading JSON lines and web pages.

    Example: python -m benchmarks reading --documents 500
    """
    from benchmarks.reading import measure_reading

    click.echo(json.dumps(measure_reading(documents=documents, rounds=rounds), indent=1))


@main.command()
@click.option("--documents", default=600, show_default=True, help="Generated documents to read.")
@click.option("--most", default=2, show_default=True, help="Workers, compared with one.")
def workers(documents: int, most: int) -> None:
    """Print words a second with one worker and with several, and the memory of a worker.

    Example: python -m benchmarks workers --documents 2000
    """
    from benchmarks.corpora import measure_workers

    click.echo(json.dumps(measure_workers(documents=documents, workers=(1, most)), indent=1))


@main.command()
@click.option("--documents", default=20_000, show_default=True, help="Generated documents.")
@click.option(
    "--engine",
    "engines",
    multiple=True,
    default=("pool",),
    type=click.Choice(["pool", "dask"]),
    show_default=True,
    help="What reads; may be given again.",
)
@click.option("--workers", "count", default=2, show_default=True, help="Workers of each run.")
@click.option("--kills", default=2, show_default=True, help="How often a run is killed.")
def resume(documents: int, engines: tuple[str, ...], count: int, kills: int) -> None:
    """Kill runs over a generated corpus, go on with them, and compare with an undisturbed run.

    Example: python -m benchmarks resume --documents 2000 --engine pool --engine dask
    """
    from benchmarks.corpora import measure_resume

    figures = measure_resume(documents=documents, engines=engines, workers=count, kills=kills)
    click.echo(json.dumps(figures, indent=1))


@main.command()
@click.option("--events", default=200_000, show_default=True, help="Events to insert.")
def store(events: int) -> None:
    """Print the store's insert and query times beside plain SQLite's and DuckDB's.

    Example: python -m benchmarks store --events 1000000
    """
    from benchmarks.storage import measure_store

    click.echo(json.dumps(measure_store(events=events), indent=1))


@main.command()
@click.option(
    "--size",
    "sizes",
    multiple=True,
    type=click.IntRange(1),
    default=(10_000, 100_000, 1_000_000),
    show_default=True,
    help="Events; may be given again.",
)
def merge(sizes: tuple[int, ...]) -> None:
    """Print what a corpus's events cost on the way to their graph, its GraphML and its page.

    A line of JSON for each size: seconds of the processor and peak memory of each step, and how
    often the cost of an event is that of the first size. A million events take some minutes and
    6 GB. Example: python -m benchmarks merge --size 10000 --size 100000
    """
    from benchmarks.merging import measure_merging

    for figures in measure_merging(sizes):
        click.echo(json.dumps(figures))


if __name__ == "__main__":
    main()
