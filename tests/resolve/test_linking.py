"""Links within a document: apposition, other names, definite nominals and pronouns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]

NASRALLAH = (
    "Hassan/NNP/nsubj/3@person#PERSON Nasrallah/NNP/flat/1#-PERSON met/VBD/root/0=meet "
    "Ali/NNP/obj/3@person#PERSON Khamenei/NNP/flat/4#-PERSON ."
)


def test_a_bracket_gives_another_name(read_tree: Read) -> None:
    read = read_tree(
        "The/DT/det/3 White/NNP/compound/3#ORG Helmets/NNPS/nsubj/7@organization#-ORG "
        "(/-LRB-/punct/5 SCD/NNP/appos/3@organization#ORG )/-RRB-/punct/5 "
        "left/VBD/root/0=leave Syria/NNP/obj/7@place#LOC .",
        "The/DT/det/2 SCD/NNP/nsubj/3@organization#ORG thanked/VBD/root/0=thank "
        "Jordan/NNP/obj/3@place#LOC .",
    )
    assert read.id("SCD", last=True) == read.id("Helmets")
    assert "SCD" in read.who("Helmets").aliases


def test_known_as_gives_another_name(read_tree: Read) -> None:
    read = read_tree(
        "The/DT/det/2 group/NN/nsubj/7@organization known/VBN/acl/2=know as/IN/case/6 "
        "White/NNP/compound/6#ORG Helmets/NNPS/obl/3@organization#-ORG fled/VBD/root/0=flee ."
    )
    assert read.name("group") == read.name("Helmets") == "White Helmets"


def test_an_apposition_describes_a_person(read_tree: Read) -> None:
    read = read_tree(
        "Sergei/NNP/nsubj/9@person#PERSON Lavrov/NNP/flat/1#-PERSON ,/,/punct/7 the/DT/det/7 "
        "Russian/JJ/amod/7=Russian#NORP foreign/JJ/amod/7 minister/NN/appos/1@person ,/,/punct/1 "
        "left/VBD/root/0=leave ."
    )
    assert read.id("minister") == read.id("Lavrov") == "person:sergei-lavrov"
    assert read.who("Lavrov").country == "RUS"


def test_he_is_the_subject_before(read_tree: Read) -> None:
    read = read_tree(NASRALLAH, "He/PRP/nsubj/2@person left/VBD/root/0=leave .")
    assert read.name("He") == "Hassan Nasrallah"


def test_a_subject_is_not_its_own_object(read_tree: Read) -> None:
    read = read_tree(
        "Assad/NNP/nsubj/2@person#PERSON left/VBD/root/0=leave .",
        "Putin/NNP/nsubj/2@person#PERSON praised/VBD/root/0=praise him/PRP/obj/2=he@person .",
    )
    assert read.name("him") == "Assad"


def test_an_object_is_the_one_at_whom_its_subject_acted_before(read_tree: Read) -> None:
    read = read_tree(
        "Merkel/NNP/nsubj/2@person#PERSON left/VBD/root/0=leave .",
        "Crowds/NNS/nsubj/2=crowd@person shouted/VBD/root/0=shout at/IN/case/4 "
        "Putin/NNP/obl/2@person#PERSON and/CC/cc/6 accused/VBD/conj/2=accuse "
        "him/PRP/obj/6=he@person .",
    )
    assert read.name("him") == "Putin"


def test_the_rebels_are_those_named_so_before(read_tree: Read) -> None:
    read = read_tree(
        "Ruk/NNP/compound/2@person rebels/NNS/nsubj/3=rebel@person met/VBD/root/0=meet "
        "Hamas/NNP/obj/3@organization#ORG .",
        "The/DT/det/2 rebels/NNS/nsubj/3=rebel@person left/VBD/root/0=leave .",
    )
    assert read.id("The rebels") == read.id("Ruk rebels") != read.id("Hamas")


def test_a_title_is_whoever_is_named_after_it(read_tree: Read) -> None:
    read = read_tree(
        "Ministry/NNP/compound/2 spokeswoman/NN/nsubj/5@person Olga/NNP/flat/2@person#PERSON "
        "Lee/NNP/flat/3#-PERSON left/VBD/root/0=leave ."
    )
    assert read.id("spokeswoman") == read.id("Olga Lee") == "person:olga-lee"


def test_it_is_no_person(read_tree: Read) -> None:
    read = read_tree(
        "Hamas/NNP/nsubj/2@organization#ORG met/VBD/root/0=meet Putin/NNP/obj/2@person#PERSON .",
        "It/PRP/nsubj/2 left/VBD/root/0=leave .",
    )
    assert read.name("It") == "Hamas"


def test_who_is_the_noun_before(read_tree: Read) -> None:
    read = read_tree(
        "The/DT/det/2 rebels/NNS/nsubj/6=rebel@person who/WP/nsubj/4 fled/VBD/acl:relcl/2=flee "
        "Syria/NNP/obj/4@place#LOC returned/VBD/root/0=return ."
    )
    assert read.id("who") == read.id("rebels") is not None


def test_a_name_is_no_other_name_beside_it(read_tree: Read) -> None:
    read = read_tree(
        "Israel/NNP/nsubj/4@place#LOC and/CC/cc/3 Egypt/NNP/conj/1@place#LOC "
        "left/VBD/root/0=leave ."
    )
    assert read.id("Israel") != read.id("Egypt")


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # other names
        ("The National Security Council (NSC) met. The NSC left.", "NSC", "National Security"),
        ("The group known as the White Helmets fled.", "group", "White Helmets"),
        ("The Kurdistan Workers' Party (PKK) left. The PKK returned.", "PKK", "Kurdistan"),
        ("Islamic State, formerly known as ISIL, fled. ISIL regrouped.", "ISIL", "Islamic State"),
        ("The rescuers, who are known as the White Helmets, fled.", "rescuers", "White Helmets"),
        # definite nominals
        ("Hamas attacked Israel. The group fled.", "group", "Hamas"),
        ("Amnesty International praised Iran. The organization left.", "organization", "Amnesty"),
        ("The White Helmets, a rescue group, met. The rescue workers fled.", "workers", "White"),
        ("Hezbollah met Iran. The militants fled.", "militants", "Hezbollah"),
        ("Germany thanked Vladimir Putin. The country left.", "country", "Germany"),
        ("President Bashar al-Assad fled. The president left Syria.", "president", "Bashar"),
        ("Sergei Lavrov, the Russian foreign minister, left.", "minister", "Sergei Lavrov"),
        ("The Syrian government fell. The regime had lost.", "regime", "Syrian government"),
        ("Boeing fired 90 people. The company won.", "company", "Boeing"),
        # pronouns
        ("Vladimir Putin met Angela Merkel. He left.", "He", "Vladimir Putin"),
        ("Iran attacked Israel. It fled.", "It", "Iran"),
        ("The rebels attacked Aleppo. They fled.", "They", "rebels"),
        ("The Houthis said they attacked Israel.", "they", "Houthis"),
        ("Israel said it attacked Iran.", "it", "Israel"),
        pytest.param(
            "Putin praised Trump, who thanked him.",
            "who",
            "Trump",
            marks=pytest.mark.xfail(reason="the shipped pipeline misreads it", strict=True),
        ),
        ("Iran, which attacked Israel, fled.", "which", "Iran"),
        ("Israel withdrew its troops.", "its", "Israel"),
        ("Angela Merkel left. She thanked France.", "She", "Angela Merkel"),
        (
            "Donald Trump paid, according to spokeswoman Heather Nauert. She praised Iran.",
            "She",
            "Heather Nauert",
        ),
        (
            "President Bashar al-Assad fled. Russia, Assad's ally, lost a base.",
            "Assad",
            "Bashar al-Assad",
        ),
        (
            "The rescuers work in Idlib. The Syrian government calls them spies. Russia, Syria's "
            "ally, accuses them of lying.",
            "them",
            "rescuers",
        ),
    ],
)
def test_what_words_refer_to(read: Read, text: str, words: str, name: str) -> None:
    assert (read(text).name(words, last=words in {"ISIL", "NSC", "PKK"}) or "").startswith(name)


@pytest.mark.pipeline
def test_both_names_are_kept(read: Read) -> None:
    found = read("The White Helmets, also known as Syria Civil Defence, fled.")
    assert found.id("Helmets") == found.id("Defence") is not None
    assert {"White Helmets", "Syria Civil Defence"} <= {
        found.name("Helmets"),
        *found.who("Helmets").aliases,
    }


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Russia bombed Syria. The group fled.", "group", "Russia"),
        ("Hamas met Putin. He left.", "He", "Hamas"),
        ("Putin met Hamas. It left.", "It", "Putin"),
        ("Putin is not a general. The general left.", "general", "Putin"),
        ("Israel, Egypt and Jordan left.", "Egypt", "Israel"),
        ("Russia's ally, Syria, left.", "Syria", "Russia"),
        ("Hamas fled. A group attacked Iran.", "group", "Hamas"),
        ("The Taliban fled. Soldiers left.", "Soldiers", "Taliban"),
    ],
)
def test_what_words_do_not_refer_to(read: Read, text: str, words: str, name: str) -> None:
    assert read(text).name(words, last=True) != name
