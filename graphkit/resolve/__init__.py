"""Doc → mentions → coreference chains → actors."""

from graphkit.resolve.actors import ActorIndex, resolve_actors
from graphkit.resolve.countries import Countries, load_countries
from graphkit.resolve.mentions import find_mentions

__all__ = ["ActorIndex", "Countries", "find_mentions", "load_countries", "resolve_actors"]
