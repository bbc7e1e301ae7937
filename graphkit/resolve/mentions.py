"""Doc → mentions: the noun phrases and pronouns that may refer to actors.

Names come from proper-noun phrases and the noun-kind head as well as from NER: a name that NER
has never seen (*White Helmets*) is found by the words around it. Every mention is anchored at
its syntactic head token; modifiers that are names (*Syrian* army, *NATO* strikes) are mentions too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from graphkit.parse import Doc, Token, token_kind
from graphkit.resolve.countries import Countries, normalise_name
from graphkit.resolve.nouns import NounLexicon, load_nouns
from graphkit.types import ActorKind, MentionForm
from graphkit.words import load_words

__all__ = ["Found", "Lookup", "find_mentions", "name_of"]

_NAME_PARTS = frozenset({"compound", "flat", "nmod:desc", "goeswith"})
_LEFT_PARTS = _NAME_PARTS | {"det", "amod", "nummod", "nmod:poss", "case:poss", "nmod"}
_KINDS = {
    "person": ActorKind.PERSON,
    "organization": ActorKind.ORGANIZATION,
    "place": ActorKind.PLACE,
}
_ENTITY_KINDS = {
    "PERSON": ActorKind.PERSON, "PER": ActorKind.PERSON,
    "ORG": ActorKind.ORGANIZATION, "LOC": ActorKind.PLACE, "GPE": ActorKind.PLACE,
    "FAC": ActorKind.PLACE, "NORP": ActorKind.POPULATION,
}  # fmt: skip
_NO_ACTOR_ENTITIES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LAW", "LANGUAGE",
     "WORK_OF_ART", "PRODUCT", "EVENT"}
)  # fmt: skip
_WORDS = load_words("graphkit.resolve")
_CALENDAR = _WORDS["calendar"]
_PERSONAL = _WORDS["personal_pronouns"]
_PRONOUNS = _PERSONAL | {"which", "that", "whose", "whom", "himself", "itself", "themselves"}


@dataclass(frozen=True, slots=True)
class Lookup:
    """The tables that mention detection and naming read."""

    countries: Countries
    nouns: NounLexicon


@dataclass(frozen=True, slots=True)
class Found:
    """A mention by token positions: words ``begin`` to ``end``, anchored at ``head``.

    ``name`` is the bare name without articles and titles, "" for nominals and pronouns.
    ``country`` is the ISO alpha-3 code that the words themselves give.
    """

    head: int
    begin: int
    end: int
    form: MentionForm
    kind: ActorKind
    name: str = ""
    country: str | None = None
    demonym: bool = False


Mentions: TypeAlias = dict[int, Found]


def find_mentions(doc: Doc, lookup: Lookup) -> Mentions:
    """Return the mentions of a parsed Doc by their head token's position, in text order."""
    found: Mentions = {}
    for token in doc:
        mention = _mention_at(token, lookup)
        if mention is not None:
            found[token.i] = mention
    for person in [m for m in found.values() if m.kind is ActorKind.PERSON and m.name]:
        for head in range(person.begin, person.head):
            if head in found and _ends_in_title(doc, found[head]):
                del found[head]  # *UN Special Envoy* is no second person before the name
    return found


def _ends_in_title(doc: Doc, mention: Found) -> bool:
    return doc[mention.end - 1].lower_ in _TITLE_WORDS


def _mention_at(token: Token, lookup: Lookup) -> Found | None:
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        if token.lower_ not in _PRONOUNS or token.dep_ in {"expl", "det", "mark"}:
            return None
        kind = ActorKind.PERSON if token.lower_ in _SINGULAR_PERSON else ActorKind.OTHER
        return Found(token.i, token.i, token.i + 1, MentionForm.PRONOUN, kind)
    if token.pos_ == "PROPN" or (token.ent_type_ and token.pos_ not in _FUNCTION_WORDS):
        named = _named(token, lookup)
        if named is not None or token.pos_ == "PROPN":
            return named
    if token.pos_ == "ADJ" or token.tag_ in {"JJ", "NNP", "NNPS"}:
        return _demonym(token, lookup)
    if token.pos_ == "NOUN":
        return _nominal(token, lookup)
    return None


