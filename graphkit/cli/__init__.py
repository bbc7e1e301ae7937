"""The command line: options → one library call → a report. Only this package prints."""

from graphkit.cli.commands import main

__all__ = ["main"]
