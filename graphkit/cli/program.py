"""How the command line fails and how it shows that it works: one line, and an exit status.

Exit statuses: 0 all went well, 1 an input or output failed, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any

import click

from graphkit.errors import GraphkitError
from graphkit.threads import ONE_THREAD
from graphkit.types import Document

__all__ = ["Failures", "Program", "count_bar", "progress_bar", "tell"]

_FAILED = 1
_INTERRUPTED = 130
_REDRAW_S = 0.2
_CLEAR_LINE = "\r\x1b[K"  # takes away the progress bar, which is drawn again below the message


class Program(click.Group):
    """A group of commands that ends without a traceback on errors, closed pipes and Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and return what it returns, or exit with a status that tells."""
        for name, threads in ONE_THREAD.items():
            os.environ.setdefault(name, threads)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # an old terminal has no “ and no …
                stream.reconfigure(errors="replace")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # a closed pipe shows here, and not when Python ends
        except GraphkitError as error:
            tell(error)
            ctx.exit(_FAILED)
        except BrokenPipeError:  # who reads has had enough
            _drop_output()
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("\ngraphkit: interrupted", err=True)
            ctx.exit(_INTERRUPTED)
        return result


class Failures:
    """Prints the errors of single inputs as they come, and remembers that there were some."""

    def __init__(self) -> None:
        """Begin with no failure."""
        self.count = 0

    def __call__(self, error: GraphkitError) -> None:
        """Print one error as one line on stderr."""
        self.count += 1
        tell(error)

    def exit(self) -> None:
        """End the command with status 1 if any input failed."""
        if self.count:
            click.get_current_context().exit(_FAILED)


@contextmanager
def progress_bar(length: int) -> Iterator[Callable[[Document], None] | None]:
    """Yield a function that moves a bar on stderr, or None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(
        length=length, label="Reading", show_pos=True, file=sys.stderr
    ) as progress:
        progress.render_progress()

        def advance(document: Document) -> None:
            progress.update(1)

        yield advance


@contextmanager
def count_bar(length: int | None) -> Iterator[Callable[[Document], None] | None]:
    """Yield what ``progress_bar`` yields; where the length is unknown, it counts on one line."""
    if length is not None or not sys.stderr.isatty():
        with progress_bar(length or 0) as advance:
            yield advance
        return
    began, shown, count = time.monotonic(), 0.0, 0

    def count_on(document: Document) -> None:
        nonlocal shown, count
        count += 1
        now = time.monotonic()
        if now - shown > _REDRAW_S:
            shown = now
            rate = count / max(now - began, 1e-9)
            click.echo(
                f"{_CLEAR_LINE}Reading  {count:,} documents, {rate:,.1f}/s", nl=False, err=True
            )

    try:
        yield count_on
    finally:
        click.echo(_CLEAR_LINE, nl=False, err=True)


def tell(line: object) -> None:
    """Print one line on stderr."""
    clear = _CLEAR_LINE if sys.stderr.isatty() else ""
    click.echo(f"{clear}graphkit: {line}", err=True)


def _drop_output() -> None:
    """Send what is still buffered nowhere, or Python would complain about it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
