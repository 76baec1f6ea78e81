"""Every list can be read to its end: each item once, whatever happens beside it."""

from __future__ import annotations

import itertools
from functools import partial

import pytest
from answers import broken, code_of, told
from calls import CONTRACT, each, parameters
from lists import (
    LISTS,
    behind,
    form_of,
    items_of,
    longest,
    make_resource,
    names_on,
    page,
    placed_by,
)
from studio_calls import Given

_numbers = itertools.count(1)


def paged(operation):
    return operation.rules.paged is not None


def by_token(operation):
    return paged(operation) and operation.rules.paged.style == "token"


def by_offset(operation):
    return paged(operation) and operation.rules.paged.style in ("limit-offset", "pagination")


def by_id(operation):
    return paged(operation) and operation.rules.paged.style == "chunk-id"


def stable(operation):
    """Whether a page is found again by an item of it, and not by counting."""
    return by_token(operation) or by_id(operation)


def in_chunks(operation):
    return paged(operation) and operation.rules.paged.style.startswith("chunk-")


def sizes(operation):
    return operation.rules.paged.limit


def many(operation):
    """So many items that the smallest pages are three at least."""
    return max(23, 2 * sizes(operation).min + 3)


def sized(operation, number):
    return {form_of(operation).size: number}


def sorts(operation):
    """Every order that the list can be read in; None for the only one."""
    for item in parameters(operation, "query"):
        if item["name"] == "sort":
            schema = CONTRACT.resolve(item["schema"])
            return schema.get("items", schema)["enum"]
    return [None]


def all_of(operation):
    """A query for a page with everything that an order can look at."""
    return {"limit": 100} | ({"select": "meta"} if operation.rules.select else {})


def counts(answer):
    """The numbers of a page, and its items."""
    told = answer.get("pagination", answer)
    return told["limit"], told["offset"], told["total"], answer.get("data", answer.get("items"))


def filters(operation):
    own = ("limit", "offset", "continuationToken", "sort")
    return [item for item in parameters(operation, "query") if item["name"] not in own]


@pytest.fixture
def thing(operation, alice):
    """A list of the test's own, where there can be one."""
    return LISTS[operation.id].of(alice)


@pytest.fixture
def made(operation, cast, thing):
    return [LISTS[operation.id].make(cast, thing) for _ in range(many(operation))]


def page_of(operation, thing, caller, /, **query):
    answer = page(operation, thing, **query).by(caller)
    assert broken(answer, operation) == []
    return answer


def to_the_end(operation, thing, caller, between=lambda: None, **query):
    """The names of all items, page by page; `between` happens before each page after the first."""
    found, following = [], {}
    while following is not None:
        if following:
            between()
        answer = page_of(operation, thing, caller, **{**query, **following})
        found += names_on(operation, answer)
        following = behind(operation, answer)
    return found


def test_every_list_of_the_document_is_tested_here():
    lists = {operation.id for operation in CONTRACT.operations.values() if paged(operation)}
    assert lists == LISTS.keys() & CONTRACT.operations.keys()


@each(paged)
def test_each_item_is_listed_once(operation, made, thing, alice):
    least, most = sizes(operation).min, sizes(operation).max
    for size in (least, min(least + 6, most), most):
        found = to_the_end(operation, thing, alice, **sized(operation, size))
        assert len(found) == len(set(found)), size
        assert set(made) <= set(found), size


@each(lambda operation: paged(operation) and sorts(operation) != [None])
def test_each_item_is_listed_once_in_every_order(operation, made, thing, alice):
    for sort in sorts(operation):
        whole = to_the_end(operation, thing, alice, limit=100, sort=sort)
        found = to_the_end(operation, thing, alice, limit=4, sort=sort)
        assert found == whole, sort
        assert set(made) <= set(found), sort


@each(lambda operation: paged(operation) and sorts(operation) != [None])
def test_every_order_is_the_one_that_it_says(operation, made, thing, alice):
    for sort in sorts(operation):
        answer = page_of(operation, thing, alice, **all_of(operation), sort=sort).json()
        items = answer[items_of(operation)]
        values = [placed_by(item, sort.removeprefix("-")) for item in items]
        assert values == sorted(values, reverse=sort.startswith("-")), sort


def _next_of(coming):
    """Let the next come, while there are any."""
    next(coming, lambda: None)()


