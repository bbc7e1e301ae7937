"""Claims: who says what a text states, inside and outside quotation marks.

A sentence tells it itself (``attribution``); a quotation that runs over several sentences belongs
to whoever is named next to it. First-person words inside a quotation are the speaker's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from graphkit.extract.attribution import (
    Attribution,
    Sentences,
    is_speech_verb,
    may_be_content,
    stance_of,
)
from graphkit.extract.grammar import direct_objects
from graphkit.parse import Doc, Span, Token
from graphkit.resolve import ActorIndex
from graphkit.types import Actor, ActorKind, ActorRef, Stance
from graphkit.words import load_words

__all__ = ["Attribution", "Speech", "find_speech"]

_WORDS = load_words("graphkit.extract")
_QUOTES = {"“": "”", "‘": "’", "'": "'", '"': '"', "«": "»", "„": "“", "``": "''"}
_FIRST_PERSON = frozenset(
    ["i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"]
)
_SIDE = frozenset(["we", "us", "our", "ours", "ourselves"])


@dataclass(frozen=True, slots=True)
class _Quotation:
    begin: int
    end: int
    attribution: Attribution | None


@dataclass(frozen=True, slots=True)
class Speech:
    """The attributions of one Doc."""

    sentences: Sentences
    actors: ActorIndex
    quotations: tuple[_Quotation, ...]
    author: ActorRef | None = None

    @property
    def doc(self) -> Doc:
        """The document."""
        return self.sentences.doc

    def of(self, token: Token) -> Attribution | None:
        """Return who says what a token states, or None where the text itself does."""
        quotation = self._quotation(token)
        found = self.sentences.of(token, quoted=quotation is not None)
        if found is not None or quotation is None:
            return found
        return quotation.attribution

    def voices(self, token: Token) -> tuple[ActorRef, ...]:
        """Return who answers for what a token states: its speakers, or a statement's author."""
        attribution = self.of(token)
        if attribution is None:
            return (self.author,) if self.author is not None else ()
        return attribution.speakers if attribution.stance is Stance.ASSERTS else ()

    def by(
        self, speaker: Token, content: Token, refer: Callable[[Token], ActorRef | None]
    ) -> Attribution | None:
        """Return the claim of a speaker, given by its token, of what another token states.

        None where the word beside the speaker is none of saying, or says something else.
        """
        ref = self.sentences.voice(refer(speaker), speaker)
        verb = speaker.head
        sourced = any(case.startswith("according") for case in speaker.cases)
        quoted = self._quotation(content) is not None
        if ref is None or not (sourced or quoted or may_be_content(verb, content)):
            return None
        cue = "according to" if sourced else verb.text
        return Attribution((ref,), cue, stance_of(verb), quoted, verb.i)

    def first_persons(self) -> dict[int, ActorRef]:
        """Return for each first-person word with a known speaker who it is."""
        found: dict[int, ActorRef] = {}
        for token in self.doc:
            if token.lower_ not in _FIRST_PERSON:
                continue
            attribution = self.of(token)
            speaker = attribution.speakers[-1] if attribution is not None else self.author
            side = self._side(speaker, token) if token.lower_ in _SIDE else None
            who = side or speaker
            if who is not None:
                found[token.i] = who
        return found

    def _side(self, speaker: ActorRef | None, word: Token) -> ActorRef | None:
        """The organisation or state that *we* means, said by a spokesperson or by the text."""
        if speaker is None:
            return self._institution(word)
        if speaker.kind is not ActorKind.PERSON:
            return None
        if speaker.part_of is None:
            return self._institution(word)
        owner = next((a for a in self.actors.actors if a.id == speaker.part_of), None)
        if owner is None and speaker.part_of.startswith("government:") and speaker.country:
            adjective = self.actors.countries.adjective(speaker.country)
            owner = Actor(
                id=speaker.part_of, name=f"{adjective} government", kind=ActorKind.GOVERNMENT,
                country=speaker.country, part_of=f"state:{speaker.country}",
            )  # fmt: skip
        if owner is None:
            return None
        return replace(
            speaker, id=owner.id, name=owner.name, kind=owner.kind, country=owner.country,
            aliases=owner.aliases, part_of=owner.part_of,
        )  # fmt: skip

    def _quotation(self, token: Token) -> _Quotation | None:
        return next((q for q in self.quotations if q.begin < token.i < q.end), None)

    def _institution(self, word: Token) -> ActorRef | None:
        """The body in whose name a text or quotation speaks: what it has most often as a subject.

        *The United States condemns … We offer our condolences.*
        """
        around = self._quotation(word)
        counts: Counter[str] = Counter()
        refs: dict[str, ActorRef] = {}
        for token in self.doc:
            if token.dep_ != "nsubj" or token.head.dep_ not in _MAIN_CLAUSES:
                continue
            here = self._quotation(token) is around
            ref = self.actors.refer(self.doc, token.i) if here else None
            if ref is not None and ref.kind in _INSTITUTIONS:
                counts[ref.id] += 1
                refs.setdefault(ref.id, ref)
        ranked = counts.most_common(2)
        alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
        return refs[ranked[0][0]] if alone else None


