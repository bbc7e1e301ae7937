"""Learns which possible events stand: the weights of ``graphkit/extract/data/acceptance.yaml``.

``python -m graphkit.training.acceptance TEXTS…`` prints them. TEXTS are annotated files that the
event model has not seen, or its chances would be believed too much. An event is right where the
texts have one between its two actors in its direction, whatever its class. The method is logistic
regression with a quadratic penalty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
import torch
from spacy.language import Language
from torch.nn import functional as F

from graphkit.errors import GraphkitError
from graphkit.evaluate.folder import read_gold_folder
from graphkit.evaluate.gold import GoldText
from graphkit.evaluate.scoring import gold_name
from graphkit.extract.acceptance import AcceptanceWeights, event_features
from graphkit.extract.events import possible_events
from graphkit.ontology import Ontology, load_ontology
from graphkit.parse import load_pipeline
from graphkit.resolve import resolve_actors
from graphkit.training.linear import columns, minimise, written_weights
from graphkit.types import Document

__all__ = ["acceptance_yaml", "fit_acceptance", "read_acceptance_examples"]

_PENALTY = 10.0
_LEAST_EVENTS = 10

Example = tuple[Mapping[str, float], bool]


def read_acceptance_examples(
    texts: Iterable[GoldText], nlp: Language, ontology: Ontology
) -> Iterator[Example]:
    """Yield the features of each possible event with a target, and whether the text states it."""
    for text in texts:
        document = Document(id=text.id, text=text.text, date=text.date, title=text.title)
        doc = nlp(text.text)
        events = possible_events(document, doc, resolve_actors(document, doc), ontology)
        names = [mention.name for mention in text.mentions]
        stated = {(names[e.source], names[e.target]) for e in text.events if e.target is not None}
        for event, features in zip(events, event_features(events), strict=True):
            if event.target is not None:
                dyad = gold_name(text, event.source), gold_name(text, event.target)
                yield features, dyad in stated


def fit_acceptance(
    examples: Sequence[Example], *, rules_from: float, model_from: float, likely: float
) -> AcceptanceWeights:
    """Return the weights that make right events likeliest; rare features have none."""
    column = columns((features for features, _ in examples), least=_LEAST_EVENTS)
    x = torch.zeros(len(examples), len(column), dtype=torch.float64)
    for row, (features, _) in enumerate(examples):
        for name, value in features.items():
            if name in column:
                x[row, column[name]] = value
    y = torch.tensor([float(right) for _, right in examples], dtype=torch.float64)
    weights = torch.zeros(len(column), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)

    def loss() -> torch.Tensor:
        wrong = F.binary_cross_entropy_with_logits(x @ weights + bias, y, reduction="sum")
        return wrong + _PENALTY * weights.square().sum() / 2

    minimise(loss, [weights, bias])
    learned = dict(zip(column, weights.detach().tolist(), strict=True))
    return AcceptanceWeights(learned, float(bias.detach()), rules_from, model_from, likely)


def acceptance_yaml(learned: AcceptanceWeights) -> str:
    """Return weights as ``data/acceptance.yaml`` holds them, those near zero left out."""
    lines = [
        f"bias: {learned.bias:.2f}",
        f"rules_from: {learned.rules_from}",
        f"model_from: {learned.model_from}",
        f"likely: {learned.likely}",
        "weights:",
    ]
    for group, row in sorted(written_weights(learned.weights).items()):
        lines += [f"  {group}:", *(f'    "{word}": {weight}' for word, weight in row.items())]
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--rules-from", default=0.35, show_default=True, help="Least chance of a rule's.")
@click.option("--model-from", default=0.5, show_default=True, help="Least chance of the model's.")
@click.option("--likely", default=0.22, show_default=True, help="Least chance by the model alone.")
def main(texts: tuple[Path, ...], rules_from: float, model_from: float, likely: float) -> None:
    """Print the weights learned on TEXTS, annotated files or folders of them."""
    try:
        gold = [text for path in texts for text in read_gold_folder(path)]
    except GraphkitError as error:
        raise click.ClickException(str(error)) from None
    examples = list(read_acceptance_examples(gold, load_pipeline(), load_ontology()))
    learned = fit_acceptance(examples, rules_from=rules_from, model_from=model_from, likely=likely)
    click.echo(acceptance_yaml(learned), nl=False)


if __name__ == "__main__":
    main()
