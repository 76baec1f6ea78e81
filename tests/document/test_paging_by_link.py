"""Pages with numbers are found by the header `Link`: the first, the one before, the next, and the last."""

from __future__ import annotations

import re

import pytest
from answers import broken, code_of, told
from calls import CONTRACT, each, parameters
from lists import LISTS, asked, behind, linked, longest, names_on, page


def numbered(operation):
    return operation.rules.paged is not None and operation.rules.paged.style == "page"


def oldest_first(operation):
    """Whether what comes later comes behind; messages come newest first."""
    return numbered(operation) and operation.rules.named != "messages"


@pytest.fixture
def thing(operation, alice):
    return LISTS[operation.id].of(alice)


@pytest.fixture
def made(operation, cast, thing):
    return [LISTS[operation.id].make(cast, thing) for _ in range(7)]


def page_of(operation, thing, caller, /, **query):
    answer = page(operation, thing, **query).by(caller)
    assert broken(answer, operation) == []
    return answer


def total(operation, thing, caller):
    return int(asked(linked(page_of(operation, thing, caller, per_page=1))["last"])["page"])


@each(numbered)
def test_the_links_lead_there_and_back(operation, made, thing, alice):
    first = page_of(operation, thing, alice, per_page=3)
    second, last = (alice.get(linked(first)[name]) for name in ("next", "last"))
    assert "prev" not in linked(first)
    assert "next" not in linked(last)
    assert linked(first)["last"] == linked(second)["last"] == linked(last)["last"]
    assert names_on(operation, alice.get(linked(second)["prev"])) == names_on(operation, first)
    assert names_on(operation, alice.get(linked(last)["first"])) == names_on(operation, first)
    assert 1 <= len(names_on(operation, last)) <= 3


@each(numbered)
def test_the_header_is_well_formed_and_keeps_the_query(operation, made, thing, alice):
    answer = page_of(operation, thing, alice, per_page=2, page=2, pretty="true")
    entry = r'<(/[^<>"]*)>; rel="(first|prev|next|last)"'
    assert re.fullmatch(rf"{entry}(, {entry})*", answer.headers["link"])
    path = page(operation, thing).path
    for name, target in linked(answer).items():
        assert target.partition("?")[0] == path, name
        assert asked(target)["pretty"] == "true"
        assert asked(target)["per_page"] == "2"
    assert list(linked(answer)) == ["first", "prev", "next", "last"]


@each(numbered)
def test_the_last_page_is_counted_exactly(operation, made, thing, alice):
    number = total(operation, thing, alice)
    for size in (1, 2, 3, number, number + 1):
        if size <= operation.rules.paged.limit.max:
            last = asked(linked(page_of(operation, thing, alice, per_page=size))["last"])
            assert int(last["page"]) == -(-number // size), size


@each(numbered)
def test_behind_the_last_page_there_is_nothing(operation, made, thing, alice):
    for number in (total(operation, thing, alice) + 1, 1_000_000):
        answer = page_of(operation, thing, alice, per_page=1, page=number)
        assert names_on(operation, answer) == []
        assert list(linked(answer)) == ["first", "prev", "last"]
        assert linked(answer)["prev"] == linked(answer)["last"]


@each(numbered)
def test_a_number_that_no_page_has_is_refused(operation, thing, alice):
    for number in ("0", "-1", "1000001", "1.0", "a", "", " 1", "9" * 30):
        answer = page(operation, thing, page=number).by(alice)
        assert told(answer) == code_of(operation, "invalid_request"), number
        assert broken(answer, operation) == []


@each(oldest_first)
def test_what_comes_meanwhile_comes_behind(operation, made, thing, cast, alice):
    found = read_on(operation, thing, alice, lambda: LISTS[operation.id].make(cast, thing))
    assert len(found) == len(set(found))
    assert set(made) <= set(found)


@each(lambda operation: numbered(operation) and not oldest_first(operation))
def test_what_comes_meanwhile_hides_nothing(operation, made, thing, cast, alice):
    """Newest first: everything moves on, and is met again, and not missed."""
    found = read_on(operation, thing, alice, lambda: LISTS[operation.id].make(cast, thing))
    assert set(made) <= set(found)


def read_on(operation, thing, caller, between):
    """The names on all pages, while a few more come."""
    found, answer, coming = [], page_of(operation, thing, caller, per_page=2), 4
    while True:
        found += names_on(operation, answer)
        following = behind(operation, answer)
        if following is None:
            return found
        if coming:
            between()
            coming -= 1
        answer = page_of(operation, thing, caller, **following)


@each(numbered)
def test_the_parameters_are_those_of_the_rule(operation, alice):
    found = {
        item["name"]: CONTRACT.resolve(item["schema"]) for item in parameters(operation, "query")
    }
    assert (found["page"]["minimum"], found["page"]["maximum"]) == (1, 1_000_000)
    assert found["per_page"]["maximum"] == operation.rules.paged.limit.max
    assert longest(operation, LISTS[operation.id].of(alice)).by(alice).status == 200
