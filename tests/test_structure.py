"""The promises about the code itself: exports, direction, a quick start, nothing of one machine."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import graphkit
from graphkit.cli import main

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "graphkit"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))

#: Each may import those before it. ``training`` makes the model: nothing of the line needs it.
STAGES = (
    "types",
    "errors",
    "files",
    "identity",
    "threads",
    "closing",
    "processes",
    "words",
    "ontology",
    "read",
    "models",
    "parse",
    "resolve",
    "extract",
    "store",
    "engine",
    "graph",
    "analyse",
    "render",
    "export",
    "pipeline",
    "evaluate",
    "training",
    "cli",
)
#: The graph tells of, shows and saves itself: the only calls of later stages, inside functions.
BACKWARD = {("graphkit.graph.model", stage) for stage in ("analyse", "render", "export")}


def name_of(path: Path) -> str:
    """Return the dotted name of a module's file."""
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


SOURCES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in SOURCES.items()}
PACKAGES = [name for name, path in SOURCES.items() if path.stem == "__init__"]


def imports(node: ast.AST) -> Iterator[str]:
    """Yield the modules of graphkit that an import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.startswith("graphkit."))
    elif isinstance(node, ast.ImportFrom) and node.module == "graphkit":
        # ``from graphkit import parse`` names a stage, ``from graphkit import __version__`` none.
        modules = (f"graphkit.{alias.name}" for alias in node.names)
        yield from (module for module in modules if module in SOURCES)
    elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("graphkit."):
        yield str(node.module)


def stage_of(module: str) -> str:
    return module.split(".")[1]


def commands() -> Iterator[tuple[str, click.Command]]:
    yield "graphkit", main
    yield from ((f"graphkit {name}", command) for name, command in main.commands.items())


def tracked_files() -> list[Path]:
    """Return the files that are or will be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = (REPOSITORY / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_exported_name_exists_and_every_public_import_is_exported(package: str) -> None:
    exported = set(getattr(importlib.import_module(package), "__all__", ()))
    missing = {n for n in exported if not hasattr(importlib.import_module(package), n)}
    assert not missing
    imported = {
        alias.asname or alias.name
        for node in ast.walk(TREES[package])
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("graphkit.")
        for alias in node.names
    }
    assert {name for name in imported if not name.startswith("_")} <= exported


MODULES = [name for name, tree in TREES.items() if tree.body and "__main__" not in name]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for_and_what_it_exports(module: str) -> None:
    tree = TREES[module]
    assert ast.get_docstring(tree)
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    assert "__all__" in {target.id for target in targets if isinstance(target, ast.Name)}


def test_every_module_belongs_to_a_stage() -> None:
    known = {"graphkit", "graphkit.__main__"}
    assert {stage_of(name) for name in SOURCES if name not in known} <= set(STAGES)


@pytest.mark.parametrize("module", [name for name in SOURCES if stage_of(f"{name}.") in STAGES])
def test_no_stage_imports_a_later_one(module: str) -> None:
    at_top = {id(node) for node in TREES[module].body}
    for node in ast.walk(TREES[module]):
        for imported in imports(node):
            stage = stage_of(imported)
            if (module, stage) in BACKWARD and id(node) not in at_top:
                continue
            assert STAGES.index(stage) <= STAGES.index(stage_of(module)), imported


def test_nothing_imports_the_training() -> None:
    users = {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if "training" in map(stage_of, imports(node))
    }
    assert {stage_of(module) for module in users} <= {"training"}


def test_the_public_names_are_found_and_listed() -> None:
    assert all(hasattr(graphkit, name) for name in graphkit.__all__)
    assert set(graphkit.__all__) <= set(dir(graphkit))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        graphkit.nonsense  # noqa: B018


def test_the_help_needs_neither_spacy_nor_the_graph() -> None:
    script = (
        "import json, sys\n"
        "from graphkit.cli import main\n"
        "try:\n"
        "    main(['--help'])\n"
        "except SystemExit:\n"
        "    print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    heavy = {"spacy", "networkx", "numpy", "pandas", "onnxruntime", "trafilatura", "yaml"}
    assert not heavy & set(json.loads(done.stderr))


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_has_help_with_an_example(name: str, command: click.Command) -> None:
    assert command.help
    assert re.search(rf"Examples?:\n +{name} ", command.help)


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_option_has_help(name: str, command: click.Command) -> None:
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert all(option.help for option in options)


def test_the_entry_points_of_the_project_exist() -> None:
    project = PROJECT["project"]
    entries = [*project["scripts"].values(), *project["entry-points"]["spacy_factories"].values()]
    for entry in entries:
        module, attribute = entry.split(":")
        assert callable(getattr(importlib.import_module(module), attribute))


def test_every_imported_package_is_declared() -> None:
    declared = {
        re.split(r"[^\w-]", requirement)[0].lower().replace("-", "_")
        for requirement in PROJECT["project"]["dependencies"]
    }
    names = {"yaml": "pyyaml"}
    # Frames, formats, clusters and notebooks, each with an error that says how to get it.
    optional = {
        "anywidget",
        "dask",
        "distributed",
        "matplotlib",
        "pandas",
        "pyarrow",
        "traitlets",
        "warcio",
        "zstandard",
    }
    imported = {
        module.split(".")[0]
        for name, tree in TREES.items()
        if not name.startswith("graphkit.training")
        for node in ast.walk(tree)
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    foreign = imported - {"graphkit", "__future__"} - set(sys.stdlib_module_names) - optional
    assert {names.get(name, name) for name in foreign} <= declared


def test_nothing_committed_names_a_place_on_one_machine() -> None:
    # Homes, working and temporary folders, and package mirrors in the file system.
    places = re.compile(rb"(?<![\w.<~])/(?:home|root|Users|work|workspace|tmp|opt|mnt)/\w|file:///")
    found = [
        f"{path.relative_to(REPOSITORY)}: {line.decode(errors='replace').strip()[:80]}"
        for path in tracked_files()
        if path != Path(__file__) and path.suffix not in {".graphkit", ".png"}
        for line in path.read_bytes().splitlines()
        if places.search(line)
    ]
    assert found == []
