"""Who says what a clause states, as its own sentence tells.

A speech verb governs its content clause or stands beside it (*…, Marquis said*), *according to*
names a source, and a noun of saying has its owner's words below it (*Washington's charge that*).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graphkit.extract.grammar import (
    claimants,
    conjuncts,
    is_negated,
    is_verb,
    mark_of,
    subjects,
)
from graphkit.parse import Doc, Token, token_kind
from graphkit.resolve import ActorIndex, capital_state, slug
from graphkit.types import ActorKind, ActorRef, Stance
from graphkit.words import load_words

__all__ = [
    "Attribution",
    "Sentences",
    "is_speech_verb",
    "may_be_content",
    "stance_of",
]

_WORDS = load_words("graphkit.extract")
_SAYING = _WORDS["saying"]
_CLAIMS = _WORDS["claims"]
_SOURCES = _WORDS["sources"]
_DENYING = frozenset({"deny", "refute", "rebut"})
_DOUBTING = frozenset({"doubt", "question", "dispute", "disbelieve"})
_DENIALS = frozenset({"denial", "rebuttal", "refutation"})
_CHARGING = frozenset({"accuse", "blame", "charge", "suspect", *_DENYING})
_ASIDE = frozenset({"after", "although", "as", "because", "before", "since", "though", "when",
                    "while"})  # fmt: skip
_DASHES = frozenset({"-", "--", "–", "—"})
_LONGEST_CLIMB = 30
_LONGEST_CLOSING = 16


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says the content around a token, with what word, how, and whether in quotes."""

    speakers: tuple[ActorRef, ...]
    cue: str
    stance: Stance
    quoted: bool
    verb: int


def is_speech_verb(token: Token) -> bool:
    """Return whether a word is one whose clause is what somebody says or denies."""
    return token.lemma_.lower() in _SAYING | _DENYING


def stance_of(verb: Token) -> Stance:
    """Return what a word of saying does with its content."""
    lemma, negated = verb.lemma_.lower(), is_negated(verb)
    if lemma in _DENYING | _DENIALS:
        return Stance.ASSERTS if negated else Stance.DENIES
    return Stance.DOUBTS if lemma in _DOUBTING or negated else Stance.ASSERTS


def may_be_content(verb: Token, content: Token) -> bool:
    """Return whether a word of saying may speak of another word, whose claim somebody takes it for.

    What stands after a verb of saying is its content only in a clause or object of it, not in
    what goes on beside: *…, he said, after rebels fled*.
    """
    lemma = verb.lemma_.lower()
    if lemma not in _SAYING | _DENYING | _DOUBTING | _CLAIMS:
        return False
    if verb.pos_ != "VERB":
        return True
    branch = _branch(verb, content)
    if branch is not None and branch.i < verb.i and _goes_on_aside(verb, branch, content):
        return False
    if branch is not None:
        return branch.dep_ in {"ccomp", "xcomp", "obj", "obl", "parataxis"}
    return content.i < verb.i and not (_has_content(verb) and verb.dep_ == "conj")


def _branch(top: Token, below: Token) -> Token | None:
    """The dependent of a token that holds another token, or None where it is not below."""
    node = below
    while node.head.i != top.i:
        if node.head.i == node.i:
            return None
        node = node.head
    return node if node.i != top.i else None


