"""The commands: each parses its options, makes one library call and reports."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphkit import __version__
from graphkit.cli.corpus import (
    StoreOptions,
    export_store,
    fill_store,
    store_filters,
    store_options,
    take_query,
)
from graphkit.cli.inputs import graph_of, read_inputs
from graphkit.cli.program import Failures, Program, progress_bar, tell
from graphkit.cli.reports import print_json, print_table, write_folder
from graphkit.cli.tables import (
    ACTOR_COLUMNS,
    EVENT_COLUMNS,
    actor_record,
    actor_row,
    event_row,
)
from graphkit.types import Status

if TYPE_CHECKING:
    from graphkit.resolve import Merge

__all__ = ["main"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _together(*decorators: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """Return the decorators as one, the first on top."""
    return lambda command: reduce(lambda done, add: add(done), reversed(decorators), command)


_inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
_inputs_or_store = click.argument("inputs", nargs=-1, metavar="[INPUT]...")
_events = click.argument("events", nargs=-1, required=True, metavar="EVENTS...")
_ontology = click.option(
    "--ontology", metavar="FILE", help="YAML with relations of your own, merged over the shipped."
)
_pipeline = click.option(
    "--pipeline", metavar="NAME", help="Another spaCy pipeline: its name or its folder."
)
_merges = click.option(
    "--merges", metavar="FILE", help="A merges.csv with your decisions on actors to join."
)
_title = click.option("--title", default="graphkit", show_default=True, help="Title of the page.")
_filters = _together(
    click.option(
        "--relation", "relations", multiple=True, metavar="NAME", help="Only this relation."
    ),
    click.option(
        "--actor",
        "actors",
        multiple=True,
        metavar="NAME",
        help="Only this actor's: name, alias or id.",
    ),
    click.option(
        "--status",
        "statuses",
        multiple=True,
        metavar="STATUS",
        type=click.Choice([status.value for status in Status]),
        help=f"Only of this status: {', '.join(Status)}.",
    ),
    click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs."),
)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Read news and draw who does what to whom, with the words that prove it.

    An INPUT is a file (.txt .md .html .jsonl .csv .parquet .warc, also as .gz or .zst), a folder,
    or - for standard input.

    \b
    Example:
      graphkit build articles/ -o out
    """


@main.command()
@_inputs_or_store
@click.option("-o", "--output", "folder", required=True, metavar="DIR", help="Folder to write to.")
@_title
@_pipeline
@_ontology
@_merges
@store_options
@store_filters
def build(
    inputs: tuple[str, ...],
    folder: str,
    title: str,
    pipeline: str | None,
    ontology: str | None,
    merges: str | None,
    **options: Any,
) -> None:
    """Read documents and write their graph into a folder.

    The folder gets graph.html (the page), graph.graphml (for Gephi), graph.json, edges.csv,
    edges-nodes.csv, events.jsonl, and merges.csv: which actors of several texts were taken for one.

    With --store the graph is that of the store, after the INPUTs, if any, were read into it; the
    options from --since on say which of its events are meant.

    \b
    Examples:
      graphkit build seeds -o out
      graphkit build --store events.db -o out --actor Russia --since 2018-07-01
      graphkit build article.html notes.txt -o out --title "July 2018"
    """
    from graphkit.pipeline import build as build_graph
    from graphkit.pipeline import query_store

    failures = Failures()
    store, query = StoreOptions.take(options), take_query(options)
    joined: list[Merge] = []
    if store is not None:
        if inputs:
            fill_store(inputs, store, pipeline=pipeline, ontology=ontology, failures=failures)
        graph = query_store(
            store.path,
            query,
            ontology=ontology,
            merges=merges or (),
            on_merges=joined.extend,
        )
        write_folder(Path(folder), graph=graph, documents=None, merges=joined, title=title)
        failures.exit()
        return
    if query != type(query)():
        raise click.UsageError("filters need --store FILE")
    documents = read_inputs(_required(inputs), failures)
    with progress_bar(len(documents)) as progress:
        graph = build_graph(
            documents,
            pipeline=pipeline,
            ontology=ontology,
            merges=merges or (),
            on_merges=joined.extend,
            on_error=failures,
            on_skipped=tell,
            progress=progress,
        )
    write_folder(Path(folder), graph=graph, documents=documents, merges=joined, title=title)
    failures.exit()


@main.command()
@_inputs_or_store
@click.option("-o", "--output", metavar="FILE", help="File to write, else stdout.")
@_pipeline
@_ontology
@_merges
@store_options
def extract(
    inputs: tuple[str, ...],
    output: str | None,
    pipeline: str | None,
    ontology: str | None,
    merges: str | None,
    **options: Any,
) -> None:
    """Read documents and write their events, a JSON object a line.

    With --store the events are kept in a database, which may grow: only documents that are new or
    have changed are read, by one process a core, and a run that was stopped goes on where it
    was. FILE, if given, then gets all events of the store; a name in .parquet makes it a table.

    \b
    Examples:
      graphkit extract articles/ -o events.jsonl
      graphkit extract articles/ --store events.db
      graphkit extract article.txt | jq .relation
    """
    from graphkit.pipeline import extract as extract_events
    from graphkit.store import event_lines, write_events

    failures = Failures()
    if (store := StoreOptions.take(options)) is not None:
        if inputs:
            fill_store(inputs, store, pipeline=pipeline, ontology=ontology, failures=failures)
        if output:
            export_store(store.path, output)
        elif not inputs:
            raise click.UsageError("give INPUT to read, or -o FILE to write the store's events to")
        failures.exit()
        return
    documents = read_inputs(_required(inputs), failures)
    with progress_bar(len(documents)) as progress:
        found = list(
            extract_events(
                documents,
                pipeline=pipeline,
                ontology=ontology,
                merges=merges or (),
                on_error=failures,
                on_skipped=tell,
                progress=progress,
            )
        )
    texts = {document.id: document.text for document in documents}
    if output is None or output == "-":
        for line in event_lines(found, texts):
            click.echo(line.encode(), nl=False)
    else:
        count = write_events(Path(output), found, texts)
        click.echo(f"{output}: events written: {count:,}")
    failures.exit()


