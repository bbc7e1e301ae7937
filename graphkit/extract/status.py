"""Status: what the text says of an event, done, meant, possible or denied.

The trigger's own clause is read first (``clauses``), then whatever governs it up to the first
verb of saying, whose content stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphkit.extract.clauses import clause_statuses, is_condition, is_perfect
from graphkit.extract.grammar import claimants, is_verb, mark_of, particle, subjects
from graphkit.extract.periods import is_historical
from graphkit.parse import Token
from graphkit.types import Status
from graphkit.words import load_words

__all__ = ["StatusReader", "StatusReading"]

_WORDS = load_words("graphkit.extract")
_INTENTION = _WORDS["intention"]
_NEGATIVE = _WORDS["negative"]
_POSSIBLE = _WORDS["possible"]
_INTENT_NOUNS = _WORDS["intention_nouns"]
_POSSIBLE_NOUNS = _WORDS["possible_nouns"]
_NEGATIVE_NOUNS = _WORDS["negative_nouns"]
_HEARSAY = _WORDS["hearsay"]
_CLAIMS = _WORDS["claims"]
_HEARSAY_NOUNS = _CLAIMS | _WORDS["rumours"]
_UNTRUE = _WORDS["untrue"]
_BEGINNING = _WORDS["beginning"]
_BRINGING_ABOUT = _WORDS["bringing_about"]
_OCCURRING = _WORDS["occurring"]
_DONE_BY_OFFERING = _WORDS["done_by_offering"]
_DONE_BY_SAYING = _WORDS["done_by_saying"]
_NEEDED = frozenset({"crucial", "critical", "essential", "imperative", "important", "necessary",
                     "urgent", "vital"})  # fmt: skip
_NOT_REACHED = frozenset({"far", "short"})  # "far from attacking", "short of attacking"
_FACT_OBJECTS = frozenset({"agree", "debate", "discuss"})
_CONTINUING = frozenset({"continue", "go", "keep", "persist"})
_CHOICES = frozenset({"alternative", "choice", "option"})
_ENDING = frozenset({"cease", "discontinue", "end", "halt", "quit", "stop", "suspend"})
_BESIDE = frozenset({"after", "as", "because", "before", "by", "since", "when", "while", "without"})
_PLANNING = frozenset({"contemplate", "intend", "mull", "plan", "prepare", "weigh"})
_OBLIQUE_INTENTION = frozenset({"call", "push", "prepare", "plan"})
_INQUIRING = frozenset({"delve", "enquire", "inquire", "investigate", "look", "probe"})
_CLAUSES_ONLY = frozenset({"bar", "block", "halt", "stop", "suspend"})
_PLANS_ONLY = frozenset({"drop", "scrap", "shelve"})
_REFUSED = frozenset(
    {"abstain", "cease", "decline", "fail", "forbid", "hesitant", "hesitate", "incapable", "loath",
     "loth", "neglect", "powerless", "refuse", "reluctant", "unable", "unlikely", "unwilling"}
)  # fmt: skip
_AMOUNTS = frozenset(
    {"act", "campaign", "form", "kind", "number", "round", "series", "sort", "spate", "string",
     "type", "wave"}
)  # fmt: skip
_PRESUPPOSING = frozenset(
    {"after", "amid", "because", "because of", "before", "despite", "during", "due to", "following",
     "in spite of", "over", "since", "under"}
)  # fmt: skip
_SPEECH_EDGES = frozenset({"ccomp", "parataxis"})
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "acl", "advcl", "obj", "nmod", "obl", "nsubj:pass", "csubj"}
)
_VERB_EDGES = frozenset({"xcomp", "ccomp", "advcl", "obj", "nsubj:pass", "obl", "csubj"})
_LONGEST_CLIMB = 8


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What the words around a trigger say of its event.

    ``firm`` is false where they may as well speak of something else: *will* of the verb that
    governs a noun, the *to* of a purpose; of what is done or past, where no word tells so.
    """

    status: Status
    firm: bool


