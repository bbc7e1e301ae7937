"""Questions about a UD tree: who is the subject, which noun follows a preposition, what governs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeVar

from graphkit.parse import Token, token_kind
from graphkit.resolve.linking import relative_antecedent
from graphkit.words import load_words

__all__ = [
    "agents",
    "antecedent",
    "branch",
    "claimants",
    "clauses",
    "conjuncts",
    "direct_objects",
    "has_particle",
    "indirect_objects",
    "is_negated",
    "is_passive",
    "is_verb",
    "mark_of",
    "may_act",
    "particle",
    "particle_objects",
    "prepositional",
    "sentence_bounds",
    "subjects",
    "subtree_text",
]

Answer = TypeVar("Answer")
_WORDS = load_words("graphkit.extract")
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj"})
_SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
_OBJECT_CONTROL_DEPTH = 6
_BLAMING = _WORDS["blaming"]
_ENABLING = _WORDS["enabling"]


def is_verb(token: Token) -> bool:
    """Return whether a token heads a clause as a verb."""
    return token.pos_ == "VERB" or (
        token.pos_ == "AUX" and token.dep_ not in {"aux", "aux:pass", "cop"}
    )


def _once(question: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Let a question about a word be answered but once a document: its tree never changes.

    Answers are shared, so nobody may change them.
    """

    @wraps(question)
    def asked(token: Token) -> Answer:
        memo, key = token.doc.memo, (question, token.i)
        try:
            answer: Answer = memo[key]
        except KeyError:
            answer = memo[key] = question(token)
        return answer

    return asked


@_once
def is_passive(verb: Token) -> bool:
    """Return whether a verb is passive, in a full or a reduced clause."""
    if any(t.dep_ in {"nsubj:pass", "aux:pass"} for t in verb.children):
        return True
    if verb.tag_ != "VBN" or any(t.dep_ == "aux" for t in verb.children):
        return False
    if verb.dep_ == "conj" and not _own_subject(verb):
        return is_passive(verb.head) if is_verb(verb.head) else False
    return verb.dep_ in {"acl", "amod", "acl:relcl", "advcl", "xcomp", "ccomp"} and not any(
        t.dep_ == "obj" for t in verb.children
    )


def is_negated(verb: Token) -> bool:
    """Return whether a verb itself is denied: *did not say*, *never denied*."""
    return any(t.dep_ == "advmod" and t.lower_ in {"not", "n't", "never"} for t in verb.children)


def sentence_bounds(token: Token) -> tuple[int, int]:
    """Return the character offsets of a token's sentence without outer blanks."""
    sentence, text = token.sent, token.doc.text
    start, end = sentence.start_char, sentence.end_char
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


@_once
def conjuncts(token: Token) -> list[Token]:
    """Return a token and all that are joined to it, in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def branch(top: Token, below: Token) -> Token | None:
    """Return the dependent of a token that holds another token, or None where it is not below."""
    node = below
    while node.head.i != top.i:
        if node.head.i == node.i:
            return None
        node = node.head
    return node if node.i != top.i else None


def _own_subject(verb: Token) -> list[Token]:
    return [t for t in verb.children if t.dep_ in {"nsubj", "nsubj:pass"}]


@_once
def subjects(verb: Token) -> list[Token]:
    """Return the agents of a verb: its subject, a passive's *by*-phrase, or the one it inherits."""
    return _subjects(verb, _OBJECT_CONTROL_DEPTH)


def _subjects(verb: Token, depth: int) -> list[Token]:
    if is_passive(verb):
        return agents(verb)
    own = [t for t in verb.children if t.dep_ in _SUBJECTS and t.pos_ != "VERB"]
    if own or depth == 0:
        return own
    return _inherited(verb, depth - 1)


def _inherited(verb: Token, depth: int) -> list[Token]:
    """The subject that a clause without its own takes over from what governs it."""
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "xcomp":
        return _controllers(verb, head, depth)
    if verb.dep_ in {"conj", "parataxis"}:
        return _shared_subject(head, depth) if is_verb(head) or _own_subject(head) else []
    if verb.dep_ in {"advcl", "obl"} and head.lemma_.lower() in _BLAMING and _is_charge(verb):
        return direct_objects(head) or _surface_subject(head, depth)
    if verb.dep_ == "advcl":
        if mark_of(verb) in {"to", ""} or verb.tag_ == "VBG":
            return _controllers(verb, head, depth)
        return []
    if verb.dep_ in {"acl", "acl:relcl"}:
        return _noun_controllers(verb, head, depth)
    if verb.dep_ == "ccomp" and not _own_subject(verb) and verb.tag_ in {"VB", "VBG"}:
        return _surface_subject(head, depth)
    return []


def _is_charge(verb: Token) -> bool:
    """*of staging*, *for offering*, *from entering*: what the object of a verb of blame does."""
    return verb.tag_ == "VBG" and mark_of(verb) in {"of", "for", "from", "over", "with"}


