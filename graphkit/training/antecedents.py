"""Learns whom pronouns mean: the weights of ``graphkit/resolve/data/antecedents.yaml``.

``python -m graphkit.training.antecedents TEXTS…`` prints them; with ``--check OTHERS`` it tells how
many pronouns of other annotated texts they read rightly. Every pronoun of the texts is an example,
right where its gold mention and the candidate's have one canonical name. One that is no gold
mention counts little, and means no actor. The method is a softmax over the candidates with a
quadratic penalty; its loss is the chance of all right ones together. Pronouns before are linked by
the shipped weights, so learning anew from other ones gives weights that differ a little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import torch
from spacy.language import Language

from graphkit.errors import GraphkitError
from graphkit.evaluate.folder import read_gold_folder
from graphkit.evaluate.gold import GoldText
from graphkit.parse import Doc, Token, load_pipeline, plain_doc
from graphkit.resolve.actors import link_mentions
from graphkit.resolve.antecedents import PRONOUNS, Candidate, candidates_of, coordinated, likeliest
from graphkit.resolve.chains import Chains
from graphkit.training.linear import columns, minimise, written_weights

__all__ = ["Example", "antecedent_yaml", "fit_antecedents", "read_antecedent_examples"]

_PENALTY = 3.0
_LEAST_USES = 5
_UNANNOTATED = 0.1


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun's candidates, which of them are right, and how much it counts."""

    pronoun: str
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]
    weight: float


def read_antecedent_examples(texts: Iterable[GoldText], nlp: Language) -> Iterator[Example]:
    """Yield the pronouns of annotated texts that have a right candidate.

    Possessives that are no gold mention are left out: their owner may be an idle actor.
    """
    for text in texts:
        doc = plain_doc(nlp(text.text))
        names = _names(text, doc)
        for token, candidates in _pronouns(doc):
            name = names.get(token.i)
            if name is None and (token.tag_ == "PRP$" or PRONOUNS[token.lower_] in {"he", "she"}):
                continue
            right = tuple(_is_right(name, c, names) for c in candidates)
            if any(right):
                yield Example(token.lower_, candidates, right, 1.0 if name else _UNANNOTATED)


def _pronouns(doc: Doc) -> list[tuple[Token, tuple[Candidate, ...]]]:
    """The pronouns of a text with what each may mean when its turn comes."""
    seen: list[tuple[Token, tuple[Candidate, ...]]] = []

    def watch(chains: Chains, token: Token) -> None:
        if token.lower_ in PRONOUNS:
            seen.append((token, tuple(candidates_of(chains, token))))

    link_mentions(doc, watch)
    return seen


def _names(text: GoldText, doc: Doc) -> dict[int, str]:
    """The canonical names of the gold mentions by their head tokens."""
    names: dict[int, str] = {}
    for mention in text.mentions:
        words = [t for t in doc if t.idx < mention.end and t.idx + len(t.text) > mention.start]
        inside = {t.i for t in words}
        head = next((t for t in words if t.head.i not in inside or t.head.i == t.i), None)
        if head is not None:
            names.setdefault(head.i, mention.name)
    return names


def _is_right(name: str | None, candidate: Candidate, names: Mapping[int, str]) -> bool:
    if candidate.chain is None or not candidate.chain.members:
        return names.get(candidate.token.i) == name
    found = [names.get(t.i) for t in coordinated(candidate.token)]
    return name is not None and all(one and one.split()[-1] in name for one in found)


def fit_antecedents(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights that make right candidates likeliest; rare features have none."""
    rows = [c.features for e in examples for c in e.candidates]
    column = columns(rows, least=_LEAST_USES)
    places = [
        (r, column[n], v) for r, row in enumerate(rows) for n, v in row.items() if n in column
    ]
    x = torch.sparse_coo_tensor(
        torch.tensor([[r for r, _, _ in places], [c for _, c, _ in places]]),
        torch.tensor([v for _, _, v in places], dtype=torch.float64),
        (len(rows), len(column)),
        check_invariants=True,
    ).coalesce()
    sizes = [len(e.candidates) for e in examples]
    right = torch.tensor([r for e in examples for r in e.right])
    counted = torch.tensor([e.weight for e in examples], dtype=torch.float64)
    weights = torch.zeros(len(column), 1, dtype=torch.float64, requires_grad=True)

    def loss() -> torch.Tensor:
        scores = torch.sparse.mm(x, weights).squeeze(1)
        hidden = scores.masked_fill(~right, float("-inf"))
        pairs = zip(hidden.split(sizes), scores.split(sizes), strict=True)
        chances = torch.stack([h.logsumexp(0) - s.logsumexp(0) for h, s in pairs])
        return _PENALTY * weights.square().sum() / 2 - (counted * chances).sum()

    minimise(loss, [weights])
    return dict(zip(column, weights.detach().squeeze(1).tolist(), strict=True))


def antecedent_yaml(weights: Mapping[str, float]) -> str:
    """Return weights as ``data/antecedents.yaml`` holds them, those near zero left out."""
    lines: list[str] = []
    for group, row in written_weights(weights).items():
        lines += [f'"{group}":', *(f'  "{word}": {weight}' for word, weight in row.items())]
    return "\n".join(lines) + "\n"


def _share_right(examples: Iterable[Example], weights: Mapping[str, float]) -> str:
    annotated = [e for e in examples if e.weight == 1.0]
    found = (likeliest(e.candidates, weights) for e in annotated)
    right = sum(e.right[e.candidates.index(c)] for e, c in zip(annotated, found, strict=True) if c)
    return f"{right} of {len(annotated)} pronouns ({right / max(len(annotated), 1):.1%}) are right"


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--check", type=click.Path(exists=True, path_type=Path), help="Texts to score on.")
def main(texts: tuple[Path, ...], check: Path | None) -> None:
    """Print the weights learned on TEXTS, annotated files or folders of them."""
    nlp = load_pipeline()
    try:
        gold = [text for path in texts for text in read_gold_folder(path)]
        others = read_gold_folder(check) if check is not None else []
    except GraphkitError as error:
        raise click.ClickException(str(error)) from None
    weights = fit_antecedents(list(read_antecedent_examples(gold, nlp)))
    click.echo(antecedent_yaml(weights), nl=False)
    if check is not None:
        click.echo(_share_right(read_antecedent_examples(others, nlp), weights), err=True)


if __name__ == "__main__":
    main()
