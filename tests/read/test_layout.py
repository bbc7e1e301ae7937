"""Which line ends are layout and which are the author's."""

import textwrap

from graphkit.read.layout import find_headline, tidy_lines, unwrap_lines

PROSE = (
    "The Syrian army launched its offensive in the south-west in June and took one town after "
    "another, officials said on Friday. Air strikes by Russia pushed the rebels out of Daraa. "
    "More than 320,000 people fled towards the Jordanian border and the Golan Heights, according "
    "to the United Nations, which called for an immediate end to the fighting in the province."
)


def test_hard_wrapped_prose_is_joined_and_paragraphs_stay() -> None:
    wrapped = "A headline\n\n" + "\n\n".join([textwrap.fill(PROSE, 72)] * 2)
    assert unwrap_lines(wrapped) == f"A headline\n\n{PROSE}\n\n{PROSE}"


def test_a_word_broken_at_its_hyphen_is_joined_without_a_space() -> None:
    wrapped = textwrap.fill(PROSE, 55)
    assert "south-\nwest" in wrapped
    assert unwrap_lines(wrapped) == PROSE


def test_one_line_a_paragraph_stays_as_it_is() -> None:
    text = "\n".join([PROSE, PROSE, "A short last one."] * 3)
    assert unwrap_lines(text) == text


def test_headings_dialogue_and_lists_keep_their_lines() -> None:
    dialogue = "\n".join(
        [
            "— Who sent you here to the village at this hour of the night?",
            "— Nobody sent us.",
            "— Then why do you carry the badge of the rescue organisation?",
            "— We found it on the road from Daraa to the border crossing.",
            "— Leave.",
        ]
    )
    assert unwrap_lines(dialogue) == dialogue
    listing = "The members are:\n- the Netherlands\n- Canada\n- Germany\n- France"
    assert unwrap_lines(listing) == listing


def test_list_items_in_wrapped_text_keep_their_own_lines() -> None:
    wrapped = textwrap.fill(PROSE, 72) + "\n- Canada takes 250\n- Germany takes 8"
    assert unwrap_lines(wrapped) == f"{PROSE}\n- Canada takes 250\n- Germany takes 8"


def test_blank_lines_and_spaces_at_line_ends_are_tidied() -> None:
    assert tidy_lines("\n\n one  \n\n \n\ntwo\n") == "one\n\ntwo"


def test_a_headline_stands_apart_and_has_no_full_stop() -> None:
    assert find_headline(f"Army takes Daraa\n\n{PROSE}") == "Army takes Daraa"
    assert find_headline(f"Army takes Daraa\n2018-07-20\n\n{PROSE}") == "Army takes Daraa"
    assert find_headline(f"{PROSE}\n\n{PROSE}") is None
    assert find_headline("Army takes Daraa") is None
