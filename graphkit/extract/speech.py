"""Claims: who says what a sentence states, inside and outside quotation marks.

A speech verb governs its content clause, or stands beside it (*…, Marquis said*); *according to*
names a speaker; a quotation that runs over several sentences belongs to whoever is named next to
it. First-person words inside a quotation are the speaker's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from graphkit.extract.grammar import cases, conjuncts, direct_objects, is_negated, subjects
from graphkit.parse import Doc, Span, Token
from graphkit.resolve import ActorIndex
from graphkit.types import Actor, ActorKind, ActorRef, Stance
from graphkit.words import load_words

__all__ = ["Attribution", "Speech", "find_speech"]

_WORDS = load_words("graphkit.extract")
_SAYING = _WORDS["saying"]
_DENYING = frozenset({"deny", "refute", "rebut"})
_DOUBTING = frozenset({"doubt", "question", "dispute", "disbelieve"})
_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“", "``": "''"}
_FIRST_PERSON = frozenset(
    ["i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"]
)
_SIDE = frozenset(["we", "us", "our", "ours", "ourselves"])


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says the content around a token, with what word, how, and whether in quotes."""

    speakers: tuple[ActorRef, ...]
    cue: str
    stance: Stance
    quoted: bool
    verb: int


@dataclass(frozen=True, slots=True)
class _Quotation:
    begin: int
    end: int
    attribution: Attribution | None


@dataclass(frozen=True, slots=True)
class Speech:
    """The attributions of one Doc."""

    doc: Doc
    actors: ActorIndex
    quotations: tuple[_Quotation, ...]
    author: ActorRef | None = None

    def of(self, token: Token) -> Attribution | None:
        """Return who says what a token states, or None where the text itself does."""
        quoted = any(q.begin < token.i < q.end for q in self.quotations)
        found = _governing(token, self.doc, self.actors, quoted=quoted)
        if found is not None:
            return found
        for quotation in self.quotations:
            if quotation.begin < token.i < quotation.end:
                return quotation.attribution
        return None

    def voices(self, token: Token) -> tuple[ActorRef, ...]:
        """Return who answers for what a token states: its speakers, or a statement's author."""
        attribution = self.of(token)
        if attribution is None:
            return (self.author,) if self.author is not None else ()
        return attribution.speakers if attribution.stance is Stance.ASSERTS else ()

    def by(
        self, speaker: Token, content: Token, refer: Callable[[Token], ActorRef | None]
    ) -> Attribution | None:
        """Return the claim of a speaker, given by its token, of what another token states."""
        ref = refer(speaker)
        if ref is None or ref.kind is ActorKind.PLACE:
            return None
        verb = speaker.head if speaker.head.pos_ == "VERB" else speaker
        cue = "according to" if "according" in cases(speaker) else verb.text
        quoted = any(q.begin < content.i < q.end for q in self.quotations)
        return Attribution((ref,), cue, _stance(verb), quoted, verb.i)

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
    introduced = _introduced(doc, actors)
    quotations: list[_Quotation] = []
    for begin, end in _quotation_spans(doc):
        attribution = _quotation_speaker(doc, actors, begin, end)
        if attribution is None and quotations and _continues(doc, quotations[-1], begin):
            attribution = quotations[-1].attribution
        if attribution is None:
            around = (q.attribution for q in introduced if q.begin < begin < q.end)
            attribution = next(around, None)
        quotations.append(_Quotation(begin, end, attribution))
    quotations += [q for q in introduced if doc[min(q.begin + 1, len(doc) - 1)].text not in _QUOTES]
    return Speech(doc, actors, tuple(quotations), _author(doc, actors))


