"""ActorGraph → files for other programs: Gephi, networkx, igraph, spreadsheets, Neo4j, the web."""

from graphkit.export.csv import write_csv, write_excel_csv
from graphkit.export.formats import FORMATS, Format, write_graph
from graphkit.export.gexf import write_gexf
from graphkit.export.graphml import write_graphml
from graphkit.export.json import write_cytoscape, write_json
from graphkit.export.neo4j import write_cypher, write_neo4j_csv
from graphkit.export.parquet import write_parquet

__all__ = [
    "FORMATS",
    "Format",
    "write_csv",
    "write_cypher",
    "write_cytoscape",
    "write_excel_csv",
    "write_gexf",
    "write_graph",
    "write_graphml",
    "write_json",
    "write_neo4j_csv",
    "write_parquet",
]
