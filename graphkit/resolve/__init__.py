"""Doc → mentions → coreference chains → actors; then actors across documents."""

from graphkit.resolve.actors import ActorIndex, capital_state, resolve_actors, slug
from graphkit.resolve.countries import Countries, load_countries
from graphkit.resolve.mentions import find_mentions
from graphkit.resolve.merging import Merge, merge_actors, plan_merges, read_merges, write_merges

__all__ = [
    "ActorIndex",
    "Countries",
    "Merge",
    "capital_state",
    "find_mentions",
    "load_countries",
    "merge_actors",
    "plan_merges",
    "read_merges",
    "resolve_actors",
    "slug",
    "write_merges",
]
