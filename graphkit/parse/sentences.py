"""Sentence boundaries on news prose, by rules over tokens.

A line end is always a boundary (readers join hard-wrapped lines before). Within a line a sentence
ends at ``. ? ! …`` with the quotation marks and brackets that close there, unless the point
belongs to an abbreviation or an initial, or the text goes on in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

__all__ = ["SentenceSplitter", "create_sentence_splitter", "sentence_starts"]

_ENDS = frozenset({".", "?", "!", "…", "...", "?!", "!!", "??", "!?", ".."})
_CLOSERS = frozenset("\"'”’»)]}") | {"''"}
_OPENERS = frozenset("\"'“‘«([{") | {"``"}
_TITLES = frozenset(
    "adj adm amb atty brig capt cmdr col cpl det dr fr gen gov hon insp jr lieut lt maj messrs mr "
    "mrs ms mt pres prof pte pvt rep rev secy sen sgt sr st supt ven vs no nos art sec fig para vol "
    "ch pp al approx ca cf e.g i.e eg ie viz jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue wed thu fri sat sun".split()
)
_COMPANY = frozenset("inc ltd co corp plc bros dept est etc dist ave blvd rd assn cos llc".split())
_STARTERS = frozenset(
    "the a an this that these those it he she they we i you his her their our its there here in on "
    "at by for from with after before when while as if but and so yet however meanwhile although "
    "though since until during despite because both all many most some several no not nobody none "
    "what who where why how according earlier later last on one two".split()
)
_SPEECH = frozenset(
    "said says say asked asks added adds told tells replied replies wrote writes declared warned "
    "insisted stated continued shouted cried demanded argued explained noted tweeted".split()
)
_LONGEST = 220


def sentence_starts(doc: Doc) -> list[bool]:
    """Return for each token whether a sentence begins with it."""
    starts = [False] * len(doc)
    if not starts:
        return starts
    starts[0] = True
    begin = 0
    index = 0
    while index < len(doc):
        token = doc[index]
        after = index + 1
        if token.is_space:
            if "\n" in token.text:
                begin = _mark(starts, after)
        elif _ends_sentence(doc, index, begin):
            after = _skip_closers(doc, after)
            if after < len(doc) and _may_start(doc, index, after):
                begin = _mark(starts, after)
        if after - begin > _LONGEST:
            begin = _mark(starts, after)
        index = max(after, index + 1)
    return _pull_spaces_back(doc, starts)


def _mark(starts: list[bool], index: int) -> int:
    if index < len(starts):
        starts[index] = True
    return index


def _pull_spaces_back(doc: Doc, starts: list[bool]) -> list[bool]:
    """Let blanks between sentences belong to the sentence before them."""
    for index in range(len(doc) - 1):
        if starts[index] and doc[index].is_space and index:
            starts[index] = False
            starts[index + 1] = True
    return starts


def _ends_sentence(doc: Doc, index: int, begin: int) -> bool:
    token = doc[index]
    text = token.text
    if text in _ENDS:
        return text != "." or not _is_abbreviated(doc, index, begin)
    if len(text) > 1 and text.endswith(".") and text[0].isalnum():
        return _next_word(doc, index + 1) in _STARTERS and text[:-1].lower() not in _TITLES
    return False


def _is_abbreviated(doc: Doc, index: int, begin: int) -> bool:
    """True where the point at ``index`` belongs to the word before it."""
    if index == begin or doc[index - 1].whitespace_:
        return False
    before = doc[index - 1].text
    if index - begin == 1 and (before.isdigit() or len(before) == 1):
        return True  # "1. Withdraw …", a list item's number
    if before.lower() in _TITLES:
        return True
    if before.lower() in _COMPANY or (len(before) == 1 and before.isupper()):
        return _next_word(doc, index + 1) not in _STARTERS
    return False


def _next_word(doc: Doc, index: int) -> str:
    for token in doc[index : index + 4]:
        if token.is_alpha:
            return token.lower_ if token.text[0].isupper() else ""
    return ""


def _skip_closers(doc: Doc, index: int) -> int:
    while index < len(doc) and doc[index].text in _CLOSERS and not doc[index - 1].whitespace_:
        index += 1
    while index < len(doc) and doc[index].text in _ENDS:
        index += 1
    return index


def _may_start(doc: Doc, end: int, index: int) -> bool:
    """True where the token at ``index`` can begin a sentence after the end mark at ``end``."""
    token = _first_visible(doc, index)
    if token is None:
        return False
    if token.text in _CLOSERS and not token.whitespace_ and not doc[token.i - 1].whitespace_:
        return False
    first = token
    while first.text in _OPENERS and first.i + 1 < len(doc):
        first = doc[first.i + 1]
    if first.text[0].islower() or first.text in {",", ";", ":", ".", "-"}:
        return False
    if not doc[index - 1].whitespace_ and not doc[index - 1].is_space:
        return doc[index].is_space
    closed_quote = index > end + 1
    return not (closed_quote and doc[end].text != "." and _attributes_speech(doc, first.i))


def _attributes_speech(doc: Doc, index: int) -> bool:
    """True for *Marquis said* or *she asked* after a quotation that ends in ``?`` or ``!``."""
    for token in doc[index : index + 5]:
        if token.lower_ in _SPEECH:
            return True
        if token.is_punct or token.is_space:
            return False
    return False


def _first_visible(doc: Doc, index: int) -> Token | None:
    for token in doc[index:]:
        if not token.is_space:
            return token
    return None


class SentenceSplitter:
    """A spaCy component that sets sentence boundaries where a Doc has none."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with boundaries; those it came with are kept."""
        if not doc.has_annotation("SENT_START"):
            for token, starts in zip(doc, sentence_starts(doc), strict=True):
                token.is_sent_start = starts
        return doc

    def pipe(self, docs: Iterator[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yield the same Docs with boundaries."""
        for doc in docs:
            yield self(doc)


@Language.factory("graphkit_sentences", assigns=["token.is_sent_start", "doc.sents"])
def create_sentence_splitter(nlp: Language, name: str) -> SentenceSplitter:
    """Return the component for ``nlp.add_pipe("graphkit_sentences")``."""
    return SentenceSplitter()
