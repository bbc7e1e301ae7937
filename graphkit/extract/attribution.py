"""Who says what a clause states, as its own sentence tells.

A speech verb governs its content clause or stands beside it (*…, Marquis said*), *according to*
names a source, and a noun of saying has its owner's words below it (*Washington's charge that*).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphkit.extract.asides import TELLING, Aside, find_asides, goes_on_aside
from graphkit.extract.grammar import (
    antecedent,
    branch,
    claimants,
    conjuncts,
    direct_objects,
    is_negated,
    is_verb,
    mark_of,
    prepositional,
    subjects,
)
from graphkit.parse import Doc, Span, Token, token_kind
from graphkit.resolve import ActorIndex, capital_state, slug
from graphkit.types import ActorKind, ActorRef, MentionForm, Stance
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
_REPEATING = frozenset({"cite", "quote"})
_DASHES = frozenset({"-", "--", "–", "—"})
_LONGEST_CLIMB = 30


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


def is_saying(verb: Token) -> bool:
    """Return whether a verb may stand beside what its subject says: *said*, *made clear*."""
    lemma = verb.lemma_.lower()
    if lemma == "make":
        return any(t.lower_ in {"clear", "known", "plain"} for t in verb.children)
    return lemma in _SAYING


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
    part = branch(verb, content)
    if part is not None and part.i < verb.i and _goes_on_aside(verb, part, content):
        return False
    if part is not None:
        return part.dep_ in {"ccomp", "xcomp", "obj", "obl", "parataxis"}
    return content.i < verb.i and not (_has_content(verb) and verb.dep_ == "conj")


class Sentences:
    """Finds in a Doc who says what a token states, without looking at quotation marks."""

    def __init__(self, doc: Doc, actors: ActorIndex) -> None:
        self.doc = doc
        self._actors = actors
        self._found: dict[int, tuple[Aside, ...]] = {}

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
        return self._aside(token, quoted=quoted)

    def by(self, verb: Token, *, quoted: bool) -> Attribution | None:
        """Return the attribution that a speech verb with a speaker makes, else None."""
        if verb.pos_ != "VERB":
            return None
        speakers = [
            *self.speakers(_quoted_speakers(verb) or _speakers_before(verb)),
            *self._cited(verb),
        ]
        return _attribution(tuple(speakers), verb, quoted=quoted)

    def _cited(self, verb: Token) -> Iterator[ActorRef]:
        """*the agency said, **citing an official***: whom the speaker repeats speaks too."""
        beside = verb.head.children if verb.dep_ == "parataxis" else ()
        for child in [*verb.children, *(t for t in beside if t.i > verb.i)]:
            if child.dep_ == "advcl" and child.lemma_.lower() in _REPEATING and child.tag_ == "VBG":
                yield from self.speakers(direct_objects(child))

    def speakers(self, tokens: Iterable[Token]) -> tuple[ActorRef, ...]:
        """Return the actors that tokens and those joined to them name as speakers, each once."""
        found: dict[tuple[int, int], ActorRef] = {}
        joined = [member for token in tokens for member in conjuncts(token)]
        members = [source for member in joined for source in self._authors(member) or [member]]
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
        who = antecedent(token)
        return self.voice(self._actors.refer(self.doc, who.i), who) or self._source(who)

    def voice(self, ref: ActorRef | None, token: Token) -> ActorRef | None:
        """Return who speaks where a text names an actor.

        Of places, a capital's state does, and *the prefecture*, which no name tells.
        """
        if ref is None or ref.kind is not ActorKind.PLACE:
            return ref
        if self._actors.mentions[token.i].form is MentionForm.NOMINAL:
            return ref
        return None if self._is_dateline(token) else capital_state(ref, self._actors.countries)

    def _is_dateline(self, token: Token) -> bool:
        """*MOSCOW - …*, *MOSCOW, June 13 - …*."""
        dashed = token.i + 1 < len(self.doc) and self.doc[token.i + 1].text in _DASHES
        return dashed or (token.is_sent_start and token.text.isupper() and len(token.text) > 3)

    def _authors(self, token: Token) -> list[Token]:
        """Who made what speaks, where the text tells: *a report **by the committee***."""
        if token.lemma_.lower() not in _SOURCES or token.i in self._actors.mentions:
            return []
        makers = [t for p in ("by", "from") for t in prepositional(token, p)]
        return [t for t in makers if self._actors.refer(self.doc, t.i) is not None]

    def _source(self, token: Token) -> ActorRef | None:
        lemma = token.lemma_.lower()
        if token.pos_ != "NOUN" or token.i in self._actors.mentions:
            return None
        kind = _KINDS.get(token_kind(token))
        if lemma not in _SOURCES and kind is None:
            return None
        naming = [t.left_edge.i for t in token.children if t.i < token.i and t.dep_ in _NAMING]
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
        if _is_told_to(node, head):
            return self.by(head.head, quoted=quoted)
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
                if any(a.verb is child and not a.covers(below) for a in self._asides(child.sent)):
                    continue
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

    def _aside(self, token: Token, *, quoted: bool) -> Attribution | None:
        """*…, two people briefed on the talks said.*: a clause that the parser did not see."""
        for aside in self._asides(token.sent):
            if aside.covers(token):
                found = _attribution(
                    self.speakers(_first_of(aside.speakers)), aside.verb, quoted=quoted
                )
                if found is not None:
                    return found
        return None

    def _asides(self, sentence: Span) -> Sequence[Aside]:
        if sentence.start not in self._found:
            self._found[sentence.start] = tuple(find_asides(sentence, is_saying))
        return self._found[sentence.start]


_KINDS = {"person": ActorKind.PERSON, "organization": ActorKind.ORGANIZATION}
_NAMING = frozenset({"amod", "compound", "nmod:poss", "nummod"})


def _attribution(
    speakers: tuple[ActorRef, ...], word: Token, *, quoted: bool
) -> Attribution | None:
    if not speakers:
        return None
    return Attribution(speakers, word.text, stance_of(word), quoted, word.i)


def _first_of(heads: Sequence[Token]) -> list[Token]:
    """The first noun, and those that *and* joins to it."""
    joined = [
        t for t in heads[1:] if t.left_edge.i and t.doc[t.left_edge.i - 1].lower_ in {"and", "or"}
    ]
    return [heads[0], *(t for t in joined if t not in conjuncts(heads[0]))]


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
        return lemma not in _CHARGING  # *X accuses Y; Z accuses X*
    if lemma in _DENYING:
        return node.dep_ in {"xcomp", "advcl", "obj"}
    return lemma in {"accuse", "blame"} and node.dep_ in {"advcl", "xcomp", "obl"}


def _is_told_to(node: Token, head: Token) -> bool:
    """*admitted to a delegation **that troops had fired***: a clause hung on whom it is told to."""
    verb = head.head
    clause = node.dep_ in {"acl", "acl:relcl"} and mark_of(node) == "that"
    told = clause and head.dep_ in {"obl", "obj", "iobj"} and verb.lemma_.lower() in _SAYING
    return told and not _has_content(verb) and head.lemma_.lower() not in _CLAIMS


def _speakers_before(verb: Token) -> list[Token]:
    """The subject next to a verb of saying, of those that the parser gives it.

    It takes the listener for one (*the minister told **parliament***), and nouns of the content
    (***Guards** hold them, the consul said*).
    """
    own = [t for t in verb.children if t.dep_ == "nsubj"]
    if len(own) < 2:
        listener = own and own[0].i > verb.i and verb.lemma_.lower() in TELLING
        return [] if listener and not _is_inverted(verb) else subjects(verb)
    before = [t for t in own if t.i < verb.i]
    if not before:
        return own[:1]
    named = len(before) > 1 and before[-2].i == before[-1].i - 1  # *the Hurriyet daily*
    return [before[-2] if named else before[-1]]


def _is_inverted(verb: Token) -> bool:
    """*"Fire," **told us the guard***: the speaker stands behind, after a comma or quotation."""
    return verb.i > 0 and not verb.doc[verb.i - 1].text.isalnum()


def _quoted_speakers(verb: Token) -> list[Token]:
    """*quoted **an officer** as saying*, ***an officer** was quoted as saying*."""
    quoting = verb.head
    quoted = verb.tag_ == "VBG" and mark_of(verb) == "as" and quoting.lemma_.lower() in _REPEATING
    if not quoted or quoting.i == verb.i:
        return []
    return [*direct_objects(quoting), *subjects(quoting)]


def _goes_on_aside(speech: Token, node: Token, below: Token) -> bool:
    """*X fled, sources said, as crowds cheered*: what follows the speech clause is not its content.

    *and* may go on with what is said, *but* does not.
    """
    part = branch(node, below)
    return part is not None and part.left_edge.i >= speech.i and goes_on_aside(part)
