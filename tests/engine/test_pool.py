"""The pool: every document accounted for, whatever some of them do to their workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.engine import DocumentReader, Limits, ReadingSetup, WorkerPool
from graphkit.errors import PipelineError
from graphkit.read import read_documents
from graphkit.store import Outcome, State
from graphkit.types import Document

pytestmark = pytest.mark.pipeline

SEEDS = Path(__file__).parents[2] / "seeds"


def documents(*words: str) -> list[Document]:
    return [Document(f"d{n}", f"Syria attacked {word}.") for n, word in enumerate(words)]


def run(pool: WorkerPool, *batches: list[Document]) -> list[list[Outcome]]:
    return [outcomes for _, outcomes in pool.run(batches)]


def test_workers_give_what_one_reader_gives_in_the_order_of_the_batches() -> None:
    seeds = list(read_documents(SEEDS))
    batches = [[document] for document in seeds[:4]] + [seeds[4:7], seeds[7:]]
    with WorkerPool(ReadingSetup(), workers=2, limits=Limits(renew_documents=3)) as pool:
        found = run(pool, *batches)
    reader = DocumentReader.load(ReadingSetup())
    assert found == [[reader.read(document) for document in batch] for batch in batches]


@pytest.mark.slow
def test_no_document_is_lost_whatever_another_does(trapped: str) -> None:
    batch = documents(
        "Turkey", "the unspeakable", "Iran", "the deadly", "Iraq", "the endless", "Mali",
        "the enormous", "Chad",
    )  # fmt: skip
    limits = Limits(seconds=4, megabytes=1000)
    with WorkerPool(ReadingSetup(trapped), workers=2, limits=limits) as pool:
        outcomes, others = run(pool, batch, documents("Egypt", "Libya"))
    states = [outcome.state is State.DONE for outcome in outcomes]
    assert states == [True, False, True, False, True, False, True, False, True]
    reasons = [str(outcome.reason) for outcome in outcomes if outcome.reason]
    expected = ("no word for it", "was ended by SIGKILL", "more than 4 seconds", "1,000 MB")
    assert all(part in reason for part, reason in zip(expected, reasons, strict=True))
    assert all("quarantined" in reason for reason in reasons[1:])
    assert [outcome.state for outcome in others] == [State.DONE, State.DONE]


def test_a_worker_that_is_killed_from_outside_loses_nothing() -> None:
    given = documents(*["Turkey"] * 40)

    def batches(pool: WorkerPool) -> Iterator[list[Document]]:
        for start in range(0, 40, 10):
            if start == 20:
                os.kill(pool.process_ids[0], signal.SIGKILL)
            yield given[start : start + 10]

    with WorkerPool(ReadingSetup(), workers=1) as pool:
        outcomes = [o for _, found in pool.run(batches(pool)) for o in found]
    assert [outcome.state for outcome in outcomes] == [State.DONE] * 40


def test_a_pipeline_that_is_missing_is_named_once() -> None:
    pool = WorkerPool(ReadingSetup("absent_pipeline"), workers=2)
    with pool, pytest.raises(PipelineError, match="absent_pipeline: no such pipeline"):
        run(pool, documents("Turkey"))


def test_no_worker_is_left_when_the_pool_ends() -> None:
    with WorkerPool(ReadingSetup(), workers=1) as pool:
        run(pool, documents("Turkey"))
        (worker,) = pool.process_ids
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
