"""A document is filed, and read by a link that is good for a while."""

from __future__ import annotations

import pytest
from gym import CUSTOMERS, PDF, STUDIO, done, file_part, path_of, refused, send


@pytest.fixture
def document(partner, customer):
    return done(send(partner, "POST", f"{CUSTOMERS}/{customer}/documents", file_part("file")))


def test_a_document_comes_back_by_its_link_without_a_key(document, nobody):
    answer = nobody.get(path_of(document["documentUrl"]))

    assert (answer.status, answer.headers["content-type"], answer.body) == (
        200,
        "application/pdf",
        PDF,
    )


def test_a_link_leads_to_the_server_that_was_called(document):
    assert document["documentUrl"].startswith(f"http://127.0.0.1{STUDIO}/files/")


def test_a_link_is_good_for_fifteen_minutes(cast, document, nobody):
    cast.clock.advance(minutes=14, seconds=58)
    before = nobody.get(path_of(document["documentUrl"]))
    cast.clock.advance(seconds=2)
    after = nobody.get(path_of(document["documentUrl"]))

    assert (before.status, refused(after)) == (200, (403, "link_expired", None))


def test_a_new_link_is_read_with_the_document(cast, document, customer, partner, nobody):
    cast.clock.advance(minutes=16)
    again = done(partner.get(f"{CUSTOMERS}/{customer}/documents/{document['id']}"))

    assert nobody.get(path_of(again["documentUrl"])).body == PDF


def test_no_letter_of_a_link_can_be_changed(document, nobody):
    path = path_of(document["documentUrl"])
    base = len(f"{STUDIO}/files/")
    altered = [
        path[:at] + ("A" if path[at] != "A" else "B") + path[at + 1 :]
        for at in range(base, len(path))
    ]

    answers = {refused(nobody.get(one)) for one in altered if one != path}

    assert answers == {(403, "link_invalid", None)}


def test_a_refused_link_is_told_in_the_callers_language(document, nobody):
    answer = nobody.get(f"{path_of(document['documentUrl'])}x", headers={"accept-language": "de"})

    assert answer.headers["content-language"] == "de"
    assert answer.json()["errorMessage"].startswith("Dieser Link")
