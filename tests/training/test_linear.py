"""What the log-linear models share: columns, fitting, writing."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

import torch

from graphkit.training.linear import columns, minimise, written_weights


def test_rare_features_have_no_column() -> None:
    rows = [{"b": 1.0, "a": 1.0}, {"b": 2.0}]
    assert columns(rows, least=1) == {"a": 0, "b": 1}
    assert columns(rows, least=2) == {"b": 0}


def test_the_least_loss_is_found() -> None:
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    minimise(lambda: (weight - 3).square().sum(), [weight])
    assert weight.item() == pytest.approx(3.0, abs=1e-6)


def test_weights_are_written_by_group_without_those_near_zero() -> None:
    weights = {"kind=state": 0.5, "kind=place": 0.01, "logit": -1.0}
    assert written_weights(weights) == {"kind": {"state": "0.50"}, "numbers": {"logit": "-1.00"}}
