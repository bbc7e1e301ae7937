"""ActorGraph → files for other programs: GraphML and GEXF for Gephi, CSV tables, node-link JSON."""

from graphkit.export.csv import write_csv
from graphkit.export.gexf import write_gexf
from graphkit.export.graphml import write_graphml
from graphkit.export.json import write_json
from graphkit.export.write import WRITERS, write_graph

__all__ = ["WRITERS", "write_csv", "write_gexf", "write_graph", "write_graphml", "write_json"]