_FUNCTION_WORDS = frozenset({"ADP", "CCONJ", "DET", "PART", "PUNCT", "SCONJ"})
_SINGULAR_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "i", "me", "my", "himself"})


def _demonym(token: Token, lookup: Lookup) -> Found | None:
    code = lookup.countries.demonyms.get(normalise_name(token.text))
    if code is None or not token.text[0].isupper():
        return None
    name = token.text
    begin = token.i
    return Found(
        token.i, begin, token.i + 1, MentionForm.NAME, ActorKind.STATE, name, code, demonym=True
    )


def name_of(token: Token) -> tuple[int, int]:
    """Return the token positions (begin, end) of the proper name that a head token belongs to."""
    words = token.doc.tokens
    if token.ent_type_:
        begin = end = token.i
        while begin > 0 and words[begin].ent_iob_ == "I":
            begin -= 1
        while end + 1 < len(words) and words[end + 1].ent_iob_ == "I":
            end += 1
        return _widened(token, begin, end + 1)
    return _widened(token, token.i, token.i + 1)


def _widened(token: Token, begin: int, end: int) -> tuple[int, int]:
    """Take in capitalised words that stand right before or after as parts of the name."""
    words = token.doc.tokens
    while end + 1 < len(words) and words[end].text == "-" and _touches(words[end]):
        end += 2
    while begin > 1 and words[begin - 1].text == "-" and _touches(words[begin - 1]):
        if not words[begin - 2].text[0].isupper() and not words[begin - 2].ent_type_:
            break
        begin -= 2
    body = token.lemma_.lower() in load_nouns().kinds and not _is_title(token)
    while begin > 0 and _is_name_part(words[begin - 1], begin, end):
        if _is_title(words[begin - 1]) and not body:
            break
        begin -= 1
    while end < len(words) and _is_name_part(words[end], begin, end):
        end += 1
    return begin, end


def _touches(hyphen: Token) -> bool:
    """True for the hyphen of *al-Assad*, between words without blanks, the next a name."""
    before, after = hyphen.doc[hyphen.i - 1], hyphen.doc[hyphen.i + 1]
    return not before.whitespace_ and not hyphen.whitespace_ and after.text[0].isupper()


def _is_name_part(token: Token, begin: int, end: int) -> bool:
    if token.text == "-" or token.is_punct or token.ent_iob_ == "B":
        return False
    head = token.doc.tokens[end - 1]
    adjective = token.dep_ == "amod" and token.i + 1 == begin and head.pos_ == "PROPN"
    if adjective and not token.is_sent_start and token.head.i == head.i:
        return token.text[0].isupper() and head.ent_type_ != "PERSON"  # "Foreign Ministry"
    joined = token.dep_ in _NAME_PARTS and begin <= token.head.i < end
    parts = token.doc.tokens[begin:end]
    hangs = (
        token.dep_ in _NAME_PARTS
        and any(begin <= t.head.i < end or t.head.i == token.head.i for t in parts)
        and begin <= token.head.i <= end
    )
    return (joined or hangs) and token.text[0].isupper() and token.pos_ in {"PROPN", "ADJ", "NOUN"}


def _is_title(token: Token) -> bool:
    return token.dep_ == "nmod:desc" or (token.pos_ == "PROPN" and token.lower_ in _TITLE_WORDS)


_TITLE_WORDS = _WORDS["titles"]


def _named(token: Token, lookup: Lookup) -> Found | None:
    if token.lower_.rstrip(".") in _CALENDAR or token.ent_type_ in _NO_ACTOR_ENTITIES:
        return None
    if token.dep_ in {"flat", "goeswith"} and token.head.pos_ == "PROPN":
        return None
    begin, end = name_of(token)
    if token.is_punct or (begin <= token.head.i < end and token.head.i != token.i):
        return None  # an inner word of a name
    name = _clean_name(token.doc[begin:end].text)
    if not name or not any(c.isalpha() for c in name):
        return None
    if name.lower() in _TITLE_WORDS:
        return None if token.dep_ == "nmod:desc" else _nominal(token, lookup)
    kind, country = _named_kind(token, name, lookup)
    if kind is None and not token_kind(token) and token.dep_ not in {"compound", "amod"}:
        kind = ActorKind.OTHER
    if kind is None:
        return None
    if kind is ActorKind.PERSON:
        name = _without_titles(name)
    elif country is None and (
        token.lemma_.lower() in lookup.nouns.kinds or kind is ActorKind.ARMED_GROUP
    ):
        country = _modifier_country(token, lookup)  # "Russia's Foreign Ministry"
        if country is not None:
            name = f"{lookup.countries.adjective(country)} {name}"
    demonym = kind is ActorKind.STATE and normalise_name(name) in lookup.countries.demonyms
    wide_begin, wide_end = _phrase(token, begin, end)
    if kind is ActorKind.PERSON:
        wide_begin = min(wide_begin, _title_begin(token.doc, begin))
    return Found(
        token.i, wide_begin, wide_end, MentionForm.NAME, kind, name, country, demonym=demonym
    )


