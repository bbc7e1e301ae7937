"""``python -m graphkit``: the command line."""

from graphkit.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main(prog_name="graphkit")
