"""Every list can be read to its end: each item once, whatever happens beside it."""

from __future__ import annotations

import itertools

import pytest
from answers import broken, code_of, told
from calls import CONTRACT, call, each, good, parameters

MANY = 23
_numbers = itertools.count(1)


def make_resource(cast, thing, number, kind="listed"):
    body = {"kind": kind, "name": f"{number:06}", "labels": {"a": "b"}}
    return cast.caller("alice").post("/registry/v1/resources", json=body).json()["id"]


def make_change(cast, thing, number):
    path = f"/registry/v1/resources/{thing['resourceId']}"
    return cast.caller("alice").patch(path, json={"description": f"{number}"}).json()["version"]


def make_request(cast, thing, number):
    name = f"listed-{number}"
    cast.caller("alice").get("/registry/v1/resources", headers={"x-request-id": name})
    return name


def make_key(cast, thing, number):
    body = {"name": f"listed {number}", "scopes": ["registry:read"]}
    return cast.caller("alice").post("/platform/v1/keys", json=body).json()["id"]


def make_activation(cast, thing, number):
    body = {"app": "a", "contactEmail": "a@example.com", "scopes": ["registry:read"]}
    return cast.caller("alice").post("/platform/v1/activations", json=body).json()["id"]


def make_usage(cast, thing, number):
    cast.clock.advance(hours=1)
    cast.caller("alice").get("/platform/v1/organization")
    cast.server.chores.write_usage()
    return f"{cast.clock.now:%Y-%m-%dT%H:00:00.000000Z}", "getOrganization"


MAKERS = {
    "listResources": make_resource,
    "listResourceHistory": make_change,
    "listRequests": make_request,
    "listKeys": make_key,
    "listActivations": make_activation,
    "listUsage": make_usage,
}
"""How an item of each list is made; gives what names it."""

NAMES = {
    "listResources": lambda item: item["id"],
    "listResourceHistory": lambda item: item["version"],
    "listRequests": lambda item: item["requestId"],
    "listKeys": lambda item: item["id"],
    "listActivations": lambda item: item["id"],
    "listUsage": lambda item: (item["hour"], item["operation"]),
}


def paged(operation):
    return operation.rules.paged is not None


def by_token(operation):
    return paged(operation) and operation.rules.paged.style == "token"


def by_offset(operation):
    return paged(operation) and operation.rules.paged.style == "limit-offset"


def sorts(operation):
    """Every order that the list can be read in; None for the only one."""
    for item in parameters(operation, "query"):
        if item["name"] == "sort":
            return CONTRACT.resolve(item["schema"])["enum"]
    return [None]


def filters(operation):
    own = ("limit", "offset", "continuationToken", "sort")
    return [item for item in parameters(operation, "query") if item["name"] not in own]


@pytest.fixture
def thing(operation, alice):
    """A list of the test's own, where the path names one."""
    path = good(operation, alice).path if "{" in operation.path else ""
    return {"resourceId": path.split("/")[4]} if path else {}


@pytest.fixture
def made(operation, cast, thing):
    return [MAKERS[operation.id](cast, thing, next(_numbers)) for _ in range(MANY)]


def page_of(operation, thing, caller, **query):
    given = {name: value for name, value in query.items() if value is not None}
    answer = call(operation, thing).by(caller, query=given)
    assert broken(answer, operation) == []
    return answer


def to_the_end(operation, thing, caller, between=lambda: None, **query):
    """The names of all items, page by page; `between` happens before each page after the first."""
    name, found = NAMES[operation.id], []
    answer = page_of(operation, thing, caller, **query).json()
    while True:
        found += map(name, answer["items"])
        if by_token(operation):
            query["continuationToken"] = answer.get("continuationToken")
            more = query["continuationToken"] is not None
        else:
            query["offset"] = answer["offset"] + len(answer["items"])
            more = query["offset"] < answer["total"]
        if not more:
            return found
        between()
        answer = page_of(operation, thing, caller, **query).json()


def test_every_list_of_the_document_is_tested_here():
    lists = {operation.id for operation in CONTRACT.operations.values() if paged(operation)}
    assert lists == set(MAKERS) == set(NAMES)


@each(paged)
@pytest.mark.parametrize("limit", [1, 7, 100])
def test_each_item_is_listed_once(operation, limit, made, thing, alice):
    found = to_the_end(operation, thing, alice, limit=limit)
    assert len(found) == len(set(found))
    assert set(made) <= set(found)


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
        items = page_of(operation, thing, alice, limit=100, sort=sort).json()["items"]
        values = [item[sort.removeprefix("-")] for item in items]
        assert values == sorted(values, reverse=sort.startswith("-")), sort


@each(by_token)
def test_what_is_there_all_the_time_is_listed_once_while_others_come(
    operation, made, thing, cast, alice
):
    for sort in sorts(operation):

        def between():
            MAKERS[operation.id](cast, thing, next(_numbers))

        found = to_the_end(operation, thing, alice, between, limit=4, sort=sort)
        assert len(found) == len(set(found)), sort
        assert set(made) <= set(found), sort