def _clean_name(name: str) -> str:
    words = name.split()
    while words and (words[0].lower() in {"the", "a", "an"} or words[0] in {"-", "“", '"', "'"}):
        words.pop(0)
    return " ".join(words)


def _without_titles(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower().rstrip(".") in _TITLE_WORDS:
        words.pop(0)
    return " ".join(words)


def _named_kind(token: Token, name: str, lookup: Lookup) -> tuple[ActorKind | None, str | None]:
    key = normalise_name(name)
    if key in lookup.nouns.metonyms:
        return ActorKind.GOVERNMENT, lookup.nouns.metonyms[key]
    if key in lookup.nouns.blocs:
        return ActorKind.ORGANIZATION, None
    if key in lookup.countries.names:
        return ActorKind.STATE, lookup.countries.names[key]
    if key in lookup.countries.demonyms and token.ent_type_ not in {"ORG", "PERSON"}:
        plural = token.tag_ == "NNPS" or token.lower_.endswith("s")
        people = ActorKind.POPULATION if plural else ActorKind.STATE
        return people, lookup.countries.demonyms[key]
    if key in lookup.countries.capitals and token.ent_type_ != "PERSON":
        return ActorKind.PLACE, lookup.countries.capitals[key]
    country = _country_inside(name, lookup)
    special = lookup.nouns.kind_of_name(name)
    learned = _ENTITY_KINDS.get(token.ent_type_) or _KINDS.get(token_kind(token))
    lexical = lookup.nouns.kinds.get(token.lemma_.lower()) if token.pos_ == "PROPN" else None
    if special is not None and (learned is not ActorKind.PERSON or lookup.nouns.is_known(name)):
        return special, country
    kind = learned or lexical
    if lexical in {ActorKind.GOVERNMENT, ActorKind.MILITARY} and kind is ActorKind.ORGANIZATION:
        kind = lexical
    if kind is ActorKind.PERSON and token.tag_ == "NNPS":
        kind = ActorKind.POPULATION
    return kind, country


def _country_inside(name: str, lookup: Lookup) -> str | None:
    words = name.split()
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            code = lookup.countries.code(" ".join(words[start : start + size]))
            if code:
                return code
    return None


def _phrase(token: Token, begin: int, end: int) -> tuple[int, int]:
    """Widen a name by its titles and modifiers: *Russian President Vladimir Putin*."""
    for child in token.children:
        if child.i < begin and child.dep_ in {"compound", "amod", "nmod:desc", "nummod"}:
            begin = min(begin, child.left_edge.i)
    return begin, end


_TITLE_JOINTS = frozenset({"for", "of", "the"})
_LONGEST_TITLE = 8


def _title_begin(doc: Doc, begin: int) -> int:
    """Where the titles before a name begin: ***Minister for the East** Tobias Lee*.

    The parser hangs such words on each other in many ways, so their order decides.
    """
    first, titled = begin, False
    for place in range(begin - 1, max(doc[begin].sent.start, begin - _LONGEST_TITLE) - 1, -1):
        word = doc.tokens[place]
        if word.lower_ in _TITLE_JOINTS:
            continue
        capital = word.text[0].isupper() and word.pos_ in {"PROPN", "NOUN", "ADJ"}
        if not capital or word.ent_type_ == "PERSON" or word.lower_ in _CALENDAR:
            break
        titled = titled or word.lower_ in _TITLE_WORDS
        first = place
    return first if titled else begin


_MODIFYING_KINDS = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POPULATION}
)


