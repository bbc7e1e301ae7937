"""Which of the events that a document may state stand, each weighed beside the others.

A logistic regression reads how likely the event model holds an event, its class, the kinds of its
actors, the slots of the rule that found it, and how many events its trigger and sentence state
already. It was learned on annotated texts that the model had not seen
(``python -m graphkit.training.acceptance``). A relation of an analyst's own always stands where its
rule fires.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphkit.extract.denials import DENIAL
from graphkit.extract.frames import MODEL_SLOTS
from graphkit.ontology import Ontology, load_ontology
from graphkit.types import Event
from graphkit.words import read_data

__all__ = ["AcceptanceWeights", "accept_events", "event_features", "load_acceptance"]

_LEAST = 1e-3
_MODEL = ">".join(MODEL_SLOTS)


@dataclass(frozen=True, slots=True)
class AcceptanceWeights:
    """Weights by feature, and the chances from which on events of rules and of the model stand.

    An event that only the model finds needs also that by itself it holds it for ``likely``.
    """

    weights: Mapping[str, float]
    bias: float
    rules_from: float
    model_from: float
    likely: float

    def chance(self, features: Mapping[str, float]) -> float:
        """Return how likely an event of these features is right."""
        score, known = self.bias, self.weights
        for name, value in features.items():
            score += value * known.get(name, 0.0)
        return 1 / (1 + math.exp(-score))


@cache
def load_acceptance() -> AcceptanceWeights:
    """Return the learned weights; read once a process."""
    data: dict[str, Any] = read_data("graphkit.extract", "acceptance")
    weights = {
        f"{group}={name}" if group != "numbers" else name: float(weight)
        for group, row in data["weights"].items()
        for name, weight in row.items()
    }
    limits = (float(data[name]) for name in ("bias", "rules_from", "model_from", "likely"))
    return AcceptanceWeights(weights, *limits)


def accept_events(
    events: Sequence[Event], ontology: Ontology, weights: AcceptanceWeights | None = None
) -> Iterator[tuple[Event, float]]:
    """Yield those of a document's possible events that stand, in their order, with a confidence.

    It is how likely they are right; those that are not weighed keep their own.
    """
    learned = weights or load_acceptance()
    for event, features in zip(events, event_features(events), strict=True):
        if event.target is None or _is_own(event, ontology):
            yield event, event.confidence
            continue
        chance = learned.chance(features)
        if _stands(event, chance, learned):
            yield event, round(chance, 3)


def _is_own(event: Event, ontology: Ontology) -> bool:
    """True for what a rule reads by a relation of an analyst's own."""
    shipped = load_ontology().relation(event.relation)
    return not _is_added(event) and ontology.relation(event.relation) != shipped


def _stands(event: Event, chance: float, learned: AcceptanceWeights) -> bool:
    if event.rule == DENIAL:
        return True
    if _is_added(event):
        return event.confidence >= learned.likely and chance >= learned.model_from
    return chance >= learned.rules_from


def event_features(events: Sequence[Event]) -> Iterator[dict[str, float]]:
    """Yield the features of each of a document's possible events, by name."""
    by_trigger = Counter(event.trigger.start for event in events)
    by_sentence = Counter(event.sentence_start for event in events)
    best: dict[int, float] = {}
    for event in events:
        best[event.trigger.start] = max(best.get(event.trigger.start, 0.0), event.confidence)
    for event in events:
        chance = min(max(event.confidence, _LEAST), 1 - _LEAST)
        logit, added = math.log(chance / (1 - chance)), float(_is_added(event))
        near = event.sentence_start <= event.source.start < event.sentence_end
        found = {
            "chance": event.confidence,
            "logit": logit,
            "added": added,
            "added_logit": added * logit,
            "of_trigger": math.log(by_trigger[event.trigger.start]),
            "of_sentence": math.log(by_sentence[event.sentence_start]),
            "below_best": best[event.trigger.start] - event.confidence,
            "source_near": float(near),
        }
        yield found | dict.fromkeys(_words(event), 1.0)


def _words(event: Event) -> Iterator[str]:
    yield f"class={event.event_type}"
    yield f"source={event.source.kind}"
    if event.target is not None:
        yield f"target={event.target.kind}"
    pos, _, frame = event.rule.partition(":")
    yield f"pos={pos}"
    source, _, target = frame.partition(":")[2].partition(">")
    if source and not _is_added(event):
        yield f"source_slot={source}"
        yield f"target_slot={target}"


def _is_added(event: Event) -> bool:
    """True for an event that no rule reads."""
    return event.rule.endswith(_MODEL)
