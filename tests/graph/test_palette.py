from __future__ import annotations

import networkx

from graphkit.graph import EDGE_COLOURS, NODE_COLOURS, edge_colour, node_colour, node_sizes
from graphkit.graph.palette import NEGATED_COLOUR
from graphkit.types import ActorKind, Quad, Status


def test_every_kind_and_quad_has_a_colour_of_its_own() -> None:
    assert set(NODE_COLOURS) == set(ActorKind)
    assert set(EDGE_COLOURS) == set(Quad)
    for palette in (NODE_COLOURS, EDGE_COLOURS):
        colours = list(palette.values())
        assert len(set(colours)) == len(colours)
        assert all(len(colour) == 7 and colour[0] == "#" for colour in colours)


def test_colours_go_by_value_too() -> None:
    assert node_colour("person") == NODE_COLOURS[ActorKind.PERSON]
    assert edge_colour("material_conflict") == EDGE_COLOURS[Quad.MATERIAL_CONFLICT]


def test_only_a_stated_fact_has_the_full_colour() -> None:
    full = EDGE_COLOURS[Quad.MATERIAL_CONFLICT]
    assert edge_colour(Quad.MATERIAL_CONFLICT, Status.HISTORICAL) == full
    pale = {
        edge_colour(Quad.MATERIAL_CONFLICT, Status.INTENDED),
        edge_colour(Quad.MATERIAL_CONFLICT, Status.POSSIBLE),
        edge_colour(Quad.MATERIAL_CONFLICT, Status.ACTUAL, claimed=True),
    }
    assert pale == {"#eaae7f"}
    assert edge_colour(Quad.MATERIAL_CONFLICT, Status.NEGATED) == NEGATED_COLOUR


def test_an_actor_is_as_large_as_its_relations_weigh() -> None:
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_node("alone")
    graph.add_edge("a", "b", weight=3)
    graph.add_edge("b", "c", weight=1)
    graph.add_edge("c", "c", weight=3)  # counts once
    assert node_sizes(graph) == {"alone": 9.0, "a": 24.6, "b": 27.0, "c": 27.0}
    assert node_sizes(networkx.MultiDiGraph()) == {}
