"""Who stands with whom: the split into two sides that fits the signs of the acts best.

After Heider and Harary: a friend's friend is a friend, an enemy's enemy too. In each connected part
of the graph the actors are put on two sides so that as little as possible contradicts the split:
conflict within a side, or cooperation across.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from graphkit.graph import ActorGraph
from graphkit.graph.table import Scalar, Table
from graphkit.types import Actor

__all__ = ["Camp", "Camps", "Tie", "find_camps"]

_ROUNDING = 1e-9
_LINES = 8  # camps, actors of one and tensions that the text form names


@dataclass(frozen=True, slots=True)
class Tie:
    """What two actors are to each other: the intensity of their acts times the reports, summed."""

    one: Actor
    other: Actor
    strength: float


@dataclass(frozen=True, slots=True)
class Camp:
    """Actors on one side, the most tied first; ``against`` is the number of the other side."""

    number: int
    actors: tuple[Actor, ...]
    against: int | None


@dataclass(frozen=True, repr=False, slots=True)
class Camps:
    """The sides that were found, and how well they fit.

    ``balance`` is the share of the ties' strength that fits the split, 1 where all does;
    ``tensions`` are the ties that contradict it, the strongest first.
    """

    camps: tuple[Camp, ...]
    tensions: tuple[Tie, ...]
    balance: float

    def __repr__(self) -> str:
        """Return the camps, their balance and the main tensions as text."""
        camps = [
            f"  {camp.number}{f' against {camp.against}' if camp.against else ''}: "
            f"{_list(actor.name for actor in camp.actors)}"
            for camp in self.camps[:_LINES]
        ]
        if len(self.camps) > _LINES:
            camps.append(f"  … and {len(self.camps) - _LINES} more in .members")
        tensions = ["against the split:"] if self.tensions else []
        tensions += [
            f"  {tie.one.name} – {tie.other.name} ({tie.strength:+.0f})"
            for tie in self.tensions[:_LINES]
        ]
        count = f"{len(self.camps)} camp{'' if len(self.camps) == 1 else 's'}"
        heading = f"{count}, balance {self.balance:.2f}"
        return "\n".join([heading, *camps, *tensions])

    @property
    def members(self) -> Table[tuple[Camp, Actor]]:
        """Every actor with its camp, camp by camp, as a table with ``frame()``."""
        pairs = ((camp, actor) for camp in self.camps for actor in camp.actors)
        return Table(pairs, ("camp", "against", "id", "name", "kind", "country"), _member_row)


def find_camps(graph: ActorGraph) -> Camps:
    """Return the camps of a graph, those of its strongest part first.

    Where the ties contradict each other the split is improved step by step: nearly always the best
    one comes out, not surely. Only acts that the texts themselves state as done count. Actors
    without such acts, or whose acts cancel out, are in no camp.
    """
    ties = _signed_ties(graph)
    neighbours: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), strength in ties.items():
        neighbours[one][other] = neighbours[other][one] = strength
    force = {actor: sum(map(abs, near.values())) for actor, near in neighbours.items()}
    camps: list[Camp] = []
    side_of: dict[str, bool] = {}
    for part in _parts(ties, force):
        sides = _improve(part, neighbours)
        side_of |= sides
        camps += _camps_of(sides, force, graph, number=len(camps) + 1)
    against = {
        pair: strength
        for pair, strength in ties.items()
        if (side_of[pair[0]] == side_of[pair[1]]) != (strength > 0)
    }
    total = sum(map(abs, ties.values()))
    tensions = sorted(against.items(), key=lambda item: (-abs(item[1]), item[0]))
    return Camps(
        tuple(camps),
        tuple(Tie(graph.actor(one), graph.actor(other), value) for (one, other), value in tensions),
        1 - sum(map(abs, against.values())) / total if total else 1.0,
    )


def _signed_ties(graph: ActorGraph) -> dict[tuple[str, str], float]:
    """Return the pairs of actors and the strength of what they did to each other, without zeros."""
    ties: dict[tuple[str, str], float] = defaultdict(float)
    for relation in graph.relations:
        if relation.is_done and relation.source != relation.target:
            one, other = sorted((relation.source, relation.target))
            ties[one, other] += relation.intensity * relation.weight
    return {pair: strength for pair, strength in sorted(ties.items()) if strength}


def _parts(
    ties: Mapping[tuple[str, str], float], force: Mapping[str, float]
) -> list[dict[str, bool]]:
    """Return each connected part with a side for every actor, the strongest part first.

    The strongest ties are followed first, and none that closes a circle (a maximum spanning tree):
    where the part is balanced, any such tree gives the one split without a contradiction.
    """
    parts: dict[str, dict[str, bool]] = {actor: {actor: True} for actor in sorted(force)}
    for (one, other), strength in sorted(ties.items(), key=lambda tie: (-abs(tie[1]), tie[0])):
        kept, moved = parts[one], parts[other]
        if kept is moved:
            continue
        if len(kept) < len(moved):
            kept, moved = moved, kept
        turn = (parts[one][one] == parts[other][other]) != (strength > 0)
        for actor, side in moved.items():
            kept[actor] = side != turn
            parts[actor] = kept
    found = {id(part): part for part in parts.values()}
    return sorted(found.values(), key=lambda part: (-sum(force[a] for a in part), min(part)))


def _improve(
    sides: Mapping[str, bool], neighbours: Mapping[str, Mapping[str, float]]
) -> dict[str, bool]:
    """Return the sides after as many rounds of moves as leave less in contradiction.

    A round (Kernighan and Lin) moves every actor once, each time the one that it helps most or
    harms least, and keeps the moves up to the best moment: so that a group changes sides together
    where each of its members alone would not.
    """
    sides = dict(sides)
    while True:
        moves = _best_moves(sides, neighbours)
        if not moves:
            return sides
        sides |= {actor: not sides[actor] for actor in moves}


def _best_moves(
    sides: Mapping[str, bool], neighbours: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """Return the actors that change sides in one round; none where no move helps."""
    tried = dict(sides)
    strain = {actor: _strain(actor, tried, neighbours) for actor in tried}
    queue = [(-value, actor) for actor, value in strain.items()]
    heapify(queue)
    moves: list[str] = []
    relief = best = 0.0
    kept = 0
    moved: set[str] = set()
    while queue:
        value, actor = heappop(queue)
        if actor in moved or value != -strain[actor]:
            continue  # an entry that a later one has replaced
        moved.add(actor)
        moves.append(actor)
        relief += strain[actor]
        tried[actor] = not tried[actor]
        if relief > best + _ROUNDING:
            best, kept = relief, len(moves)
        for other in neighbours[actor].keys() - moved:
            strain[other] = _strain(other, tried, neighbours)
            heappush(queue, (-strain[other], other))
    return moves[:kept]


def _strain(
    actor: str, sides: Mapping[str, bool], neighbours: Mapping[str, Mapping[str, float]]
) -> float:
    """Return how much more of the actor's ties contradict its side than fit it."""
    return -sum(
        strength if sides[other] == sides[actor] else -strength
        for other, strength in neighbours[actor].items()
    )


def _camps_of(
    sides: Mapping[str, bool], force: Mapping[str, float], graph: ActorGraph, *, number: int
) -> list[Camp]:
    """Return the one or two camps of a part, that of its strongest actor first."""
    ordered = sorted(sides, key=lambda actor: (-force[actor], actor))
    first = [actor for actor in ordered if sides[actor] == sides[ordered[0]]]
    second = [actor for actor in ordered if sides[actor] != sides[ordered[0]]]
    members = [tuple(map(graph.actor, side)) for side in (first, second)]
    if not second:
        return [Camp(number, members[0], None)]
    return [Camp(number, members[0], number + 1), Camp(number + 1, members[1], number)]


def _member_row(member: tuple[Camp, Actor]) -> dict[str, Scalar | None]:
    camp, actor = member
    return {
        "camp": camp.number,
        "against": camp.against,
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country or "",
    }


def _list(names: Iterable[str]) -> str:
    shown = list(names)
    more = f" and {len(shown) - _LINES} more" if len(shown) > _LINES else ""
    return ", ".join(shown[:_LINES]) + more
