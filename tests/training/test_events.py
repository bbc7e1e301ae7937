"""The event model's training: gold as examples, examples as batches, and a run of a few texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
from spacy.tokens import Doc

from graphkit.evaluate.gold import read_gold
from graphkit.extract.features import CLASSES, PAIR_FLAGS, STATUSES
from graphkit.extract.model import ROLES, EventModel
from graphkit.ontology import Ontology
from graphkit.training import events
from graphkit.training.events import (
    EventBatch,
    EventConfig,
    EventExample,
    EventNetwork,
    Vocabularies,
    event_loss,
    event_model,
    join_examples,
    new_network,
    prepare_example,
    read_examples,
    train_events,
)

Tree = Callable[..., Doc]

TREES = (
    "Orvex/NNP/nsubj/2#ORG attacked/VBD/root/0=attack Belmora/NNP/obj/2#ORG .",
    "Belmora/NNP/nsubj/4#ORG did/VBD/aux/4=do not/RB/advmod/4 blame/VB/root/0 "
    "Quell/NNP/obj/4#ORG .",
    "Tarn/NNP/nsubj/2#ORG said/VBD/root/0=say Orvex/NNP/nsubj/4#ORG attacked/VBD/ccomp/2=attack "
    "Quell/NNP/obj/4#ORG .",
)
GOLD = """
Orvex attacked Belmora.
@ organization | Orvex | Belmora
! attacked ASSAULT actual: Orvex -> Belmora

Belmora did not blame Quell.
@ organization | Belmora | Quell
! blame ACCUSE negated: Belmora -> Quell

