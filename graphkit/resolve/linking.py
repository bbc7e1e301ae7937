"""Links of nominals and pronouns to the chains before them within a document."""

from __future__ import annotations

from collections.abc import Callable

from graphkit.parse import Token
from graphkit.resolve.antecedents import GENDERS, PRONOUNS, antecedent
from graphkit.resolve.chains import GROUPS, Chain, Chains, content_words
from graphkit.resolve.mentions import Found
from graphkit.types import ActorKind, MentionForm

__all__ = ["by_description", "link_rest", "relative_antecedent"]

_COLLECTIVE = GROUPS | {
    ActorKind.STATE,
    ActorKind.GOVERNMENT,
    ActorKind.POPULATION,
    ActorKind.MEDIA,
}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SCOPED_KINDS = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY})


def link_rest(chains: Chains, watch: Callable[[Token], None] | None = None) -> None:
    """Chain nominals and pronouns in text order; ``watch`` sees each pronoun before it is."""
    words = chains.doc.tokens
    for head in sorted(chains.mentions):
        mention, token = chains.mentions[head], words[head]
        chain = chains.of.get(head)
        if chain is not None:
            _note_person(chains, token, mention)
        elif mention.form is MentionForm.NOMINAL:
            chain = _chain_of_nominal(chains, token, mention)
        else:
            if watch is not None:
                watch(token)
            chain = _antecedent(chains, token)
            if chain is not None:
                chain.gender = GENDERS.get(PRONOUNS.get(token.lower_, ""), chain.gender)
        if chain is not None:
            chains.of[head] = chain
            chains.told[id(chain)] += 1


def _note_person(chains: Chains, token: Token, mention: Found) -> None:
    """Read what stands before a person's name: *Russian President*, *NSC spokesperson*."""
    chain = chains.of[token.i]
    if chain.kind is not ActorKind.PERSON or mention.form is not MentionForm.NAME:
        return
    phrase = chains.doc[mention.begin : mention.end]
    titles = {t.lemma_.lower() for t in phrase} & set(chains.lookup.nouns.kinds)
    titles |= {t.lower_ for t in phrase} & chains.lookup.nouns.state_titles
    chain.titles |= titles
    chain.descriptions |= titles
    for child in phrase:
        other = chains.of.get(child.i)
        if other is None or other is chain or child.i == token.i:
            continue
        if other.kind is ActorKind.STATE:
            chain.country = chain.country or other.country
        elif other.kind in _COLLECTIVE and chain.part_of is None:
            chain.part_of = other
            chain.country = chain.country or other.country
    if chain.country is None and chain.part_of is None:
        chain.country = chains.lookup.nouns.office_country(phrase.text)


def _chain_of_nominal(chains: Chains, token: Token, mention: Found) -> Chain:
    country = mention.country or _possessor_country(chains, token)
    lemma = token.lemma_.lower()
    phrase = _bare_phrase(chains, mention)
    named = _name_after(chains, token, mention) or chains.group_called(phrase)
    if named is not None:
        chain = named
    elif mention.kind in _SCOPED_KINDS and country:
        chain = chains.get(mention.kind, country, country=country)
    elif (country is None and (found := _definite(chains, token, mention, lemma)) is not None) or (
        found := _same_nominal(chains, token, mention)
    ) is not None:
        chain = found
    else:
        chain = chains.get(mention.kind, phrase.lower(), country=country)
        chain.plural = token.tag_ in {"NNS", "NNPS"}
    if not chain.named:
        chain.add_name(phrase)
        chain.descriptions |= _words_of(chains, mention)
    else:
        chain.descriptions |= content_words(chains.doc[mention.begin : token.i])
    if mention.kind is ActorKind.PERSON:
        chain.titles.add(lemma)
    return chain


def _name_after(chains: Chains, token: Token, mention: Found) -> Chain | None:
    """Whose name follows a title, however the parser hangs it: *spokeswoman Olga Lee*.

    Not in *the minister Putin dismissed*.
    """
    following = chains.doc[token.i + 1] if token.i + 1 < len(chains.doc) else token
    chain = chains.of.get(following.i)
    if chain is None or token.tag_ != "NN" or following.dep_.startswith("nsubj"):
        return None
    named = chain.named and chain.kind is mention.kind is ActorKind.PERSON
    return chain if named else None


def _bare_phrase(chains: Chains, mention: Found) -> str:
    begin, words = mention.begin, chains.doc.tokens
    while begin < mention.head and _is_counter(words[begin]):
        begin += 1
    text = " ".join(chains.doc[begin : mention.end].text.split())
    first = words[begin]
    opens = first.is_sent_start or (begin > 0 and words[begin - 1].is_sent_start)
    plain = first.pos_ not in {"PROPN"} and not first.ent_type_ and text[1:2].islower()
    return text[0].lower() + text[1:] if opens and plain else text


