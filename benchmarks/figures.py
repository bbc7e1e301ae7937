"""All measurements one after the other, and the file of their figures.

Each runs in a program of its own, so that none finds the memory, the threads or the mishaps of
another. The file holds, under ``measured``, for each measurement its figures as they came, the
sizes it was given, the day, how long it took and on what machine; and under ``left_out`` what could
not be measured, with the reason.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, OutputError
from graphkit.files import write_atomic
from graphkit.threads import ONE_THREAD, count_cores

__all__ = [
    "MEASUREMENTS",
    "Figures",
    "print_measurement",
    "read_figures",
    "read_resume",
    "run_measurements",
]

_PACKAGES = ("graphkit", "onnxruntime", "spacy", "networkx", "pyvis", "duckdb")


@dataclass(frozen=True, slots=True)
class Measurement:
    """What is called, with what sizes, and with what sizes to see quickly that it works."""

    measure: Callable[..., Any]
    sizes: Mapping[str, Any]
    quick: Mapping[str, Any]


@dataclass(slots=True)
class Figures:
    """What was measured, and why other things were not."""

    measured: dict[str, dict[str, Any]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, run: Mapping[str, Any]) -> None:
        """Take what ``run_measurements`` yielded, instead of what was known of it before."""
        self.measured.pop(name, None)
        outdated = [other for other in self.left_out if other.split(":")[0] == name]
        for other in outdated:
            del self.left_out[other]
        self.left_out |= {
            f"{name}: {part}" if part else name: reason for part, reason in run["left_out"].items()
        }
        if "figures" in run:
            self.measured[name] = {key: run[key] for key in run if key != "left_out"}
        self.measured = {key: self.measured[key] for key in MEASUREMENTS if key in self.measured}

    def write(self, path: Path) -> None:
        """Write them as JSON; the file is whole or as it was before."""
        with write_atomic(path) as handle:
            json.dump(asdict(self), handle, indent=1, ensure_ascii=False)
            handle.write("\n")


def read_figures(path: Path) -> Figures:
    """Return the figures of a file. Raises InputError where it holds none."""
    found = _read_object(path, "python -m benchmarks all -o FILE", {"measured", "left_out"})
    return Figures(**found)


def read_resume(path: Path) -> dict[str, Any]:
    """Return the figures of killed and resumed runs. Raises InputError where a file holds none."""
    return _read_object(
        path, "python -m benchmarks resume > FILE", {"documents", "store_bytes_per_word"}
    )


def _read_object(path: Path, command: str, names: set[str]) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    except ValueError:
        found = None
    if not isinstance(found, dict) or not names <= set(found):
        raise InputError(f"{path}: holds no figures; make them with {command}")
    return found


def run_measurements(names: Sequence[str], *, quick: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and what was found of each measurement, in the order of the line."""
    for name in MEASUREMENTS:
        if not names or name in names:
            yield name, _run_apart(name, quick=quick)


def _run_apart(name: str, *, quick: bool) -> dict[str, Any]:
    """Return what a measurement found, in a program of its own, with what it was measured on.

    ``figures`` is missing where it could not run; ``left_out`` then has the reason under "", and
    the reasons for single parts under their names.
    """
    sizes = _sizes(name, quick=quick)
    machine, began = _describe_machine(), time.perf_counter()
    program = "import sys; from benchmarks.figures import print_measurement as p; p(*sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, name, json.dumps(sizes)],
        env=os.environ | ONE_THREAD,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        return {"left_out": {"": f"failed with status {done.returncode}"}, "failed": True}
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "took_s": round(time.perf_counter() - began, 1),
        "sizes": sizes,
        "machine": machine,
        **json.loads(done.stdout),
    }


def print_measurement(name: str, sizes: str) -> None:
    """Print the figures of one measurement as JSON, for the program that asked for them."""
    found: dict[str, Any] = {"left_out": {}}
    try:
        figures = MEASUREMENTS[name].measure(**json.loads(sizes))
    except (ModuleNotFoundError, OutputError) as error:  # no library, no browser
        found["left_out"][""] = str(error)
    else:
        if isinstance(figures, dict):
            found["left_out"] = figures.pop("left_out", {})
        found["figures"] = figures
    json.dump(found, sys.stdout)


