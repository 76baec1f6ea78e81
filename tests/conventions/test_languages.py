"""The language of a call is chosen as RFC 4647 and RFC 9110 say, and catalogues are read with care."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.rules import Languages
from conventions import languages
from conventions.languages import BadCatalogue, Catalogues, chosen, preferred

OFFERED = ("de", "en", "fr", "zh", "de-CH", "en-GB")


def choice(header):
    return chosen(header, OFFERED, "en")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("de", "de"),
        ("DE-ch", "de-CH"),
        ("de-CH-1996", "de-CH"),
        ("de-AT", "de"),
        ("zh-Hant-TW", "zh"),
        ("de-x-y", "de"),
        ("fr, de", "fr"),
        ("fr;q=0.5, de;q=0.9", "de"),
        ("fr ;Q=0.5,\tde ; q=0.501", "de"),
        ("it, fr;q=0.1", "fr"),
        ("it", "en"),
        ("it;q=0.3", "en"),
        ("de;q=0", "en"),
        ("de-CH, de;q=0", "de-CH"),
        ("de-AT, de;q=0", "en"),
        (",, de,", "de"),
        ("de-CH;q=0.5, de;q=0.5", "de-CH"),
    ],
)
def test_the_best_offered_language_is_chosen(header, expected):
    assert choice(header) == expected


@pytest.mark.parametrize("header", ["", "*", "it, *;q=0.5", " , "])
def test_who_does_not_choose_gets_no_choice(header):
    assert choice(header) is None


@pytest.mark.parametrize(
    "header",
    ["de;q=2", "de;q=0.1234", "de;q", "de q=1", "d!", "de-", "123456789", "de;w=1", "é", "de;q=-1"],
)
def test_a_malformed_header_chooses_nothing(header):
    assert preferred(header) is None
    assert choice(header) is None


@given(st.from_regex(languages.RANGES, fullmatch=True))
def test_whatever_is_well_formed_is_understood(header):
    assert preferred(header) is not None
    assert choice(header) in (*OFFERED, None)


def test_a_long_header_is_read_in_no_time():
    for text in (" " * 16_000, "a" * 16_000, "a-" * 8_000, ",a;q=0.1" * 2_000 + "!", "a " * 8_000):
        preferred(text)


@pytest.fixture
def catalogues(tmp_path):
    def of(text, language="de"):
        path = tmp_path / language / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True)
        path.write_text(text)
        return Catalogues(tmp_path)

    return of


def entry(template, translation, flag=""):
    return f'{flag}\nmsgid "{template}"\nmsgstr "{translation}"\n'


def test_a_variant_speaks_its_language(catalogues):
    translate = catalogues(entry("is required", "fehlt")).translator("de-CH")

    assert translate("is required") == "fehlt"
    assert translate("is read-only") == "is read-only"


def test_english_needs_no_catalogue(tmp_path):
    assert Catalogues(tmp_path).translator("en-GB")("is required") == "is required"


def test_a_fuzzy_translation_does_not_count(catalogues):
    translate = catalogues(entry("is required", "fehlt", "#, fuzzy")).translator("de")

    assert translate("is required") == "is required"


@pytest.mark.parametrize("translation", ["höchstens {limt}", "höchstens", "höchstens {limit} {x}"])
def test_other_placeholders_stop_the_start(catalogues, translation):
    with pytest.raises(
        BadCatalogue, match=re.escape("other placeholders than in 'at most {limit}'")
    ):
        catalogues(entry("at most {limit}", translation)).translator("de")


def test_a_missing_catalogue_stops_the_start(tmp_path):
    with pytest.raises(BadCatalogue, match=r"de/LC_MESSAGES/messages\.po"):
        languages.bind(Languages(offered=("de", "en")), Catalogues(tmp_path))


def test_a_broken_catalogue_stops_the_start(catalogues):
    with pytest.raises(BadCatalogue):
        catalogues('msgid "a').translator("de")


def test_an_api_without_the_rule_has_no_links(tmp_path):
    assert languages.bind(None, Catalogues(tmp_path)) is None