_MAIN_CLAUSES = frozenset({"ROOT", "conj", "ccomp"})
_INSTITUTIONS = frozenset(
    {ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.COMPANY}
)


def find_speech(doc: Doc, actors: ActorIndex) -> Speech:
    """Return the attributions of a parsed Doc."""
    sentences = Sentences(doc, actors)
    introduced = _introduced(doc, sentences)
    quotations: list[_Quotation] = []
    for begin, end in _quotation_spans(doc):
        attribution = _quotation_speaker(sentences, begin, end)
        if attribution is None and quotations and _continues(doc, quotations[-1], begin):
            attribution = quotations[-1].attribution
        if attribution is None:
            around = (q.attribution for q in introduced if q.begin < begin < q.end)
            attribution = next(around, None)
        quotations.append(_Quotation(begin, end, attribution))
    quotations += [q for q in introduced if doc[min(q.begin + 1, len(doc) - 1)].text not in _QUOTES]
    return Speech(sentences, actors, tuple(quotations), _author(doc, actors))


def _introduced(doc: Doc, sentences: Sentences) -> list[_Quotation]:
    """What follows *The minister said:* on lines of its own, up to the next such line."""
    found: list[tuple[int, Attribution]] = []
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if not words or words[-1].text != ":" or not _ends_line(sentence):
            continue
        verbs = (t for t in words if is_speech_verb(t) or _states(t))
        said = [a for v in verbs if (a := sentences.by(v, quoted=True)) is not None]
        if said:
            found.append((sentence.end, said[-1]))
    ends = [*(begin for begin, _ in found), len(doc)][1:]
    return [
        _Quotation(begin - 1, end, attribution)
        for (begin, attribution), end in zip(found, ends, strict=True)
    ]


def _states(verb: Token) -> bool:
    """*released the following statement*, *made these remarks*."""
    return any(t.lemma_.lower() in _STATEMENTS for t in direct_objects(verb))


def _ends_line(sentence: Span) -> bool:
    return sentence.end == len(sentence.doc) or "\n" in sentence[-1].text


def _author(doc: Doc, actors: ActorIndex) -> ActorRef | None:
    """Whose first person a statement is in: *Statement by Secretary Ash Carter* as its title."""
    first = next(iter(doc.sents), None)
    if first is None or not _ends_line(first):
        return None
    for token in first:
        if token.lemma_.lower() not in _STATEMENTS:
            continue
        for child in token.children:
            ref = actors.refer(doc, child.i) if _owns_statement(child) else None
            if ref is not None and ref.kind not in _NO_AUTHORS:
                return ref
    return None


def _owns_statement(token: Token) -> bool:
    """*the minister's statement*, *a statement by the minister*, *Minister Lee statement*."""
    opened = token.left_edge.lower_ in {"by", "from", "of"}
    return opened or token.dep_ in {"nmod:poss", "compound"}


_NO_AUTHORS = frozenset({ActorKind.PLACE, ActorKind.MEDIA})


_STATEMENTS = _WORDS["statements"]


def _continues(doc: Doc, before: _Quotation, begin: int) -> bool:
    """True where a quotation follows one of the sentence before: the same person speaks on."""
    last = doc[min(before.end, len(doc) - 1)].sent
    return doc[begin].sent.start <= last.end + 1


def _quotation_spans(doc: Doc) -> list[tuple[int, int]]:
    """Token positions of opening and closing marks; an unclosed one ends with its paragraph.

    An unclosed single mark is an apostrophe.
    """
    spans = []
    opened: int | None = None
    closing = ""
    for token in doc:
        if opened is not None and token.text == closing and _may_close(token):
            spans.append((opened, token.i))
            opened = None
        elif opened is None and token.text in _QUOTES and _may_open(token):
            opened, closing = token.i, _QUOTES[token.text]
        elif opened is not None and token.is_space and "\n" in token.text:
            spans += [(opened, token.i)] if closing not in _APOSTROPHES else []
            opened = None
    if opened is not None and closing not in _APOSTROPHES:
        spans.append((opened, len(doc)))
    return spans


_APOSTROPHES = frozenset({"'", "’"})


def _may_open(mark: Token) -> bool:
    """True for marks, but of single ones only for those before a word and after a blank."""
    if _QUOTES[mark.text] not in _APOSTROPHES:
        return True
    before = mark.doc[mark.i - 1] if mark.i else mark
    apart = mark.i == 0 or bool(before.whitespace_) or before.is_space
    return apart and not mark.whitespace_


def _may_close(mark: Token) -> bool:
    """True for marks, but of single ones not for that of *the parties' men*."""
    before = mark.doc[mark.i - 1]
    return mark.text not in _APOSTROPHES or before.is_punct or not before.lower_.endswith("s")


def _quotation_speaker(sentences: Sentences, begin: int, end: int) -> Attribution | None:
    """Look for a speech verb outside the marks in the sentences where a quotation stands."""
    doc = sentences.doc
    first, last = doc[begin].sent, doc[min(end, len(doc) - 1)].sent
    for sentence in dict.fromkeys([first, last]):
        for token in sentence:
            if begin < token.i < end or not is_speech_verb(token):
                continue
            found = sentences.by(token, quoted=True)
            if found is not None:
                return found
    return None
