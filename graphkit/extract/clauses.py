"""What the words of a clause say of its event's status: *not*, *will*, *may*, *if*, *perhaps*."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extract.grammar import is_verb, mark_of
from graphkit.parse import Token
from graphkit.types import Status
from graphkit.words import load_words

__all__ = ["clause_statuses", "is_condition", "is_perfect"]

_WORDS = load_words("graphkit.extract")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
_INSTEAD = frozenset({"instead", "rather"})  # "of", "than"
_NOT_QUITE = frozenset({"almost", "nearly"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "gonna"})
_BACKSHIFTED = frozenset({"would", "'d", "’d"})
_POSSIBLE_MODALS = frozenset({"may", "might", "could", "can", "should", "must", "ought"})
_INTENT_MODIFIERS = frozenset(
    {"planned", "plan", "proposed", "upcoming", "future", "intended", "imminent"}
)
_POSSIBLE_MODIFIERS = frozenset({"possible", "potential", "likely", "hypothetical", "alleged"})
_POSSIBLE_ADVERBS = _WORDS["possible_adverbs"]
_SAYING = _WORDS["saying"] | _WORDS["promising"]
_CONDITIONS = frozenset({"if", "unless", "whether"})
_IS = frozenset({"is", "are", "was", "were"})
_DAYS = _WORDS["weekdays"] | {"tomorrow", "tonight"}
_NOT_YET = frozenset({"until", "till"})


def clause_statuses(token: Token) -> Iterator[Status]:
    """Yield the statuses that the words hanging on a token give, one for each cue."""
    for child in token.children:
        yield from _word_statuses(child, token)
    if token.dep_ in {"nmod", "obl"} and any(t.lower_ == "without" for t in token.children):
        yield Status.NEGATED
    if is_verb(token) and is_condition(token):
        yield Status.POSSIBLE
    if mark_of(token) == "to" and any(
        t.lower_ in _IS for t in token.children if t.dep_ in {"aux", "cop"}
    ):
        yield Status.INTENDED  # "is to travel"
    if token.tag_ in {"VBZ", "VBP"} and _is_scheduled(token):
        yield Status.INTENDED
    if token.dep_ == "conj":
        yield from _shared_by_conjuncts(token)


def _is_scheduled(verb: Token) -> bool:
    """*flies to Belgrade **on Sunday***: the present with a day tells what is to come."""
    if any(t.dep_ in {"aux", "aux:pass"} for t in verb.children):
        return False
    return any(
        t.i > verb.i and t.dep_.split(":")[0] in {"obl", "advmod", "nmod"} and t.lower_ in _DAYS
        for t in verb.children
    )


def is_perfect(verb: Token) -> bool:
    """Return whether a verb has the auxiliary *have*: *to have attacked*."""
    return any(t.dep_ == "aux" and t.lower_ in {"have", "having"} for t in verb.children)


def _word_statuses(child: Token, token: Token) -> Iterator[Status]:
    word, edge = child.lower_, child.dep_
    if word in _INSTEAD and any(t.dep_ == "fixed" for t in child.children):
        yield Status.NEGATED
    elif word in _NEGATIONS and edge in {"advmod", "det", "cc:preconj", "mark"}:
        if not _is_of_other_words(child):
            yield Status.NEGATED
    elif edge == "aux":
        yield from _auxiliary_statuses(word, token)
    elif edge in {"nsubj", "nsubj:pass"} and _is_negative_subject(child):
        yield Status.NEGATED
    elif edge == "advmod":
        yield from _adverb_statuses(child, token)
    elif edge in {"amod", "compound"} and child.lemma_.lower() in _INTENT_MODIFIERS:
        yield Status.INTENDED
    elif edge == "amod" and word in _POSSIBLE_MODIFIERS:
        yield Status.POSSIBLE


def _auxiliary_statuses(word: str, verb: Token) -> Iterator[Status]:
    if word in _FUTURE:
        yield Status.POSSIBLE if _has_condition(verb) else Status.INTENDED
    elif word in _BACKSHIFTED and _is_wish(verb):
        return
    elif word in _BACKSHIFTED and _is_future_told(verb):
        yield Status.INTENDED
    elif word in _POSSIBLE_MODALS | _BACKSHIFTED:
        unreal = word in _BACKSHIFTED and is_perfect(verb) and _has_condition(verb)
        yield Status.NEGATED if unreal else Status.POSSIBLE


def _adverb_statuses(adverb: Token, token: Token) -> Iterator[Status]:
    word = adverb.lower_
    not_yet = word == "yet" and _has_to_come(token)
    no_longer = (
        word == "longer"
        and adverb.i < token.i  # not "for no longer than"
        and any(t.lower_ == "no" for t in adverb.children)
    )
    not_quite = word in _NOT_QUITE and is_verb(token) and adverb.i < token.i
    if not_yet or no_longer or not_quite:
        yield Status.NEGATED
    elif word in _POSSIBLE_ADVERBS:
        yield Status.POSSIBLE


def _has_to_come(verb: Token) -> bool:
    """*has yet to attack*, whichever of the verbs the parser makes the head."""
    has = any(t.dep_ == "aux" and t.lemma_.lower() == "have" for t in verb.children)
    return verb.lemma_.lower() == "have" or (has and mark_of(verb) == "to")


def is_condition(verb: Token) -> bool:
    """Return whether a clause is not said to be so: *if X attacks*, *until X frees Y*."""
    marks = {t.lower_ for t in verb.children if t.dep_ == "mark"}
    waits = bool(marks & _NOT_YET) and verb.tag_ in {"VBZ", "VBP"}
    return waits or bool(marks & _CONDITIONS)


def _is_wish(verb: Token) -> bool:
    """*would like*: said, and so done, whatever it asks for."""
    return verb.lemma_.lower() in {"like", "love", "welcome"} and not is_perfect(verb)


def _has_condition(verb: Token) -> bool:
    return any(t.dep_ == "advcl" and mark_of(t) in {"if", "unless"} for t in verb.children)


def _is_future_told(verb: Token) -> bool:
    """*said it would attack*: the future of what was said, without a condition."""
    told = verb
    while told.dep_ == "conj" and is_verb(told.head):
        told = told.head
    plain = told.dep_ == "ccomp" and told.head.tag_ not in {"VBZ", "VBP"}
    spoken = plain and told.head.lemma_.lower() in _SAYING
    spoken = spoken or any(
        t.dep_ == "parataxis" and t.tag_ == "VBD" and t.lemma_.lower() in _SAYING
        for t in told.children
    )
    return spoken and not is_perfect(verb) and not _has_condition(verb)


def _shared_by_conjuncts(token: Token) -> Iterator[Status]:
    """Auxiliaries and negation of the first of joined verbs hold for all: *may seize and kill*."""
    own_subject = any(t.dep_ in {"nsubj", "nsubj:pass"} for t in token.children)
    own_auxiliary = any(t.dep_ == "aux" for t in token.children)
    if own_subject or own_auxiliary or not is_verb(token) or token.tag_ != token.head.tag_:
        return
    contrast = any(t.dep_ == "cc" and t.lower_ == "but" for t in token.children)
    for status in clause_statuses(token.head):
        if status is not Status.NEGATED or not contrast:
            yield status


def _is_of_other_words(negation: Token) -> bool:
    """*not only*, *hardly a week after*."""
    after = negation.doc[negation.i + 1] if negation.i + 1 < len(negation.doc) else negation
    only = after.lower_ in {"only", "just", "merely", "simply", "least"}
    return only or (negation.lower_ == "hardly" and after.pos_ in {"DET", "NUM"})


def _is_negative_subject(subject: Token) -> bool:
    if subject.lower_ in {"nobody", "none", "neither"} or subject.text.lower() == "no one":
        return True
    return any(
        t.lower_ in {"no", "neither"} and t.dep_ in {"det", "cc:preconj"} for t in subject.children
    )