class StatusReader:
    """Reads the status of events in one document of a date, each but once."""

    def __init__(self, date: str | None) -> None:
        self._date = date
        self._known: dict[tuple[int, int | None], StatusReading] = {}

    def read(self, trigger: Token, support: Token | None = None) -> StatusReading:
        """Return the status of the event that a trigger states, and how plainly it is said."""
        key = trigger.i, support.i if support is not None else None
        if key not in self._known:
            self._known[key] = _read_status(trigger, support, self._date)
        return self._known[key]


def _read_status(trigger: Token, support: Token | None, date: str | None) -> StatusReading:
    verb = support if support is not None else trigger
    firm = [*clause_statuses(trigger)]
    if support is None and trigger.lemma_.lower() in _PLANNING:
        firm.append(Status.INTENDED)
    if support is not None:
        firm += clause_statuses(support)
        if trigger.lemma_.lower() not in _DONE_BY_OFFERING:
            firm += _governor_statuses(support, "obj", trigger)
    loose: list[Status] = []
    for found, sure in () if _is_done_by_saying(verb) else _governors(verb):
        (firm if sure else loose).append(found)
    decided = _decide(firm)
    status = _decide([*firm, *loose])
    if status is not None:
        return StatusReading(status, status is decided)
    past = is_historical(trigger, verb, date)
    return StatusReading(Status.HISTORICAL if past else Status.ACTUAL, _is_presupposed(verb))


def _decide(read: Sequence[Status]) -> Status | None:
    """The status that all cues together give: two negations cancel each other."""
    if read.count(Status.NEGATED) % 2 == 1:
        return Status.NEGATED
    return next((s for s in (Status.POSSIBLE, Status.INTENDED) if s in read), None)


def _is_done_by_saying(verb: Token) -> bool:
    """*I want to thank you*, *we would like to condemn this*: by saying so it is done."""
    head = verb.head
    wished = verb.dep_ == "xcomp" and head.lemma_.lower() in {"like", "want", "wish"}
    said = wished and verb.lemma_.lower() in _DONE_BY_SAYING
    return said and any(t.lower_ in {"i", "we"} for t in subjects(head))


def _governors(token: Token) -> Iterator[tuple[Status, bool]]:
    """Statuses given by the verbs, nouns and adjectives that a clause depends on.

    Each with whether it plainly speaks of the token's event.
    """
    for _ in range(_LONGEST_CLIMB):
        head, edge = token.head, token.dep_
        if edge == "advcl" and head.lower_ in _NOT_REACHED:
            yield Status.NEGATED, True
            return
        if head.i == token.i or _stands_by_itself(token, head):
            return
        if edge == "conj":
            token = head
            continue
        if edge == "advcl" and is_verb(head) and _is_purpose(token, head):
            yield Status.INTENDED, False
        yield from ((s, edge != "nmod") for s in _governor_statuses(head, edge, token))
        if edge in _GOVERNED or (edge == "nsubj" and head.lemma_.lower() in _OCCURRING):
            yield from ((s, is_verb(token)) for s in clause_statuses(head))
        elif edge not in {"compound", "amod"}:
            return
        if edge in {"obj", "obl", "nsubj:pass"} and not _passes_on(head):
            return
        token = head


def _stands_by_itself(token: Token, head: Token) -> bool:
    """True where what governs a clause or noun says nothing of its status."""
    edge = token.dep_
    if edge in _SPEECH_EDGES:
        return not _is_modal_head(head)
    if _is_presupposed(token):
        return True
    if edge == "acl:relcl":
        return True
    if edge == "acl":  # *the men detained there*, not *the plan to detain them*
        bare = token.tag_ in {"VBN", "VBG"} and not mark_of(token)
        return bare and head.lemma_.lower() not in _CONTENT_NOUNS
    if edge == "advcl":
        return not _is_content(token, head)
    if edge == "conj":  # a finite verb is not joined to an infinitive, whatever the parse says
        return token.tag_ in {"VBD", "VBZ", "VBP"} and _is_infinitive(head)
    if edge == "nmod":  # *the threat of an attack*, *a wave of attacks*, not *the agenda of talks*
        return head.lemma_.lower() not in _CONTENT_NOUNS | _AMOUNTS
    if is_verb(token) or edge not in {"obj", "obl", "nsubj:pass"}:
        return False
    if edge == "obl":
        return any(case in _PRESUPPOSING for case in token.cases)
    return not (_passes_on(head) or head.lemma_.lower() in _BRINGING_ABOUT)


