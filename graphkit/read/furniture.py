"""Page furniture in plain text: the lines that stand round an article and are not part of it.

The heuristic works on lines, in two kinds:

* a *notice* is furniture by itself: copyright, cookie and newsletter notices, share and follow
  prompts, contact addresses, photo credits, advertisement marks, teasers (``Read more: …``),
  lists of tags, navigation bars and reporters' credits;
* a *cue* is a heading such as ``Related stories`` or ``More Must-Reads from …``, alone on its line
  and without a full stop. It goes together with the titles after it: short lines without a full
  stop, with or without a bullet, until prose resumes. A last title that a blank line sets apart
  from the list and that prose follows is the article's next heading and stays.

Other lines stay: a list that no cue introduces, a sentence that only begins like a cue (``Read
more than …``), dialogue. Long lines stay, and the first line introduces nothing: it is the
headline. A text that would lose everything is kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["drop_furniture", "find_furniture"]

_LONGEST_NOTICE = 400
_LONGEST_CUE = 80
_LONGEST_TITLE = 150

_NOUN = (
    r"(?:stories|story|articles?|news|coverage|headlines|links?|topics?|posts?|content|videos?"
    r"|reading|reads|must[ -]?reads?|items|pages|episodes|podcasts|picks)"
)
_SITE = (
    r"(?:facebook|twitter|x|instagram|youtube|telegram|tiktok|linkedin|whatsapp|reddit|threads"
    r"|bluesky|mastodon|social media|google news|apple news|flipboard|rss)"
)
_TAIL = r"(?: (?:now|today|this week|for you))?(?: (?:on|in|from|about|by|to this) .+)?"

_CUES = (
    rf"more (?:(?:top|latest|related|recent) )?{_NOUN}{_TAIL}",
    r"more (?:from|on|about|in|by|like) .{1,40}",
    rf"(?:related|recommended|trending)(?: {_NOUN})?{_TAIL}",
    rf"(?:popular|latest|recent|similar|top|other|featured|breaking|suggested) {_NOUN}{_TAIL}",
    rf"most (?:popular|read|viewed|shared|watched|commented|discussed)(?: {_NOUN})?{_TAIL}",
    r"(?:read|see|watch|listen) (?:also|more|next)(?: (?:on|about|from|in)\b.+)?",
    r"also (?:read|see|watch)|what to read next|up next|further reading|explore more",
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in)(?: .+)?",
    r"(?:editor['\u2019]?s['\u2019]?|editors['\u2019]|our|staff) (?:picks?|choice)",
    r"(?:from )?(?:around|elsewhere on) the web|from our (?:partners|sponsors|archives?)",
    r"(?:don['\u2019]?t|do not) miss(?: (?:these|this|out))?|in case you missed it",
    r"stay (?:connected|informed|in touch|up to date)|find us on|connect with us",
)
_NOTICES = (
    # Rights.
    r"(?:copyright\s*)?(?:©|\(c\)\s*(?:copyright\b|\d{4})).*|copyright (?:19|20)\d\d\b.*",
    r".*\b(?:all rights reserved|may not be (?:reproduced|republished|redistributed))\b.*",
    # Contact, share, follow.
    r"(?:contact|write to|e-?mail|reach)\b.{0,80}\bat:? \S+@\S+",
    r"contact (?:us|the \w+)(?:[ :]+\S+@\S+)?",
    rf"follow (?:us|me|@\w+|[\w\u2019' ]{{1,40}}) on {_SITE}\b.*|like us on {_SITE}\b.*",
    rf"share(?: ?(?:this|it|article|story|page|post|video|on|via|with|to|by|link|your friends"
    rf"|{_SITE}|e-?mail|,|and|or|:))*\.?(?: (?:sign up|follow|subscribe)\b.*)?",
    # Newsletters and subscriptions.
    r"(?:sign|log) (?:up|in)(?: (?:now|here|today|free|to read|to continue))?",
    r"sign up (?:for|to)\b.*\b(?:newsletters?|briefings?|alerts?|updates?|e-?mails?|inbox)\b.*",
    r"subscribe(?: (?:now|today|here|free|to .*|for .*|and .*))?[.!]?",
    r"(?:get|receive)\b.*\b(?:newsletters?|in your inbox|to your inbox|by e-?mail)\b.*",
    r"(?:enter|add) your e-?mail\b.*|already (?:a subscriber|subscribed|have an account)\b.*",
    r"(?:thank you|thanks) for (?:subscribing|signing up|reading)\b.*",
    r"(?:become a (?:member|subscriber)|to continue reading|create an? (?:free )?account)\b.*",
    # Cookies.
    r"(?:we|our (?:web)?site|this (?:web)?site) uses? cookies\b.*|accept (?:all )?cookies",
    r"by (?:continuing|using|clicking)\b.*\byou (?:agree|accept|consent)\b.*",
    r"(?:cookie|privacy) (?:policy|settings|notice|preferences)|manage (?:cookies|preferences)",
    # Marks of advertisements and of the page.
    r"(?:skip )?advertise?ments?|advertising|sponsored(?: content| by .+)?|paid (?:content|post)",
    r"(?:story|article) continues (?:below|after)\b.*|continue reading(?: below)?",
    r"skip to .*content|back to top|print (?:this )?(?:page|article|story)|loading\W*",
    r"view (?:all )?comments|(?:leave|post|add) a (?:comment|reply)|(?:\d+ )?comments",
    r"comments? \(\d+\)",
    r"(?:tags?|filed under|categories|keywords|related (?:topics|tags))\s*:.*[^.]",
    # Teasers.
    r"(?:read (?:more|also|next)|also read|see also|related(?: \w+)?|watch(?: (?:more|now|live))?"
    r"|recommended|don['\u2019]?t miss)\s*[:|»>→\u2013—]+.*[^.]",
    r"(?:read more|more) (?:about|on) .{3,80} here\.?|read more\W{1,4}|click here (?:to|for)\b.*",
    # Where the words come from.
    r".{3,120} contributed (?:to this (?:report|story|article)|reporting)\W*|our standards: .*",
    r"this (?:article|story) (?:was|has been) (?:originally|first) published\b.*",
)
_WIRES = r"(?:AFP|AP|Reuters|REUTERS|EPA|EPA-EFE|Anadolu(?: Agency)?|Xinhua|Alamy|Shutterstock)"
_NAME = r"[A-Z][\w.'\u2019-]*+(?: [\w.'\u2019-]++){1,4}"
_PICTURE = r"(?:(?:File )?(?:Photo|Photograph|Picture|Image)s?(?: credit| source)?|PHOTO|Credit)"
# These need their capitals, or the lower-case words of a sentence would match.
_CREDITS = (
    rf"{_PICTURE}\s*[:—\u2013].*|{_PICTURE} (?:by|courtesy of) .{{2,80}}[^.]",
    rf".*(?:{_NAME} ?/ ?{_WIRES}|\bvia (?:AP|AFP|Reuters|REUTERS))[)\s]*",
    rf".*(?:\bGetty Images|\((?:AP|File|Reuters) [Pp]hoto\b.*|\({_PICTURE}(?: by|:).*\))\W*",
    r"\(?(?:Additional |With )?(?:[Rr]eporting|[Ee]diting|[Ww]riting) by (?:[A-Z][\w.'\u2019-]*"
    r"|and|in|by|the|of|editing|writing|additional|reporting|[,;]| )+[.)]*",
)
_NAVIGATION = re.compile(
    r"\b(?:home|front page|about|contact|privacy|terms|subscribe|newsletters?|log ?in|sign in|help"
    r"|advertise|careers|sitemap|cookies?|menu|search)\b",
    re.IGNORECASE,
)
_CUE = re.compile(rf"(?:{'|'.join(_CUES)})\s*[:…»>→]*", re.IGNORECASE)
_NOTICE = re.compile("|".join(_NOTICES), re.IGNORECASE)
_CREDIT = re.compile("|".join(_CREDITS))
_BULLET = re.compile(r"\s*(?:[-*+•·▪‣►»>\u2013—]|\(?\d{1,2}[.)])\s+")
_PROSE_END = re.compile(r"[.;,:…][\"'”\u2019)\]]*\s*$")
_TITLE_START = re.compile(r"[\W_]*[A-Z0-9]")


def find_furniture(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of the furniture's lines, in order, line ends included."""
    lines = text.split("\n")
    drop = _furniture_lines(lines)
    if all(at in drop for at, line in enumerate(lines) if line.strip()):
        return []
    spans: list[tuple[int, int]] = []
    start = 0
    for at, line in enumerate(lines):
        end = min(start + len(line) + 1, len(text))
        if at in drop:
            spans.append((start, end))
        start = end
    return spans