Tarn said Orvex attacked Quell.
@ organization | Tarn | Orvex | Quell
! attacked ASSAULT actual: Orvex -> Quell; Tarn | said | asserts
"""
SMALL = EventConfig(
    epochs=40, batch_texts=2, rate=2e-2, dropout=0.0, warmup_steps=1, width=8, hidden=12, pair=6,
    least_count=1, mute=0.0,
)  # fmt: skip
VECTOR = 10


@pytest.fixture(scope="module")
def examples(
    tree: Tree, ontology: Ontology, tmp_path_factory: pytest.TempPathFactory
) -> list[EventExample]:
    """Return the examples of three texts parsed by hand, with random word vectors."""
    path = tmp_path_factory.mktemp("gold") / "three.txt"
    path.write_text(GOLD, encoding="utf-8")
    rng = np.random.default_rng(1)

    def vectors(size: int, *_: Any) -> Any:
        return rng.normal(size=(size, VECTOR)).astype(np.float16)

    docs = {doc.text: doc for doc in map(tree, TREES)}
    nlp: Any = docs.__getitem__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "piece_windows", lambda *_: ())
        patch.setattr(events, "word_vectors", vectors)
        return read_examples(read_gold(path), nlp, ontology)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Train on one thread: sums come out the same, and so small ones sooner."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def network(examples: list[EventExample]) -> tuple[EventNetwork, Vocabularies]:
    """Return a network of random weights that is ready to read the examples."""
    torch.manual_seed(0)
    made, known = new_network(examples, SMALL)
    return made.eval(), known


def batch_of(examples: list[EventExample], known: Vocabularies, *, mute: float = 0.0) -> EventBatch:
    return join_examples([prepare_example(e, known) for e in examples], random.Random(0), mute)


def names(numbers: Any) -> dict[int, str]:
    """The class of each word that has one."""
    return {i: CLASSES[n] for i, n in enumerate(numbers.tolist()) if n}


def test_gold_events_give_their_triggers_class_and_status(examples: list[EventExample]) -> None:
    assert [names(e.classes) for e in examples] == [{1: "ASSAULT"}, {3: "ACCUSE"}, {3: "ASSAULT"}]
    assert examples[1].status.tolist() == [-100] * 3 + [STATUSES.index("negated"), -100, -100]


def test_gold_arguments_and_speakers_give_candidates_their_roles(
    examples: list[EventExample],
) -> None:
    ((trigger, pairs, roles),) = examples[2].pairs
    assert (trigger, pairs.candidates) == (3, (0, 2, 4))
    assert roles.tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]


def test_what_the_rules_read_is_among_the_features(examples: list[EventExample]) -> None:
    assert names(examples[0].rows.fired.argmax(1)) == {1: "ASSAULT"}
    assert examples[0].pairs[0][1].flags[:, :2].tolist() == [[1, 0], [0, 1]]


def test_vocabularies_hold_labels_and_paths_from_1(
    network: tuple[EventNetwork, Vocabularies],
) -> None:
    _, known = network
    assert known["deps"]["ROOT"] >= 1
    assert set(known["paths"]) == {">nsubj", ">obj", "^ccomp>nsubj"}
    assert sorted(known["paths"].values()) == [1, 2, 3]


def test_rare_paths_stay_out_of_the_vocabularies(examples: list[EventExample]) -> None:
    _, known = new_network(examples, EventConfig(least_count=2))
    assert set(known["paths"]) == {">nsubj", ">obj"}
    assert "ccomp" in known["deps"]


def test_a_batch_moves_positions_behind_the_words_before_them(
    examples: list[EventExample], network: tuple[EventNetwork, Vocabularies]
) -> None:
    batch = batch_of(examples[:2], network[1])
    assert batch.heads.tolist() == [1, 1, 1, 1, 7, 7, 7, 7, 7, 7]
    assert batch.dependents.tolist() == [0, 2, 3, 4, 5, 6, 8, 9]
    assert batch.triggers.tolist() == [1, 1, 7, 7]
    assert batch.candidates.tolist() == [0, 2, 4, 8]
    assert names(batch.classes) == {1: "ASSAULT", 7: "ACCUSE"}
    assert [CLASSES[n] for n in batch.trigger_classes] == ["ASSAULT"] * 2 + ["ACCUSE"] * 2


def test_texts_read_together_are_read_as_each_alone(
    examples: list[EventExample], network: tuple[EventNetwork, Vocabularies]
) -> None:
    made, known = network
    together = read(made, batch_of(examples, known))
    alone = [read(made, batch_of([example], known)) for example in examples]
    for part, whole in enumerate(together):
        joined = np.concatenate([found[part] for found in alone])
        np.testing.assert_allclose(joined, whole, atol=1e-5)


def test_a_mute_text_tells_nothing_of_the_rules(
    examples: list[EventExample], network: tuple[EventNetwork, Vocabularies]
) -> None:
    loud = batch_of(examples, network[1])
    muted = batch_of(examples, network[1], mute=1.0)
    assert loud.fired.any()
    assert not muted.fired.any()
    assert muted.flags.sum(0).tolist() == [0, 0, 0, loud.flags[:, 3].sum(), 0, 0]
    assert torch.equal(muted.offered, loud.offered)


def test_muting_leaves_the_example_as_it_was(
    examples: list[EventExample], network: tuple[EventNetwork, Vocabularies]
) -> None:
    prepared = prepare_example(examples[0], network[1])
    join_examples([prepared], random.Random(0), 1.0)
    assert prepared["fired"].any()
    assert prepared["flags"][:, 0].any()


def without_events(example: EventExample) -> EventExample:
    """The same text with nothing annotated."""
    size = len(example.classes)
    return EventExample(
        example.vectors,
        (),
        example.rows,
        example.ruled,
        np.zeros(size, np.int64),
        np.full(size, -100),
        (),
    )


def test_a_text_without_events_has_no_pairs_but_a_loss(
    examples: list[EventExample], network: tuple[EventNetwork, Vocabularies]
) -> None:
    made, known = network
    batch = batch_of([without_events(examples[0])], known)
    assert batch.flags.shape == (0, PAIR_FLAGS)
    assert batch.roles.shape == (0, len(ROLES))
    assert float(event_loss(made, batch, batch.vectors).detach()) > 0


def test_a_text_without_events_joins_others(
    examples: list[EventExample], network: tuple[EventNetwork, Vocabularies]
) -> None:
    batch = batch_of([without_events(examples[0]), examples[1]], network[1])
    assert batch.triggers.tolist() == [7, 7]
    assert batch.indices.dtype == torch.int64


def read(network: EventNetwork, batch: EventBatch) -> list[Any]:
    """Hidden states and the probabilities of classes, status and roles."""
    with torch.no_grad():
        hidden, classes, status = network.read(batch, batch.vectors)
        roles = torch.sigmoid(network.score_roles(hidden, batch))
    return [x.numpy() for x in (hidden, classes.softmax(1), status.softmax(1), roles)]


def read_in_numpy(
    model: EventModel, network: EventNetwork, example: EventExample, batch: EventBatch
) -> list[Any]:
    vectors = example.vectors.astype(np.float32) @ network.projection()
    states = model.read(vectors, example.rows)
    names = ("triggers", "trigger_classes", "candidates", "indices", "flags")
    roles = model.roles(states, *(getattr(batch, name).numpy() for name in names))
    status = model.status(states, np.arange(len(example.ruled)), example.ruled)
    return [states.hidden, states.classes, status, roles]


@pytest.mark.parametrize("text", [0, 1, 2])
@pytest.mark.parametrize(("stored", "close"), [(False, 1e-4), (True, 5e-3)])
def test_the_shipped_model_reads_as_the_network_does(
    examples: list[EventExample],
    network: tuple[EventNetwork, Vocabularies],
    text: int,
    stored: bool,
    close: float,
) -> None:
    made, known = network
    model = event_model(made, known)
    if stored:
        model = EventModel.from_bytes(model.to_bytes())
    batch = batch_of([examples[text]], known)
    found = read_in_numpy(model, made, examples[text], batch)
    content = examples[text].rows.content
    *words, roles = zip(found, read(made, batch), strict=True)
    for ours, theirs in words:
        np.testing.assert_allclose(ours[content], theirs[content], atol=close)
    np.testing.assert_allclose(*roles, atol=close)


@pytest.fixture(scope="module")
def trained(
    examples: list[EventExample], one_thread: None
) -> tuple[EventNetwork, Vocabularies, list[str]]:
    """Return a network trained on the examples, its vocabularies, and what was reported."""
    lines: list[str] = []
    return *train_events(examples, SMALL, report=lines.append), lines


Trained = tuple[EventNetwork, Vocabularies, list[str]]


def test_training_lowers_the_loss(trained: Trained) -> None:
    losses = [float(line.split()[-1]) for line in trained[2]]
    assert len(losses) == SMALL.epochs
    assert losses[-1] < losses[0] / 2


def test_a_trained_network_is_ready_to_read(trained: Trained) -> None:
    network, known, _ = trained
    assert not network.training
    assert event_model(network, known).width == SMALL.width


def test_the_same_seed_trains_the_same_network(
    examples: list[EventExample], trained: Trained
) -> None:
    again, _ = train_events(examples, SMALL)
    first = trained[0].arrays()
    for name, value in again.arrays().items():
        np.testing.assert_allclose(value, first[name], atol=1e-6)


def test_what_was_trained_reads_its_texts_rightly(
    examples: list[EventExample], trained: Trained
) -> None:
    network, known, _ = trained
    model = event_model(network, known)
    for example in examples:
        batch = batch_of([example], known)
        _, classes, status, roles = read_in_numpy(model, network, example, batch)
        assert names(classes.argmax(1)) == names(example.classes)
        told = example.status >= 0
        assert (status.argmax(1) == example.status)[told].all()
        assert ((roles > 0.5) == batch.roles.numpy()).all()