class Sentences:
    """Finds in a Doc who says what a token states, without looking at quotation marks."""

    def __init__(self, doc: Doc, actors: ActorIndex) -> None:
        self.doc = doc
        self._actors = actors
        self._closings: dict[int, tuple[int, Attribution] | None] = {}

    def of(self, token: Token, *, quoted: bool) -> Attribution | None:
        """Return who says what a token states, or None where its sentence does not tell."""
        node = token
        for _ in range(_LONGEST_CLIMB):
            found = self._beside(node, quoted=quoted, below=token)
            if found is not None:
                return found
            head = node.head
            if head.i == node.i or _is_remark(node, head):
                break
            if node.i < head.i and _is_content(node, head) and _goes_on_aside(head, node, token):
                break
            found = self._above(node, head, quoted=quoted)
            if found is not None:
                return found
            node = head
        return self._closing(token, quoted=quoted)

    def by(self, verb: Token, *, quoted: bool) -> Attribution | None:
        """Return the attribution that a speech verb with a speaker makes, else None."""
        if verb.pos_ != "VERB":
            return None
        return _attribution(self.speakers(subjects(verb)), verb, quoted=quoted)

    def speakers(self, tokens: Iterable[Token]) -> tuple[ActorRef, ...]:
        """Return the actors that tokens and those joined to them name as speakers, each once."""
        found: dict[tuple[int, int], ActorRef] = {}
        members = [member for token in tokens for member in conjuncts(token)]
        for member in members:
            named = member.i and member.head.i == member.i - 1 and member.head in members
            ref = None if named else self.speaker(member)
            if ref is not None:
                found.setdefault((ref.start, ref.end), ref)
        return tuple(found.values())

    def speaker(self, token: Token) -> ActorRef | None:
        """Return who speaks where a token is the subject: an actor, a state by its capital.

        A paper or a broadcaster that is no actor of the document speaks too, a dateline never.
        """
        return self.voice(self._actors.refer(self.doc, token.i), token) or self._source(token)

    def voice(self, ref: ActorRef | None, token: Token) -> ActorRef | None:
        """Return who speaks where a text names an actor: of a place only a capital's state."""
        if ref is None or ref.kind is not ActorKind.PLACE:
            return ref
        dateline = token.i + 1 < len(self.doc) and self.doc[token.i + 1].text in _DASHES
        return None if dateline else capital_state(ref, self._actors.countries)

    def _source(self, token: Token) -> ActorRef | None:
        lemma = token.lemma_.lower()
        if token.pos_ != "NOUN" or token.i in self._actors.mentions:
            return None
        kind = _KINDS.get(token_kind(token))
        if lemma not in _SOURCES and kind is None:
            return None
        naming = [t.i for t in token.children if t.i < token.i and t.dep_ in _NAMING]
        begin = min([token.i, *naming])
        words = self.doc[begin : token.i + 1]
        name = " ".join(words.text.split())
        kind = ActorKind.MEDIA if lemma in _SOURCES else kind or ActorKind.OTHER
        id_ = f"{kind}:{slug(name)}@{self._actors.scope}"
        return ActorRef(id_, name, words.text, words.start_char, words.end_char, kind)

    def _above(self, node: Token, head: Token, *, quoted: bool) -> Attribution | None:
        """The speech verb, or the noun of saying, whose content a clause is."""
        if _is_content(node, head):
            return self.by(head, quoted=quoted)
        lemma = head.lemma_.lower()
        if head.pos_ != "NOUN" or lemma not in _CLAIMS or mark_of(node) not in {"that", "of"}:
            return None
        return _attribution(self.speakers(claimants(head, node)), head, quoted=quoted)

    def _beside(self, node: Token, *, quoted: bool, below: Token) -> Attribution | None:
        """*Ukraine shelled Belgorod, Russia said*; *… according to Russia*."""
        for child in node.children:
            if child.i == below.i or child.is_ancestor(below):
                continue
            source = self._according_to(child, quoted=quoted)
            if source is not None:
                return source
            speech = child.dep_ in {"parataxis", "discourse"} and child.lemma_.lower() in _SAYING
            if speech and any(t.dep_ == "nsubj" for t in child.children):
                return None if _goes_on_aside(child, node, below) else self.by(child, quoted=quoted)
        return None

    def _according_to(self, child: Token, *, quoted: bool) -> Attribution | None:
        if child.dep_ not in {"obl", "nmod", "advcl", "parataxis"}:
            return None
        if any(case.startswith("according") for case in child.cases):
            named = [child]
        elif child.lower_ == "according":
            named = [t for t in child.children if t.dep_ in {"obl", "nmod", "obj"}]
        else:
            return None
        speakers = self.speakers(named)
        if not speakers:
            return None
        return Attribution(speakers, "according to", Stance.ASSERTS, quoted, child.i)

    def _closing(self, token: Token, *, quoted: bool) -> Attribution | None:
        """*…, two people briefed on the talks said.*: a closing that the parser did not see."""
        sentence = token.sent
        if sentence.start not in self._closings:
            self._closings[sentence.start] = self._find_closing(sentence.start, sentence.end)
        found = self._closings[sentence.start]
        if found is None or token.i >= found[0]:
            return None
        return replace(found[1], quoted=quoted)

    def _find_closing(self, start: int, end: int) -> tuple[int, Attribution] | None:
        """The comma of a sentence's last clause, and who says there all before it."""
        verbs = [t for t in self.doc[max(start, end - _LONGEST_CLOSING) : end] if t.tag_ == "VBD"]
        verb = verbs[-1] if verbs else None
        if verb is None or verb.lemma_.lower() not in _SAYING or _has_content(verb):
            return None
        if any(t.dep_ in {"nsubj", "nsubj:pass"} for t in verb.children):
            return None  # the parser knows who speaks
        comma = next((i for i in range(verb.i - 1, start, -1) if self.doc[i].text == ","), None)
        if comma is None:
            return None
        phrase = self.doc[comma + 1 : verb.i]
        heads = [t for t in phrase if t.pos_ in {"NOUN", "PROPN"} and _ends_phrase(t)]
        found = _attribution(self.speakers(_first_of(heads)), verb, quoted=False)
        return None if found is None else (comma, found)


