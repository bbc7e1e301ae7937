"""Actors across documents: conservative merges, each with its reason, open to a person's veto.

Ids already join what is the same by construction (states, governments, full names). What is left
is joined only where one candidate fits: a surname to the one person who bears it, an acronym or
alias to the one actor known by it, two kinds of one name to the likelier kind.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphkit.errors import InputError
from graphkit.files import write_atomic
from graphkit.resolve.chains import surname
from graphkit.resolve.countries import normalise_name
from graphkit.types import ActorKind, ActorRef, Event

__all__ = ["Merge", "merge_actors", "plan_merges", "read_merges", "write_merges"]

_COLUMNS = ("actor", "into", "name", "reason", "decision")
_FIXED_KINDS = frozenset({ActorKind.STATE, ActorKind.PERSON, ActorKind.PLACE, ActorKind.POPULATION})


@dataclass(frozen=True, slots=True)
class Merge:
    """One actor joined to another. ``decision`` is ``accept``, ``refuse`` or ``rename``.

    ``name`` is the name that the joined actor bears; a person may change it with ``rename``.
    """

    actor: str
    into: str
    name: str
    reason: str
    decision: str = "accept"


@dataclass(slots=True)
class _Known:
    """An actor as its first mention gives it, all its names, and how often it is mentioned."""

    ref: ActorRef
    names: set[str]
    uses: int = 0


def plan_merges(events: Iterable[Event], decided: Sequence[Merge] = ()) -> list[Merge]:
    """Return the merges for the actors of some events; a person's decisions come first."""
    return _plan(_collect(events), decided)


def merge_actors(
    events: Iterable[Event],
    decided: Sequence[Merge] = (),
    *,
    on_merges: Callable[[list[Merge]], None] | None = None,
) -> list[Event]:
    """Return the events with merged actors in their references; ids of events stay.

    ``on_merges`` is told what ``plan_merges`` returns of them.
    """
    stated = list(events)
    known = _collect(stated)
    plan = _plan(known, decided)
    if on_merges is not None:
        on_merges(plan)
    merges = {m.actor: m for m in plan if m.decision != "refuse"}
    if not merges:
        return stated
    finals = ((actor, _target(actor, merges, known)) for actor in merges if actor in known)
    renamed = {actor: final for actor, final in finals if final is not None}
    rewritten = (_rewrite(event, renamed, merges) for event in stated)
    return [e for e in rewritten if e.target is None or e.source.id != e.target.id]


def _plan(known: Mapping[str, _Known], decided: Sequence[Merge]) -> list[Merge]:
    found = {merge.actor: merge for merge in decided}
    for rule in (_same_name, _surname, _alias):
        for merge in rule(known):
            if merge.actor not in found and merge.actor != merge.into:
                found[merge.actor] = merge
    return sorted(found.values(), key=lambda m: (m.into, m.actor))


def _collect(events: Iterable[Event]) -> dict[str, _Known]:
    """Return who is mentioned, by id, in the order of the ids."""
    known: dict[str, _Known] = {}
    for event in events:
        speaker = event.claim.speaker if event.claim else None
        for ref in (event.source, event.target, speaker):
            if ref is None:
                continue
            entry = known.get(ref.id)
            if entry is None:
                entry = known[ref.id] = _Known(ref, set())
            entry.names.add(ref.name)
            entry.names.update(ref.aliases)
            entry.uses += 1
    return dict(sorted(known.items()))


def _same_name(known: Mapping[str, _Known]) -> Iterable[Merge]:
    """One name read as two kinds: the kind that most mentions have."""
    groups: dict[str, list[str]] = {}
    for actor, entry in known.items():
        name = actor.partition(":")[2]
        if entry.ref.kind not in _FIXED_KINDS and "@" not in actor and name != entry.ref.country:
            groups.setdefault(name, []).append(actor)
    for same in groups.values():
        best = max(same, key=lambda a: (known[a].ref.kind is not ActorKind.OTHER, known[a].uses, a))
        for actor in same:
            yield Merge(actor, best, known[best].ref.name, "same name, another kind")


