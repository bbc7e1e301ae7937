"""The whole line, from documents to the actor graph.

    inputs ─read→ Documents ─parse→ Docs ─resolve→ actors ─extract→ events ─merge, graph→ ActorGraph

An input is a path (file, folder or ``-``), or a text: a string, a ``Document`` or an (id, text)
pair. A string is a path if something lies there, if it ends like a file that graphkit reads, or if
it holds no blank; else it is a text. Several inputs are all paths or all texts: the first tells.
"""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graphkit.errors import GraphkitError, InputError
from graphkit.ontology import Ontology, load_ontology
from graphkit.parse import load_pipeline
from graphkit.read import READERS, ReadingLimits, documents_from_texts, read_documents
from graphkit.resolve import Merge, merge_actors, read_merges
from graphkit.store import EventQuery, Outcome, State, StoreReader, holds_store, read_events
from graphkit.threads import count_cores
from graphkit.types import Document, Event

if TYPE_CHECKING:
    from spacy.language import Language

    from graphkit.engine import CorpusReport
    from graphkit.graph import ActorGraph

__all__ = [
    "Input",
    "OnError",
    "OnMerges",
    "OnProgress",
    "OnSkipped",
    "build",
    "extract",
    "extract_to_store",
    "load_graph",
    "open_documents",
    "query_store",
]

Input: TypeAlias = "str | Path | Document | tuple[str, str]"
OnError: TypeAlias = Callable[[GraphkitError], None]
OnMerges: TypeAlias = Callable[[list[Merge]], None]
OnProgress: TypeAlias = Callable[[Document], None]
OnSkipped: TypeAlias = Callable[[str], None]


def build(
    inputs: Input | Iterable[Input],
    *,
    pipeline: Language | str | Path | None = None,
    ontology: Ontology | str | Path | None = None,
    merges: str | Path | Sequence[Merge] = (),
    on_merges: OnMerges | None = None,
    on_error: OnError | None = None,
    on_skipped: OnSkipped | None = None,
    progress: OnProgress | None = None,
) -> ActorGraph:
    """Return the actor graph of the documents: who does what to whom, and the words that prove it.

    ``pipeline`` names another spaCy pipeline than the shipped one, or is one; ``ontology`` is a
    file merged over the shipped ontology, or a loaded one. ``merges`` are a person's decisions on
    actors to join, or the file of them, and ``on_merges`` is told all that is joined. A document
    that fails is reported to ``on_error`` as a GraphkitError and the others go on; without
    ``on_error`` it is raised. What is not in English is not read: ``on_skipped`` is told so in one
    line, or else it is a warning. ``progress`` is called with each document done, failed or not.
    """
    rules = _as_ontology(ontology)
    events = extract(
        inputs,
        pipeline=pipeline,
        ontology=rules,
        merges=merges,
        on_merges=on_merges,
        on_error=on_error,
        on_skipped=on_skipped,
        progress=progress,
    )
    return _build_graph(events, rules)


def extract(
    inputs: Input | Iterable[Input],
    *,
    pipeline: Language | str | Path | None = None,
    ontology: Ontology | str | Path | None = None,
    merges: str | Path | Sequence[Merge] = (),
    on_merges: OnMerges | None = None,
    on_error: OnError | None = None,
    on_skipped: OnSkipped | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Event]:
    """Yield the events of all documents in order, their actors merged across documents.

    The options are those of ``build``. The first event comes when the last document is read, since
    any document may tell more of an actor.
    """
    decided = read_merges(Path(merges)) if isinstance(merges, str | Path) else merges
    documents = open_documents(inputs, on_error=on_error)
    reading = _Reading(_as_pipeline(pipeline), _as_ontology(ontology), on_error, progress)
    events = list(reading.events(documents))
    if reading.skipped:
        (on_skipped or _warn)(reading.skipped)
    yield from merge_actors(events, decided, on_merges=on_merges)


def extract_to_store(
    inputs: Input | Iterable[Input],
    store: str | Path,
    *,
    pipeline: str | Path | None = None,
    ontology: str | Path | None = None,
    workers: int | None = None,
    engine: str = "pool",
    scheduler: str | None = None,
    resume: bool = True,
    on_error: OnError | None = None,
    progress: OnProgress | None = None,
) -> CorpusReport:
    """Read the documents that a store does not hold into it, and return what was done.

    The store is a file that is made where there is none. ``workers`` processes read, one a core by
    default; with ``engine="dask"`` the workers of the Dask cluster at ``scheduler``, or of a local
    one. Whatever ends the run, what is in the store is whole, and the same call goes on from there;
    ``resume=False`` reads all anew. Without ``on_error`` a document that cannot be opened is
    raised; one that fails later is failed in the store.
    """
    from graphkit.engine import ReadingSetup, extract_corpus, open_engine

    setup = ReadingSetup(
        None if pipeline is None else str(pipeline), None if ontology is None else str(ontology)
    )
    count = workers or count_cores()
    return extract_corpus(
        open_documents(inputs, on_error=on_error),
        store,
        engine=open_engine(engine, setup, workers=count, scheduler=scheduler, store=Path(store)),
        setup=setup,
        label=engine,
        workers=count,
        resume=resume,
        on_error=on_error,
        on_progress=progress,
    )


