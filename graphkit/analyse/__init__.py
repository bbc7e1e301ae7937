"""ActorGraph → what it tells as a whole: ranks, groups, camps, paths, who–whom tables, time."""

from graphkit.analyse.camps import Camp, Camps, Tie, find_camps
from graphkit.analyse.centrality import ActorScore, Measure, rank_actors
from graphkit.analyse.communities import Community, find_communities
from graphkit.analyse.matrix import Matrix, who_whom
from graphkit.analyse.paths import ActorPath, PathStep, ego_graph, find_path
from graphkit.analyse.timeline import Period, Span, count_periods

__all__ = [
    "ActorPath",
    "ActorScore",
    "Camp",
    "Camps",
    "Community",
    "Matrix",
    "Measure",
    "PathStep",
    "Period",
    "Span",
    "Tie",
    "count_periods",
    "ego_graph",
    "find_camps",
    "find_communities",
    "find_path",
    "rank_actors",
    "who_whom",
]