@each(stable)
def test_what_is_there_all_the_time_is_listed_once_while_others_come(
    operation, made, thing, cast, alice
):
    size = sized(operation, max(4, sizes(operation).min))
    for sort in sorts(operation):
        query = {} if sort is None else {"sort": sort}
        coming = iter([lambda: LISTS[operation.id].make(cast, thing)] * 5)
        between = partial(_next_of, coming)
        found = to_the_end(operation, thing, alice, between, **size, **query)
        assert len(found) == len(set(found)), sort
        assert set(made) <= set(found), sort


@pytest.mark.parametrize("sort", sorts(CONTRACT.operations["listResources"]))
def test_what_is_there_all_the_time_is_listed_once_while_others_go(sort, cast, alice):
    kind, stable, passing = f"going{next(_numbers)}", [], []
    for _ in range(23):
        stable.append(make_resource(cast, Given(), kind))
        passing.append(make_resource(cast, Given(), kind))
    if sort.startswith("-"):
        passing.reverse()

    def between():
        """Those go that are listed next or were just listed: also the one that the token points at."""
        for gone in passing[:2]:
            alice.delete(f"/registry/v1/resources/{gone}")
        del passing[:2]
        make_resource(cast, Given(), kind)

    operation = CONTRACT.operations["listResources"]
    found = to_the_end(operation, Given(), alice, between, limit=3, sort=sort, kind=kind)
    assert len(found) == len(set(found))
    assert set(stable) <= set(found)


@each(paged)
def test_without_a_limit_a_page_has_the_documents_number(operation, made, thing, alice):
    whole = names_on(operation, longest(operation, thing).by(alice))
    found = names_on(operation, page_of(operation, thing, alice))
    assert len(found) == min(sizes(operation).default, len(whole))


@each(paged)
def test_a_limit_outside_of_the_bounds_is_refused(operation, thing, alice):
    for size in (sizes(operation).min - 1, sizes(operation).max + 1, 0, -1):
        answer = page(operation, thing, **sized(operation, size)).by(alice)
        assert told(answer) == code_of(operation, "invalid_request"), size
        assert broken(answer, operation) == []


@each(paged)
def test_the_bounds_themselves_are_taken(operation, made, thing, alice):
    for size in (sizes(operation).min, sizes(operation).max):
        answer = page_of(operation, thing, alice, **sized(operation, size))
        assert len(names_on(operation, answer)) <= size


@each(by_token)
def test_a_token_is_given_only_when_there_is_more(operation, fresh):
    alice = fresh.caller("alice")
    thing = LISTS[operation.id].of(alice)
    for _ in range(5):
        LISTS[operation.id].make(fresh, thing)
    whole = page_of(operation, thing, alice, limit=100).json()
    recorded = operation.id == "listRequests"  # reading this list makes it longer by one
    number = len(whole["items"]) + recorded
    exact = page_of(operation, thing, alice, limit=number).json()
    one_less = page_of(operation, thing, alice, limit=number + recorded - 1).json()
    assert number >= 5
    given = ["continuationToken" in answer for answer in (whole, exact, one_less)]
    assert given == [False, False, True]


@each(in_chunks)
def test_the_last_chunk_says_that_it_is(operation, made, thing, alice):
    size = sized(operation, sizes(operation).min)
    answer = page_of(operation, thing, alice, **size).json()
    while behind := form_of(operation).behind(answer):
        assert len(answer["result"]) == sizes(operation).min
        answer = page_of(operation, thing, alice, **size, **behind).json()
    assert answer["hasNext"] is False
    after = page_of(operation, thing, alice, **size, offset=answer["offset"]).json()
    assert (after["result"], after["hasNext"]) == ([], False)


@each(by_id)
def test_behind_the_last_chunk_there_is_what_came_later(operation, made, thing, cast, alice):
    size = sized(operation, sizes(operation).max)
    last = page_of(operation, thing, alice, **size).json()
    while behind := form_of(operation).behind(last):
        last = page_of(operation, thing, alice, **size, **behind).json()
    later = LISTS[operation.id].make(cast, thing)
    after = page_of(operation, thing, alice, **size, offset=last["offset"])
    assert names_on(operation, after) == [later]


