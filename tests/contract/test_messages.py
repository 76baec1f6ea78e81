"""Translators get every sentence that a caller can be told."""

import ast
import io

import pytest
from babel.messages.pofile import read_po

from contract import messages
from contract.errors import REFUSALS
from contract.load import load


@pytest.fixture(scope="module")
def found():
    return {message.template: message for message in messages.messages()}


def test_every_refusal_is_there_that_somebody_hears_in_a_language_of_theirs(found):
    apis = load(messages.ROOT / "openapi.yaml").apis
    silent = [name for name, api in apis.items() if api.rules.languages is None]
    alone = tuple(f"contract.errors.{name}" for name in silent if name not in messages.COMMON)
    heard = {
        kind.detail
        for kind in REFUSALS.values()
        if not alone or not kind.__module__.startswith(alone)
    }

    assert heard <= found.keys()
    assert REFUSALS["not_found"].detail in heard


def test_a_module_belongs_to_an_api_by_its_package_or_by_how_its_name_begins():
    assert messages._is_of({"club"}, ["models", "club", "member"])
    assert messages._is_of({"club"}, ["contract", "errors", "club_desk"])
    assert not messages._is_of({"club"}, ["models", "clubs"])


def test_every_fault_is_there(found):
    assert {"is required", "must be at least {limit}", "is not a known parameter"} <= found.keys()
    assert "conventions/validation.py" in found["is required"].where


def test_a_translator_reads_what_stands_before_a_fault(found):
    assert (
        "`firstName: must have at most {limit} items`"
        in found["must have at most {limit} items"].note
    )


def test_the_list_is_a_gettext_template(found):
    read = read_po(io.BytesIO(messages.template()))

    assert {message.id for message in read if message.id} == found.keys()


def test_names_of_facts_are_found():
    assert messages.placeholders("At most {budget} calls in {per} seconds.") == {"budget", "per"}


def test_a_sentence_that_cannot_be_translated_is_refused():
    call = ast.parse('Fault("body", f"at most {limit}")').body[0].value

    with pytest.raises(TypeError, match="is a template with facts, not an f-string"):
        messages._phrase(call)
