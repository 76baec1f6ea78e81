"""Errors are told in the caller's language, or in the studio's."""

from __future__ import annotations

import re

import pytest
from gym import CUSTOMERS, NOWHERE, STUDIO, done, refused

NOT_FOUND = {
    "cs": None,
    "de": "Der Kunde wurde nicht gefunden.",
    "en": "The customer was not found.",
    "fr": "Le client est introuvable.",
    "tr": "Müşteri bulunamadı.",  # noqa: RUF001 - Turkish has an i without a dot
}


def asked(caller, header):
    headers = {} if header is None else {"accept-language": header}
    return caller.get(f"{CUSTOMERS}/{NOWHERE}", headers=headers)


@pytest.mark.parametrize(
    ("header", "tag", "language"),
    [
        ("de", "de", "de"),
        ("de-CH", "de-CH", "de"),
        ("de-LU", "de", "de"),
        ("fr-LU", "fr-LU", "fr"),
        ("en-GB", "en-GB", "en"),
        ("TR", "tr", "tr"),
        ("ja", "en", "en"),
        ("ja-JP, tr;q=0.2, fr;q=0.7", "fr", "fr"),
        ("fr;q=0.3, de;q=0.8, en;q=0.5", "de", "de"),
        ("de;q=0, fr;q=0.1", "fr", "fr"),
    ],
)
def test_an_error_is_told_in_the_language_that_the_caller_prefers(header, tag, language, partner):
    answer = asked(partner, header)

    assert (answer.headers["content-language"], answer.json()["errorMessage"]) == (
        tag,
        NOT_FOUND[language],
    )


def test_a_value_of_another_form_is_told_with_an_example_of_the_right_one(partner):
    answer = partner.get(f"{CUSTOMERS}?offset=first", headers={"accept-language": "de"})

    assert answer.json()["errorMessage"] == (
        "offset: hat nicht die richtige Form; ein Beispiel: 1042"
    )


def test_without_a_header_an_error_is_told_in_the_studios_language(charlie):
    done(charlie.put(f"{STUDIO}/studios/settings", json={"language": "de"}))
    answer = asked(charlie, None)

    assert (answer.headers["content-language"], answer.json()["errorMessage"]) == (
        "de",
        NOT_FOUND["de"],
    )


def test_a_malformed_header_is_refused(partner):
    assert refused(asked(partner, "de;q=2")) == (400, "invalid_request", "Accept-Language")


@pytest.mark.parametrize("path", [CUSTOMERS, f"{CUSTOMERS}/{NOWHERE}", f"{STUDIO}/nowhere"])
@pytest.mark.parametrize("header", ["sl", None])
def test_every_answer_depends_on_the_language_that_was_asked_for(header, path, partner):
    headers = {} if header is None else {"accept-language": header}
    answer = partner.get(path, headers=headers)

    assert "Accept-Language" in answer.headers["vary"]
    assert answer.headers["content-language"] == (header or "en")


def test_the_code_is_the_same_in_every_language(partner):
    codes = {refused(asked(partner, tag)) for tag in ("cs", "de", "hu", "ru", "sv")}

    assert codes == {(404, "customer_not_found", None)}


def test_an_error_has_a_trace_id_by_which_it_is_found_again(partner):
    assert re.fullmatch(r"[0-9a-f]{32}", asked(partner, None).json()["traceId"])