@each(by_id)
def test_an_offset_that_is_no_id_is_refused(operation, thing, alice):
    for offset in ("", "-1", "a", "1.0", "9" * 19, " 1", "\u0661"):
        answer = page(operation, thing, offset=offset).by(alice)
        assert told(answer) == code_of(operation, "invalid_request"), offset
        assert broken(answer, operation) == []


@each(by_token)
def test_a_changed_token_is_refused(operation, made, thing, alice):
    token = page_of(operation, thing, alice, limit=2).json()["continuationToken"]
    middle = len(token) // 2
    other = "A" if token[middle] != "A" else "B"
    for changed in (
        token[:middle] + other + token[middle + 1 :],
        token[:-1],
        token + "A",
        token.swapcase(),
        "A" * len(token),
        "null",
        ".",
        "..",
        "💩",
        "",
        "a" * 5000,
    ):
        answer = page(operation, thing, continuationToken=changed).by(alice)
        allowed = [code_of(operation, "invalid_token"), code_of(operation, "invalid_request")]
        assert told(answer) in allowed, changed
        assert broken(answer, operation) == []


@each(by_token)
def test_another_organizations_token_is_refused(operation, made, thing, alice, charlie):
    token = page_of(operation, thing, alice, limit=2).json()["continuationToken"]
    answer = page(operation, thing, continuationToken=token).by(charlie)
    assert told(answer) == code_of(operation, "invalid_token")


@each(by_token)
def test_a_token_of_another_list_is_refused(operation, made, thing, cast, alice):
    for other in filter(by_token, CONTRACT.operations.values()):
        if other.id == operation.id:
            continue
        its = LISTS[other.id].of(alice)
        for _ in range(2):
            LISTS[other.id].make(cast, its)
        token = page_of(other, its, alice, limit=1).json()["continuationToken"]
        answer = page(operation, thing, continuationToken=token).by(alice)
        assert told(answer) == code_of(operation, "invalid_token")


@each(lambda operation: by_token(operation) and filters(operation))
def test_a_token_with_other_filters_is_refused(operation, made, thing, alice):
    token = page_of(operation, thing, alice, limit=2).json()["continuationToken"]
    for item in filters(operation):
        query = {"continuationToken": token, item["name"]: item["example"]}
        answer = page(operation, thing, **query).by(alice)
        assert told(answer) == code_of(operation, "invalid_token"), item["name"]


@each(lambda operation: by_token(operation) and sorts(operation) != [None])
def test_a_token_with_another_order_is_refused(operation, made, thing, alice):
    for sort, other in itertools.permutations(sorts(operation), 2):
        token = page_of(operation, thing, alice, limit=2, sort=sort).json()["continuationToken"]
        answer = page(operation, thing, continuationToken=token, sort=other).by(alice)
        assert told(answer) == code_of(operation, "invalid_token")


@each(by_token)
def test_a_token_may_be_used_again_and_with_another_limit(operation, made, thing, alice):
    token = page_of(operation, thing, alice, limit=2).json()["continuationToken"]
    first = page_of(operation, thing, alice, limit=3, continuationToken=token).json()["items"]
    again = page_of(operation, thing, alice, limit=5, continuationToken=token).json()["items"]
    assert again[:3] == first


@each(by_offset)
def test_limit_offset_and_total_are_told(operation, made, thing, alice):
    answer = page_of(operation, thing, alice, limit=5, offset=3).json()
    limit, offset, total, items = counts(answer)
    assert (limit, offset, len(items)) == (5, 3, 5)
    assert total == len(to_the_end(operation, thing, alice, limit=100))


@each(by_offset)
def test_behind_the_end_there_is_an_empty_page(operation, made, thing, alice):
    _, _, total, _ = counts(page_of(operation, thing, alice, limit=1).json())
    _, _, behind, items = counts(page_of(operation, thing, alice, offset=total).json())
    assert (items, behind) == ([], total)


@each(by_offset)
def test_a_negative_offset_is_refused(operation, thing, alice):
    answer = page(operation, thing, offset=-1).by(alice)
    assert told(answer) == code_of(operation, "invalid_request")


@each(by_offset)
def test_the_largest_offset_is_behind_the_end_too(operation, made, thing, alice):
    (schema,) = (
        CONTRACT.resolve(item["schema"])
        for item in parameters(operation, "query")
        if item["name"] == "offset"
    )
    answer = page_of(operation, thing, alice, offset=schema.get("maximum", 2**31 - 1)).json()
    assert counts(answer)[3] == []
