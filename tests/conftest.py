"""What tests of several stages share: events and trees made by hand, and sentences really read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.extract import extract_events
from graphkit.identity import event_id
from graphkit.ontology import EventTypeSpec, Ontology, RelationSpec, load_ontology
from graphkit.parse import load_pipeline
from graphkit.resolve import ActorIndex, resolve_actors
from graphkit.types import (
    Actor,
    ActorKind,
    ActorRef,
    Claim,
    DateSource,
    Document,
    Event,
    EventType,
    Quad,
    Stance,
    Status,
    Trigger,
)

MakeEvent = Callable[..., Event]

CLASSES = {
    EventType.ASSAULT: (Quad.MATERIAL_CONFLICT, -9.0),
    EventType.ACCUSE: (Quad.VERBAL_CONFLICT, -2.0),
    EventType.AID: (Quad.MATERIAL_COOPERATION, 7.0),
}


def actor_ref(name: str, sentence: str, **fields: Any) -> ActorRef:
    """Return a reference to the actor ``state:NAME`` at the place of its name in the sentence."""
    start = max(sentence.find(name), 0)
    known = {"id": f"state:{name.lower()}", "kind": ActorKind.STATE} | fields
    return ActorRef(name=name, text=name, start=start, end=start + len(name), **known)


@pytest.fixture
def make_event() -> MakeEvent:
    """Return a function that makes an event: who, relation, whom, and what else matters."""

    def make(
        source: str = "Syria",
        relation: str = "attacks",
        target: str | None = "Turkey",
        *,
        doc: str = "d1",
        date: str | None = "2018-07-22",
        sentence: str | None = None,
        status: Status = Status.ACTUAL,
        says: str | None = None,
        stance: Stance = Stance.ASSERTS,
        label: str | None = None,
        event_type: EventType = EventType.ASSAULT,
        source_fields: dict[str, Any] | None = None,
    ) -> Event:
        sentence = sentence or f"{source} {relation} {target or 'at dawn'}."
        place = max(sentence.find(relation), 0)
        trigger = Trigger(relation, relation.rstrip("s"), place, place + len(relation))
        who = actor_ref(source, sentence, **(source_fields or {}))
        whom = actor_ref(target, sentence) if target else None
        claim = Claim(actor_ref(says, sentence), "said", stance) if says else None
        return Event(
            id=event_id(
                doc_id=doc,
                sentence_start=0,
                sentence_end=len(sentence),
                trigger=trigger,
                relation=relation,
                source=who,
                target=whom,
                status=status,
                claim=claim,
                label=label,
            ),
            doc_id=doc,
            event_type=event_type,
            relation=relation,
            source=who,
            target=whom,
            trigger=trigger,
            status=status,
            sentence=sentence,
            sentence_start=0,
            sentence_end=len(sentence),
            rule="verb",
            confidence=0.9,
            label=label,
            claim=claim,
            date=date,
            date_source=DateSource.METADATA if date else None,
        )

    return make


@pytest.fixture
def small_ontology() -> Ontology:
    """Return three classes, and the relation ``bombs`` with an intensity of its own."""
    bombs = RelationSpec(
        name="bombs",
        event_type=EventType.ASSAULT,
        quad=Quad.MATERIAL_CONFLICT,
        intensity=-10.0,
        cameo="195",
        definition="Drops bombs.",
        triggers=(),
        examples=(),
    )
    return Ontology(
        {
            name: EventTypeSpec(
                event_type=name,
                quad=quad,
                intensity=intensity,
                definition="",
                relations=(bombs,) if name is EventType.ASSAULT else (),
            )
            for name, (quad, intensity) in CLASSES.items()
        }
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One text that the stages have read."""

    doc: Doc
    actors: ActorIndex
    events: tuple[Event, ...]

    @property
    def facts(self) -> set[str]:
        """Each event in a line: ``Iran ASSAULT Israel: negated < Syria asserts``.

        An actual event has no status, one that the text itself states no claim.
        """
        return {fact(event) for event in self.events}

    def who(self, words: str, *, last: bool = False) -> Actor | None:
        """Return the actor meant where the words stand first (or last), None where they mean none.

        It is that of the smallest mention around the last of the words.
        """
        starts = [found.start() for found in re.finditer(rf"\b{re.escape(words)}", self.doc.text)]
        end = starts[-1 if last else 0] + len(words) - 1
        around = [
            mention
            for head in self.actors.mentions
            if (mention := self.actors.mention(self.doc, head))
            and mention.start <= end < mention.end
        ]
        for mention in sorted(around, key=lambda m: m.end - m.start):
            token = self.doc.char_span(
                mention.head_start, mention.head_start + 1, alignment_mode="expand"
            )
            assert token is not None
            if (actor := self.actors.at(token.start)) is not None:
                return actor
        return None

    def name(self, words: str, *, last: bool = False) -> str | None:
        """Return the name of the actor that the words mean."""
        actor = self.who(words, last=last)
        return actor.name if actor is not None else None

    def id(self, words: str, *, last: bool = False) -> str | None:
        """Return the id of the actor that the words mean."""
        actor = self.who(words, last=last)
        return actor.id if actor is not None else None


