"""Status: what the text says of an event, done, meant, possible or denied.

The trigger's own clause is read first (negation, auxiliaries), then whatever governs it up to
the first verb of saying, whose content stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.extract.grammar import is_verb, mark_of
from graphkit.parse import Token
from graphkit.types import Status
from graphkit.words import load_words

__all__ = ["find_status"]

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "gonna"})
_POSSIBLE_MODALS = frozenset(
    {"may", "might", "could", "can", "would", "should", "must", "ought", "'d"}
)
_WORDS = load_words("graphkit.extract")
_INTENTION = _WORDS["intention"]
_NEGATIVE = _WORDS["negative"]
_POSSIBLE = _WORDS["possible"]
_INTENT_NOUNS = _WORDS["intention_nouns"]
_POSSIBLE_NOUNS = _WORDS["possible_nouns"]
_INTENT_MODIFIERS = frozenset({"planned", "proposed", "upcoming", "future", "intended", "imminent"})
_POSSIBLE_MODIFIERS = frozenset({"possible", "potential", "likely", "hypothetical", "alleged"})
_POSSIBLE_ADVERBS = _WORDS["possible_adverbs"]
_HEARSAY = _WORDS["hearsay"]
_DONE_BY_OFFERING = _WORDS["done_by_offering"]
_SPEECH_EDGES = frozenset({"ccomp", "parataxis"})
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)$")


def find_status(trigger: Token, support: Token | None, date: str | None) -> Status:
    """Return the status of the event that a trigger states; ``date`` is the document's."""
    read = [*_clause_statuses(trigger)]
    if support is not None:
        read += _clause_statuses(support)
        if trigger.lemma_.lower() not in _DONE_BY_OFFERING:
            read += _governor_statuses(support, "obj", trigger)
    verb = support if support is not None else trigger
    read += _governors(verb)
    if read.count(Status.NEGATED) % 2 == 1:
        return Status.NEGATED
    for status in (Status.POSSIBLE, Status.INTENDED):
        if status in read:
            return status
    return Status.HISTORICAL if _is_historical(verb, date) else Status.ACTUAL


def _clause_statuses(token: Token) -> Iterator[Status]:
    """Statuses that the words hanging on a token give."""
    for child in token.children:
        word = child.lower_
        if word in _NEGATIONS and child.dep_ in {"advmod", "det", "cc:preconj", "mark"}:
            if not _is_not_only(child):
                yield Status.NEGATED
        elif child.dep_ == "aux":
            if word in _FUTURE:
                yield Status.INTENDED
            elif word in _POSSIBLE_MODALS:
                yield Status.POSSIBLE
        elif child.dep_ in {"nsubj", "nsubj:pass"} and _is_negative_subject(child):
            yield Status.NEGATED
        elif word == "yet" and child.dep_ == "advmod" and token.lemma_.lower() == "have":
            yield Status.NEGATED  # "has yet to attack"
        elif child.dep_ == "advmod" and word in _POSSIBLE_ADVERBS:
            yield Status.POSSIBLE
        elif child.dep_ in {"amod", "compound"} and child.lemma_.lower() in _INTENT_MODIFIERS | {
            "plan"
        }:
            yield Status.INTENDED
        elif child.dep_ == "amod" and word in _POSSIBLE_MODIFIERS:
            yield Status.POSSIBLE
    if token.dep_ in {"nmod", "obl"} and any(t.lower_ == "without" for t in token.children):
        yield Status.NEGATED
    if mark_of(token) in {"if", "unless", "whether"} and is_verb(token):
        yield Status.POSSIBLE
    if token.dep_ == "conj":
        yield from _shared_by_conjuncts(token)


def _shared_by_conjuncts(token: Token) -> Iterator[Status]:
    """Auxiliaries and negation of the first of joined verbs hold for all: *may seize and kill*."""
    own_subject = any(t.dep_ in {"nsubj", "nsubj:pass"} for t in token.children)
    own_auxiliary = any(t.dep_ == "aux" for t in token.children)
    if own_subject or own_auxiliary or not is_verb(token) or token.tag_ != token.head.tag_:
        return
    contrast = any(t.dep_ == "cc" and t.lower_ == "but" for t in token.children)
    for status in _clause_statuses(token.head):
        if status is not Status.NEGATED or not contrast:
            yield status


def _is_not_only(negation: Token) -> bool:
    doc, index = negation.doc, negation.i
    following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    return following in {"only", "just", "merely", "simply", "least"}


def _is_negative_subject(subject: Token) -> bool:
    if subject.lower_ in {"nobody", "none", "neither"} or subject.text.lower() == "no one":
        return True
    return any(
        t.lower_ in {"no", "neither"} and t.dep_ in {"det", "cc:preconj"} for t in subject.children
    )


