"""Tables align, keep within the terminal, and let no text steer it."""

from __future__ import annotations

from collections.abc import Callable

from graphkit.cli.tables import EVENT_COLUMNS, actor_record, actor_row, event_row, format_table
from graphkit.graph import build_graph
from graphkit.ontology import Ontology
from graphkit.types import Event, Stance, Status

MakeEvent = Callable[..., Event]

LONG = "Israel moved several hundred rescue workers through the Golan Heights to Jordan."


def test_columns_are_aligned_and_numbers_stand_right() -> None:
    lines = format_table(("NAME", "COUNT"), [["Syria", "7"], ["Jordan", "12"]])
    assert list(lines) == [
        "NAME    COUNT",
        "Syria       7",
        "Jordan     12",
    ]


def test_without_a_width_nothing_is_cut() -> None:
    assert list(format_table(("SENTENCE",), [[LONG]]))[1] == LONG


def test_a_table_keeps_within_the_terminal_and_marks_what_is_cut() -> None:
    lines = list(format_table(("WHO", "SENTENCE"), [["Israel", LONG]], width=40))
    assert [len(line) for line in lines][1] == 40
    assert lines[1].startswith("Israel  Israel moved")
    assert lines[1].endswith("…")


def test_the_widest_column_is_cut_first() -> None:
    row = ["the Organisation for the Prohibition", LONG]
    (line,) = list(format_table(("WHO", "SENTENCE"), [row], width=60))[1:]
    assert line.startswith("the Organisation for the Pro…")
    assert len(line) <= 60


def test_wide_characters_count_twice_and_accents_not_at_all() -> None:
    lines = list(format_table(("A", "B"), [["中国", "x"], ["e\N{COMBINING ACUTE ACCENT}", "y"]]))
    assert lines[1] == "中国  x"
    assert lines[2] == "e\N{COMBINING ACUTE ACCENT}     y"


def test_text_cannot_steer_the_terminal() -> None:
    (line,) = list(format_table(("A",), [["\x1b[31mred\x1b[0m\nnext\u202eright"]]))[1:]
    assert line == "[31mred [0m next right"


def test_an_event_row_tells_label_status_and_claim(make_event: MakeEvent) -> None:
    event = make_event(
        relation="labels",
        label="terrorists",
        says="Russia",
        stance=Stance.DENIES,
        status=Status.POSSIBLE,
    )
    assert dict(zip(EVENT_COLUMNS, event_row(event), strict=True)) == {
        "DATE": "2018-07-22",
        "SOURCE": "Syria",
        "RELATION": "labels “terrorists”",
        "TARGET": "Turkey",
        "STATUS": "possible, Russia denies",
        "SENTENCE": "Syria labels Turkey.",
    }


def test_an_event_without_date_and_target_leaves_them_empty(make_event: MakeEvent) -> None:
    row = event_row(make_event(target=None, date=None))
    assert (row[0], row[3]) == ("", "")


def test_an_actor_is_told_by_its_counts_and_aliases(
    make_event: MakeEvent, small_ontology: Ontology
) -> None:
    fields = {"aliases": ("Damascus",), "country": "SYR"}
    graph = build_graph([make_event(source_fields=fields)], small_ontology)
    assert actor_row(graph, "state:syria") == [
        "Syria", "state", "SYR", "1", "1", "2018-07-22", "2018-07-22", "Damascus",
    ]  # fmt: skip
    record = actor_record(graph, "state:turkey")
    assert record["name"] == "Turkey"
    assert record["country"] is None
    assert record["aliases"] == []
