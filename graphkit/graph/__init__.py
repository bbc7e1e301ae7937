"""Events → ActorGraph: actors as nodes, relations as edges, each leading back to its evidence."""

from graphkit.graph.blocs import find_blocs
from graphkit.graph.build import build_graph
from graphkit.graph.layout import compute_layout, node_radius
from graphkit.graph.model import ActorGraph
from graphkit.graph.palette import EDGE_COLOURS, NODE_COLOURS, edge_colour, node_colour, node_sizes
from graphkit.graph.relation import Relation
from graphkit.graph.reports import count_reports

__all__ = [
    "EDGE_COLOURS",
    "NODE_COLOURS",
    "ActorGraph",
    "Relation",
    "build_graph",
    "compute_layout",
    "count_reports",
    "edge_colour",
    "find_blocs",
    "node_colour",
    "node_radius",
    "node_sizes",
]
