"""Questions to a store: the same answers as from all events in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from graphkit import pipeline
from graphkit.errors import InputError
from graphkit.graph import build_graph
from graphkit.resolve import Merge, merge_actors, plan_merges
from graphkit.store import (
    EventQuery,
    EventStore,
    Outcome,
    Period,
    State,
    StoreReader,
    write_parquet,
)
from graphkit.types import ActorKind, Document, Event, Status

MakeEvent = Callable[..., Event]


def fill(path: Path, events: Iterable[Event], **fields: str) -> None:
    """Make a store of the events, each in a document of its own text."""
    with EventStore(path, create=True) as store:
        run = store.begin_run(version="v", engine="test", workers=1)
        for event in events:
            document = Document(
                event.doc_id, event.sentence, date=event.date, date_source=event.date_source,
                path=f"{event.doc_id}.txt", **fields,
            )  # fmt: skip
            with store.transaction():
                admission = store.admit(document, run=run, version="v", resume=False)
            assert admission
            store.finish([(admission, Outcome(State.DONE, (event,)))])


@pytest.fixture
def events(make_event: MakeEvent) -> list[Event]:
    person = {"kind": ActorKind.PERSON}
    full = {"id": "person:vladimir-putin", **person}
    return [
        make_event("Vladimir Putin", "accuses", "Turkey", doc="d1", source_fields=full),
        make_event("Syria", doc="d2", date="2018-08-01"),
        make_event("Syria", doc="d3", date="2018-08-02", sentence="Syria attacks Turkey again."),
        make_event("Iran", "aids", "Syria", doc="d4", date=None, status=Status.INTENDED),
        make_event(
            "Putin", "attacks", "Syria", doc="d5", date="2019-01-05", says="Iran",
            source_fields={"id": "person:putin", **person},
        ),
        make_event("Turkey", "attacks", None, doc="d6", date="2018-08-03"),
    ]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, events: list[Event]) -> Path:
    fill(tmp_path / "events.db", events)
    return tmp_path / "events.db"


def ids(events: Iterable[Event]) -> list[str]:
    return [event.doc_id for event in events]


def test_actors_are_joined_as_in_memory(store: Path, events: list[Event]) -> None:
    with StoreReader(store) as reader:
        assert reader.merges == plan_merges(events) != []
        assert list(reader.events()) == merge_actors(events)
    with StoreReader(store) as again:  # from what was kept
        assert list(again.events()) == merge_actors(events)


def test_joins_are_found_anew_when_events_have_come(store: Path, make_event: MakeEvent) -> None:
    StoreReader(store).__exit__(None, None, None)
    fields = {"id": "person:anna-putin", "kind": ActorKind.PERSON}
    fill(store, [make_event("Anna Putin", doc="d9", source_fields=fields)])
    with StoreReader(store) as reader:
        assert reader.merges == []  # Putin alone may now be either


def test_a_person_s_decisions_are_obeyed(store: Path, events: list[Event]) -> None:
    refused = [Merge("person:putin", "person:vladimir-putin", "", "", "refuse")]
    with StoreReader(store, decided=refused) as reader:
        assert list(reader.events()) == merge_actors(events, refused)


def test_a_joined_actor_is_found_by_any_of_its_names_and_bears_the_whole_one(store: Path) -> None:
    with StoreReader(store) as reader:
        for name in ("Putin", "vladimir putin", "person:putin"):
            found = list(reader.events(EventQuery(actors=(name,))))
            assert ids(found) == ["d1", "d5"]
            assert {event.source.name for event in found} == {"Vladimir Putin"}
        (alone,) = reader.events(EventQuery(actors=("Putin",), since="2019-01-01"))
        assert alone.source.id == "person:vladimir-putin"
        assert alone.source.name == "Vladimir Putin"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (EventQuery(), ["d1", "d2", "d3", "d4", "d5", "d6"]),
        (EventQuery(actors=("Syria",)), ["d2", "d3", "d4", "d5"]),
        (EventQuery(actors=("Syria", "Putin"), relations=("attacks",)), ["d2", "d3", "d5"]),
        (EventQuery(relations=("aids", "accuses")), ["d1", "d4"]),
        (EventQuery(classes=("ACCUSE",)), []),
        (EventQuery(statuses=("intended",)), ["d4"]),
        (EventQuery(since="2018-08-01", until="2018-08-02"), ["d2", "d3"]),
        (EventQuery(outlets=("herald.example",)), []),
    ],
)
def test_a_query_lets_pass_what_passes_every_test(
    store: Path, query: EventQuery, expected: list[str]
) -> None:
    with StoreReader(store) as reader:
        assert ids(reader.events(query)) == expected


def test_an_outlet_is_the_host_of_the_address(tmp_path: Path, events: list[Event]) -> None:
    fill(tmp_path / "a.db", events, url="https://www.herald.example:443/1")
    with StoreReader(tmp_path / "a.db") as reader:
        query = EventQuery(outlets=("herald.example",))
        assert len(list(reader.events(query))) == len(events)
        assert reader.timeline(query, by="year") == [Period("2018", 4), Period("2019", 1)]
        assert reader.top_dyads(query, limit=1)[0].events == 2


def test_an_unknown_actor_is_named_with_near_names(store: Path) -> None:
    with StoreReader(store) as reader, pytest.raises(InputError, match="did you mean syria"):
        list(reader.events(EventQuery(actors=("Syrja",))))


def test_top_dyads_count_as_the_events_do(store: Path) -> None:
    with StoreReader(store) as reader:
        found = {(d.source, d.target): d.events for d in reader.top_dyads()}
        counted = Counter((e.source.id, e.target.id) for e in reader.events() if e.target)
        assert found == dict(counted)
        assert reader.top_dyads(limit=1)[0].documents == 2
        assert reader.top_dyads(EventQuery(since="2019-01-01"))[0].source == "person:vladimir-putin"


def test_the_timeline_counts_dated_events(store: Path) -> None:
    with StoreReader(store) as reader:
        months = [Period("2018-07", 1), Period("2018-08", 3), Period("2019-01", 1)]
        assert reader.timeline() == months
        query = EventQuery(actors=("Syria",))
        days = [Period("2018-08-01", 1), Period("2018-08-02", 1), Period("2019-01-05", 1)]
        assert reader.timeline(query, by="day") == days


def test_a_graph_comes_of_what_was_asked(store: Path, events: list[Event]) -> None:
    whole = pipeline.load_graph(store)
    assert list(whole.relations) == list(build_graph(merge_actors(events)).relations)
    told: list[Merge] = []
    part = pipeline.query_store(store, EventQuery(actors=("Putin",)), on_merges=told.extend)
    assert part.summary == "3 actors, 2 relations, 2 events from 2 documents"
    assert [merge.into for merge in told] == ["person:vladimir-putin"]
    with pytest.raises(InputError, match="give it alone"):
        pipeline.load_graph([store, store])


def test_parquet_has_a_row_for_every_event(store: Path, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    with StoreReader(store) as reader:
        assert write_parquet(tmp_path / "events.parquet", reader.events()) == 6
        first = (tmp_path / "events.parquet").read_bytes()
        write_parquet(tmp_path / "events.parquet", reader.events())
    assert (tmp_path / "events.parquet").read_bytes() == first
    frame = pandas.read_parquet(tmp_path / "events.parquet")
    assert list(frame["source_name"])[:2] == ["Vladimir Putin", "Syria"]
    assert frame["target_id"].isna().sum() == 1
    assert frame["claim_speaker_name"].dropna().tolist() == ["Iran"]
