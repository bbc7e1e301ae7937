"""Irregular verbs, which neither a rule nor a small treebank knows (*fled*, *shot*, *withdrew*)."""

from __future__ import annotations

__all__ = ["irregular_lemma"]

# base/past/participle, the participle left out where it is the past; "|" joins variants
_VERBS = """
arise/arose/arisen awake/awoke/awoken bear/bore/borne|born beat/beat/beaten begin/began/begun
bend/bent bet/bet bid/bid|bade/bid|bidden bind/bound bite/bit/bitten bleed/bled blow/blew/blown
break/broke/broken breed/bred bring/brought build/built burn/burnt burst/burst buy/bought
cast/cast catch/caught choose/chose/chosen cling/clung come/came/come cost/cost creep/crept
cut/cut deal/dealt dig/dug do/did/done draw/drew/drawn dream/dreamt drink/drank/drunk
drive/drove/driven dwell/dwelt eat/ate/eaten fall/fell/fallen feed/fed feel/felt fight/fought
find/found flee/fled fling/flung fly/flew/flown forsake/forsook/forsaken freeze/froze/frozen
get/got/got|gotten give/gave/given go/went/gone grind/ground grow/grew/grown hang/hung hear/heard
hide/hid/hidden hit/hit hold/held hurt/hurt keep/kept kneel/knelt know/knew/known lay/laid
lead/led leap/leapt learn/learnt leave/left lend/lent let/let lie/lay/lain light/lit lose/lost
make/made mean/meant meet/met pay/paid put/put quit/quit read/read rend/rent rid/rid
ride/rode/ridden ring/rang/rung rise/rose/risen run/ran/run say/said see/saw/seen seek/sought
sell/sold send/sent set/set sew/sewed/sewn shake/shook/shaken shed/shed shine/shone shoot/shot
show/showed/shown shrink/shrank/shrunk shut/shut sing/sang/sung sink/sank/sunk sit/sat
slay/slew/slain sleep/slept slide/slid sling/slung slit/slit sow/sowed/sown speak/spoke/spoken
speed/sped spend/spent spill/spilt spin/spun spit/spat split/split spread/spread
spring/sprang/sprung stand/stood steal/stole/stolen stick/stuck sting/stung stink/stank/stunk
strew/strewed/strewn stride/strode strike/struck/struck|stricken string/strung strive/strove/striven
swear/swore/sworn sweep/swept swell/swelled/swollen swim/swam/swum swing/swung take/took/taken
teach/taught tear/tore/torn tell/told think/thought throw/threw/thrown thrust/thrust
tread/trod/trodden wake/woke/woken wear/wore/worn weave/wove/woven weep/wept win/won wind/wound
wring/wrung write/wrote/written
"""
_PREFIXES = (
    "be", "for", "fore", "inter", "mis", "off", "out", "over", "re", "un", "under", "up", "with",
)  # fmt: skip
# Past forms that are base forms of other verbs as well.
_AMBIGUOUS = frozenset(
    {"bore", "bound", "fell", "felt", "found", "ground", "lay", "left", "rent", "saw", "wound"}
)


def _forms() -> dict[str, str]:
    known: dict[str, str] = {}
    for entry in _VERBS.split():
        base, *forms = entry.split("/")
        for variants in forms:
            for form in variants.split("|"):
                known.setdefault(form, base)
    return known


_BASE_OF = _forms()
_BASES = frozenset(_BASE_OF.values())


def irregular_lemma(form: str, tag: str) -> str | None:
    """Return the base form of an irregular verb form in lower case; None where it is none.

    *withdrew* and *overthrown* are known by their second part. A present or infinitive tag on a
    form that can only be past (*slew*) is taken for the tagger's mistake.
    """
    if not tag.startswith("VB") or tag in {"VBG", "VBZ"}:
        return None
    past = tag in {"VBD", "VBN"}
    for prefix in ("", *_PREFIXES):
        stem = form.removeprefix(prefix) if form.startswith(prefix) else ""
        base = _BASE_OF.get(stem)
        if base and (past or (stem not in _AMBIGUOUS and stem not in _BASES)):
            return prefix + base
    return None