def _surname(known: Mapping[str, _Known]) -> Iterable[Merge]:
    """A surname alone: the only person of the corpus who bears it."""
    people = {a: e for a, e in known.items() if e.ref.kind is ActorKind.PERSON and "@" not in a}
    full: dict[str, list[str]] = {}
    for actor, entry in people.items():
        if len(entry.ref.name.split()) > 1 and entry.ref.name[:1].isupper():
            full.setdefault(surname(entry.ref.name), []).append(actor)
    for actor, entry in people.items():
        bearers = full.get(surname(entry.ref.name), [])
        if len(entry.ref.name.split()) == 1 and len(bearers) == 1:
            yield Merge(
                actor, bearers[0], known[bearers[0]].ref.name, "the only bearer of the surname"
            )


def _alias(known: Mapping[str, _Known]) -> Iterable[Merge]:
    """A name that a document gives as another name of one actor: *NSC*, *Syrian Civil Defence*."""
    owners: dict[str, set[str]] = {}
    for actor, entry in known.items():
        if entry.ref.kind in _FIXED_KINDS or "@" in actor:
            continue
        for alias in entry.names:
            if alias[:1].isupper():
                owners.setdefault(normalise_name(alias), set()).add(actor)
    for actor, entry in known.items():
        if entry.ref.kind in _FIXED_KINDS or "@" in actor:
            continue
        others = owners.get(normalise_name(entry.ref.name), set()) - {actor}
        if len(others) != 1:
            continue
        other = next(iter(others))
        if known[other].uses > entry.uses or (known[other].uses == entry.uses and other < actor):
            yield Merge(actor, other, known[other].ref.name, "an alias of the other in a document")


def _target(
    actor: str, merges: Mapping[str, Merge], known: Mapping[str, _Known]
) -> ActorRef | None:
    """The reference that stands for an actor after all merges, or None where nothing changes."""
    final, seen = actor, {actor}
    while final in merges and merges[final].into not in seen:
        final = merges[final].into
        seen.add(final)
    if final == actor:
        return None
    entry = known.get(final) or known[actor]
    return replace(entry.ref, id=final)


def _rewrite(event: Event, renamed: Mapping[str, ActorRef], merges: Mapping[str, Merge]) -> Event:
    """Return the event with merged actors; itself where nobody in it is merged."""

    def refer(ref: ActorRef) -> ActorRef:
        owner = renamed.get(ref.part_of or "")
        if owner is not None:
            ref = replace(ref, part_of=owner.id)
        final = renamed.get(ref.id)
        if final is None:
            return ref
        merge = merges[ref.id]
        name = merge.name if merge.decision == "rename" else final.name
        aliases = {*ref.aliases, *final.aliases, ref.name} - {name}
        return replace(
            ref, id=final.id, name=name, kind=final.kind, country=ref.country or final.country,
            aliases=tuple(sorted(aliases)), part_of=ref.part_of or final.part_of,
        )  # fmt: skip

    source, target, claim = event.source, event.target, event.claim
    new_source, new_target = refer(source), target and refer(target)
    new_claim = claim
    if claim and (speaker := refer(claim.speaker)) is not claim.speaker:
        new_claim = replace(claim, speaker=speaker)
    if new_source is source and new_target is target and new_claim is claim:
        return event
    return replace(event, source=new_source, target=new_target, claim=new_claim)


def write_merges(merges: Iterable[Merge], path: Path) -> None:
    """Write merges as CSV for a person to read and change the last column."""
    with write_atomic(path) as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for merge in merges:
            writer.writerow([merge.actor, merge.into, merge.name, merge.reason, merge.decision])


def read_merges(path: Path) -> list[Merge]:
    """Return the decisions of such a file; InputError names the line that cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read ({error}); name a merges file of graphkit"
        ) from error
    merges = []
    for number, row in enumerate(rows, 2):
        decision = (row.get("decision") or "").strip().lower()
        if (
            decision not in {"accept", "refuse", "rename"}
            or not row.get("actor")
            or not row.get("into")
        ):
            raise InputError(
                f"{path}: line {number}: needs actor, into and decision (accept, refuse or rename)"
            )
        merges.append(
            Merge(
                row["actor"], row["into"], row.get("name") or "", row.get("reason") or "", decision
            )
        )
    return merges