_KINDS = {"person": ActorKind.PERSON, "organization": ActorKind.ORGANIZATION}
_NAMING = frozenset({"amod", "compound", "nmod:poss", "nummod"})


def _attribution(
    speakers: tuple[ActorRef, ...], word: Token, *, quoted: bool
) -> Attribution | None:
    if not speakers:
        return None
    return Attribution(speakers, word.text, stance_of(word), quoted, word.i)


def _first_of(heads: list[Token]) -> list[Token]:
    """The first noun, and those that *and* joins to it."""
    if not heads:
        return []
    joined = [
        t for t in heads[1:] if t.left_edge.i and t.doc[t.left_edge.i - 1].lower_ in {"and", "or"}
    ]
    return [heads[0], *(t for t in joined if t not in conjuncts(heads[0]))]


def _ends_phrase(token: Token) -> bool:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return after.pos_ not in {"NOUN", "PROPN"} and after.lower_ not in {"'s", "’s", "-"}


def _has_content(verb: Token) -> bool:
    return any(t.dep_ == "ccomp" for t in verb.children)


def _is_remark(node: Token, head: Token) -> bool:
    """A relative clause in a charge or denial is not its content: *arming the men that fled*."""
    if node.dep_ != "acl:relcl":
        return False
    verb = head
    while verb.head.i != verb.i and not (is_verb(verb) and verb.lemma_.lower() in _CHARGING):
        verb = verb.head
    return verb.lemma_.lower() in _CHARGING


def _is_content(node: Token, head: Token) -> bool:
    lemma = head.lemma_.lower()
    if lemma not in _SAYING | _DENYING | _DOUBTING:
        return False
    if node.dep_ == "ccomp":
        return True
    if node.dep_ == "parataxis" and head.i > node.i:
        return True
    if lemma in _DENYING:
        return node.dep_ in {"xcomp", "advcl", "obj"}
    return lemma in {"accuse", "blame"} and node.dep_ in {"advcl", "xcomp", "obl"}


def _goes_on_aside(speech: Token, node: Token, below: Token) -> bool:
    """*X fled, sources said, as crowds cheered*: what follows the speech clause is not its content.

    *and* may go on with what is said, *but* does not.
    """
    branch = _branch(node, below)
    if branch is None or branch.left_edge.i < speech.i:
        return False
    if branch.dep_ == "advcl":
        return mark_of(branch) in _ASIDE
    return branch.dep_ == "conj" and any(t.lower_ == "but" for t in branch.children)
