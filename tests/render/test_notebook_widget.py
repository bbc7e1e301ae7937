"""The Python side of the widget; tests/render/test_notebook_browser.py drives both sides."""

from __future__ import annotations

import sys

import pytest

from graphkit.errors import InputError, OutputError
from graphkit.graph import ActorGraph
from graphkit.render.notebook import FRAME_SANDBOX
from graphkit.render.templates import widget_module

pytest.importorskip("anywidget", reason="anywidget is not installed")


def test_it_holds_the_page_with_the_bridge_under_the_pages_policy(graph: ActorGraph) -> None:
    widget = graph.widget(height=300)
    assert widget.page.count("graphkit:connect") == 1
    assert "graphkit:connect" not in graph.to_html()
    assert (widget.height, widget.sandbox) == (300, FRAME_SANDBOX)
    assert repr(widget) == f"GraphWidget of {graph!r}"


def test_nothing_is_fetched_by_its_script() -> None:
    module = widget_module()
    assert "http" not in module
    assert "import" not in module


def test_the_selection_is_told_as_records(graph: ActorGraph) -> None:
    widget = graph.widget()
    assert (widget.relations, widget.actors, widget.evidence) == ((), (), ())
    edge = next(relation for relation in graph.relations if relation.relation == "evacuates")
    widget.selected_edges = [edge.id, "unknown"]
    assert widget.relations == (edge,)
    assert widget.evidence == graph.events_of(edge.id)
    widget.selected_edges = []
    widget.selected_actors = ["state:CAN"]
    assert [actor.name for actor in widget.actors] == ["Canada"]
    assert [event.relation for event in widget.evidence] == ["aids", "praises"]


def test_python_selects_by_name_or_by_edge(graph: ActorGraph) -> None:
    widget = graph.widget()
    widget.select("moscow")
    assert widget.selected_actors == ["state:RUS"]
    edge = graph.relations[0].id
    widget.select(edge=edge)
    assert (widget.selected_edges, widget.selected_actors) == ([edge], [])
    widget.select()
    assert (widget.selected_edges, widget.selected_actors) == ([], [])
    with pytest.raises(InputError, match=r"no actor is called 'Rusia'; did you mean Russia"):
        widget.select("Rusia")
    with pytest.raises(InputError, match="no relation has the id 'x'"):
        widget.select(edge="x")
    with pytest.raises(InputError, match="give one of the two"):
        widget.select("Russia", edge=edge)


def test_it_filters_as_the_graph_does(graph: ActorGraph) -> None:
    widget = graph.widget()
    widget.filter(quads="material_conflict", since="2018-07-21")
    kept = graph.filter(quads="material_conflict", since="2018-07-21").relations
    assert widget.kept_edges == [relation.id for relation in kept]
    with pytest.raises(InputError, match="no status is called"):
        widget.filter(statuses="actul")
    assert len(widget.kept_edges) == len(kept)
    widget.filter(relations=[])
    assert widget.kept_edges == []
    widget.filter()
    assert widget.kept_edges is None


def test_what_the_page_shows_is_a_graph(graph: ActorGraph) -> None:
    widget = graph.widget()
    assert widget.shown is graph
    widget.shown_edges = [relation.id for relation in graph.relations[:3]]
    assert widget.shown.relations == graph.relations[:3]


def test_without_anywidget_it_says_what_to_install(
    graph: ActorGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "graphkit.render.widget", raising=False)
    with pytest.raises(OutputError, match=r"pip install 'graphkit\[notebook\]'"):
        graph.widget()