def _is_counter(token: Token) -> bool:
    """*the*, *some*, *more than 40*; not the number of *40-strong*."""
    hyphened = not token.whitespace_ and token.i + 1 < len(token.doc)
    return token.dep_ in _COUNTERS and not (hyphened and token.doc[token.i + 1].text[0] == "-")


_COUNTERS = frozenset({"advmod", "det", "det:predet", "fixed", "nummod"})


def _possessor_country(chains: Chains, token: Token) -> str | None:
    """The country of *Assad* in *Assad's forces*, of *Syria* in *the government of Syria*."""
    for child in token.children:
        if child.dep_ not in {"nmod:poss", "nmod", "compound", "amod"}:
            continue
        if child.dep_ == "nmod" and not any(t.lower_ == "of" for t in child.children):
            continue
        chain = chains.of.get(child.i) or (
            _antecedent(chains, child) if child.tag_ in {"PRP$", "WP$"} else None
        )
        if chain is None or chain.country is None:
            continue
        if chain.kind in {ActorKind.STATE, ActorKind.GOVERNMENT} or (
            chain.kind is ActorKind.PERSON and chain.titles & chains.lookup.nouns.state_titles
        ):
            return chain.country
    return None


def _is_definite(token: Token) -> bool:
    return any(
        (t.dep_ == "det" and t.lower_ in _DEFINITE) or t.dep_ == "nmod:poss" for t in token.children
    )


def _has_article(token: Token) -> bool:
    return any(t.dep_ == "det" and t.lower_ in _DEFINITE for t in token.children)


def _definite(chains: Chains, token: Token, mention: Found, lemma: str) -> Chain | None:
    """The earlier chain that a definite nominal without a country of its own points back to."""
    nouns = chains.lookup.nouns
    described = by_description(chains, token)
    if described is not None:
        return described
    if not _is_definite(token) and mention.kind is not ActorKind.GOVERNMENT:
        return None
    plural = token.tag_ == "NNS"
    bare = not any(t.dep_ in {"amod", "compound", "nmod", "acl:relcl"} for t in token.children)
    if lemma in nouns.generic_state and not plural and bare and _is_definite(token):
        return _nearest(chains, token, lambda c: c.kind is ActorKind.STATE, sentences=3)
    if mention.kind is ActorKind.GOVERNMENT:
        one = bare and (not plural or lemma == "authority")
        return _government(chains, token) if one else None
    if mention.kind is ActorKind.MILITARY and bare:
        return _forces(chains, token, lemma)
    if lemma in nouns.generic_group and not plural and bare:
        return _nearest(chains, token, lambda c: _may_be_called(chains, c, lemma), sentences=5)
    if lemma in nouns.generic_person and not plural:
        return _nearest(
            chains, token, lambda c: c.kind is ActorKind.PERSON and lemma in c.titles, sentences=8
        )
    if lemma in nouns.generic_members and plural and _has_article(token):
        kind = ActorKind.ARMED_GROUP if lemma in _FIGHTERS else ActorKind.ORGANIZATION
        same = _same_nominal(chains, token, mention)
        return same or _nearest(chains, token, lambda c: c.named and c.kind is kind, sentences=2)
    return None


_FIGHTERS = frozenset({"fighter", "militant", "rebel"})
_BUSINESSES = frozenset({"company", "firm"})
_ARMED = frozenset({"army", "faction", "force", "militia"})


def _forces(chains: Chains, token: Token, lemma: str) -> Chain | None:
    """*the army*: forces near by that are called so, or those of the country that it is about."""
    if not _has_article(token):
        return None

    def fits(chain: Chain) -> bool:
        ours = chain.country is not None and chain.country == chains.dominant
        return chain.kind is ActorKind.MILITARY and (ours or _is_called(chain, lemma))

    return _nearest(chains, token, fits, sentences=3)


def _is_called(chain: Chain, lemma: str) -> bool:
    """Whether a noun stands in a chain's names or descriptions."""
    return lemma in chain.descriptions or any(lemma in n.lower().split() for n in chain.names)


def _may_be_called(chains: Chains, chain: Chain, lemma: str) -> bool:
    """Whether *the group*, *the company*, *the ministry* may mean a chain: kind and name agree."""
    if not chain.named or chain.kind not in GROUPS:
        return False
    if _is_called(chain, lemma):
        return True
    words = {w for name in chain.names for w in name.lower().split()}
    if lemma in _ANY_SORT:
        bloc = any(name.lower() in chains.lookup.nouns.blocs for name in chain.names)
        return chain.kind is not ActorKind.MILITARY and not bloc
    if lemma == "ministry" or words & (chains.lookup.nouns.generic_group - _ANY_SORT):
        return False
    if chain.kind is ActorKind.COMPANY:
        return lemma in _BUSINESSES
    return (chain.kind in _ARMED_KINDS) == (lemma in _ARMED)