@pytest.mark.parametrize("sort", sorts(CONTRACT.operations["listResources"]))
def test_what_is_there_all_the_time_is_listed_once_while_others_go(sort, cast, alice):
    kind, stable, passing = f"going{next(_numbers)}", [], []
    for _ in range(MANY):
        stable.append(make_resource(cast, {}, next(_numbers), kind))
        passing.append(make_resource(cast, {}, next(_numbers), kind))
    if sort.startswith("-"):
        passing.reverse()

    def between():
        """Those go that are listed next or were just listed: also the one that the token points at."""
        for gone in passing[:2]:
            alice.delete(f"/registry/v1/resources/{gone}")
        del passing[:2]
        make_resource(cast, {}, next(_numbers), kind)

    operation = CONTRACT.operations["listResources"]
    found = to_the_end(operation, {}, alice, between, limit=3, sort=sort, kind=kind)
    assert len(found) == len(set(found))
    assert set(stable) <= set(found)


@each(paged)
def test_without_a_limit_a_page_has_the_documents_number(operation, made, thing, alice):
    answer = page_of(operation, thing, alice).json()
    assert len(answer["items"]) == operation.rules.paged.limit.default == 20


@each(paged)
@pytest.mark.parametrize("limit", [0, 101, -1])
def test_a_limit_outside_of_the_bounds_is_refused(operation, limit, thing, alice):
    answer = call(operation, thing).by(alice, query={"limit": limit})
    assert (told(answer), broken(answer, operation)) == (code_of(operation, "invalid_request"), [])


@each(paged)
@pytest.mark.parametrize("limit", [1, 100])
def test_the_bounds_themselves_are_taken(operation, limit, made, thing, alice):
    assert len(page_of(operation, thing, alice, limit=limit).json()["items"]) <= limit


@each(by_token)
def test_a_token_is_given_only_when_there_is_more(operation, fresh):
    alice = fresh.caller("alice")
    path = good(operation, alice).path.split("/") if "{" in operation.path else []
    thing = {"resourceId": path[4]} if path else {}
    for number in range(5):
        MAKERS[operation.id](fresh, thing, number)
    whole = page_of(operation, thing, alice, limit=100).json()
    recorded = operation.id == "listRequests"  # reading this list makes it longer by one
    number = len(whole["items"]) + recorded
    exact = page_of(operation, thing, alice, limit=number).json()
    one_less = page_of(operation, thing, alice, limit=number + recorded - 1).json()
    assert number >= 5
    given = ["continuationToken" in answer for answer in (whole, exact, one_less)]
    assert given == [False, False, True]


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
        answer = call(operation, thing).by(alice, query={"continuationToken": changed})
        allowed = [code_of(operation, "invalid_token"), code_of(operation, "invalid_request")]
        assert told(answer) in allowed, changed
        assert broken(answer, operation) == []


@each(by_token)
def test_another_organizations_token_is_refused(operation, made, thing, alice, charlie):
    token = page_of(operation, thing, alice, limit=2).json()["continuationToken"]
    answer = call(operation, thing).by(charlie, query={"continuationToken": token})
    assert told(answer) == code_of(operation, "invalid_token")


@each(by_token)
def test_a_token_of_another_list_is_refused(operation, made, thing, cast, alice):
    for other in filter(by_token, CONTRACT.operations.values()):
        if other.id == operation.id:
            continue
        path = good(other, alice)
        if "{" in other.path:
            make_change(cast, {"resourceId": path.path.split("/")[4]}, 1)
        token = path.by(alice, query={"limit": 1}).json()["continuationToken"]
        answer = call(operation, thing).by(alice, query={"continuationToken": token})
        assert told(answer) == code_of(operation, "invalid_token")


@each(lambda operation: by_token(operation) and filters(operation))
def test_a_token_with_other_filters_is_refused(operation, made, thing, alice):
    token = page_of(operation, thing, alice, limit=2).json()["continuationToken"]
    for item in filters(operation):
        query = {"continuationToken": token, item["name"]: item["example"]}
        answer = call(operation, thing).by(alice, query=query)
        assert told(answer) == code_of(operation, "invalid_token"), item["name"]


@each(lambda operation: by_token(operation) and sorts(operation) != [None])
def test_a_token_with_another_order_is_refused(operation, made, thing, alice):
    for sort, other in itertools.permutations(sorts(operation), 2):
        token = page_of(operation, thing, alice, limit=2, sort=sort).json()["continuationToken"]
        answer = call(operation, thing).by(alice, query={"continuationToken": token, "sort": other})
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
    assert (answer["limit"], answer["offset"], len(answer["items"])) == (5, 3, 5)
    assert answer["total"] == len(to_the_end(operation, thing, alice, limit=100))


@each(by_offset)
def test_behind_the_end_there_is_an_empty_page(operation, made, thing, alice):
    total = page_of(operation, thing, alice, limit=1).json()["total"]
    answer = page_of(operation, thing, alice, offset=total).json()
    assert (answer["items"], answer["total"]) == ([], total)


@each(by_offset)
def test_a_negative_offset_is_refused(operation, thing, alice):
    answer = call(operation, thing).by(alice, query={"offset": -1})
    assert told(answer) == code_of(operation, "invalid_request")


@each(by_offset)
def test_the_largest_offset_is_behind_the_end_too(operation, made, thing, alice):
    (schema,) = (
        CONTRACT.resolve(item["schema"])
        for item in parameters(operation, "query")
        if item["name"] == "offset"
    )
    answer = page_of(operation, thing, alice, offset=schema.get("maximum", 2**31 - 1)).json()
    assert answer["items"] == []
