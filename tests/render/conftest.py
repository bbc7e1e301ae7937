"""A small graph of twelve actors, and one with hostile text in every field."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import ActorGraph, build_graph
from graphkit.ontology import EventTypeSpec, Ontology
from graphkit.render import write_html
from graphkit.types import (
    ActorKind,
    ActorRef,
    Claim,
    Event,
    EventType,
    Quad,
    Stance,
    Status,
    Trigger,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

QUADS = {
    EventType.AID: Quad.MATERIAL_COOPERATION,
    EventType.CONSULT: Quad.VERBAL_COOPERATION,
    EventType.SUPPORT: Quad.VERBAL_COOPERATION,
    EventType.REQUEST: Quad.VERBAL_CONFLICT,
    EventType.ACCUSE: Quad.VERBAL_CONFLICT,
    EventType.THREATEN: Quad.VERBAL_CONFLICT,
    EventType.ASSAULT: Quad.MATERIAL_CONFLICT,
}
ONTOLOGY = Ontology({kind: EventTypeSpec(kind, quad, 0.0, "", ()) for kind, quad in QUADS.items()})

BASE = 100  # where every sentence starts in its document

ACTORS: dict[str, tuple[str, ActorKind, str | None, tuple[str, ...]]] = {
    "White Helmets": (
        "organization:white-helmets",
        ActorKind.ORGANIZATION,
        "SYR",
        ("Syria Civil Defence", "rescue workers"),
    ),
    "Russia": ("state:RUS", ActorKind.STATE, "RUS", ("Moscow", "Russian Federation")),
    "Syria": ("state:SYR", ActorKind.STATE, "SYR", ("Damascus",)),
    "Syrian government": ("government:SYR", ActorKind.GOVERNMENT, "SYR", ("Assad's government",)),
    "Israel": ("state:ISR", ActorKind.STATE, "ISR", ()),
    "Jordan": ("state:JOR", ActorKind.STATE, "JOR", ("Amman",)),
    "Canada": ("state:CAN", ActorKind.STATE, "CAN", ("Ottawa",)),
    "Germany": ("state:DEU", ActorKind.STATE, "DEU", ()),
    "United Nations": ("organization:united-nations", ActorKind.ORGANIZATION, None, ("UN",)),
    "Vladimir Putin": ("person:vladimir-putin", ActorKind.PERSON, "RUS", ("Putin",)),
    "civilians": ("population:civilians", ActorKind.POPULATION, None, ()),
    "Syrian army": ("military:syrian-army", ActorKind.MILITARY, "SYR", ()),
}
PART_OF = {"government:SYR": "state:SYR", "military:syrian-army": "government:SYR"}
DATES = {"a": "2018-07-20", "b": "2018-07-22", "c": "2018-07-23", "d": "2018-08-06", "e": None}


def actor_ref(name: str, sentence: str) -> ActorRef:
    """The actor, mentioned where its name or an alias stands in the sentence."""
    actor_id, kind, country, aliases = ACTORS[name]
    words = next((words for words in (name, *aliases) if words in sentence), name)
    start = BASE + sentence.index(words)
    end = start + len(words)
    part_of = PART_OF.get(actor_id)
    return ActorRef(actor_id, name, words, start, end, kind, country, aliases, part_of)


def make_event(
    doc: str,
    event_type: EventType,
    source: str,
    relation: str,
    target: str,
    trigger: str,
    sentence: str,
    *,
    status: Status = Status.ACTUAL,
    claim: tuple[str, str, Stance] | None = None,
    label: str | None = None,
) -> Event:
    """An event in document ``doc``; ``claim`` is speaker, cue and stance."""
    start = BASE + sentence.index(trigger)
    content = f"{doc}|{sentence}|{source}|{relation}|{target}|{claim}"
    return Event(
        id=hashlib.sha256(content.encode()).hexdigest()[:16],
        doc_id=doc,
        event_type=event_type,
        relation=relation,
        source=actor_ref(source, sentence),
        target=actor_ref(target, sentence),
        trigger=Trigger(trigger, trigger, start, start + len(trigger)),
        status=status,
        sentence=sentence,
        sentence_start=BASE,
        sentence_end=BASE + len(sentence),
        rule="active_verb",
        confidence=0.9,
        label=label,
        claim=Claim(actor_ref(claim[0], sentence), claim[1], claim[2]) if claim else None,
        date=DATES[doc[0]],
        url=f"https://news.example/{doc}",
        title=f"Report {doc.upper()}",
    )


def sample_events() -> list[Event]:
    """Twenty-five events: parallel and opposite edges, every status, claims and a denial."""
    t = EventType
    helmets, assad, un = "White Helmets", "Syrian government", "United Nations"
    asserts, denies = Stance.ASSERTS, Stance.DENIES
    return [
        make_event("a1", t.AID, "Israel", "evacuates", helmets, "evacuated",
                   "Israel evacuated the White Helmets overnight."),
        make_event("b1", t.AID, "Israel", "evacuates", helmets, "brought",
                   "On Sunday Israel brought 422 White Helmets out of the pocket."),
        make_event("c1", t.AID, "Israel", "evacuates", helmets, "moved",
                   "Israel moved several hundred rescue workers through the Golan."),
        make_event("b1", t.AID, "Jordan", "shelters", helmets, "shelters",
                   "Jordan shelters the White Helmets in a closed camp."),
        make_event("c1", t.AID, "Jordan", "shelters", helmets, "took in",
                   "Amman took in the White Helmets for three months."),
        make_event("c1", t.AID, "Canada", "aids", helmets, "fund",
                   "Canada promised to fund the White Helmets.", status=Status.INTENDED),
        make_event("b2", t.AID, "Germany", "shelters", helmets, "take",
                   "Germany will take some of the White Helmets.", status=Status.INTENDED),
        make_event("a1", t.AID, helmets, "rescues", "civilians", "pulled",
                   "The White Helmets pulled civilians from the rubble. 🚑"),
        make_event("b1", t.AID, helmets, "rescues", "civilians", "saved",
                   "Syria Civil Defence says it saved thousands of civilians."),
        make_event("c2", t.ACCUSE, assad, "labels", helmets, "called",
                   "The Syrian government called the White Helmets terrorists.",
                   label="terrorists"),
        make_event("c2", t.ACCUSE, assad, "condemns", "Israel", "condemned",
                   "The Syrian government condemned Israel for the evacuation."),
        make_event("d1", t.ACCUSE, "Russia", "accuses", helmets, "accused",
                   "Russia accused the White Helmets of staging attacks.",
                   label="staging attacks"),
        make_event("d1", t.ACCUSE, "Russia", "labels", helmets, "branded",
                   "Moscow branded the White Helmets provocateurs.", label="provocateurs"),
        make_event("d2", t.ASSAULT, helmets, "attacks", "civilians", "staged",
                   "Russia said the White Helmets staged attacks on civilians.",
                   claim=("Russia", "said", asserts)),
        make_event("d2", t.ASSAULT, helmets, "attacks", "civilians", "attack",
                   "The White Helmets deny any attack on civilians.",
                   claim=(helmets, "deny", denies)),
        make_event("a2", t.ASSAULT, "Syrian army", "shells", "civilians", "shelled",
                   "The Syrian army shelled civilians near Quneitra."),
        make_event("a2", t.ASSAULT, "Russia", "bombs", "civilians", "bombed",
                   "The UN said Russia bombed civilians in Deraa.", claim=(un, "said", asserts)),
        make_event("a2", t.ASSAULT, "Israel", "attacks", "Syria", "strike",
                   "Israel could strike Syria again.", status=Status.POSSIBLE),
        make_event("b2", t.ASSAULT, "Israel", "attacks", "Syria", "attack",
                   "Israel did not attack Syria on Sunday.", status=Status.NEGATED),
        make_event("b2", t.ASSAULT, "Israel", "attacks", "Syria", "fought",
                   "Israel fought Syria in 1973.", status=Status.HISTORICAL),
        make_event("c1", t.THREATEN, "Syria", "threatens", "Israel", "threatened",
                   "Damascus threatened Israel with a response."),
        make_event("d1", t.AID, "Russia", "arms", "Syrian army", "supplied",
                   "Russia supplied the Syrian army with new systems."),
        make_event("d1", t.CONSULT, "Vladimir Putin", "meets", "Israel", "received",
                   "Vladimir Putin received a delegation from Israel."),
        make_event("e1", t.REQUEST, un, "urges", "Jordan", "urged",
                   "The United Nations urged Jordan to open its border."),
        make_event("e1", t.SUPPORT, "Canada", "praises", helmets, "praised",
                   "Canada praised the White Helmets."),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def graph() -> ActorGraph:
    return build_graph(sample_events(), ONTOLOGY)


@pytest.fixture(scope="session")
def sample() -> list[Event]:
    return sample_events()


@pytest.fixture(scope="session")
def huge_graph() -> ActorGraph:
    """So many actors that the page opens on a part of them."""
    return _graph_of_states((i, i // 2, f"State {i // 2}") for i in range(1, 3200))


@pytest.fixture(scope="session")
def large_graph() -> ActorGraph:
    """Nine hundred relations, so many that the page draws them more simply."""
    return _graph_of_states((i, i * 7 % 300, "State") for i in range(900))


def _graph_of_states(pairs: Iterable[tuple[int, int, str]]) -> ActorGraph:
    """The first sample event between states: the source's number, the target's, and its name."""
    first = sample_events()[0]
    assert first.target is not None
    events = [
        replace(
            first,
            id=f"{source:016x}",
            source=replace(first.source, id=f"state:{source}", name=f"State {source}"),
            target=replace(first.target, id=f"state:{target}", name=name),
        )
        for source, target, name in pairs
    ]
    return build_graph(events, ONTOLOGY)


@pytest.fixture(scope="session")
def hostile_graph() -> ActorGraph:
    """The sample with markup, script and separators in every text that a document can bring."""
    payload = (
        "</script><script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>"
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>{{data}}\u2028\u2029&lt;"
    )
    return build_graph([_poisoned(event, payload) for event in sample_events()], ONTOLOGY)


def _poisoned(event: Event, payload: str) -> Event:
    target = event.target
    return replace(
        event,
        source=replace(event.source, name=event.source.name + payload, aliases=(payload,)),
        target=target and replace(target, name=target.name + payload, aliases=(payload,)),
        claim=event.claim
        and replace(
            event.claim,
            cue=payload,
            speaker=replace(event.claim.speaker, name=event.claim.speaker.name + payload),
        ),
        sentence=event.sentence + payload,
        sentence_end=event.sentence_end + len(payload),
        label=payload,
        url="javascript:window.harmed=1",
        title=payload,
        doc_id=event.doc_id + payload,
    )


OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Open a graph's page; at the end, check that it asked for nothing and made no error."""
    requests: list[str] = []
    errors: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")

    def open_graph(
        graph: ActorGraph, width: int = 1440, height: int = 900, address: str = ""
    ) -> Page:
        path = tmp_path / "map.html"
        write_html(graph, path, title="White Helmets")
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path.as_uri() + address)
        page.wait_for_function("window.graphkit")
        return page

    yield open_graph
    context.close()
    assert errors == []
    # A download of what the page itself has made is no request to anyone.
    asked = [url for url in requests if not url.startswith("blob:")]
    assert all(url.startswith("file://") for url in asked)
    assert len(asked) == 1


@pytest.fixture
def painted() -> Callable[[Page], int]:
    """How many pixels of the map's canvas are not empty."""
    count = """() => {
      const { width, height } = document.querySelector("#map canvas");
      const copy = Object.assign(document.createElement("canvas"), { width, height });
      const context = copy.getContext("2d", { willReadFrequently: true });
      context.drawImage(document.querySelector("#map canvas"), 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      let painted = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at]) painted += 1;
      return painted;
    }"""
    return lambda page: int(page.evaluate(count))