def _shared_subject(head: Token, depth: int) -> list[Token]:
    """The subject shared by joined verbs: of a passive, the one that undergoes it."""
    own = _own_subject(head)
    return own or _subjects(head, depth)


def _surface_subject(verb: Token, depth: int) -> list[Token]:
    if verb.dep_ == "advmod" and not is_verb(verb) and depth:
        return _surface_subject(verb.head, depth - 1)  # *stopped short of attacking*
    return _own_subject(verb) or _subjects(verb, depth)


def _controllers(verb: Token, head: Token, depth: int) -> list[Token]:
    """Who acts in an infinitive: the governor's object (*urged X to go*), else its subject."""
    enabled = verb.dep_ == "advcl" and head.lemma_.lower() in _ENABLING and mark_of(verb) == "to"
    if is_verb(head) and (verb.dep_ == "xcomp" or enabled):
        objects = [
            t for t in head.children if t.dep_ in {"obj", "iobj"} and t.i < verb.i and may_act(t)
        ]
        if objects and head.lemma_.lower() != "promise":
            return objects
        called = [t for t in head.children if t.dep_ == "obl" and "on" in t.cases and t.i < verb.i]
        if called and head.lemma_.lower() == "call":
            return called
    return _surface_subject(head, depth)


def may_act(token: Token) -> bool:
    """Return whether a noun can be somebody who acts, going by its kind where that is known."""
    kind = token_kind(token)
    return (
        token.pos_ in {"PROPN", "PRON"} or not kind or kind in {"person", "organization", "place"}
    )


def _noun_controllers(verb: Token, noun: Token, depth: int) -> list[Token]:
    if verb.dep_ == "acl:relcl":
        return [] if any(t.tag_ in {"WDT", "WP"} for t in verb.children) else [noun]
    if verb.tag_ == "VBG":
        return [noun]
    owners = [t for t in noun.children if t.dep_ == "nmod:poss"]
    if owners:
        return owners
    governor = noun.head
    if noun.dep_ in {"obj", "xcomp", "obl", "ccomp"} and is_verb(governor):
        return _surface_subject(governor, depth)
    if noun.dep_ == "conj" or noun.dep_ == "ROOT":
        return [t for t in noun.children if t.dep_ == "nsubj"]
    return []


def agents(verb: Token) -> list[Token]:
    """Return the *by*-phrases of a passive verb, or those it shares with verbs joined to it."""
    found = _own_agents(verb)
    if not found and verb.dep_ == "conj" and is_verb(verb.head):
        return [t for t in _own_agents(verb.head) if t.i > verb.i]
    later = [t for t in verb.children if t.dep_ == "conj" and is_verb(t) and not _own_subject(t)]
    return found or (_own_agents(later[-1]) if later else [])


def _own_agents(verb: Token) -> list[Token]:
    found = [t for t in verb.children if t.dep_ == "obl:agent" and "by" in t.cases]
    return found or [t for t in verb.children if t.dep_ in {"obl", "nmod"} and "by" in t.cases]


@_once
def direct_objects(verb: Token) -> list[Token]:
    """Return what undergoes a verb: its object, or the subject of a passive."""
    if is_passive(verb):
        given = [t for t in verb.children if t.dep_ == "obj"]
        own = [t for t in verb.children if t.dep_ == "nsubj:pass"]
        if given or own:
            return given or own  # *Ukraine was given tanks*: the tanks
        if verb.dep_ in {"acl", "amod"}:
            return [verb.head]
        if verb.dep_ == "conj" and is_verb(verb.head):
            return direct_objects(verb.head) if is_passive(verb.head) else _own_subject(verb.head)
        if verb.dep_ in {"xcomp", "advcl"}:
            return _surface_subject(verb.head, 3)
        return []
    own = [t for t in verb.children if t.dep_ == "obj"]
    if own:
        return own
    if verb.dep_ == "conj" and is_verb(verb.head):
        shared = [t for t in verb.head.children if t.dep_ == "obj" and t.i > verb.i]
        if shared:
            return shared
    if verb.dep_ == "acl:relcl" and _own_subject(verb):
        if not any(t.tag_ in {"WDT", "WP"} for t in verb.children):
            return [verb.head]
        return []
    if verb.dep_ in {"xcomp", "acl"} and verb.head.pos_ in {"NOUN", "ADJ"} and verb.tag_ == "VB":
        return []
    return []


def indirect_objects(verb: Token) -> list[Token]:
    """Return the recipients of a verb: *gave **Ukraine** tanks*, ***Ukraine** was given tanks*."""
    own = [t for t in verb.children if t.dep_ == "iobj"]
    if not own and is_passive(verb) and any(t.dep_ == "obj" for t in verb.children):
        return [t for t in verb.children if t.dep_ == "nsubj:pass"]
    return own


