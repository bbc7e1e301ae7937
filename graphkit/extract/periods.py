"""When an event took place, as its own words tell: in an earlier period than the text's?

*In 1999*, *in the 1980s*, *a decade ago*, *used to*: what names a time of the event, in its clause
or below its noun, or in the clause that it completes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.extract.grammar import is_verb
from graphkit.parse import Doc, Span, Token, token_kind
from graphkit.words import load_words

__all__ = ["is_historical"]

_YEAR = re.compile(r"(1[4-9]\d\d|20\d\d)(s?)$")
_YEARS_BETWEEN = 2
_OPENERS = frozenset(
    {
        "in", "of", "during", "early", "late", "mid", "between", "and", "by", "until", "around",
        "from", "to", "before", "after",
    }
)  # fmt: skip
_MONTHS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    }
)  # fmt: skip
_YEAR_OPENERS = frozenset({"in", "of", "early", "late"})
_DECADE_OPENERS = frozenset({"the", "early", "late", "mid"})
_SPANS = frozenset({"year", "decade", "century", "generation"})
_OTHER_CLAUSES = frozenset(
    {"acl:relcl", "advcl", "ccomp", "parataxis", "csubj", "acl", "xcomp", "discourse"}
)
_PART_OF_GOVERNOR = frozenset({"xcomp", "conj", "advcl"})
_ACTOR_EDGES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"})
_LONGEST_CLIMB = 4
_LONGEST_STORY = 5
_RECENT = load_words("graphkit.extract")["weekdays"] | {
    "today", "yesterday", "tonight", "now", "recently", "currently", "this", "last",
}  # fmt: skip


def is_historical(trigger: Token, verb: Token, date: str | None) -> bool:
    """Return whether a trigger's event lies at least two years before the document's date.

    ``verb`` is the word that heads the trigger's clause: the trigger, or its support verb. Without
    a date, a text that names a bare year is taken to look back on it.
    """
    last = int(date[:4]) - _YEARS_BETWEEN if date else None
    for clause in _clauses(trigger, verb):
        if _was_habit(clause) or _is_long_before(clause):
            return True
        times = [*_times(clause), *(_years_after(clause) if clause.i == trigger.i else ())]
        periods = [_is_past(token, last) for token in times]
        known = [past for past in periods if past is not None]
        if known:
            return all(known)
    return last is not None and _is_told_on(verb, last)


def _is_told_on(verb: Token, last: int) -> bool:
    """*In 1999 he besieged a town. He **burned** it*: what is told on of an earlier period.

    In the past tense, until the paragraph ends or a sentence names a newer time.
    """
    doc, start = verb.doc, verb.sent.start
    if _first_year(doc, last) >= start or not _is_past_tense(verb) or _newest(verb.sent, last):
        return False
    for _ in range(_LONGEST_STORY):
        if start == 0 or "\n\n" in doc[start - 1].text:
            return False
        before = doc[start - 1].sent
        if _newest(before, last):
            return False
        root = next(t for t in before if t.head.i == t.i)
        if any(_is_past(token, last) for token in _main_times(root)):
            return _is_past_tense(root)
        start = before.start
    return False


def _first_year(doc: Doc, last: int) -> int:
    """Where a text first names a year up to the last of a period, its length if nowhere."""
    key = "first year", last
    if key not in doc.memo:
        old = (t.i for t in doc if (year := _year_of(t)) is not None and year <= last)
        doc.memo[key] = next(old, len(doc))
    place: int = doc.memo[key]
    return place


def _year_of(token: Token) -> int | None:
    found = _YEAR.match(token.text) if token.text[0] in "12" else None
    return int(found.group(1)) if found is not None else None


def _main_times(verb: Token) -> Iterator[Token]:
    """What names the time of a verb and of those joined to it or that complete it."""
    yield from _times(verb)
    for child in verb.children:
        if child.dep_ in {"conj", "xcomp"} and is_verb(child):
            yield from _main_times(child)


def _is_past_tense(verb: Token) -> bool:
    """True for *burned*, *was burned*, *had burned*, and for what hangs on such a verb."""
    for _ in range(_LONGEST_CLIMB):
        helpers = [t.tag_ for t in verb.children if t.dep_ in {"aux", "aux:pass", "cop"}]
        tags = helpers or [verb.tag_]
        if tags[0] == "VBD":
            return True
        if tags[0] in {"VBZ", "VBP", "MD"} or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _newest(sentence: Span, last: int) -> bool:
    """Whether a sentence names a day of the week, *now*, or a year after the last of a period."""
    for token in sentence:
        year = _year_of(token)
        if token.lower_ in _RECENT or (year is not None and year > last):
            return True
    return False


def _clauses(trigger: Token, verb: Token) -> Iterator[Token]:
    """The words whose dependents may name the time, nearest first."""
    yield trigger
    if verb.i != trigger.i:
        yield verb
    token = verb
    for _ in range(_LONGEST_CLIMB):
        head, edge = token.head, token.dep_
        if head.i == token.i or not _shares_time(token, head, edge):
            return
        token = head
        yield token


def _shares_time(token: Token, head: Token, edge: str) -> bool:
    """True where a governor's time is the token's: of joined verbs, infinitives, event nouns."""
    if is_verb(token):
        if edge == "advcl":
            return is_verb(head) and token.tag_ in {"VBG", "VBN", "VBD"}
        if edge == "ccomp":
            return head.lemma_.lower() in {"see", "witness"}
        present = token.tag_ in {"VBZ", "VBP"}
        return edge in _PART_OF_GOVERNOR and is_verb(head) and not present
    return edge in {"obj", "obl", "nsubj", "nsubj:pass", "conj"} and (
        is_verb(head) or edge == "conj"
    )


def _was_habit(clause: Token) -> bool:
    """*used to buy*, not *was used to buy* nor *used a friend to buy*."""
    used = clause.head
    if clause.dep_ != "xcomp" or clause.tag_ != "VB" or used.lower_ != "used":
        return False
    return not any(t.dep_ in {"aux:pass", "obj"} for t in used.children)


def _is_long_before(clause: Token) -> bool:
    """*She once **called** him a spy*, *twenty years after they **sank** it*."""
    for child in clause.children:
        if child.lower_ == "once" and child.dep_ == "advmod" and child.i < clause.i:
            return clause.tag_ in {"VBD", "VBN"}
        if child.lower_ == "after" and child.dep_ == "mark" and child.i:
            span = clause.doc[child.i - 1]
            return span.tag_ == "NNS" and span.lemma_.lower() in _SPANS
    return False


def _times(clause: Token) -> Iterator[Token]:
    """The words below a clause's head that no other clause, event or actor holds."""
    for child in clause.children:
        if child.dep_ in _OTHER_CLAUSES or (child.dep_ == "conj" and is_verb(child)):
            continue
        if token_kind(child) == "event" or (child.dep_ in _ACTOR_EDGES and is_verb(clause)):
            continue
        yield child
        yield from _times(child)