def drop_furniture(text: str) -> str:
    """Return the text without its page furniture; what is left is unchanged."""
    kept: list[str] = []
    at = 0
    for start, end in find_furniture(text):
        kept.append(text[at:start])
        at = end
    return "".join(kept) + text[at:]


def _furniture_lines(lines: Sequence[str]) -> set[int]:
    drop: set[int] = set()
    headline = next((at for at, line in enumerate(lines) if line.strip()), 0)
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if at > headline and _is_cue(line):
            end = _titles_end(lines, at + 1)
            drop.update(range(at, end))
            at = end
            continue
        if _is_notice(line):
            drop.add(at)
        at += 1
    return drop


def _titles_end(lines: Sequence[str], start: int) -> int:
    """Return the number of the first line after the titles that begin at ``start``."""
    end = start
    heading = None
    for at in range(start, len(lines)):
        line = lines[at].strip()
        if not line:
            continue
        if not _is_title(line):
            # Prose resumes: a last title that stood apart is its heading.
            return end if heading is None else heading
        heading = at if at > end and not _BULLET.match(line) else None
        end = at + 1
    return end


def _is_cue(line: str) -> bool:
    if not line or len(line) > _LONGEST_CUE:
        return False
    if _PROSE_END.search(line) and not line.endswith((":", "…")):
        return False
    return _CUE.fullmatch(_BULLET.sub("", line, count=1)) is not None


def _is_notice(line: str) -> bool:
    if not line or len(line) > _LONGEST_NOTICE:
        return False
    words = _BULLET.sub("", line, count=1)
    return bool(_NOTICE.fullmatch(words) or _CREDIT.fullmatch(words)) or _is_navigation(line)


def _is_navigation(line: str) -> bool:
    """Tell whether the line is a bar of links: ``About | Contact | Privacy``."""
    parts = [part.strip() for part in re.split(r"[|•·]", line)]
    short = all(part and len(part) <= 30 and not part.endswith(".") for part in parts)
    return len(parts) >= 3 and short and any(_NAVIGATION.search(part) for part in parts)


def _is_title(line: str) -> bool:
    """Tell whether the line looks like the title of another article."""
    if len(line) > _LONGEST_TITLE or _PROSE_END.search(line):
        return _is_notice(line)
    return _TITLE_START.match(line) is not None