def _sizes(name: str, *, quick: bool) -> dict[str, Any]:
    measurement = MEASUREMENTS[name]
    return dict(measurement.quick if quick else measurement.sizes)


def _describe_machine() -> dict[str, Any]:
    """Return what the figures depend on, and how busy it is; nothing that tells whose it is."""
    versions = {}
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            versions[package] = version(package)
    facts = {
        "system": platform.system(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "cores": count_cores(),
        "python": platform.python_version(),
        "versions": versions,
    }
    if hasattr(os, "getloadavg"):
        facts["load_before"] = round(os.getloadavg()[0], 1)
    return facts


def _processor() -> str:
    with suppress(OSError):  # not Linux
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


# Each imports what it measures when it is called: a missing library leaves the others alone.


def _speed(*, documents: int, copies: int, rounds: int) -> dict[str, Any]:
    from benchmarks.speed import measure_speed, measure_start, seed_documents

    given = seed_documents()[:documents]
    speed = measure_speed(given, copies=copies, rounds=rounds)
    return speed | measure_start(rounds=rounds) | {"weights_mb": _weights_megabytes()}


def _weights_megabytes() -> float:
    from graphkit.models import __path__ as folders

    weights = next(Path(folders[0]).glob("*.graphkit"))
    return round(weights.stat().st_size / 1e6, 1)


def _workers(*, documents: int, most: int) -> dict[str, Any]:
    from benchmarks.corpora import measure_workers

    return measure_workers(documents=documents, workers=(1, most))


def _reading(*, documents: int, rounds: int) -> dict[str, Any]:
    from benchmarks.reading import measure_reading

    return measure_reading(documents=documents, rounds=rounds)


def _store(*, events: int) -> dict[str, Any]:
    from benchmarks.storage import measure_store

    return measure_store(events=events)


def _exports(*, edges: int, actors: int, rounds: int, formats: Sequence[str]) -> dict[str, Any]:
    from benchmarks.exports import made_up_graph, measure_exports

    graph = made_up_graph(edges=edges, actors=actors)
    found = measure_exports(graph, rounds=rounds, formats=formats)
    return {one.writer: asdict(one) for one in found}


def _page(*, sizes: Sequence[int], rounds: int, patience: float) -> list[dict[str, object]]:
    from benchmarks.page import measure_pages

    return list(measure_pages(tuple(sizes), rounds=rounds, patience=patience))


def _merge(*, sizes: Sequence[int]) -> list[dict[str, Any]]:
    from benchmarks.merging import measure_merging

    return list(measure_merging(sizes))


#: By the names of their commands. With these sizes all take some ten minutes on two idle cores.
MEASUREMENTS = {
    "speed": Measurement(
        _speed,
        {"documents": 10, "copies": 3, "rounds": 7},
        {"documents": 1, "copies": 1, "rounds": 1},
    ),
    "workers": Measurement(_workers, {"documents": 500, "most": 2}, {"documents": 40, "most": 2}),
    "reading": Measurement(
        _reading, {"documents": 1_000, "rounds": 2}, {"documents": 50, "rounds": 1}
    ),
    "store": Measurement(_store, {"events": 100_000}, {"events": 2_000}),
    "exports": Measurement(
        _exports,
        {"edges": 200_000, "actors": 5_000, "rounds": 1, "formats": ["graphml", "gexf"]},
        {"edges": 500, "actors": 50, "rounds": 1, "formats": ["graphml", "gexf"]},
    ),
    "page": Measurement(
        _page,
        {"sizes": [200, 1_000, 5_000, 10_000], "rounds": 1, "patience": 30.0},
        {"sizes": [60], "rounds": 1, "patience": 10.0},
    ),
    "merge": Measurement(_merge, {"sizes": [10_000, 100_000, 1_000_000]}, {"sizes": [500, 1_000]}),
}