def query_store(
    store: str | Path,
    query: EventQuery | None = None,
    *,
    ontology: Ontology | str | Path | None = None,
    merges: str | Path | Sequence[Merge] = (),
    on_merges: OnMerges | None = None,
) -> ActorGraph:
    """Return the actor graph of those events of a store that a query means, of all without one.

    Actors are joined as over the whole store, whatever part of it is asked for: ``merges`` are a
    person's decisions on that, and ``on_merges`` is told all that is joined.
    """
    decided = read_merges(Path(merges)) if isinstance(merges, str | Path) else merges
    with StoreReader(store, decided=decided) as reader:
        if on_merges is not None:
            on_merges(reader.merges)
        return _build_graph(reader.events(query or EventQuery()), _as_ontology(ontology))


def load_graph(
    paths: str | Path | Iterable[str | Path], *, ontology: Ontology | str | Path | None = None
) -> ActorGraph:
    """Return the actor graph of event files or of a store, as ``build`` returns it of documents.

    Actors of several files are merged across them. Raises InputError or RecordError.
    """
    files = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    stores = [file for file in files if holds_store(file)]
    if stores and len(files) > 1:
        raise InputError(f"{stores[0]}: is a store; give it alone")
    if stores:
        return query_store(stores[0], ontology=ontology)
    events = [event for file in files for event in read_events(file)]
    return _build_graph(merge_actors(events) if len(files) > 1 else events, _as_ontology(ontology))


def open_documents(
    inputs: Input | Iterable[Input], *, on_error: OnError | None = None
) -> Iterator[Document]:
    """Yield the documents of paths or of texts; a bad one goes to ``on_error`` or is raised."""
    if isinstance(inputs, str | Path | Document):
        inputs = [inputs]
    rest = iter(inputs)
    first = next(rest, None)
    if first is None:
        return
    if _is_path(first):
        paths = _only_paths(chain([first], rest))
        yield from read_documents(paths, on_error=on_error, limits=ReadingLimits())
    else:
        yield from documents_from_texts(_only_texts(chain([first], rest)), on_error=on_error)


def _is_path(given: Input) -> bool:
    if isinstance(given, Path):
        return True
    if not isinstance(given, str):
        return False
    if not any(map(str.isspace, given)) or os.path.exists(given):  # noqa: PTH110 (Path raises on long texts)
        return True
    return "\n" not in given and Path(given).suffix.lower() in READERS


def _only_paths(inputs: Iterable[Input]) -> Iterator[str | Path]:
    for given in inputs:
        if not isinstance(given, str | Path):
            raise InputError(f"{str(given)[:60]!r} is no path; give paths or texts, not both")
        yield given


def _only_texts(inputs: Iterable[Input]) -> Iterator[str | Document | tuple[str, str]]:
    for given in inputs:
        if isinstance(given, Path):
            raise InputError(f"{given}: a path among texts; give paths or texts, not both")
        yield given


def _as_ontology(ontology: Ontology | str | Path | None) -> Ontology:
    if isinstance(ontology, Ontology):
        return ontology
    return load_ontology(None if ontology is None else Path(ontology))


def _as_pipeline(pipeline: Language | str | Path | None) -> Language:
    if pipeline is None or isinstance(pipeline, str | Path):
        return load_pipeline(pipeline)
    return pipeline


def _build_graph(events: Iterable[Event], ontology: Ontology) -> ActorGraph:
    """Return the graph of events; its libraries are loaded only where a graph is wanted."""
    from graphkit.graph import build_graph

    return build_graph(events, ontology)


class _Reading:
    """Reads documents to their events, in this process, and tells of each what is to be told."""

    def __init__(
        self,
        nlp: Language,
        ontology: Ontology,
        on_error: OnError | None,
        on_progress: OnProgress | None,
    ) -> None:
        from graphkit.engine import DocumentReader

        self._reader = DocumentReader(nlp, ontology)
        self._on_error = on_error
        self._on_progress = on_progress
        self._languages: Counter[str] = Counter()

    def events(self, documents: Iterable[Document]) -> Iterator[Event]:
        """Yield the events of the documents that can be read and are in English."""
        from graphkit.engine import cut_batches

        for batch in cut_batches(documents):
            for document, outcome in zip(batch, self._reader.read_batch(batch), strict=True):
                self._tell(document, outcome)
                yield from outcome.events

    def _tell(self, document: Document, outcome: Outcome) -> None:
        if outcome.state is State.FAILED:
            failure = GraphkitError(f"{document.path or document.id}: {outcome.reason}")
            if self._on_error is None:
                raise failure
            self._on_error(failure)
        elif outcome.state is State.SKIPPED:
            self._languages[str(outcome.language)] += 1
        if self._on_progress is not None:
            self._on_progress(document)

    @property
    def skipped(self) -> str:
        """How many documents are not in English, in one line, or nothing where all are."""
        if not self._languages:
            return ""
        total = self._languages.total()
        ordered = sorted(self._languages.items(), key=lambda item: (-item[1], item[0]))
        listed = ", ".join(f"{count:,} {language}" for language, count in ordered)
        noun = "1 document is" if total == 1 else f"{total:,} documents are"
        return f"{noun} not in English and not read ({listed})"


def _warn(line: str) -> None:
    warnings.warn(line, stacklevel=2)