def _governors(token: Token) -> Iterator[Status]:
    """Statuses given by the verbs, nouns and adjectives that a clause depends on."""
    for _ in range(8):
        head, edge = token.head, token.dep_
        if head.i == token.i or (edge in _SPEECH_EDGES and not _is_modal_head(head)):
            return
        if edge == "advcl" and head.lower_ == "short":
            yield Status.NEGATED
            return
        if edge == "acl:relcl" or (edge == "advcl" and not _is_content(token, head)):
            return
        if edge == "conj":
            token = head
            continue
        if edge == "advcl" and is_verb(head) and head.lemma_.lower() not in _INTENTION | _NEGATIVE:
            yield Status.INTENDED
        yield from _governor_statuses(head, edge, token)
        if edge in {"xcomp", "ccomp", "acl", "advcl", "obj", "nmod", "obl", "nsubj:pass", "csubj"}:
            yield from _clause_statuses(head)
        elif edge not in {"compound", "amod"}:
            return
        if edge in {"obj", "obl", "nsubj:pass"} and not _passes_on(head):
            return
        token = head


def _passes_on(head: Token) -> bool:
    lemma = head.lemma_.lower()
    return (
        lemma in _INTENTION or lemma in _NEGATIVE or lemma in _POSSIBLE or lemma in {"find", "make"}
    )


def _is_modal_head(head: Token) -> bool:
    lemma = head.lemma_.lower()
    return lemma in _INTENTION or lemma in _POSSIBLE or lemma in {"prevent", "deny", "doubt"}


def _is_content(clause: Token, head: Token) -> bool:
    """True for an infinitive, or a gerund that completes its verb: *refrained from attacking*."""
    lemma = head.lemma_.lower()
    completes = lemma in _NEGATIVE or lemma in _INTENTION or lemma in _POSSIBLE or lemma == "rule"
    return _is_purpose(clause) or (clause.tag_ == "VBG" and (completes or _is_hearsay(head)))


def _is_hearsay(verb: Token) -> bool:
    """*is accused of*, *was reported to have*, *is said to*: a claim that nobody answers for."""
    if not any(t.dep_ in {"aux:pass", "nsubj:pass"} for t in verb.children):
        return False
    return verb.lemma_.lower() in _HEARSAY and not any(t.dep_ == "obl:agent" for t in verb.children)


def _is_purpose(token: Token) -> bool:
    return mark_of(token) == "to" or token.tag_ == "VB"


def _governor_statuses(head: Token, edge: str, token: Token) -> Iterator[Status]:
    lemma = head.lemma_.lower()
    if edge in {"xcomp", "ccomp", "advcl", "obj", "nsubj:pass", "obl"} and head.pos_ in {
        "VERB",
        "ADJ",
        "AUX",
    }:
        if lemma in _NEGATIVE and _is_negated_by(head, token):
            yield Status.NEGATED
        elif lemma in _INTENTION and (
            edge != "obl" or lemma in {"call", "push", "prepare", "plan"}
        ):
            if edge in {"xcomp", "ccomp", "advcl"} or not _is_done_to(lemma):
                yield Status.INTENDED
        elif lemma == "go" and head.tag_ == "VBG" and edge == "xcomp":
            yield Status.INTENDED
        elif _is_hearsay(head) or (lemma in _POSSIBLE and edge != "obl"):
            yield Status.POSSIBLE
        elif lemma == "rule" and any(t.lower_ == "out" for t in head.children):
            yield Status.NEGATED
    elif edge in {"acl", "nmod", "compound"} and head.pos_ == "NOUN":
        if lemma in _INTENT_NOUNS and (edge != "nmod" or _of_or_for(token)):
            yield Status.INTENDED
        elif lemma in _POSSIBLE_NOUNS:
            yield Status.POSSIBLE


def _is_done_to(lemma: str) -> bool:
    """Verbs whose noun object is a fact: *discussed the attack*, *wanted* and *weigh* are not."""
    return lemma in {
        "discuss",
        "debate",
        "approve",
        "offer",
        "promise",
        "expect",
        "agree",
        "pend",
    } and (lemma in {"discuss", "debate", "agree"})


def _is_negated_by(head: Token, token: Token) -> bool:
    """*refused to attack*, *denied attacking*, *prevented the attack*; *stopped attacking* too."""
    lemma = head.lemma_.lower()
    if lemma in {"oppose", "reject", "dispute"}:
        return False
    if lemma in {"block", "halt", "suspend", "stop", "keep", "bar"}:
        return token.dep_ in {"xcomp", "advcl", "ccomp"}
    return True


def _of_or_for(token: Token) -> bool:
    return any(t.dep_ == "case" and t.lower_ in {"of", "for", "to"} for t in token.children)


def _is_historical(token: Token, date: str | None) -> bool:
    """True where the clause names a year at least two before the document's."""
    if not date:
        return False
    year = int(date[:4])
    clause = [token, *token.children]
    for word in clause:
        for near in (word, *word.children):
            match = _YEAR.match(near.text)
            if match and int(match.group(1)) <= year - 2:
                return True
    return False
