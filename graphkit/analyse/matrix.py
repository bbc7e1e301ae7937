"""Who does how much to whom: a table with a row for each source and a column for each target."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import OutputError
from graphkit.graph import ActorGraph
from graphkit.types import Actor

if TYPE_CHECKING:
    import pandas

__all__ = ["Matrix", "who_whom"]

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Reports from each actor (row) to each (column), in the order of ``actors``.

    ``reports`` counts independent reports of what the texts themselves state as done, ``marked``
    those of what is planned, possible, negated, of an earlier time or only claimed. ``tone`` is the
    mean intensity of the acts done, -10 (conflict) to 10 (cooperation).
    """

    actors: tuple[Actor, ...]
    reports: tuple[tuple[int, ...], ...]
    marked: tuple[tuple[int, ...], ...]
    tone: tuple[tuple[float, ...], ...]

    def frame(self) -> pandas.DataFrame:
        """Return the reports as a pandas DataFrame with the names; OutputError without pandas."""
        try:
            import pandas
        except ImportError as error:
            raise OutputError("a frame needs pandas; run: pip install pandas") from error
        names = [actor.name for actor in self.actors]
        return pandas.DataFrame(
            [list(row) for row in self.reports],
            index=pandas.Index(names, name="source"),
            columns=pandas.Index(names, name="target"),
        )


def who_whom(graph: ActorGraph, *, top: int = 15) -> Matrix:
    """Return the table of the ``top`` actors with most reports, the most reported first."""
    done: Counter[_Pair] = Counter()
    marked: Counter[_Pair] = Counter()
    force: dict[_Pair, float] = defaultdict(float)
    activity: Counter[str] = Counter()
    for relation in graph.relations:
        pair = (relation.source, relation.target)
        (done if relation.is_done else marked)[pair] += relation.weight
        if relation.is_done:
            force[pair] += relation.intensity * relation.weight
        activity.update(dict.fromkeys(pair, relation.weight))
    ids = sorted(activity, key=lambda actor: (-activity[actor], actor))[: max(top, 0)]
    rows = [[(source, target) for target in ids] for source in ids]
    return Matrix(
        actors=tuple(map(graph.actor, ids)),
        reports=tuple(tuple(done[pair] for pair in row) for row in rows),
        marked=tuple(tuple(marked[pair] for pair in row) for row in rows),
        tone=tuple(
            tuple(force[pair] / done[pair] if done[pair] else 0.0 for pair in row) for row in rows
        ),
    )