def mark_of(verb: Token) -> str:
    """Return the word that introduces a clause: *to*, *if*, *that* …, or ""."""
    return next((t.lower_ for t in verb.children if t.dep_ == "mark"), "")


_TOWARDS = frozenset({"toward", "towards"})
_OBLIQUE = frozenset({"obl", "nmod", "obl:agent", "obl:npmod", "nmod:npmod", "advcl", "acl"})


def prepositional(token: Token, preposition: str) -> list[Token]:
    """Return the nouns after a preposition that hang on a token; *on behalf of* is one as well."""
    if not token.children:
        return []
    wanted = _TOWARDS if preposition in _TOWARDS else {preposition}
    found = []
    for child in token.children:
        if not child.cases or child.pos_ == "VERB" or wanted.isdisjoint(child.cases):
            continue
        joined = child.dep_ == "conj" and token.pos_ == "VERB" and child.pos_ in {"NOUN", "PROPN"}
        if child.dep_ in _OBLIQUE or joined:
            found.append(child)
    if not found and preposition == "by" and token.pos_ == "NOUN":
        nested = [t for t in token.children if t.dep_ == "nmod"]  # *the killing of X by Y*
        found = [t for n in nested for t in n.children if t.dep_ == "nmod" and "by" in t.cases]
    return found or _long_preposition(token, preposition) or _after_particle(token, preposition)


def _after_particle(verb: Token, preposition: str) -> list[Token]:
    """*call **on all parties***, where the parser takes the preposition for a particle."""
    if particle(verb) != preposition:
        return []
    return [
        t
        for t in verb.children
        if t.dep_ in {"obl", "obj"}
        and t.left_edge.i > verb.i + 1
        and verb.doc[t.left_edge.i - 1].lower_ == preposition
    ]


def _long_preposition(token: Token, preposition: str) -> list[Token]:
    """*in favour of X* parsed as *in favour* with *of X* below it."""
    parts = preposition.split()
    if len(parts) != 3:
        return []
    return [
        inner
        for noun in prepositional(token, parts[0])
        if noun.lower_ == parts[1]
        for inner in prepositional(noun, parts[2])
    ]


_PARTICLES = _WORDS["particles"]


def claimants(noun: Token, content: Token) -> list[Token]:
    """Return whose claim a noun is, beside its content: *Washington's charge that*, *US claims*."""
    owners = [t for t in noun.children if t.dep_ == "nmod:poss"]
    owners += [t for t in noun.children if t.dep_ in {"amod", "compound"} and t.text[0].isupper()]
    for preposition in ("by", "from", "of"):
        owners = owners or [t for t in prepositional(noun, preposition) if t.i != content.i]
    return owners


@_once
def particle(verb: Token) -> str | None:
    """Return the particle of a phrasal verb, or None."""
    return next((t.lower_ for t in verb.children if t.dep_ == "compound:prt"), None)


def has_particle(verb: Token, wanted: str) -> bool:
    """Return whether a verb has a particle, also where the parser reads another adverb or case."""
    if particle(verb) == wanted:
        return True
    if wanted not in _PARTICLES:
        return any(t.dep_ == "advmod" and t.lower_ == wanted for t in verb.children)
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    loose = any(t.dep_ == "advmod" and t.lower_ == wanted and t.i > verb.i for t in verb.children)
    return loose or (after.lower_ == wanted and after.dep_ in {"case", "advmod"})


def particle_objects(verb: Token, wanted: str) -> list[Token]:
    """Return the noun after a particle that the parser reads as its preposition: *sealed off X*."""
    return [
        t
        for t in verb.children
        if t.dep_ == "obl"
        and t.cases == [wanted]
        and any(c.i == verb.i + 1 and c.lower_ == wanted for c in t.children)
    ]


def clauses(verb: Token) -> Iterator[Token]:
    """Yield the heads of complement clauses of a verb, noun or adjective, with joined ones."""
    for child in verb.children:
        if child.dep_ in _CLAUSES and child.i > verb.i:
            yield child
            for other in child.children:
                if other.dep_ == "conj" and is_verb(other) and not _own_subject(other):
                    yield other


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token."""
    noun = relative_antecedent(token) if token.tag_ in {"WDT", "WP", "WP$"} else None
    return noun if noun is not None else token


def subtree_text(token: Token, *, most_words: int = 14) -> str:
    """Return the words of a phrase without its preposition, up to a break or a dozen words."""
    words = [
        t
        for t in token.subtree
        if not (t.head.i == token.i and t.dep_ in {"case", "mark", "det"} and t.i < token.i)
    ]
    words = [t for t in words if t.i >= words[0].i]
    kept: list[Token] = []
    for t in words:
        broken = t.i > token.i and t.text in {",", "—", "–", ";", ":", "(", "--", "."}
        if broken or len(kept) >= most_words:
            break
        kept.append(t)
    if not kept:
        return token.text
    return " ".join(token.doc[kept[0].i : kept[-1].i + 1].text.strip(" \"“”'").split())