def fact(event: Event) -> str:
    """Return an event as a line: ``Iran ASSAULT Israel: negated < Syria asserts``."""
    target = event.target.name if event.target is not None else "-"
    status = "" if event.status is Status.ACTUAL else f": {event.status}"
    claim = event.claim and f" < {event.claim.speaker.name} {event.claim.stance}"
    return f"{event.source.name} {event.event_type} {target}{status}{claim or ''}"


def read_doc(doc: Doc, ontology: Ontology, **fields: Any) -> Reading:
    """Return a parsed Doc with its actors and events."""
    document = Document(id="d1", text=doc.text, **fields)
    actors = resolve_actors(document, doc)
    return Reading(doc, actors, tuple(extract_events(document, doc, actors, ontology)))


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The shipped ontology."""
    return load_ontology()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    return load_pipeline()


@pytest.fixture(scope="session")
def read(nlp: Language, ontology: Ontology) -> Callable[..., Reading]:
    """Return a function that reads a text with the shipped pipeline; each text once a session."""

    @cache
    def read_text(text: str, **fields: Any) -> Reading:
        return read_doc(nlp(text), ontology, **fields)

    return read_text


@pytest.fixture(scope="session")
def facts(read: Callable[..., Reading]) -> Callable[..., set[str]]:
    """Return a function that gives the facts of a text: see ``Reading.facts``."""
    return lambda text, **fields: read(text, **fields).facts


_WORD = re.compile(
    r"(?P<text>.+?)/(?P<tag>[^/]+)/(?P<dep>[a-z:]+)/(?P<head>\d+)"
    r"(?:=(?P<lemma>[^@#]+))?(?:@(?P<kind>\w+))?(?:#(?P<ent>-?[A-Z]+))?"
)
_POS_OF_TAG = {
    **{"NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "MD": "AUX", "IN": "ADP"},
    **{"TO": "PART", "RB": "ADV", "RP": "ADP", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ"},
    **{"DT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "WP$": "PRON"},
    **{"CD": "NUM", "POS": "PART", "CC": "CCONJ", "VB": "VERB", "VBD": "VERB", "VBG": "VERB"},
    **{"VBN": "VERB", "VBP": "VERB", "VBZ": "VERB"},
}


def _pos(tag: str, dep: str) -> str:
    pos = _POS_OF_TAG.get(tag, "PUNCT")
    if pos == "VERB" and dep in {"aux", "aux:pass", "cop"}:
        return "AUX"
    return "SCONJ" if pos == "ADP" and dep == "mark" else pos


@pytest.fixture(scope="session")
def tree() -> Callable[..., Doc]:
    """Return a function that makes a parsed Doc of sentences written as trees.

    A word is ``text/TAG/dependency/head``, the head counted from 1 in its sentence and 0 for the
    root, and what else matters behind it: ``=lemma``, ``@kind`` of a noun, ``#ENT`` for the first
    word of a named entity and ``#-ENT`` for its others. A bare mark hangs on the root.
    """
    vocab = spacy.blank("en").vocab

    def make(*sentences: str) -> Doc:
        rows = [row for sentence in sentences for row in _rows(sentence)]
        words = [row["text"] for row in rows]
        starts = [i for i, row in enumerate(rows) if row["first"]]
        offsets = [max(start for start in starts if start <= i) for i in range(len(rows))]
        doc = Doc(
            vocab,
            words=words,
            spaces=_spaces(words),
            tags=[row["tag"] for row in rows],
            pos=[_pos(row["tag"], row["dep"]) for row in rows],
            lemmas=[row["lemma"] for row in rows],
            heads=[
                i if row["head"] < 0 else offsets[i] + row["head"] for i, row in enumerate(rows)
            ],
            deps=["ROOT" if row["dep"] == "root" else row["dep"] for row in rows],
            ents=[row["ent"] for row in rows],
        )
        doc.user_data["graphkit_kinds"] = [row["kind"] for row in rows]
        return doc

    return make


def _rows(sentence: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for word in sentence.split():
        found = _WORD.fullmatch(word)
        known = found.groupdict() if found else {"text": word, "tag": ".", "dep": "punct"}
        tag, ent = known["tag"], known.get("ent") or ""
        same = known["text"] if tag.startswith("NNP") else known["text"].lower()
        rows.append(
            {
                "text": known["text"],
                "tag": tag,
                "dep": known["dep"],
                "head": int(known.get("head") or 0) - 1,
                "lemma": known.get("lemma") or same,
                "kind": known.get("kind") or "",
                "ent": ("I" if ent.startswith("-") else "B") + f"-{ent.lstrip('-')}"
                if ent
                else "O",
                "first": not rows,
            }
        )
    root = next(i for i, row in enumerate(rows) if row["dep"] == "root")
    for row in rows:
        if row["dep"] == "punct" and row["head"] < 0:
            row["head"] = root
    return rows


def _spaces(words: list[str]) -> list[bool]:
    """A space after each word, but none before a mark or clitic and none after an opening mark."""
    tight = re.compile(r"[.,;:!?)”]|'s|n't")
    following = [*words[1:], "."]
    return [
        word not in "(“" and not tight.fullmatch(after)
        for word, after in zip(words, following, strict=True)
    ]


@pytest.fixture(scope="session")
def read_tree(tree: Callable[..., Doc], ontology: Ontology) -> Callable[..., Reading]:
    """Return a function that reads sentences written as trees, as ``read`` reads a text."""
    return lambda *sentences, **fields: read_doc(tree(*sentences), ontology, **fields)
