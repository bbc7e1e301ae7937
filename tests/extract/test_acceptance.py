"""Which possible events stand, each weighed beside the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.extract.acceptance import (
    AcceptanceWeights,
    accept_events,
    event_features,
    load_acceptance,
)
from graphkit.ontology import Ontology, load_ontology
from graphkit.types import Event, EventType

MakeEvent = Callable[..., Event]
RULE, ADDED = "verb:attack:subj>obj", "verb:attack:model>model"
WEIGHTS = AcceptanceWeights({"logit": 1.0}, 0.0, rules_from=0.3, model_from=0.5, likely=0.2)
OWN = """
class: ASSAULT
relations:
  - name: attacks
    cameo: "190"
    definition: Attacks someone.
    triggers:
      - verb: attack
    examples: ["[Iran>] attacked [>Israel]."]
"""


@pytest.fixture
def possible(make_event: MakeEvent) -> MakeEvent:
    """Return a function that makes a possible event of a rule and a confidence."""

    def make(confidence: float, rule: str = RULE, **fields: str) -> Event:
        return replace(make_event(**fields), confidence=confidence, rule=rule)

    return make


@pytest.mark.parametrize(
    ("confidence", "rule", "stands"),
    [
        (0.35, RULE, True),
        (0.25, RULE, False),
        (0.55, ADDED, True),
        (0.45, ADDED, False),
        (0.1, "denial", True),
    ],
)
def test_events_of_rules_stand_more_easily_than_the_models(
    possible: MakeEvent, ontology: Ontology, confidence: float, rule: str, stands: bool
) -> None:
    event = possible(confidence, rule)
    assert bool(list(accept_events([event], ontology, WEIGHTS))) is stands


def test_confidence_is_how_likely_an_event_is_right(
    possible: MakeEvent, ontology: Ontology
) -> None:
    event = possible(0.6, RULE)
    certain = AcceptanceWeights({"logit": 1.0}, 0.0, rules_from=0.3, model_from=0.5, likely=0.2)
    doubled = AcceptanceWeights({"logit": 2.0}, 0.0, rules_from=0.3, model_from=0.5, likely=0.2)
    assert [confidence for _, confidence in accept_events([event], ontology, certain)] == [0.6]
    assert [confidence for _, confidence in accept_events([event], ontology, doubled)] == [0.692]


def test_what_the_model_alone_holds_unlikely_never_stands(
    possible: MakeEvent, ontology: Ontology
) -> None:
    sure = AcceptanceWeights({}, 5.0, rules_from=0.3, model_from=0.5, likely=0.2)
    events = [possible(0.15, ADDED), possible(0.15, RULE)]
    assert [e.rule for e, _ in accept_events(events, ontology, sure)] == [RULE]


def test_an_event_without_a_target_stands(possible: MakeEvent, ontology: Ontology) -> None:
    event = replace(possible(0.01), target=None)
    assert list(accept_events([event], ontology, WEIGHTS)) == [(event, event.confidence)]


def test_an_analysts_own_relation_stands_where_its_rule_fires(
    possible: MakeEvent, tmp_path: Path
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    unlikely = possible(0.01)
    assert list(accept_events([unlikely], load_ontology(path), WEIGHTS)) == [(unlikely, 0.01)]
    assert list(accept_events([unlikely], load_ontology(), WEIGHTS)) == []


def features(events: Sequence[Event]) -> list[dict[str, float]]:
    return list(event_features(events))


def test_the_rule_of_an_event_tells_its_slots(possible: MakeEvent) -> None:
    (found,) = features([possible(0.5, "noun:talks+support:subj>prep:with")])
    assert {"pos=noun", "source_slot=subj", "target_slot=prep:with"} <= found.keys()
    (added,) = features([possible(0.5, ADDED)])
    assert added["added"] == 1
    assert not any(name.startswith("source_slot") for name in added)


def test_the_class_and_the_actors_of_an_event_are_features(possible: MakeEvent) -> None:
    (found,) = features([replace(possible(0.5), event_type=EventType.AID)])
    assert {"class=AID", "source=state", "target=state"} <= found.keys()


def test_an_event_knows_the_best_of_its_trigger_and_how_many_there_are(
    possible: MakeEvent,
) -> None:
    best, other = features([possible(0.9), possible(0.4, target="Iraq")])
    assert (best["below_best"], other["below_best"]) == (0.0, pytest.approx(0.5))
    assert best["of_trigger"] == best["of_sentence"] > features([possible(0.9)])[0]["of_trigger"]


def test_the_shipped_weights_ask_more_of_the_model_than_of_rules() -> None:
    learned = load_acceptance()
    assert 0 < learned.rules_from < learned.model_from < 1
    assert learned.weights["logit"] > 0