def _nominal(token: Token, lookup: Lookup) -> Found | None:
    lemma = token.lemma_.lower()
    lexical = lookup.nouns.kinds.get(lemma)
    learned = token_kind(token)
    if lemma in lookup.nouns.things:
        return None
    if token.dep_ in {"flat", "amod", "obl:unmarked", "obl:tmod"}:
        return None
    if token.dep_ == "compound" and lexical not in _MODIFYING_KINDS:
        return None
    if lexical is None and learned not in _KINDS:
        return None
    if lexical is not None and learned in {"event", "time"}:
        return None
    kind = lexical or _KINDS[learned]
    plural = token.tag_ in {"NNS", "NNPS"}
    if kind is ActorKind.PERSON and plural and lexical is None:
        kind = ActorKind.POPULATION
    if kind is ActorKind.POPULATION and not plural and lemma in {"person", "man", "woman"}:
        kind = ActorKind.PERSON
    begin = token.i
    for child in token.lefts:
        if child.dep_ in _LEFT_PARTS or child.dep_.startswith(("nmod", "det", "amod")):
            begin = min(begin, child.left_edge.i)
    begin = _whole_word(token.doc, _without_leading_marks(token.doc, begin, token.i))
    end = _end_with_owner(token)
    country = _modifier_country(token, lookup)
    return Found(token.i, begin, end, MentionForm.NOMINAL, kind, country=country)


def _end_with_owner(token: Token) -> int:
    """One past a noun, or past the name that tells which: *president **of the CNRP***.

    *people **in Haiti*** are others than *people*.
    """
    following = token.i + 1
    for child in token.children:
        if child.dep_ == "nmod" and child.i > token.i and child.pos_ == "PROPN":
            _, end = name_of(child)
            left = child.left_edge
            tells = left.lower_ == "of" or (left.lower_ in _PLACED and _is_place(child))
            if left.i == following and tells and end - following <= _LONGEST_OWNER:
                return max(end, child.i + 1)
    return following


def _is_place(token: Token) -> bool:
    return token.ent_type_ in {"LOC", "GPE", "FAC"} or token_kind(token) == "place"


_PLACED = frozenset({"from", "in"})
_LONGEST_OWNER = 8


def _modifier_country(token: Token, lookup: Lookup) -> str | None:
    """The country before or after a noun: *Syrian* army, *Assad's*, government *of Syria*."""
    return next(
        (
            code
            for child in token.children
            if child.dep_ in {"amod", "compound", "nmod:poss", "nmod", "nmod:desc"}
            and (code := _country_of(child, lookup))
            and (child.dep_ != "nmod" or _case(child) in {"of", "in", "from"})
        ),
        None,
    )


def _without_leading_marks(doc: Doc, begin: int, head: int) -> int:
    while begin < head and (doc[begin].is_punct or doc[begin].is_space):
        begin += 1
    return begin


def _whole_word(doc: Doc, begin: int) -> int:
    """Where a phrase begins, not within *250-bed* nor after the *more* of *more than 40*."""
    while begin and not doc[begin - 1].whitespace_ and _is_joined(doc[begin - 1], doc[begin]):
        begin -= 1
    compared = begin and doc[begin].lower_ == "than"
    return begin - 1 if compared and doc[begin - 1].lower_ in _COMPARING else begin


def _is_joined(before: Token, word: Token) -> bool:
    hyphened = "-" in {before.text[-1:], word.text[:1]}
    return hyphened and (before.text == "-" or not before.is_punct)


_COMPARING = frozenset({"more", "fewer", "less", "other", "rather"})


def _country_of(token: Token, lookup: Lookup) -> str | None:
    before = token.doc[token.i - 1].text if token.i else ""
    if before[:1].isupper() and (code := lookup.countries.code(f"{before} {token.text}")):
        return code
    code = lookup.countries.code(token.text)
    if code and token.text[0].isupper():
        return code
    begin, end = name_of(token)
    return lookup.countries.code(_clean_name(token.doc[begin:end].text))


def _case(token: Token) -> str:
    return next((t.lower_ for t in token.children if t.dep_ == "case"), "")