_ARMED_KINDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY})
_ANY_SORT = frozenset({"body", "group", "institution", "movement", "network", "organisation",
                       "organization", "outfit"})  # fmt: skip


def _government(chains: Chains, token: Token) -> Chain | None:
    hostile = token.lemma_.lower() in chains.lookup.nouns.hostile

    def fits(chain: Chain) -> bool:
        spoken_of = not hostile or bool(chain.descriptions & chains.lookup.nouns.hostile)
        return chain.kind is ActorKind.GOVERNMENT and spoken_of

    known = [c for c in chains.all if c.country and fits(c)]
    if len(known) == 1:
        return known[0]
    found = _nearest(chains, token, fits, sentences=4)
    if found is not None:
        return found
    if chains.dominant and (hostile or _is_definite(token)):
        return chains.get(ActorKind.GOVERNMENT, chains.dominant, country=chains.dominant)
    return None


def _nearest(
    chains: Chains, token: Token, fits: Callable[[Chain], bool], *, sentences: int
) -> Chain | None:
    near = [
        (chains.doc[head], chain)
        for head, chain in chains.before(token.i, sentences=sentences)
        if fits(chain) and not _is_beside(chains.doc[head], token)
    ]
    return next((c for t, c in near if t.dep_ != "conj"), near[0][1] if near else None)


def _is_beside(token: Token, other: Token) -> bool:
    """*Police urged **the workers***: two parts of one clause are two actors."""
    parts = _CORE if other.dep_ in _CORE else frozenset()
    return token.head.i == other.head.i and token.dep_ in parts


_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl"})


def _words_of(chains: Chains, mention: Found) -> set[str]:
    """The telling words of a mention; looked for once."""
    memo, key = chains.doc.memo, ("telling words", mention.head)
    if key not in memo:
        memo[key] = content_words(chains.doc.tokens[mention.begin : mention.end])
    words: set[str] = memo[key]
    return set(words)


def by_description(chains: Chains, token: Token, *, exclude: Chain | None = None) -> Chain | None:
    """Return the nearest chain that shares a telling word with a nominal's: *rescue* workers."""
    mention = chains.mentions[token.i]
    words = _words_of(chains, mention)
    generic = chains.lookup.nouns
    words -= generic.generic_group | generic.generic_person | generic.collective
    if not words:
        return None
    for chain in reversed(chains.all):
        if chain is exclude or not chain.named or chain.kind not in GROUPS:
            continue
        if words & chain.descriptions and mention.kind is not ActorKind.GOVERNMENT:
            return chain
    return None


def _same_nominal(chains: Chains, token: Token, mention: Found) -> Chain | None:
    """An earlier nominal of the same head whose modifiers do not differ."""
    words = _words_of(chains, mention)
    lemma = token.lemma_.lower()
    definite = _is_definite(token)
    for chain in reversed(chains.all):
        if chain.named or chain.kind is not mention.kind or lemma not in chain.descriptions:
            continue
        if words == chain.descriptions or (definite and words <= chain.descriptions):
            return chain
    return None


def relative_antecedent(token: Token) -> Token | None:
    """Return the noun that *who*, *which* or *that* stands for, or None."""
    if token.tag_ not in {"WP", "WDT", "WP$", "IN"} and token.lower_ != "that":
        return None
    clause = token.head if token.dep_ != "nmod:poss" else token.head.head
    for _ in range(6):
        if clause.dep_ == "acl:relcl":
            return clause.head
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def _antecedent(chains: Chains, token: Token) -> Chain | None:
    word = token.lower_
    if word in {"who", "which", "that", "whose", "whom"}:
        noun = relative_antecedent(token)
        return chains.of.get(noun.i) if noun is not None else None
    if word not in PRONOUNS:
        return None
    backed = _owner_of_effort(chains, token) if word in {"its", "their"} else None
    return backed or antecedent(chains, token)


def _owner_of_effort(chains: Chains, token: Token) -> Chain | None:
    """The people in *support for the people in **their** fight*: who stands right before it."""
    noun, before = token.head, token.i - 2
    effort = noun.lemma_.lower() in chains.lookup.nouns.efforts
    if not effort or before < 0 or chains.doc[before + 1].lower_ != "in":
        return None
    return next((chains.of[h] for h in chains.of if chains.mentions[h].end == before + 1), None)
