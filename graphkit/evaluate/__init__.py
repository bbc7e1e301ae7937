"""Annotated texts → scores: the project's own gate, and anyone's annotations in the same format."""

from graphkit.evaluate.folder import evaluate_folder, read_gold_folder
from graphkit.evaluate.gold import GoldClaim, GoldError, GoldEvent, GoldMention, GoldText, read_gold
from graphkit.evaluate.scoring import Error, Evaluation, Score, score_texts

__all__ = [
    "Error",
    "Evaluation",
    "GoldClaim",
    "GoldError",
    "GoldEvent",
    "GoldMention",
    "GoldText",
    "Score",
    "evaluate_folder",
    "read_gold",
    "read_gold_folder",
    "score_texts",
]
