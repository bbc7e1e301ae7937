"""Texts annotated with actors, coreference, events, status and claims: the format and its checker.

A file holds blocks separated by blank lines, a text and its annotation each::

    Russia said Ukraine had shelled Belgorod, which Kyiv denied.
    @ state | Russia | Ukraine | Kyiv = Ukraine
    @ place | Belgorod
    ! shelled ASSAULT actual: Ukraine -> Belgorod; Russia | said | asserts; Kyiv | denied | denies

``@`` lines list the mentions of one kind of actor, as words of the text (``he/2`` is the second
``he``) and, after ``=``, the canonical name that its coreference chain carries. ``!`` lines are
events: trigger, class, status, sources and targets (``A + B`` is each of them, ``A <-> B`` both
directions, ``-`` nobody), ``as`` with the words of a label or charge, and claims (speaker, cue,
stance, ``quoted``). A line ``== name | date | title`` opens a document: the blocks after it, up
to the next such line, are its paragraphs. Before the first one, each block is a text of its own.
What follows a paragraph like *The minister said:* is claimed by the minister without being marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphkit.errors import GraphkitError
from graphkit.types import ActorKind, EventType, Stance, Status

__all__ = ["GoldClaim", "GoldError", "GoldEvent", "GoldMention", "GoldText", "read_gold"]

EVENT = re.compile(
    rf"!\s+(?P<trigger>.+?)\s+(?P<type>{'|'.join(EventType)})\s+(?P<status>{'|'.join(Status)})"
    r":\s*(?P<sources>.+?)\s+(?P<arrow><?->)\s+(?P<targets>.+?)(?:\s+as\s+(?P<label>.+))?"
)


class GoldError(GraphkitError):
    """A line of an annotated file that cannot be read."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words that refer to an actor: ``text[start:end]``; mentions of one ``name`` corefer."""

    start: int
    end: int
    kind: ActorKind
    name: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """Who says so: a speaker (an index of the text's mentions), the cue's span, and the stance."""

    speaker: int
    cue: tuple[int, int]
    stance: Stance
    quoted: bool


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One act of one source on one target; both are indexes of the text's mentions."""

    trigger: tuple[int, int]
    type: EventType
    status: Status
    source: int
    target: int | None
    label: str | None
    claims: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True)
class GoldText:
    """An annotated text: a single sentence or a whole document; offsets are of ``text``."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]
    events: tuple[GoldEvent, ...]
    date: str | None = None
    title: str | None = None


def read_gold(path: Path) -> Iterator[GoldText]:
    """Yield the annotated texts of a file, in its order.

    Raises:
        GoldError: where a line does not follow the format; the message names file and line.
    """
    header: list[str] | None = None
    paragraphs: list[GoldText] = []
    for number, lines in blocks(path.read_text(encoding="utf-8")):
        if lines[0].startswith("== "):
            if header is not None:
                yield join(paragraphs, header)
            header, paragraphs = [part.strip() for part in lines[0][3:].split("|")], []
            number, lines = number + 1, lines[1:]
            if not lines:
                continue
        try:
            block = read_block(lines, f"{path.stem}-{number}")
        except GoldError as error:
            raise GoldError(f"{path}:{number}: {error}") from None
        if header is None:
            yield block
        else:
            paragraphs.append(block)
    if header is not None:
        yield join(paragraphs, header)


def blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The blocks of a file with the number of their first line; lines of ``#`` are comments."""
    block: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append(line.strip())
        elif block:
            yield number - len(block), block
            block = []


def read_block(lines: Sequence[str], name: str) -> GoldText:
    """One text with its annotation lines."""
    text = lines[0]
    if text[0] in "@!":
        raise GoldError(f"an annotation without a text: {text!r}")
    mentions: dict[str, GoldMention] = {}
    events: list[GoldEvent] = []
    for line in lines[1:]:
        if line.startswith("@ "):
            mentions.update(read_mentions(line, text))
        elif line.startswith("! "):
            events += read_event(line, text, list(mentions))
        else:
            raise GoldError(f"expected '@ ' or '! ', not {line!r}")
    return GoldText(name, text, tuple(mentions.values()), tuple(events))


def read_mentions(line: str, text: str) -> Iterator[tuple[str, GoldMention]]:
    """The mentions of an ``@`` line with the words they are listed under."""
    kind, *items = (part.strip() for part in line[2:].split(" | "))
    if kind not in list(ActorKind):
        raise GoldError(f"unknown kind {kind!r}; known are {', '.join(ActorKind)}")
    for item in items:
        words, _, name = (part.strip() for part in item.partition(" = "))
        start, end = locate(words, text)
        yield words, GoldMention(start, end, ActorKind(kind), name or text[start:end])