def _years_after(trigger: Token) -> Iterator[Token]:
    """*the men **detained** by rebels in 2008*: a year that the parser may hang elsewhere."""
    reduced = trigger.dep_ in {"acl", "amod"} and trigger.tag_ in {"VBN", "VBG"}
    if not reduced and trigger.pos_ != "NOUN":
        return
    for token in trigger.doc[trigger.i + 1 : trigger.sent.end]:
        if token.text in {",", ";", ":", "—", "–"} or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return
        if token.dep_ in {"obl", "nmod"} and _YEAR.match(token.text):
            yield token


def _is_past(token: Token, last: int | None) -> bool | None:
    """Whether a word sets its clause in an earlier period, None where it names no time.

    Undated news names the day or month of what is new, and the bare year of what is long past.
    """
    if token.lower_ == "ago":
        return any(t.lemma_.lower() in _SPANS for t in _around(token))
    found = _YEAR.match(token.text)
    if found is None:
        return None
    before = _before(token)
    if last is None:
        named = before in (_DECADE_OPENERS if found.group(2) else _YEAR_OPENERS)
        return True if named or _modifies_noun(token) else None
    named = before in (_DECADE_OPENERS if found.group(2) else _OPENERS | _MONTHS)
    return int(found.group(1)) <= last if named or _modifies_noun(token) else None


def _modifies_noun(year: Token) -> bool:
    """*the **1981** raid*, not *the 1981 of them*."""
    return year.dep_ in {"nummod", "compound", "amod", "nmod:unmarked"} and (
        year.head.pos_ == "NOUN" and year.head.i > year.i
    )


def _around(token: Token) -> Iterator[Token]:
    yield token.head
    yield from token.children


def _before(token: Token) -> str:
    """The word before a year, the day's month before a comma: *May 9, 2013*."""
    steps = 1
    if token.i > 2 and token.doc[token.i - 1].text == "," and token.doc[token.i - 2].is_digit:
        steps = 3
    return token.doc[token.i - steps].lower_ if token.i >= steps else ""