def _required(inputs: tuple[str, ...]) -> tuple[str, ...]:
    if not inputs:
        raise click.UsageError("Missing argument 'INPUT...'.")
    return inputs


@main.command()
@_events
@click.option("-o", "--output", required=True, metavar="FILE", help="HTML file to write.")
@_title
@_ontology
def render(events: tuple[str, ...], output: str, title: str, ontology: str | None) -> None:
    """Draw event files as one HTML page.

    The page needs no network and no other file.

    \b
    Example:
      graphkit render events.jsonl -o page.html
    """
    from graphkit.pipeline import load_graph
    from graphkit.render import write_html

    graph = load_graph(events, ontology=ontology)
    write_html(graph, Path(output), title=title)
    click.echo(f"{output}: {graph.summary}")


def _list_formats(ctx: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from graphkit.export import FORMATS

        for name, entry in FORMATS.items():
            click.echo(f"{name:<9}  {entry.suffix:<8}  {entry.description}")
        ctx.exit()


class _FormatName(click.ParamType[str]):
    """A name in the table of formats, which is looked up only when a name is given."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from graphkit.export import FORMATS

        if value not in FORMATS:
            self.fail(f"{value!r} is none of {', '.join(FORMATS)}.", param, ctx)
        return value


@main.command()
@_events
@click.option("-o", "--output", required=True, metavar="FILE", help="File to write.")
@click.option(
    "--format",
    "file_format",
    metavar="FORMAT",
    type=_FormatName(),
    help="One that --list names, where the suffix of FILE does not tell.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats and exit.",
)
@click.option(
    "--aggregate", is_flag=True, help="One edge for each pair of actors, with counts: for pictures."
)
@click.option(
    "--raw-csv", is_flag=True, help="Keep cells that a spreadsheet would run as formulas."
)
@_ontology
def export(
    events: tuple[str, ...],
    output: str,
    file_format: str | None,
    aggregate: bool,
    raw_csv: bool,
    ontology: str | None,
) -> None:
    """Write the graph of event files for another program.

    \b
    Examples:
      graphkit export events.jsonl -o graph.gexf
      graphkit export events.jsonl -o picture.gexf --aggregate
      graphkit export --list
    """
    from graphkit.export import write_graph
    from graphkit.pipeline import load_graph

    graph = load_graph(events, ontology=ontology)
    write_graph(graph, Path(output), file_format, aggregate=aggregate, raw_csv=raw_csv)
    click.echo(f"{output}: {graph.summary}")


@main.command()
@_inputs
@_filters
@_pipeline
@_ontology
def actors(
    inputs: tuple[str, ...],
    relations: tuple[str, ...],
    actors: tuple[str, ...],
    statuses: tuple[str, ...],
    as_json: bool,
    pipeline: str | None,
    ontology: str | None,
) -> None:
    """List the actors, the most active first.

    INPUT... are documents, or event files that extract or build wrote. With filters: who takes
    part in the relations that pass them all.

    \b
    Examples:
      graphkit actors out/events.jsonl
      graphkit actors article.txt --relation evacuates --json
    """
    failures = Failures()
    graph = graph_of(inputs, pipeline, ontology, failures)
    shown = graph.filter(
        relations=relations or None, actors=actors or None, statuses=statuses or None
    )
    ids = sorted(shown.nx, key=lambda actor: (-shown.nx.nodes[actor]["mentions"], actor))
    if as_json:
        print_json(actor_record(shown, actor) for actor in ids)
    else:
        print_table(ACTOR_COLUMNS, [actor_row(shown, actor) for actor in ids], "actor")
    failures.exit()


@main.command()
@_inputs
@_filters
@_pipeline
@_ontology
def events(
    inputs: tuple[str, ...],
    relations: tuple[str, ...],
    actors: tuple[str, ...],
    statuses: tuple[str, ...],
    as_json: bool,
    pipeline: str | None,
    ontology: str | None,
) -> None:
    """List the events in the order of their dates.

    INPUT... are documents, or event files that extract or build wrote. A filter given twice lets
    both values pass.

    \b
    Examples:
      graphkit events out/events.jsonl --actor "White Helmets" --status intended
      graphkit events article.txt --json
    """
    from graphkit.store import event_to_record

    failures = Failures()
    graph = graph_of(inputs, pipeline, ontology, failures)
    ids = {graph.actor(name).id for name in actors}
    shown = [
        event
        for event in graph.events
        if (not relations or event.relation in relations)
        and (not statuses or event.status in statuses)
        and (not ids or event.source.id in ids or (event.target and event.target.id in ids))
    ]
    if as_json:
        print_json(map(event_to_record, shown))
    else:
        print_table(EVENT_COLUMNS, [event_row(event) for event in shown], "event")
    failures.exit()
