"""Lemmas as edit rules: the model picks a rule, the rule makes the lemma.

A rule is a short string: ``=be`` replaces the word whole; ``k2y`` keeps the letter case, drops the
last two letters and adds *y*; ``l0`` lower-cases first. *Studies* becomes *study* by ``l3y``. After
the lemma scripts of UDPipe 2 (Straka 2018), without prefixes, which English does not need.
"""

from __future__ import annotations

__all__ = ["apply_lemma_rule", "find_lemma_rule", "regular_lemmas"]


def find_lemma_rule(form: str, lemma: str) -> str:
    """Return the shortest rule that turns a form into its lemma."""
    kept, lowered = _shared(form, lemma), _shared(form.lower(), lemma)
    if max(kept, lowered) == 0 and form:
        return "=" + lemma
    mode, base, shared = ("k", form, kept) if kept >= lowered else ("l", form.lower(), lowered)
    ending = lemma[shared:]
    if (shared * 2 < len(lemma) and len(form) < 6) or ending[:1].isdigit():
        return "=" + lemma
    return f"{mode}{len(base) - shared}{ending}"


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


_ENDINGS = {
    "VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "NNS": "s",
}  # fmt: skip


def regular_lemmas(form: str, tag: str) -> tuple[str, ...]:
    """Return the lemmas that regular inflection could have made a form of, the likeliest first.

    *expelled* gives *expell*, *expelle* and *expel*: whoever knows the words chooses.
    """
    word = form.lower()
    ending = _ENDINGS.get(tag, "")
    if not ending or not word.endswith(ending) or len(word) < 4:
        return ()
    stem = word[: -len(ending)]
    if ending == "s":
        if word.endswith("ies"):
            return (word[:-3] + "y", word[:-1])
        return (stem, stem[:-1]) if stem.endswith("e") else (stem,)
    found = [stem + "e", stem]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        found.append(stem[:-1])
    if stem.endswith("i"):
        found.insert(0, stem[:-1] + "y")
    if stem.endswith("y") and ending == "ing":
        found.append(stem[:-1] + "ie")
    return tuple(found)


def _shared(form: str, lemma: str) -> int:
    count = 0
    for a, b in zip(form, lemma, strict=False):
        if a != b:
            break
        count += 1
    return count
