"""The page as a widget: it tells Python what a person selects and shows what Python filters.

This module needs anywidget (the extra ``notebook``); nothing imports it before ``graph.widget()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from graphkit.errors import InputError
from graphkit.render.html import render_html
from graphkit.render.notebook import FRAME_HEIGHT, FRAME_PERMISSIONS, FRAME_SANDBOX
from graphkit.render.templates import bridge_script, widget_module

if TYPE_CHECKING:
    from graphkit.graph import ActorGraph, Relation
    from graphkit.types import Actor, Event

__all__ = ["GraphWidget"]


class GraphWidget(anywidget.AnyWidget):
    """A graph's page in a notebook, joined to Python.

    ``selected_edges`` and ``selected_actors`` are the ids of what is selected on the page, and may
    be set or observed (``widget.observe(function, "selected_edges")``); ``shown_edges`` are the ids
    of the relations that all filters leave, None until the page is there.
    """

    _esm = widget_module()

    page = traitlets.Unicode(read_only=True).tag(sync=True)
    height = traitlets.Int(FRAME_HEIGHT).tag(sync=True)
    sandbox = traitlets.Unicode(FRAME_SANDBOX, read_only=True).tag(sync=True)
    permissions = traitlets.Unicode(FRAME_PERMISSIONS, read_only=True).tag(sync=True)
    selected_edges = traitlets.List(traitlets.Unicode()).tag(sync=True)
    selected_actors = traitlets.List(traitlets.Unicode()).tag(sync=True)
    kept_edges = traitlets.List(traitlets.Unicode(), default_value=None, allow_none=True).tag(
        sync=True
    )
    shown_edges = traitlets.List(traitlets.Unicode(), default_value=None, allow_none=True).tag(
        sync=True
    )

    def __init__(self, graph: ActorGraph, *, height: int = FRAME_HEIGHT) -> None:
        """Make the widget of a graph, ``height`` pixels high."""
        super().__init__(height=height)
        self.graph = graph
        self.set_trait("page", render_html(graph, bridge=bridge_script()))

    def __repr__(self) -> str:
        """Say what it shows: the text that is left where no widget can be."""
        return f"GraphWidget of {self.graph!r}"

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations selected on the page."""
        chosen = set(self.selected_edges)
        return tuple(relation for relation in self.graph.relations if relation.id in chosen)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors selected on the page."""
        chosen = set(self.selected_actors)
        return tuple(actor for actor in self.graph.actors if actor.id in chosen)

    @property
    def evidence(self) -> tuple[Event, ...]:
        """The events behind the selected relations, and those of the selected actors."""
        ids = {event_id for relation in self.relations for event_id in relation.event_ids}
        chosen = {actor.id for actor in self.actors}
        return tuple(
            event
            for event in self.graph.events
            if event.id in ids
            or event.source.id in chosen
            or (event.target is not None and event.target.id in chosen)
        )

    @property
    def shown(self) -> ActorGraph:
        """The part of the graph that the page shows, after its own filters and Python's."""
        if self.shown_edges is None:
            return self.graph
        shown = set(self.shown_edges)
        return self.graph.part(r for r in self.graph.relations if r.id in shown)

    def select(self, actor: str | None = None, *, edge: str | None = None) -> None:
        """Select an actor (id, name or alias) or a relation (its id) on the page, or nothing.

        Raises InputError for an unknown one.
        """
        if actor is not None and edge is not None:
            raise InputError("the page selects an actor or a relation; give one of the two")
        if edge is not None:
            self.graph.events_of(edge)  # raises where no relation has the id
        actors = [] if actor is None else [self.graph.actor(actor).id]
        with self.hold_sync():
            self.selected_edges = [] if edge is None else [edge]
            self.selected_actors = actors

    def filter(self, **criteria: Any) -> None:
        """Show only the relations that ``graph.filter`` keeps by these criteria; all without any.

        Places, widths and evidence on the page stay those of the whole graph. Raises InputError.
        """
        kept = [relation.id for relation in self.graph.filter(**criteria).relations]
        self.set_trait("kept_edges", kept if criteria else None)