def _is_presupposed(token: Token) -> bool:
    """Whether what governs an act takes it as a fact, be it negated, wanted or possible itself.

    *must stop **bombing** it*, *if they keep **bombing** it*, *will look into the **attack***,
    *no choice but to **attack***.
    """
    head, edge, lemma = token.head, token.dep_, token.head.lemma_.lower()
    if lemma in _ENDING:
        if is_verb(token):
            clause = edge in {"xcomp", "ccomp"} and token.tag_ == "VBG"
            return clause and mark_of(token) != "from"
        return edge in {"obj", "nsubj:pass"}
    if lemma in _CONTINUING and head.tag_ in {"VBZ", "VBP", "VB"}:
        return edge in {"xcomp", "advcl"} and is_condition(head)
    if lemma in _CHOICES:
        return edge == "acl" and mark_of(token) in {"but", "except"}
    return lemma in _INQUIRING and edge in {"obj", "obl"} and not is_verb(token)


_CONTENT_NOUNS = _INTENT_NOUNS | _POSSIBLE_NOUNS | _NEGATIVE_NOUNS


def _is_purpose(clause: Token, head: Token) -> bool:
    other = head.lemma_.lower() in _INTENTION | _NEGATIVE | _BEGINNING
    return _is_infinitive(clause) and not other


def _passes_on(head: Token) -> bool:
    lemma = head.lemma_.lower()
    known = lemma in _INTENTION or lemma in _NEGATIVE or lemma in _POSSIBLE
    return known or lemma in {"find", "make"} or _calls_off(head)


def _is_modal_head(head: Token) -> bool:
    lemma = head.lemma_.lower()
    known = lemma in _INTENTION or lemma in _POSSIBLE or lemma in _NEEDED
    return known or lemma in {"prevent", "deny", "doubt"}


def _is_content(clause: Token, head: Token) -> bool:
    """True for an infinitive, or a gerund that completes its verb: *refrained from attacking*."""
    lemma = head.lemma_.lower()
    completes = lemma in _NEGATIVE or lemma in _INTENTION or lemma in _POSSIBLE or lemma == "rule"
    completes = completes or (lemma == "go" and mark_of(clause) == "on")
    gerund = clause.tag_ == "VBG" and (completes or _is_hearsay(head)) and not _is_beside(clause)
    return gerund or (_is_infinitive(clause) and not is_perfect(clause))


def _is_beside(gerund: Token) -> bool:
    """*suspended imports, **calling** them a risk*, *stopped them by **firing***."""
    left = gerund.left_edge
    after_comma = left.i > 0 and gerund.doc[left.i - 1].text == ","
    return after_comma or mark_of(gerund) in _BESIDE


def _is_hearsay(verb: Token) -> bool:
    """*is accused of*, *was reported to have*, *is said to*: a claim that nobody answers for."""
    if not any(t.dep_ in {"aux:pass", "nsubj:pass"} for t in verb.children):
        return False
    return verb.lemma_.lower() in _HEARSAY and not any(t.dep_ == "obl:agent" for t in verb.children)


def _is_infinitive(token: Token) -> bool:
    return mark_of(token) == "to" or token.tag_ == "VB"


def _governor_statuses(head: Token, edge: str, token: Token) -> Iterator[Status]:
    if head.lower_ == "about" and _is_infinitive(token):
        yield Status.INTENDED
    elif edge in _VERB_EDGES and head.pos_ in {"VERB", "ADJ", "AUX"}:
        yield from _verb_statuses(head, edge, token)
    elif edge in {"acl", "nmod", "compound"} and head.pos_ == "NOUN":
        lemma = head.lemma_.lower()
        if lemma in _INTENT_NOUNS and (edge != "nmod" or _of_or_for(token)):
            yield Status.INTENDED
        elif lemma in _NEGATIVE_NOUNS and _is_infinitive(token):
            yield Status.NEGATED
        elif lemma in _POSSIBLE_NOUNS:
            yield Status.POSSIBLE
        elif edge == "acl" and lemma in _HEARSAY_NOUNS and _is_unclaimed(head, token):
            yield Status.NEGATED if _is_called_false(head) else Status.POSSIBLE


