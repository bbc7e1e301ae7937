"""Trained networks → the shipped file: export, score, and put the better one in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from spacy.language import Language

    from graphkit.training.batches import Inventory
    from graphkit.training.events import EventNetwork, Vocabularies
    from graphkit.training.network import Network
    from graphkit.training.recipe import Corpora

__all__ = ["Trained", "export_trained", "pipeline_with", "put_in_place", "score_file"]


@dataclass(frozen=True, slots=True)
class Trained:
    """What a run has made: the network with its labels, and the event network once there is one."""

    network: Network
    inventory: Inventory
    vocabulary: tuple[str, ...]
    events: EventNetwork | None = None
    known: Vocabularies | None = None


def export_trained(trained: Trained, corpora: Corpora, path: Path, about: dict[str, Any]) -> None:
    """Write the model file of what was trained."""
    from graphkit.ontology import load_ontology
    from graphkit.training.events import event_model
    from graphkit.training.export import export_model, make_lexicon, make_word_list

    events, projection = b"", None
    if trained.events is not None and trained.known is not None:
        events = event_model(trained.events, trained.known).to_bytes()
        projection = trained.events.projection()
    export_model(
        trained.network,
        trained.inventory,
        trained.vocabulary,
        path,
        lexicon=make_lexicon(corpora.parsed),
        lemmas=make_word_list(corpora.parsed, load_ontology()),
        about=about,
        projection=projection,
        events=events,
    )


def score_file(path: Path, corpora: Corpora, gold: Path | None) -> dict[str, float]:
    """Return the scores of a model file in per cent: parse and names, and events where it has them.

    ``gold`` is a folder of annotated texts that were not trained on.
    """
    from graphkit.evaluate import evaluate_folder
    from graphkit.extract import EventModel
    from graphkit.ontology import load_ontology
    from graphkit.parse.model import ModelFile
    from graphkit.training.scores import score_pipeline

    nlp = pipeline_with(path)
    scores = score_pipeline(
        nlp, corpora.parse_dev, corpora.names_dev, corpora.politics_dev
    ).rounded()
    events = ModelFile.from_bytes(path.read_bytes()).events
    if gold is not None and gold.is_dir() and events:
        model = EventModel.from_bytes(events)
        figures = evaluate_folder(gold, nlp, load_ontology(), model=model).figures()
        scores |= {f"own {name}": round(100 * value, 1) for name, value in figures.items()}
    return scores


def put_in_place(
    made: Path, about: dict[str, Any], *, output: Path | None, report: Callable[[str], None]
) -> None:
    """Copy a model file to ``output``, or over the shipped one if it beats that; with its card."""
    from graphkit.training.card import write_card

    target = output or _shipped_place(about["scores"])
    if target is None:
        report(f"not better than the shipped model; left at {made}")
        return
    data = made.read_bytes()
    target.write_bytes(data)
    card = target.with_name("README.md")
    card.write_text(write_card(about, len(data) / 2**20), encoding="utf-8")
    report(f"wrote {target} and {card}")


def pipeline_with(model: Path) -> Language:
    """Return the shipped pipeline with another model file."""
    import spacy

    from graphkit.parse import Parser

    nlp = spacy.blank("en")
    nlp.add_pipe("graphkit_sentences")
    parser = nlp.add_pipe("graphkit_parser")
    if not isinstance(parser, Parser):
        raise GraphkitError(f"{model}: the pipeline has no parser of ours; reinstall graphkit")
    parser.from_bytes(model.read_bytes())
    return nlp


def _shipped_place(scores: dict[str, float]) -> Path | None:
    """The shipped file's path where the new scores beat its own on the whole, else None.

    A score that only one of the two has counts as zero for the other.
    """
    from graphkit.parse.component import MODEL_NAME
    from graphkit.parse.model import ModelFile

    place = Path(__file__).parents[1] / "models" / MODEL_NAME
    if not place.exists():
        return place
    old = ModelFile.from_bytes(place.read_bytes()).about.get("scores", {})
    return place if sum(scores.values()) > sum(old.values()) else None
