"""The format of annotated texts: what is read, and how mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.evaluate import GoldError, read_gold
from graphkit.types import ActorKind, EventType, Stance, Status

SENTENCE = """\
# a comment
Norland said Sudria had shelled Port Amel, which Sudria denied.
@ state | Norland | Sudria | Sudria/2
@ place | Port Amel
! shelled ASSAULT actual: Sudria -> Port Amel; Norland | said | asserts; Sudria/2 | denied | denies
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "texts.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sentence_with_its_claims(tmp_path: Path) -> None:
    (text,) = read_gold(write(tmp_path, SENTENCE))
    (event,) = text.events
    source, target = text.mentions[event.source], text.mentions[event.target or 0]
    assert text.text[slice(*event.trigger)] == "shelled"
    assert (event.type, event.status) == (EventType.ASSAULT, Status.ACTUAL)
    assert (source.name, source.kind) == ("Sudria", ActorKind.STATE)
    assert text.text[target.start : target.end] == "Port Amel"
    assert [claim.stance for claim in event.claims] == [Stance.ASSERTS, Stance.DENIES]
    assert text.mentions[event.claims[1].speaker].start == text.text.rindex("Sudria")


def test_every_source_acts_on_every_target(tmp_path: Path) -> None:
    text = "Norland and Sudria bombed Amel.\n@ state | Norland | Sudria\n@ place | Amel\n"
    (gold,) = read_gold(
        write(tmp_path, text + "! bombed ASSAULT actual: Norland + Sudria -> Amel\n")
    )
    names = [(gold.mentions[e.source].name, gold.mentions[e.target or 0].name) for e in gold.events]
    assert names == [("Norland", "Amel"), ("Sudria", "Amel")]


def test_both_directions(tmp_path: Path) -> None:
    text = "Norland met Sudria.\n@ state | Norland | Sudria\n"
    (gold,) = read_gold(write(tmp_path, text + "! met CONSULT actual: Norland <-> Sudria\n"))
    assert [(e.source, e.target) for e in gold.events] == [(0, 1), (1, 0)]


def test_labels_and_absent_targets(tmp_path: Path) -> None:
    text = (
        "Norland called Amel's men thugs and marched.\n@ state | Norland\n"
        "@ armed_group | Amel's men\n! called ACCUSE actual: Norland -> Amel's men as thugs\n"
        "! marched PROTEST intended: Norland -> -\n"
    )
    (gold,) = read_gold(write(tmp_path, text))
    assert gold.events[0].label == "thugs"
    assert gold.events[1].target is None


def test_paragraphs_of_a_document_share_their_actors(tmp_path: Path) -> None:
    text = (
        "== talks | 2024-05-01 | Talks in Amel\n\nNorland met Sudria.\n@ state | Norland | Sudria\n"
        "! met CONSULT actual: Norland <-> Sudria\n\nIt praised them.\n"
        "@ state | It = Norland | them = Sudria\n! praised SUPPORT actual: It -> them\n"
    )
    (gold,) = read_gold(write(tmp_path, text))
    praise = gold.events[-1]
    assert (gold.id, gold.date, gold.title) == ("talks", "2024-05-01", "Talks in Amel")
    assert gold.text == "Norland met Sudria.\n\nIt praised them."
    assert gold.text[slice(*praise.trigger)] == "praised"
    assert gold.mentions[praise.source].name == "Norland"


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("@ nation | Norland", "unknown kind 'nation'"),
        ("@ state | Estonia", "'Estonia' occurs 0 times"),
        ("@ state | Norland/3", "'Norland' occurs 1 times"),
        ("! said ACCUSE maybe: Norland -> Sudria", "expected '! TRIGGER CLASS STATUS"),
        ("! said ACCUSE actual: Norland -> Port Amel", "is not among the mentions"),
        ("& state", "expected '@ ' or '! '"),
    ],
)
def test_mistakes_name_file_line_and_cause(tmp_path: Path, line: str, cause: str) -> None:
    path = write(tmp_path, f"Norland said Sudria lied at Port Amel.\n@ state | Norland\n{line}\n")
    with pytest.raises(GoldError, match=cause) as raised:
        list(read_gold(path))
    assert str(raised.value).startswith(f"{path}:1: ")


def test_nobody_acts_on_himself(tmp_path: Path) -> None:
    event = "! met CONSULT actual: Norland -> Norland\n"
    path = write(tmp_path, "Norland met.\n@ state | Norland\n" + event)
    with pytest.raises(GoldError, match="the same"):
        list(read_gold(path))


def test_what_an_introduction_opens_is_claimed_but_for_the_speakers_own_acts(
    tmp_path: Path,
) -> None:
    file = tmp_path / "gold.txt"
    file.write_text(
        "== d1 | 2020-01-01 | A statement\n"
        "Minister Holm said:\n@ person | Minister Holm = Holm\n\n"
        "I thank Jordan. Iran attacked Iraq.\n"
        "@ person | I = Holm\n@ state | Jordan | Iran | Iraq\n"
        "! thank SUPPORT actual: I -> Jordan\n"
        "! attacked ASSAULT actual: Iran -> Iraq\n",
        encoding="utf-8",
    )
    (text,) = read_gold(file)
    thanks, attack = text.events
    assert thanks.claims == ()
    assert [text.mentions[claim.speaker].name for claim in attack.claims] == ["Holm"]
