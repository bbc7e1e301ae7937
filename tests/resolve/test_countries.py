"""Country facts: what names, demonyms and capitals stand for, and what must not be one."""

import pytest

from graphkit.resolve.countries import load_countries, normalise_name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SYR"),
        ("the Netherlands", "NLD"),
        ("US", "USA"),
        ("U.S.", "USA"),
        ("U.S.A.", "USA"),
        ("America", "USA"),
        ("the United Kingdom", "GBR"),
        ("Britain", "GBR"),
        ("U.K.", "GBR"),
        ("UAE", "ARE"),
        ("Georgia", "GEO"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Sudan", "SDN"),
        ("South Sudan", "SSD"),
        ("North Korea", "PRK"),
        ("South Korea", "KOR"),
        ("DR Congo", "COD"),
        ("Congo", "COD"),
        ("Democratic Republic of the Congo", "COD"),
        ("Republic of the Congo", "COG"),
        ("Congo-Brazzaville", "COG"),
        ("Guinea", "GIN"),
        ("Equatorial Guinea", "GNQ"),
        ("Guinea-Bissau", "GNB"),
        ("Papua New Guinea", "PNG"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Ireland", "IRL"),
        ("Burma", "MMR"),
        ("Türkiye", "TUR"),
        ("Czechia", "CZE"),
        ("Ivory Coast", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Mali", "MLI"),
        ("Chad", "TCD"),
        ("Cuba", "CUB"),
        ("Iran", "IRN"),
        ("Oman", "OMN"),
        ("Togo", "TGO"),
        ("Peru", "PER"),
        ("Kosovo", "XKX"),
        ("Taiwan", "TWN"),
        ("Palestine", "PSE"),
    ],
)
def test_a_name_stands_for_its_country(name: str, code: str) -> None:
    assert load_countries().names[normalise_name(name)] == code


def test_congo_and_the_congolese_are_of_one_country() -> None:
    countries = load_countries()
    assert countries.code("Congo") == countries.code("Congolese") == "COD"


def test_a_name_of_two_countries_stands_for_none() -> None:
    assert load_countries().code("Korea") is None


@pytest.mark.parametrize(
    ("demonym", "code"),
    [
        ("Syrian", "SYR"),
        ("Syrians", "SYR"),
        ("Dutch", "NLD"),
        ("British", "GBR"),
        ("Britons", "GBR"),
        ("American", "USA"),
        ("Americans", "USA"),
        ("Chinese", "CHN"),
        ("Nigerian", "NGA"),
        ("Nigerien", "NER"),
        ("Georgian", "GEO"),
        ("South Sudanese", "SSD"),
        ("Sudanese", "SDN"),
        ("North Korean", "PRK"),
        ("Palestinians", "PSE"),
        ("Saudi", "SAU"),
        ("Emirati", "ARE"),
        ("Filipino", "PHL"),
        ("Congolese", "COD"),
        ("French", "FRA"),
        ("Turks", "TUR"),
        ("Swiss", "CHE"),
        ("Kuwaiti", "KWT"),
        ("Lebanese", "LBN"),
        ("Rwandan", "RWA"),
        ("Cuban", "CUB"),
        ("Malian", "MLI"),
        ("Mexican", "MEX"),
        ("Australian", "AUS"),
        ("Kenyan", "KEN"),
        ("Colombian", "COL"),
        ("Brazilian", "BRA"),
        ("Canadian", "CAN"),
        ("Japanese", "JPN"),
        ("Italian", "ITA"),
        ("Hungarian", "HUN"),
        ("Romanian", "ROU"),
        ("Bulgarian", "BGR"),
        ("Estonian", "EST"),
        ("Cypriot", "CYP"),
        ("Eritrean", "ERI"),
        ("Ugandan", "UGA"),
        ("Zimbabwean", "ZWE"),
        ("Venezuelan", "VEN"),
        ("Indonesian", "IDN"),
        ("Malaysian", "MYS"),
        ("Nepalese", "NPL"),
        ("Moroccan", "MAR"),
        ("Algerian", "DZA"),
        ("Tunisian", "TUN"),
    ],
)
def test_a_demonym_stands_for_its_country(demonym: str, code: str) -> None:
    assert load_countries().code(demonym) == code


@pytest.mark.parametrize(
    ("capital", "code"),
    [
        ("Moscow", "RUS"),
        ("Damascus", "SYR"),
        ("Washington", "USA"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Beijing", "CHN"),
        ("Brussels", "BEL"),
        ("The Hague", "NLD"),
        ("Tehran", "IRN"),
        ("Ankara", "TUR"),
        ("Pyongyang", "PRK"),
        ("Juba", "SSD"),
        ("Khartoum", "SDN"),
        ("Kinshasa", "COD"),
        ("Canberra", "AUS"),
        ("Ottawa", "CAN"),
        ("Tokyo", "JPN"),
        ("Kigali", "RWA"),
        ("New Delhi", "IND"),
    ],
)
def test_a_capital_belongs_to_its_country(capital: str, code: str) -> None:
    assert load_countries().capitals[normalise_name(capital)] == code


@pytest.mark.parametrize("word", ["man", "us", "it", "in", "Jerusalem Post", "Sahel", "Kurdish"])
def test_other_words_are_no_country(word: str) -> None:
    # "US" is one by its capitals alone; mention detection sees to that
    assert word == "us" or load_countries().code(word) is None


@pytest.mark.parametrize(
    ("code", "adjective"),
    [
        ("SYR", "Syrian"),
        ("USA", "US"),
        ("GBR", "UK"),
        ("NLD", "Dutch"),
        ("PRK", "North Korean"),
        ("TUR", "Turkish"),
        ("IRQ", "Iraqi"),
        ("NGA", "Nigerian"),
        ("DEU", "German"),
        ("UKR", "Ukrainian"),
        ("AFG", "Afghan"),
        ("SSD", "South Sudanese"),
    ],
)
def test_the_adjective_is_the_one_that_news_uses(code: str, adjective: str) -> None:
    assert load_countries().adjective(code) == adjective


def test_titles_are_short_english_names() -> None:
    titles = load_countries().titles
    assert [titles[code] for code in ("USA", "SYR", "COD", "SSD", "NLD", "RUS", "KOR")] == [
        "United States",
        "Syria",
        "DR Congo",
        "South Sudan",
        "Netherlands",
        "Russia",
        "South Korea",
    ]


def test_a_country_without_a_known_adjective_keeps_its_name() -> None:
    assert load_countries().adjective("XXX") == "XXX"


@pytest.mark.parametrize(
    ("name", "key"),
    [("the U.S.", "us"), ("The  Hague", "hague"), ("Côte d’Ivoire", "côte d'ivoire")],
)
def test_names_are_compared_without_case_article_and_periods(name: str, key: str) -> None:
    assert normalise_name(name) == key


def test_every_country_has_a_name_that_leads_back_to_it() -> None:
    countries = load_countries()
    wrong = {code: t for code, t in countries.titles.items() if countries.code(t) not in {code}}
    assert wrong == {}
