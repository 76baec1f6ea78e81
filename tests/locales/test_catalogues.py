"""Whoever chooses a language is told every error in it, whole."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from contract.errors import REFUSALS
from contract.load import load
from contract.messages import messages, placeholders
from conventions.languages import Catalogues

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "locales"
WRITTEN = sorted(path.name for path in FOLDER.iterdir())
ASKED = {message.template for message in messages()}

LOOSE_UNIT = re.compile(
    r"\{(?:retry_after|per)\} |\{limit\} (?:B|bytes?|octets|bájt|bayt)\b|\b64 (?:bit|бит)"
)
"""A number and its unit with an ordinary space between them, where a line may break."""


@pytest.fixture(scope="module", params=WRITTEN)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def catalogue(language):
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


@pytest.fixture(scope="module")
def translations(catalogue):
    return {message.id: message.string for message in catalogue if message.id}


@pytest.fixture(scope="module")
def catalogues():
    return Catalogues(FOLDER)


def test_every_language_that_the_document_offers_has_a_catalogue():
    offering = [api.rules.languages for api in load(ROOT / "openapi.yaml").apis.values()]
    offered = {tag.partition("-")[0] for rule in offering if rule for tag in rule.offered}

    assert offered - set(WRITTEN) == set()


def test_a_catalogue_is_of_the_language_of_its_folder(language, catalogue):
    assert str(catalogue.locale) == language


def test_every_sentence_is_in_the_catalogue(translations):
    assert ASKED - translations.keys() == set()


def test_no_sentence_is_in_the_catalogue_that_nobody_says(catalogue, translations):
    assert translations.keys() - ASKED == set()
    assert list(catalogue.obsolete) == []


def test_every_sentence_is_translated(catalogue):
    assert [message.id for message in catalogue if message.fuzzy or not message.string] == []


def test_the_english_sentence_is_for_english_alone(language, translations):
    english = {template for template, said in translations.items() if said == template}

    assert english == (translations.keys() if language == "en" else set())


def test_a_translation_has_the_facts_of_the_sentence(translations):
    other = {said for of, said in translations.items() if placeholders(of) != placeholders(said)}

    assert other == set()


def test_a_translation_ends_as_the_sentence_does(translations):
    other = {said for of, said in translations.items() if of.endswith(".") != said.endswith(".")}

    assert other == set()


def test_a_number_and_its_unit_stay_on_one_line(translations):
    translated = [said for of, said in translations.items() if said != of]

    assert [said for said in translated if LOOSE_UNIT.search(said)] == []


@pytest.mark.parametrize(
    "code", sorted(code for code, kind in REFUSALS.items() if kind.detail in ASKED)
)
def test_a_refusal_tells_its_facts_in_every_language(catalogues, code):
    example = REFUSALS[code].example()
    facts = [str(fact) for fact in example.facts.values()]
    told = {tag: example.told(catalogues.translator(tag)).message for tag in WRITTEN}

    assert {tag for tag, said in told.items() if not all(fact in said for fact in facts)} == set()
    assert {tag for tag, said in told.items() if said == example.message} == {"en"}
