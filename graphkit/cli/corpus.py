"""What commands have for corpora: a store, the workers that fill it, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphkit.cli.program import Failures, count_bar
from graphkit.threads import count_cores
from graphkit.types import EventType, Status

if TYPE_CHECKING:
    from graphkit.store import EventQuery

__all__ = [
    "StoreOptions",
    "export_store",
    "fill_store",
    "store_filters",
    "store_options",
    "take_query",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class StoreOptions:
    """Where the events of a corpus are kept, and who reads the documents."""

    path: str
    workers: int
    engine: str
    scheduler: str | None
    resume: bool

    @classmethod
    def take(cls, options: dict[str, Any]) -> StoreOptions | None:
        """Take the options of ``store_options`` out of a command's; None without ``--store``."""
        path, workers = options.pop("store"), options.pop("workers")
        taken = {name: options.pop(name) for name in ("engine", "scheduler", "resume")}
        if path is None:
            if workers or taken["scheduler"] or taken["engine"] != "pool" or not taken["resume"]:
                raise click.UsageError("--workers, --engine and --resume need --store FILE")
            return None
        if taken["scheduler"] and taken["engine"] != "dask":
            raise click.UsageError("--scheduler needs --engine dask")
        return cls(path=path, workers=workers or count_cores(), **taken)


def store_options(command: _Command) -> _Command:
    """Add the options of reading a corpus into a store."""
    options = (
        click.option(
            "--store", metavar="FILE", help="Keep documents and events in FILE, a database."
        ),
        click.option(
            "--workers",
            type=click.IntRange(1, 1024),
            metavar="N",
            help="Processes that read; one a core by default.",
        ),
        click.option(
            "--resume/--no-resume",
            default=True,
            help="Read only what the store has not, or all anew.  [default: resume]",
        ),
        click.option(
            "--engine",
            type=click.Choice(["pool", "dask"]),
            default="pool",
            metavar="ENGINE",
            help="pool: this machine; dask: a Dask cluster.",
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="Of the Dask cluster, such as tcp://host:8786; else a local one.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def store_filters(command: _Command) -> _Command:
    """Add the options that say which events of a store are meant."""
    options = (
        ("--actor", "actors", "NAME", None, "Of the store: only this actor's events."),
        ("--relation", "relations", "NAME", None, "Of the store: only this relation."),
        ("--class", "classes", "CLASS", [str(c) for c in EventType], "Only this PLOVER class."),
        ("--status", "statuses", "STATUS", [str(s) for s in Status], "Only of this status."),
        ("--outlet", "outlets", "HOST", None, "Only of this outlet, such as example.org."),
    )
    for flag, name, metavar, choices, help_text in reversed(options):
        command = click.option(
            flag,
            name,
            multiple=True,
            metavar=metavar,
            type=click.Choice(choices, case_sensitive=False) if choices else str,
            help=help_text,
        )(command)
    day = click.DateTime(["%Y-%m-%d"])
    for flag, help_text in (
        ("--until", "Only up to this day."),
        ("--since", "Only from this day."),
    ):
        command = click.option(flag, type=day, metavar="DATE", help=help_text)(command)
    return command


def take_query(options: dict[str, Any]) -> EventQuery:
    """Take the options of ``store_filters`` out of a command's."""
    from graphkit.store import EventQuery

    since, until = options.pop("since"), options.pop("until")
    return EventQuery(
        actors=tuple(options.pop("actors")),
        relations=tuple(options.pop("relations")),
        classes=tuple(options.pop("classes")),
        statuses=tuple(options.pop("statuses")),
        outlets=tuple(options.pop("outlets")),
        since=since and since.date().isoformat(),
        until=until and until.date().isoformat(),
    )


def fill_store(
    inputs: Sequence[str],
    options: StoreOptions,
    *,
    pipeline: str | None,
    ontology: str | None,
    failures: Failures,
) -> None:
    """Read the documents into the store and print what was done."""
    from graphkit.pipeline import extract_to_store
    from graphkit.read import count_documents

    with count_bar(count_documents(inputs)) as progress:
        report = extract_to_store(
            inputs,
            options.path,
            pipeline=pipeline,
            ontology=ontology,
            workers=options.workers,
            engine=options.engine,
            scheduler=options.scheduler,
            resume=options.resume,
            on_error=failures,
            progress=progress,
        )
    click.echo(f"{options.path}: {report}")


def export_store(path: str, output: str) -> None:
    """Write all events of a store, actors joined, as JSON lines or Parquet, and print how many."""
    from graphkit.store import StoreReader, event_lines, write_events, write_parquet

    with StoreReader(path) as reader:
        if output == "-":
            for line in event_lines(reader.events()):
                click.echo(line.encode(), nl=False)
            return
        parquet = Path(output).suffix.lower() == ".parquet"
        count = (write_parquet if parquet else write_events)(Path(output), reader.events())
    click.echo(f"{output}: events written: {count:,}")
