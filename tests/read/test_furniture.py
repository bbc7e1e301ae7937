"""What is page furniture, and what only looks like it."""

import pytest

from graphkit.read.furniture import drop_furniture, find_furniture

LEAD = "The army took the town on Monday, officials said."
TAIL = "The rebels deny the charge."


def dropped(*lines: str) -> bool:
    """Tell whether all the lines between two paragraphs are dropped, and nothing else."""
    return drop_furniture("\n".join([LEAD, *lines, TAIL])) == f"{LEAD}\n{TAIL}"


def kept(*lines: str) -> bool:
    text = "\n".join([LEAD, *lines, TAIL])
    return drop_furniture(text) == text


@pytest.mark.parametrize(
    "cue",
    [
        "More Must-Reads from The Daily",
        "More from The Daily",
        "Related stories",
        "RELATED",
        "Related:",
        "Read more",
        "Recommended",
        "Recommended for you",
        "Also read",
        "Read also:",
        "Most popular",
        "Most read in World",
        "You may also like",
        "Editors' picks",
        "What to read next",
        "Top stories",
        "## Trending now".removeprefix("## "),
    ],
)
def test_a_cue_takes_the_titles_after_it(cue: str) -> None:
    assert dropped(cue, "- Ten Films to See This Year", "- Is Fasting Good or Bad for You?")
    assert dropped(cue, "Ten Films to See This Year", "Column: If Hope Feels Hard, Try Again")
    assert dropped(cue)


@pytest.mark.parametrize(
    "notice",
    [
        "Contact us at letters@example.com",
        "Write to Jane Doe at jane.doe@example.com.",
        "Share this",
        "Share this article on Facebook, Twitter or by e-mail",
        "Sign up for our newsletter",
        "Sign up to get the morning briefing in your inbox.",
        "Subscribe to our channel",
        "Follow us on Twitter and Facebook",
        "© 2018 Example News. All rights reserved.",
        "Copyright 2018 Example Press. This material may not be republished.",
        "Photo: Jane Doe/Getty Images",
        "A volunteer carries a child out of a house in Aleppo. Jane Doe/AFP/Getty Images",
        "A volunteer carries a child out of a house. (Photo by Jane Doe/Example)",
        "Rescuers in Idlib in May. Omar Example/Reuters",
        "This website uses cookies to improve your experience.",
        "By continuing to use this site you agree to our terms.",
        "Advertisement",
        "Story continues below advertisement",
        "Tags: Syria, Russia, White Helmets",
        "READ MORE: Who are the White Helmets",
        "Related: Russia and Turkey agree on Idlib",
        "Home | World | Contact | Privacy",
        "Reporting by Jane Doe in Amman and John Roe; Editing by Ann Poe",
        "The Example Press contributed to this report.",
    ],
)
def test_a_notice_is_dropped(notice: str) -> None:
    assert dropped(notice)


@pytest.mark.parametrize(
    "line",
    [
        "Read more than 200 books on Syria, the professor told his students.",
        "Related charges were dropped, the court said.",
        "Recommended sanctions include a ban on oil.",
        "More from the region is expected to come, the ministry said.",
        "More about him is known from the files of the police.",
        "Share this burden equally, the minister urged Europe.",
        "Follow us on foot to the border, the volunteer shouted.",
        "By using the terms terrorist and agent, Russia accuses the group of crimes.",
        "Photos by activists showed the damaged hospital.",
        "Reporting by Human Rights Watch shows that Russia bombed the hospital.",
        "Contact with the group was lost on Sunday.",
        "“Sign up for our newsletter,” the group's page says.",
        "The ministry announced the attack in a statement via TASS.",
        "Subscribers of the agency saw the report first.",
        "Get out of the town now, the army told residents.",
        "- Who sent you?",
        "— Nobody.",
        "Top officials in Syria",
        "What does Russia say?",
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    assert kept(line)


def test_an_ordinary_list_stays() -> None:
    assert kept("Three countries pledged help:", "- Canada", "- Germany", "- the United Kingdom")


def test_sentences_after_a_cue_are_prose() -> None:
    text = f"{LEAD}\nRecommended\n- Close the border.\n- Send aid convoys.\n{TAIL}"
    assert drop_furniture(text) == f"{LEAD}\n- Close the border.\n- Send aid convoys.\n{TAIL}"


def test_the_article_s_next_heading_stays() -> None:
    text = f"{LEAD}\n\nRead more\n- Ten Films to See\n\nWhat does Russia say?\n\n{TAIL}"
    assert drop_furniture(text) == f"{LEAD}\n\n\nWhat does Russia say?\n\n{TAIL}".replace(
        "\n\n\n", "\n\n"
    )


def test_a_list_at_the_end_is_dropped_with_the_notice_below_it() -> None:
    text = (
        f"{LEAD}\n{TAIL}\nMore Must-Reads from Us\n- One Title\n- Two Titles\nContact us at a@b.org"
    )
    assert drop_furniture(text) == f"{LEAD}\n{TAIL}\n"


def test_the_headline_introduces_nothing() -> None:
    text = f"Latest news from Aleppo\nRebels leave the town\n{LEAD}"
    assert drop_furniture(text) == text


def test_a_text_of_furniture_alone_is_kept() -> None:
    assert find_furniture("Read more: Who are the White Helmets") == []


def test_spans_are_whole_lines() -> None:
    text = f"{LEAD}\nAdvertisement\n{TAIL}"
    assert [text[start:end] for start, end in find_furniture(text)] == ["Advertisement\n"]
