"""Lemmas as edit rules: the model picks a rule, the rule makes the lemma.

A rule is a short string: ``=be`` replaces the word whole; ``k2y`` keeps the letter case, drops the
last two letters and adds *y* (*studies* → *study*... ``k3y``); ``l0`` lower-cases first. After the
lemma scripts of UDPipe 2 (Straka 2018), without prefixes, which English does not need.
"""

from __future__ import annotations

__all__ = ["apply_lemma_rule", "find_lemma_rule"]


def find_lemma_rule(form: str, lemma: str) -> str:
    """Return the shortest rule that turns a form into its lemma."""
    kept, lowered = _shared(form, lemma), _shared(form.lower(), lemma)
    if max(kept, lowered) == 0 and form:
        return "=" + lemma
    mode, shared = ("k", kept) if kept >= lowered else ("l", lowered)
    if shared * 2 < len(lemma) and len(form) < 6:
        return "=" + lemma
    return f"{mode}{len(form) - shared}{lemma[shared:]}"


def apply_lemma_rule(form: str, rule: str) -> str:
    """Return the lemma that a rule makes of a form; the form itself where the rule does not fit."""
    if rule.startswith("="):
        return rule[1:]
    digits = 1
    while digits < len(rule) and rule[digits].isdigit():
        digits += 1
    dropped, ending = int(rule[1:digits]), rule[digits:]
    base = form.lower() if rule[0] == "l" else form
    if dropped > len(base) or (dropped == len(base) and not ending):
        return base
    return base[: len(base) - dropped] + ending


def _shared(form: str, lemma: str) -> int:
    count = 0
    for a, b in zip(form, lemma, strict=False):
        if a != b:
            break
        count += 1
    return count
