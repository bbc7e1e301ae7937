"""Lists of verbs: what comes with the last conjunction belongs to the list."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from graphkit.parse import plain_doc

Tree = Callable[..., Doc]

OPEN = "She/PRP/nsubj/2 praised/VBD/{first} them/PRP/obj/2 ,/,/punct/2 "
TOLD = "said/VBD/{said} they/PRP/nsubj/7 won/VBD/ccomp/5=win ,/,/punct/10 and/CC/cc/10 "
LAST = "accused/VBD/conj/7=accuse Iran/NNP/obj/10 ."


def heads(doc: Doc) -> dict[str, str]:
    return {t.text: t.head.text for t in plain_doc(doc)}


def test_the_last_of_a_list_hangs_on_its_first(tree: Tree) -> None:
    first, said = "root/0=praise", "conj/2=say"
    found = heads(tree((OPEN + TOLD + LAST).format(first=first, said=said)))
    assert found["accused"] == "praised"
    assert found["won"] == "said"


def test_the_first_of_a_list_is_its_head(tree: Tree) -> None:
    first, said = "ccomp/5=praise", "root/0=say"
    found = heads(tree((OPEN + TOLD + LAST).format(first=first, said=said)))
    assert found["praised"] == "praised"
    assert found["said"] == found["accused"] == "praised"


def test_what_is_reported_stays_where_no_list_began(tree: Tree) -> None:
    doc = tree(
        "Syria/NNP/nsubj/2 said/VBD/root/0=say they/PRP/nsubj/4 won/VBD/ccomp/2=win ,/,/punct/7 "
        "and/CC/cc/7 accused/VBD/conj/4=accuse Iran/NNP/obj/7 ."
    )
    assert heads(doc)["accused"] == "won"


def test_a_list_of_two_is_closed_already(tree: Tree) -> None:
    first, said = "root/0=praise", "conj/2=say"
    told = TOLD.replace(" ,/,/punct/10 and", " and").replace("cc/10", "cc/9")
    last = "accused/VBD/conj/7=accuse Iran/NNP/obj/9 ."
    found = heads(tree((OPEN + told + last).format(first=first, said=said)))
    assert found["accused"] == "won"
