"""The command line: options → one library call → a report. Only this package prints."""

from graphkit.cli.commands import main
from graphkit.cli.evaluation import evaluate

__all__ = ["evaluate", "main"]
