"""Reads the documents of a corpus on all cores, or on other machines, and accounts for every one.

    Documents ─cut─→ batches ─pool of processes, or Dask─→ outcomes ─in order─→ store

``reading`` reads one document, wherever it runs; ``pool`` runs it in processes that can be killed;
``dask`` on a cluster; ``corpus`` ties them to a store.
"""

from graphkit.engine.batches import cut_batches, cut_pieces
from graphkit.engine.choice import ENGINES, open_engine
from graphkit.engine.corpus import CorpusReport, Engine, extract_corpus
from graphkit.engine.pool import Limits, WorkerPool
from graphkit.engine.reading import DocumentReader, ReadingSetup, reading_version

__all__ = [
    "ENGINES",
    "CorpusReport",
    "DocumentReader",
    "Engine",
    "Limits",
    "ReadingSetup",
    "WorkerPool",
    "cut_batches",
    "cut_pieces",
    "extract_corpus",
    "open_engine",
    "reading_version",
]
