"""Sentence boundaries on news prose, by rules over tokens.

A line end is always a boundary (readers join hard-wrapped lines before). Within a line a sentence
ends at ``. ? ! …`` with the quotation marks, brackets and footnote marks that close there, unless
the point belongs to an abbreviation, an initial or a list number, or the text goes on in lower
case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["SentenceSplitter", "create_sentence_splitter", "sentence_starts"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKS = frozenset(".?!…")
_STOPS = tuple(_MARKS)
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_STRAIGHT = frozenset({'"', "'"})
_QUOTE_ENDS = _words("\u201d \u2019 » ''")
_CLOSERS = _QUOTE_ENDS | _words(") ] }")
_OPENERS = _STRAIGHT | _words("\u201c \u2018 „ « `` ( [ {")
_DASHES = _words("- -- \u2013 \u2014")

# A name follows: the point never ends a sentence.
_TITLES = _words(
    "adj adm amb asst atty brig capt cmdr col cpl dep det dr fr ft gen gov hon insp lieut lt maj "
    "messrs mr mrs ms mt mx pfc pres prof pte pvt rep rev sec secy sen sgt supt ven"
)
_LATIN = _words("approx ca cf e.g eg i.e ie v viz vs")
# A number follows: *No. 10*, but *he said no. The rest agreed*.
_NUMBERED = _words("art arts ch est fig figs no nos p para paras pp rs sec vol vols")
# These stand at the end of a sentence as well: the next word decides.
_CLOSING = _words(
    "al assn ave blvd bros co corp cos dept dist esq inc jr llc ltd plc rd sr st "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun"
)
_DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}")
_LIST_MARK = re.compile(r"\d+(?:\.\d+)*|[A-Za-z]|[ivxIVX]+")
_NUMBER = re.compile(r"#?\d|[IVXLC]+$")
_STARTERS = _words(
    "the a an this that these those it he she they we i you his her their our its my there here "
    "in on at by for from with after before when while as if but and so yet then however meanwhile "
    "although though since until during despite because both all many most some several few "
    "no not nobody none what who where why how according earlier later last one two mr "
    "mrs ms"
)
_PARTICLES = _words("al el ad an ar as ash at")
_SPEECH = _words(
    "said says say asked asks added adds told tells replied replies wrote writes declared warned "
    "insisted stated continued shouted cried demanded argued explained noted tweeted"
)
_LONGEST = 220
_LONGEST_SPEAKER = 8
_PAUSES = frozenset({",", ";", ":", "•", "|"}) | _DASHES


def sentence_starts(doc: Doc) -> list[bool]:
    """Return for each token whether a sentence begins with it.

    Blanks belong to the sentence before them, blanks at the beginning to the first sentence.
    """
    spaced = doc.to_array("SPACY").astype(bool).tolist() if len(doc) else []
    return _Text([token.text for token in doc], spaced).starts()


class _Text:
    """Words, and after which of them a space stands."""

    __slots__ = ("spaced", "words")

    def __init__(self, words: list[str], spaced: list[bool]) -> None:
        self.words = words
        self.spaced = spaced

    def starts(self) -> list[bool]:
        words = self.words
        starts = [index == 0 for index in range(len(words))]
        begin = index = self._visible(0)
        while index < len(words):
            word, after, begins = words[index], index + 1, False
            if word.endswith(_STOPS):
                if self._ends(index, begin):
                    after = self._skip_closers(after)
                    begins = self._may_start(index, after)
            elif word.isspace():
                begins = not _LINE_ENDS.isdisjoint(word)
            if begins:
                begin = self._mark(starts, after)
            elif after - begin > _LONGEST:
                begin = self._mark(starts, self._last_pause(after))
            index = after
        return starts

    def _mark(self, starts: list[bool], index: int) -> int:
        index = self._visible(index)
        if index < len(starts):
            starts[index] = True
        return index

    def _visible(self, index: int) -> int:
        """Return the first place from ``index`` on that holds no blank."""
        while index < len(self.words) and self.words[index].isspace():
            index += 1
        return index

    def _last_pause(self, end: int) -> int:
        """Return where to cut a run that does not end: after a comma nearby, else at ``end``."""
        near = range(end, end - _LONGEST // 4, -1)
        return next((place for place in near if self.words[place - 1] in _PAUSES), end)

    def _ends(self, index: int, begin: int) -> bool:
        word = self.words[index]
        if not word.endswith(".") or (len(word) > 1 and _MARKS.issuperset(word)):
            return True
        if word != ".":
            return not self._is_abbreviated(word[:-1], index, begin, glued=True)
        if index == begin or self.spaced[index - 1]:
            return True
        return not self._is_abbreviated(self.words[index - 1], index - 1, begin, glued=False)

    def _is_abbreviated(self, stem: str, place: int, begin: int, *, glued: bool) -> bool:
        """Return whether a point belongs to the word ``stem`` at ``place`` before it.

        ``glued`` says that the tokenizer left the point on the word, which it does for
        abbreviations that it knows and where text came split at spaces.
        """
        if place == begin and _LIST_MARK.fullmatch(stem):
            return True
        following = self._word_after(place + 1 if glued else place + 2)
        known = stem.lower()
        if known in _NUMBERED and _NUMBER.match(following):
            return True
        capital = stem[:1].isupper()
        if known in _LATIN or (capital and known.rpartition("-")[2] in _TITLES):
            return True
        if (
            (len(stem) == 1 and stem.isalpha())
            or (capital and (glued or known in _CLOSING))
            or known in {"al", "co", "inc"}
            or _DOTTED.fullmatch(stem)
        ):
            word = following.rstrip(".")
            return not (word[:1].isupper() and word.lower() in _STARTERS)
        return False

    def _word_after(self, index: int) -> str:
        """Return the next word, behind at most three quotation marks and brackets."""
        for word in self.words[index : index + 4]:
            if word[:1].isalnum() or word.startswith("#"):
                return word
        return ""

    def _skip_closers(self, index: int) -> int:
        """Return the place after the marks that close a sentence from ``index`` on."""
        words = self.words
        while index < len(words):
            if self._closes(index) or _MARKS.issuperset(words[index]):
                index += 1
            elif words[index] == "[" and "".join(words[index + 1 : index + 3])[:-1].isdigit():
                if words[index + 2] != "]":
                    break
                index += 3  # "[17]", a footnote's mark
            else:
                break
        return index

    def _closes(self, index: int) -> bool:
        word = self.words[index]
        if word in _CLOSERS:
            return True
        if word not in _STRAIGHT:
            return False
        if not self.spaced[index - 1]:
            return True
        if index + 1 < len(self.words) and not self.spaced[index]:
            return False
        line = index
        while line and _LINE_ENDS.isdisjoint(self.words[line - 1]):
            line -= 1
        return self.words[line:index].count(word) % 2 == 1

    def _may_start(self, end: int, after: int) -> bool:
        """Return whether a sentence can begin at ``after``; ``end`` is the mark before it."""
        begin = first = self._visible(after)
        while first < len(self.words) and self.words[first] in _OPENERS:
            first += 1
        if first == len(self.words):
            return False
        word, mark = self.words[first], self.words[end]
        if word[:1] in {",", ";", ":"} or (word[:1].islower() and not self._is_particle(first)):
            return False
        if not self.spaced[after - 1] and begin == after:
            return self._lacks_space(end, first)
        if word in _DASHES:
            return False
        if mark[-1:] not in {"?", "!"}:
            return True
        quoted = not (_QUOTE_ENDS | _STRAIGHT).isdisjoint(self.words[end:after])
        return not (quoted and self._attributes_speech(first))

    def _is_particle(self, index: int) -> bool:
        """Return whether a lower-case name begins here: *al-Assad*."""
        name = self.words[index : index + 3]
        if name[0] in _PARTICLES:
            return len(name) == 3 and name[1] == "-" and name[2][:1].isupper()
        return name[0].partition("-")[0] in _PARTICLES and name[0] != name[0].lower()

    def _lacks_space(self, end: int, first: int) -> bool:
        """Return whether only a space is missing: *fired at them.They ran*."""
        before = self.words[end - 1] if end else ""
        return before.islower() and before.isalpha() and self.words[first].istitle()

    def _attributes_speech(self, index: int) -> bool:
        """Return whether *Marquis said* or *U.S. envoy Ann Ray asked* begins at ``index``."""
        if self.words[index].lower() in _STARTERS:
            return False
        for word in self.words[index : index + _LONGEST_SPEAKER]:
            if word in _SPEECH:
                return True
            if not word[:1].isalnum() and word != ".":
                return False
        return False


class SentenceSplitter:
    """A spaCy component that sets sentence boundaries where a Doc has none."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with boundaries; those it came with are kept."""
        if not doc.has_annotation("SENT_START"):
            # Setting tokens one by one costs time quadratic in the length of the Doc.
            starts: Any = np.where(sentence_starts(doc), 1, -1).astype(np.int64).view(np.uint64)
            doc.from_array(["SENT_START"], starts)
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yield the same Docs with boundaries."""
        for doc in docs:
            yield self(doc)


@Language.factory("graphkit_sentences", assigns=["token.is_sent_start", "doc.sents"])
def create_sentence_splitter(nlp: Language, name: str) -> SentenceSplitter:
    """Return the component for ``nlp.add_pipe("graphkit_sentences")``."""
    return SentenceSplitter()