def _introduced(doc: Doc, actors: ActorIndex) -> list[_Quotation]:
    """What follows *The minister said:* on lines of its own, up to the next such line."""
    found: list[tuple[int, Attribution]] = []
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if not words or words[-1].text != ":" or not _ends_line(sentence):
            continue
        verbs = (t for t in words if t.lemma_.lower() in _SAYING | _DENYING or _states(t))
        said = [a for v in verbs if (a := _attribution(v, doc, actors, quoted=True)) is not None]
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
    """Token positions of opening and closing marks; an unclosed one ends with its paragraph."""
    spans = []
    opened: int | None = None
    closing = ""
    for token in doc:
        if opened is not None and token.text == closing:
            spans.append((opened, token.i))
            opened = None
        elif opened is None and token.text in _QUOTES:
            opened, closing = token.i, _QUOTES[token.text]
        elif opened is not None and token.is_space and "\n" in token.text:
            spans.append((opened, token.i))
            opened = None
    if opened is not None:
        spans.append((opened, len(doc)))
    return spans


def _quotation_speaker(doc: Doc, actors: ActorIndex, begin: int, end: int) -> Attribution | None:
    """Look for a speech verb outside the marks in the sentences where a quotation stands."""
    first, last = doc[begin].sent, doc[min(end, len(doc) - 1)].sent
    for sentence in dict.fromkeys([first, last]):
        for token in sentence:
            if begin < token.i < end or token.lemma_.lower() not in _SAYING | _DENYING:
                continue
            found = _attribution(token, doc, actors, quoted=True)
            if found is not None:
                return found
    return None


def _attribution(verb: Token, doc: Doc, actors: ActorIndex, *, quoted: bool) -> Attribution | None:
    if verb.pos_ != "VERB":
        return None
    tokens = subjects(verb)
    speakers = tuple(
        ref
        for token in tokens
        for member in conjuncts(token)
        if (ref := actors.refer(doc, member.i)) is not None and ref.kind is not ActorKind.PLACE
    )
    if not speakers:
        return None
    return Attribution(speakers, verb.text, _stance(verb), quoted, verb.i)


def _stance(verb: Token) -> Stance:
    """What a verb of saying does with its content."""
    lemma, negated = verb.lemma_.lower(), is_negated(verb)
    if lemma in _DENYING:
        return Stance.ASSERTS if negated else Stance.DENIES
    return Stance.DOUBTS if lemma in _DOUBTING or negated else Stance.ASSERTS


def _governing(token: Token, doc: Doc, actors: ActorIndex, *, quoted: bool) -> Attribution | None:
    """Climb from a token to the speech verb whose content it belongs to."""
    node = token
    for _ in range(30):
        named = _according_to(node, doc, actors, quoted=quoted, below=token)
        if named is not None:
            return named
        beside = _parenthetical(node, doc, actors, quoted=quoted, below=token)
        if beside is not None:
            return beside
        head = node.head
        if head.i == node.i:
            return None
        if _is_content(node, head):
            found = _attribution(head, doc, actors, quoted=quoted)
            if found is not None:
                return found
        node = head
    return None


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


def _parenthetical(
    node: Token, doc: Doc, actors: ActorIndex, *, quoted: bool, below: Token
) -> Attribution | None:
    """*Ukraine shelled Belgorod, Russia said*: a speech clause beside the content."""
    for child in node.children:
        says = child.dep_ in {"parataxis", "discourse"} and child.lemma_.lower() in _SAYING
        says = says and any(t.dep_ == "nsubj" for t in child.children)
        if says and child.i != below.i and not child.is_ancestor(below):
            return _attribution(child, doc, actors, quoted=quoted)
    return None


def _according_to(
    node: Token, doc: Doc, actors: ActorIndex, *, quoted: bool, below: Token
) -> Attribution | None:
    for child in node.children:
        if child.dep_ not in {"obl", "nmod", "advcl", "parataxis"} or child.is_ancestor(below):
            continue
        if any(case.startswith("according") for case in cases(child)) and child.i != below.i:
            refs = [actors.refer(doc, member.i) for member in conjuncts(child)]
            speakers = tuple(ref for ref in refs if ref is not None)
            if speakers:
                return Attribution(speakers, "according to", Stance.ASSERTS, quoted, child.i)
        if child.lower_ == "according":
            inner = [t for t in child.children if t.dep_ in {"obl", "nmod", "obj"}]
            refs = [actors.refer(doc, t.i) for t in inner]
            speakers = tuple(ref for ref in refs if ref is not None)
            if speakers:
                return Attribution(speakers, "according to", Stance.ASSERTS, quoted, child.i)
    return None