def _is_unclaimed(noun: Token, content: Token) -> bool:
    """*reports that …*, which nobody answers for, not *Iran's report that …*."""
    return mark_of(content) == "that" and not claimants(noun, content)


def _is_called_false(noun: Token) -> bool:
    """*The report that … was false*."""
    predicate = noun.head
    plain = noun.dep_ == "nsubj" and predicate.lemma_.lower() in _UNTRUE
    return plain and Status.NEGATED not in clause_statuses(predicate)


def _verb_statuses(head: Token, edge: str, token: Token) -> Iterator[Status]:
    lemma = head.lemma_.lower()
    needed = lemma in _NEEDED and edge in {"ccomp", "csubj"} and token.tag_ in {"VB", "VBP"}
    if _drops(head, token) or (lemma in _NEGATIVE and _is_negated_by(head, token)):
        yield Status.NEGATED
    elif _is_intended_by(lemma, edge, token) or _is_ahead(head, edge, token):
        yield Status.INTENDED
    elif _is_hearsay(head) or (lemma in _POSSIBLE and edge != "obl") or needed:
        yield Status.POSSIBLE


def _drops(verb: Token, token: Token) -> bool:
    """*called off*, *ruled out*, *decided against*."""
    decided = verb.lemma_.lower() == "decide" and "against" in token.cases
    return decided or _calls_off(verb)


def _is_ahead(head: Token, edge: str, token: Token) -> bool:
    """*is going to travel*, *is to travel*."""
    lemma = head.lemma_.lower()
    going = lemma == "go" and head.tag_ == "VBG"
    return edge == "xcomp" and (going or (lemma == "be" and _is_infinitive(token)))


def _calls_off(verb: Token) -> bool:
    """*called off*, *ruled out*."""
    if verb.lemma_.lower() == "rule":
        return any(t.lower_ == "out" for t in verb.children)
    return verb.lemma_.lower() == "call" and particle(verb) == "off"


def _is_intended_by(lemma: str, edge: str, token: Token) -> bool:
    """Verbs of intention mean their clause; their noun object too: *wanted*, *offered talks*.

    *discussed the attack* speaks of a fact, *set fire* and *set them free* of no purpose.
    """
    if lemma not in _INTENTION or (lemma == "set" and not _is_infinitive(token)):
        return False
    if edge in {"xcomp", "ccomp", "advcl"}:
        return True
    return lemma in _OBLIQUE_INTENTION if edge == "obl" else lemma not in _FACT_OBJECTS


def _is_negated_by(head: Token, token: Token) -> bool:
    """*refused to attack*, *denied attacking*, *prevented the attack*; *stopped attacking* too."""
    lemma = head.lemma_.lower()
    if lemma in {"oppose", "reject", "dispute"} or token.lemma_.lower() in _CLAIMS:
        return False  # who denies a charge does not deny that it was made
    if lemma == "keep":  # *kept from attacking*, but *keeps attacking*
        return mark_of(token) == "from" or "from" in token.cases
    if lemma in _PLANS_ONLY:  # *dropped plans to attack*, not *dropped bombs*
        return token.lemma_.lower() in _CONTENT_NOUNS
    if is_verb(token) and mark_of(token) == "to" and lemma not in _REFUSED:
        return False  # a purpose: *prevented it to help them*
    if lemma in _CLAUSES_ONLY:
        return token.dep_ in {"xcomp", "advcl", "ccomp"}
    return True


def _of_or_for(token: Token) -> bool:
    return any(t.dep_ == "case" and t.lower_ in {"of", "for", "to"} for t in token.children)
