"""Learning which possible events stand."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

pytest.importorskip("torch")

from graphkit.evaluate.gold import read_gold
from graphkit.ontology import Ontology
from graphkit.parse import load_pipeline
from graphkit.training.acceptance import (
    Example,
    acceptance_yaml,
    fit_acceptance,
    read_acceptance_examples,
)

EXAMPLES: list[Example] = [
    *[({"logit": 2.0, "class=AID": 1.0}, True)] * 40,
    *[({"logit": -2.0, "class=ASSAULT": 1.0}, False)] * 40,
    ({"logit": 0.0, "class=THREATEN": 1.0}, True),
]


def test_what_goes_with_right_events_speaks_for_them() -> None:
    learned = fit_acceptance(EXAMPLES, rules_from=0.3, model_from=0.5, likely=0.2)
    assert learned.weights["logit"] > 0
    assert learned.weights["class=AID"] > 0 > learned.weights["class=ASSAULT"]
    assert learned.chance({"logit": 2.0}) > 0.5 > learned.chance({"logit": -2.0})


def test_rare_features_have_no_weight() -> None:
    learned = fit_acceptance(EXAMPLES, rules_from=0.3, model_from=0.5, likely=0.2)
    assert "class=THREATEN" not in learned.weights


def test_weights_are_written_by_group() -> None:
    learned = fit_acceptance(EXAMPLES, rules_from=0.3, model_from=0.5, likely=0.2)
    written = yaml.safe_load(acceptance_yaml(learned))
    assert (written["rules_from"], written["model_from"], written["likely"]) == (0.3, 0.5, 0.2)
    assert set(written["weights"]) == {"class", "numbers"}
    assert written["weights"]["class"]["AID"] == pytest.approx(
        learned.weights["class=AID"], abs=0.01
    )


def test_an_event_is_right_where_the_text_states_its_dyad(
    tmp_path: Path, ontology: Ontology
) -> None:
    path = tmp_path / "texts.txt"
    path.write_text(
        "Iran attacked Israel.\n@ state | Iran | Israel\n"
        "! attacked ASSAULT actual: Iran -> Israel\n"
        "\nIran attacked Israel.\n@ state | Iran | Israel\n",
        encoding="utf-8",
    )
    texts = read_gold(path)
    examples = list(read_acceptance_examples(texts, load_pipeline(), ontology))
    assert [right for _, right in examples] == [True, False]
