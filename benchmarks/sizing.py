"""Tables of docs/corpora.md: figures of a corpus, and what ten million articles take by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.rounding import number, rate, seconds, times, two_digits
from benchmarks.tables import NUMBERS, Measured, Row, Table, worker_memory

__all__ = ["corpora_table", "sizing_text"]

_TIMES = {1: "once", 2: "twice"}
_SAME = "the same"
_ARTICLES, _ARTICLE_WORDS, _CORES = 10_000_000, 600, 16
_WORDS = _ARTICLES * _ARTICLE_WORDS
_NAME_BYTES = 100  # of memory that the program keeps for each document


def corpora_table(measured: Measured, resume: Mapping[str, Any]) -> Table:
    """Return the figures of reading and keeping a corpus, with the commands that measure them."""
    rows = [
        *_corpora_speed(measured["workers"]["figures"], measured["reading"]["figures"]),
        *_corpora_resume(resume),
        *_corpora_store(measured["store"]["figures"]),
    ]
    return Table(("measure", "figure", "command"), rows)


def sizing_text(measured: Measured, resume: Mapping[str, Any]) -> str:
    """Return what ten million articles take, with the arithmetic."""
    workers, store = measured["workers"]["figures"], measured["store"]["figures"]
    extraction = two_digits(workers["words_per_cpu_s_1"])
    reading = two_digits(measured["reading"]["figures"]["jsonl_words_per_s"])
    insertion = two_digits(store["store"]["insert_cpu_s"] / store["events"] * 1e6)  # µs an event
    an_event = round(store["words"] / store["events"])
    events = two_digits(_WORDS / an_event)
    size = two_digits(resume["store_bytes_per_word"])
    memory = max(1, round(workers["worker_mb_1"] / 100)) / 10
    hours = [_WORDS / extraction / 3600, _WORDS / reading / 3600, events * insertion / 3.6e9]
    million = f"{_WORDS / 1e6:,.0f} M"
    table = Table(
        ("what", "arithmetic", "takes"),
        (
            (
                "Extraction",
                f"{million} words ÷ {extraction:,.0f} a second",
                f"{hours[0]:,.0f} core hours: {hours[0] / _CORES:,.0f} hours on {_CORES} cores",
            ),
            (
                "Reading JSON lines, in one process",
                f"{million} ÷ {reading:,.0f} a second",
                f"{number(hours[1])} hours",
            ),
            (
                "Inserting, in the program",
                f"{events / 1e6:,.0f} M events × {insertion:,.0f} µs",
                f"{number(hours[2])} hours",
            ),
            ("Disk", f"{million} words × {size:,.0f} bytes", f"{_WORDS * size / 1e9:,.0f} GB"),
            (
                "Memory",
                f"{memory} GB a worker; some {_NAME_BYTES} bytes for the name of each document",
                f"{_CORES * memory:.0f} GB + {_ARTICLES * _NAME_BYTES / 1e9:.0f} GB "
                f"on {_CORES} cores",
            ),
        ),
    )
    return (
        f"Of {_ARTICLE_WORDS} words each, that is {_WORDS / 1e6:,.0f} million words and, at one "
        f"event in {an_event} words, {events / 1e6:,.0f} million events.\n\n"
        f"{table.markdown()}\n\n"
        "Reading and inserting are done by one process each. Beyond some "
        f"{round(hours[0] / sum(hours[1:]), -1):.0f} cores one run does not become\nfaster."
    )


def _corpora_speed(workers: Mapping[str, Any], reading: Mapping[str, Any]) -> Iterator[Row]:
    yield (
        "Extraction, words for each second of a core",
        rate(workers["words_per_cpu_s_1"]),
        "`python -m benchmarks workers`",
    )
    yield "… two workers beside one, by the clock", f"{workers['speed_2_to_1']:.2f} ×", _SAME
    yield "Memory of a worker, at most", worker_memory(workers), _SAME
    yield (
        "Reading JSON lines / HTML, words for each second of a core",
        f"{rate(reading['jsonl_words_per_s'])} / {rate(reading['html_words_per_s'])}",
        "`python -m benchmarks reading`",
    )


def _corpora_resume(resume: Mapping[str, Any]) -> Iterator[Row]:
    wordings = {
        "pool": (", killed {} and gone on with", "`python -m benchmarks resume`"),
        "dask": (" on Dask, a worker killed {}", "`… resume --engine dask`"),
    }
    for engine, (wording, command) in wordings.items():
        if engine in resume:
            found = resume[engine]
            kills = len(found["documents_done_when_killed"])
            times_killed = _TIMES.get(kills, f"{NUMBERS.get(kills, kills)} times")
            same = "same events" if found["identical"] else "OTHER EVENTS"
            measure = f"A run of {resume['documents']:,} documents{wording.format(times_killed)}"
            yield measure, same, command
    yield (
        "Store, bytes for each word of the corpus",
        number(resume["store_bytes_per_word"]),
        "`python -m benchmarks resume`",
    )


def _corpora_store(found: Mapping[str, Any]) -> Iterator[Row]:
    store = found["store"]
    both = [key for key in ("sqlite", "duckdb") if key in found]
    yield (
        f"Store, inserting {found['events']:,} events of {found['documents']:,} documents",
        f"{seconds(store['insert_cpu_s'])} of a core",
        "`python -m benchmarks store`",
    )
    for measure, what in (
        ("… beside nine columns in plain SQLite / DuckDB", "insert_cpu_s"),
        ("Top dyads of six months among these, beside plain SQLite / DuckDB", "top_dyads_s"),
    ):
        ratios = (times(found[f"store_to_{key}_{what}"]) for key in both)
        yield measure, " / ".join(ratios), _SAME
    yield (
        "Events of one actor in one month",
        seconds(store["events_of_an_actor_in_a_month_s"]),
        _SAME,
    )
    yield (
        f"Joining the actors of {found['events']:,} events, once after a run",
        seconds(store["joining_actors_s"]),
        _SAME,
    )
