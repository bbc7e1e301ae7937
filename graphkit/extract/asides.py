"""Speech clauses beside what they say: *…, the minister said*; *Iran, Kyiv alleges, shelled …*.

Parsers hang such a clause in many ways: as a parataxis, as a relative clause of the noun before
it, with the speaker for an apposition. Commas and word order tell it more surely: a speaker and
a finite verb of saying without content of its own, after a comma.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphkit.extract.grammar import branch, mark_of
from graphkit.parse import Doc, Span, Token

__all__ = ["TELLING", "Aside", "find_asides", "goes_on_aside"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENING = frozenset({",", "-", "--", "–", "—", '"', "”", "’", "'", "''"})
_LINKS = frozenset({"and", "as", "but", "because", "for", "if", "or", "that", "though", "when",
                    "where", "which", "while", "who"})  # fmt: skip
#: Verbs of saying whose object is the listener.
TELLING = frozenset({"assure", "inform", "notify", "remind", "tell", "warn"})
# What links a clause to a speech clause without being said: *…, he said, after rebels fled*.
_ASIDE = frozenset({"after", "although", "as", "because", "before", "since", "though", "when",
                    "while"})  # fmt: skip
_CONTENT = frozenset({"ccomp", "xcomp", "csubj"})
_LONGEST_SPEAKER = 16
_LONGEST_ASIDE = 12
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_NOMINAL = _NOUNS | {"DET", "ADJ"}


@dataclass(frozen=True, slots=True)
class Aside:
    """A speech clause: its verb, the nouns that may be its speaker, and where it begins and ends.

    ``final`` where the sentence ends with it; ``inner`` where it stands within a clause that has
    just begun (*…, but, he said, …*), of which alone it speaks.
    """

    verb: Token
    speakers: tuple[Token, ...]
    begin: int
    end: int
    final: bool
    inner: bool

    def covers(self, token: Token) -> bool:
        """Return whether a token stands in what the clause says."""
        of_speaker = any(speaker.is_ancestor(token) for speaker in self.speakers)
        if self.begin <= token.i < self.end or of_speaker or _is_circumstance(token, self.verb):
            return False
        if token.i >= self.end:
            heard = not self.final and (self.inner or not _goes_on(token, self.end))
            return heard and not _is_parted(token.doc[self.end : token.i])
        return not self.inner and not _is_parted(token.doc[token.i : self.begin])


def find_asides(sentence: Span, is_saying: Callable[[Token], bool]) -> Iterator[Aside]:
    """Yield the speech clauses beside the clauses of a sentence, in text order."""
    for verb in sentence:
        if _is_finite(verb) and is_saying(verb):
            aside = _aside(sentence, verb)
            if aside is not None:
                yield aside


def goes_on_aside(clause: Token) -> bool:
    """Return whether a clause after one of saying is no longer said: *as crowds cheered*.

    *and* may go on with what is said, *but* does not.
    """
    if clause.dep_ == "advcl":
        return mark_of(clause) in _ASIDE
    return clause.dep_ == "conj" and any(t.lower_ == "but" for t in clause.children)


def _is_finite(verb: Token) -> bool:
    """A finite verb, also where the parser takes it for a participle: *…, Kyiv alleged, was …*."""
    if verb.tag_ != "VBN":
        return verb.tag_ in _FINITE
    edges = {t.dep_ for t in verb.children}
    return "nsubj" in edges and not edges & {"aux", "aux:pass", "nsubj:pass"}


def _says_more(verb: Token, *, listener: bool) -> bool:
    """True for a verb with content or an object after it: *said it had fled*, *said a prayer*.

    Not for a ``listener`` as the object, nor a speaker behind the verb.
    """
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "obj" and not listener:
            return True
        clear = child.dep_ == "xcomp" and child.pos_ == "ADJ"  # *made clear*
        if child.dep_ in _CONTENT and not clear:
            return True
    return False


def _aside(sentence: Span, verb: Token) -> Aside | None:
    doc = sentence.doc
    behind = _subject_after(sentence, verb)
    listener = behind is not None or verb.lemma_.lower() in TELLING
    found = behind or _subject(sentence, verb)
    if found is None or _says_more(verb, listener=listener):
        return None
    begin, speakers = found
    if begin == sentence.start or doc[begin - 1].text not in _OPENING:
        return None
    end = _end(sentence, max(verb.i, *(t.i for t in speakers)))
    final = not any(t.tag_ in _FINITE or t.tag_ == "MD" for t in doc[end : sentence.end])
    before = doc[begin - 2] if begin >= sentence.start + 2 else doc[begin]
    return Aside(verb, speakers, begin, end, final, not final and before.lower_ in _LINKS)


def _subject_after(sentence: Span, verb: Token) -> tuple[int, tuple[Token, ...]] | None:
    """*…, **said his wife***, and where such a clause begins."""
    opened = verb.i > sentence.start and verb.doc[verb.i - 1].text in _OPENING
    if not opened or any(t.i < verb.i and t.dep_ == "nsubj" for t in verb.children):
        return None
    after = [t for t in verb.children if t.i > verb.i and t.dep_ in {"nsubj", "obj"}]
    if not after and verb.i + 1 < sentence.end and verb.doc[verb.i + 1].pos_ in _NOMINAL:
        after = list(_heads(verb.doc, verb.i + 1, _end(sentence, verb.i + 1)))
    return (verb.i, (after[0],)) if after else None


def _subject(sentence: Span, verb: Token) -> tuple[int, tuple[Token, ...]] | None:
    """Where the clause begins, and the nouns that its speaker before the verb may be."""
    doc = sentence.doc
    own = [t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i]
    begin = _first_word(own[-1]) if own else _phrase_begin(doc, sentence.start, verb.i)
    speakers = tuple(own[-1:]) or tuple(_heads(doc, begin, verb.i))
    short = verb.i - begin <= _LONGEST_SPEAKER
    if not speakers or not short or doc[begin].tag_ in {"WDT", "WP", "WP$", "WRB"}:
        return None
    return begin, speakers


def _first_word(token: Token) -> int:
    """Where a noun phrase begins, without the comma that the parser hangs on it."""
    place = token.left_edge.i
    while place < token.i and token.doc[place].is_punct:
        place += 1
    return place


def _phrase_begin(doc: Doc, start: int, end: int) -> int:
    """One past the comma before a phrase; one in commas of its own belongs to that before it."""
    begin = end
    while begin > start and doc[begin - 1].text == ",":
        begin -= 1
    while begin > start and doc[begin - 1].text not in _OPENING:
        begin -= 1
    return begin


def _heads(doc: Doc, begin: int, end: int) -> Iterator[Token]:
    """The nouns that end a phrase between two places, each once; names by their first word."""
    seen = set()
    for token in doc[begin:end]:
        following = doc[min(token.i + 1, len(doc) - 1)]
        ends = following.pos_ not in {"NOUN", "PROPN"} and following.lower_ not in {"'s", "’s", "-"}
        if token.pos_ not in _NOUNS or not ends:
            continue
        head = token.head if token.dep_ in {"flat", "goeswith"} else token
        if head.i not in seen and begin <= head.i:
            seen.add(head.i)
            yield head


def _end(sentence: Span, place: int) -> int:
    """One past the last word of a speech clause: the next comma, or the end of the sentence."""
    last = min(sentence.end, place + _LONGEST_ASIDE)
    stops = (t.i for t in sentence.doc[place:last] if t.text in {",", ";", "–", "—", '"', "“"})
    return next(stops, sentence.end)


def _is_circumstance(token: Token, verb: Token) -> bool:
    """*After the attack, the minister told parliament*: what depends on the verb is not said."""
    part = branch(verb, token)
    return part is not None and part.dep_ in {"advcl", "obl", "nmod", "acl"}


def _is_parted(words: Span) -> bool:
    return any(t.text in {";", ":"} for t in words)


def _goes_on(token: Token, end: int) -> bool:
    """*…, sources said, but crowds cheered*: what follows is no longer said."""
    node = token
    while node.i >= end:
        if goes_on_aside(node):
            return True
        if node.head.i == node.i:
            break
        node = node.head
    return False
