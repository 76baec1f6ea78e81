"""Answers in a named envelope say where the thing is and what belongs to it, and that is where it is."""

from __future__ import annotations

from calls import CONTRACT, each, good, reads

LINKS = "_links"


def enveloped(operation):
    return CONTRACT.apis[operation.api].rules.envelope == "named"


def hrefs(answer):
    return {name: link["href"] for name, link in answer.json()[LINKS].items()}


@each(enveloped)
def test_an_answer_has_what_it_is_about_and_its_links(operation, alice):
    body = good(operation, alice).by(alice).json()
    assert set(body) == {operation.rules.named, LINKS}
    assert "self" in body[LINKS]


@each(lambda operation: enveloped(operation) and operation.method != "delete")
def test_every_link_leads_to_something_that_is_there(operation, alice):
    answer = good(operation, alice).by(alice)
    for name, href in hrefs(answer).items():
        methods = alice.call("OPTIONS", href).headers["allow"].split(", ")
        assert "GET" not in methods or alice.get(href).status == 200, (name, href)
        assert "GET" in methods or name == "self", (name, href)


@each(lambda operation: enveloped(operation) and reads(operation))
def test_what_is_read_is_where_it_was_read(operation, alice):
    call = good(operation, alice)
    assert hrefs(call.by(alice))["self"] == call.path


@each(lambda operation: enveloped(operation) and operation.method == "delete")
def test_what_is_deleted_is_where_it_was_and_no_longer_there(operation, alice):
    answer = good(operation, alice).by(alice)
    assert alice.get(hrefs(answer)["self"]).status == 404