def read_event(line: str, text: str, listed: Sequence[str]) -> Iterator[GoldEvent]:
    """The events of a ``!`` line: one for each pair of source and target."""
    head, *claims = (part.strip() for part in line.split("; "))
    match = EVENT.fullmatch(head)
    if match is None:
        raise GoldError(f"expected '! TRIGGER CLASS STATUS: SOURCES -> TARGETS', not {head!r}")
    sources = [actor(words, listed) for words in match["sources"].split(" + ")]
    targets = [
        None if words.strip() == "-" else actor(words, listed)
        for words in match["targets"].split(" + ")
    ]
    said = tuple(read_claim(claim, text, listed) for claim in claims)
    trigger = locate(match["trigger"], text)
    event_type, status = EventType(match["type"]), Status(match["status"])
    label = match["label"].strip() if match["label"] else None
    for source in sources:
        for target in targets:
            if source == target:
                raise GoldError(f"source and target are the same in {head!r}")
            yield GoldEvent(trigger, event_type, status, source, target, label, said)
            if match["arrow"] == "<->" and target is not None:
                yield GoldEvent(trigger, event_type, status, target, source, label, said)


def read_claim(part: str, text: str, listed: Sequence[str]) -> GoldClaim:
    """A claim of an event's line: ``speaker | cue | stance`` and, perhaps, ``quoted``."""
    fields = [field.strip() for field in part.split("|")]
    stance, _, quoted = fields[-1].partition(" ")
    if len(fields) != 3 or stance not in list(Stance) or quoted not in ("", "quoted"):
        raise GoldError(f"expected 'SPEAKER | CUE | STANCE [quoted]', not {part!r}")
    cue = locate(fields[1], text)
    return GoldClaim(actor(fields[0], listed), cue, Stance(stance), bool(quoted))


def actor(words: str, listed: Sequence[str]) -> int:
    """The index of the mention listed under these words."""
    if words.strip() not in listed:
        raise GoldError(f"{words.strip()!r} is not among the mentions of the '@' lines")
    return listed.index(words.strip())


def locate(words: str, text: str) -> tuple[int, int]:
    """The span of these words in the text; ``words/2`` is their second occurrence."""
    plain, _, count = (
        words.strip().partition("/") if re.search(r"/\d+$", words) else (words, "", "")
    )
    plain = plain.strip()
    pattern = rf"(?<!\w){re.escape(plain)}(?!\w)"
    found = [match.span() for match in re.finditer(pattern, text)]
    wanted = int(count or 1)
    if len(found) < wanted:
        raise GoldError(f"{plain!r} occurs {len(found)} times in {text!r}, not {wanted}")
    return found[wanted - 1]


def join(paragraphs: Sequence[GoldText], header: Sequence[str]) -> GoldText:
    """A document from its paragraphs; the header holds id, date and title."""
    name, date, title = [*header, "", "", ""][:3]
    text = ""
    mentions: list[GoldMention] = []
    events: list[GoldEvent] = []
    introduced: GoldClaim | None = None
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        shifted = [shift_event(event, len(text), len(mentions)) for event in paragraph.events]
        mentions += [
            GoldMention(m.start + len(text), m.end + len(text), m.kind, m.name)
            for m in paragraph.mentions
        ]
        text += paragraph.text
        events += [claimed(event, introduced, mentions) for event in shifted]
        if paragraph.text.endswith(":") and paragraph.mentions:
            speaker = len(mentions) - len(paragraph.mentions) + introducer(paragraph)
            introduced = GoldClaim(speaker, (len(text) - 1, len(text)), Stance.ASSERTS, True)
    return GoldText(name, text, tuple(mentions), tuple(events), date or None, title or None)


def introducer(paragraph: GoldText) -> int:
    """Whose words *The minister said:* introduces: the last person named, else the last actor."""
    persons = [i for i, m in enumerate(paragraph.mentions) if m.kind is ActorKind.PERSON]
    return (persons or [len(paragraph.mentions) - 1])[-1]


def claimed(
    event: GoldEvent, introduced: GoldClaim | None, mentions: Sequence[GoldMention]
) -> GoldEvent:
    """An event with the claim of whoever was introduced before, unless it is his own act."""
    if introduced is None or event.claims:
        return event
    own = mentions[event.source].name == mentions[introduced.speaker].name
    return event if own else replace(event, claims=(introduced,))


def shift_event(event: GoldEvent, chars: int, mentions: int) -> GoldEvent:
    """An event of a paragraph as one of the document that it stands in."""
    claims = tuple(
        GoldClaim(
            claim.speaker + mentions,
            (claim.cue[0] + chars, claim.cue[1] + chars),
            claim.stance,
            claim.quoted,
        )
        for claim in event.claims
    )
    return GoldEvent(
        (event.trigger[0] + chars, event.trigger[1] + chars),
        event.type,
        event.status,
        event.source + mentions,
        None if event.target is None else event.target + mentions,
        event.label,
        claims,
    )
