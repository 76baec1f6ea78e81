"""Each path has exactly the methods of the document, and HEAD and OPTIONS beside them."""

from __future__ import annotations

import pytest
from answers import code_in, is_of_style, told
from calls import CONTRACT, OPERATIONS, absent, each, good, reads

PATHS = sorted({operation.path for operation in OPERATIONS})
PAGES = [
    "/openapi.yaml",
    "/openapi.json",
    "/docs",
    "/healthz",
    "/readyz",
    "/.well-known/api-catalog",
]
OTHERS = ["TRACE", "CONNECT", "PROPFIND", "QUERY", "LINK", "get", "GETS", "G" * 1000]
ALL = ["GET", "POST", "PUT", "PATCH", "DELETE", *OTHERS]
OF_ONE_CALL = {
    "x-request-id",
    "traceresponse",
    "x-practice-traceid",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "date",
}


def of(path):
    return [operation for operation in OPERATIONS if operation.path == path]


def has(path):
    methods = {operation.method.upper() for operation in of(path)}
    api = CONTRACT.apis[of(path)[0].api]
    head = "GET" in methods or api.rules.head == "credentials"
    return methods | {"OPTIONS"} | ({"HEAD"} if head else set())


def like_get(operation):
    return reads(operation) and not asks_for_the_key(operation)


def asks_for_the_key(operation):
    return CONTRACT.apis[operation.api].rules.head == "credentials"


def style(path):
    return CONTRACT.apis[of(path)[0].api].rules.errors


def steady(answer):
    return {name: text for name, text in answer.headers.items() if name not in OF_ONE_CALL}


@each(like_get)
def test_head_answers_like_get_without_the_body(operation, alice):
    call = good(operation, alice)
    call.by(
        alice
    )  # a list of requests has the calls before in it: let both see the same first page
    query = {"query": {"until": "2026-11-02T00:00:00Z"}} if operation.id == "listRequests" else {}
    head = alice.call("HEAD", call.path, **query)
    get = call.by(alice, **query)
    assert (head.status, head.body) == (get.status, b"")
    assert steady(head) == steady(get)
    assert get.headers["content-length"] == str(len(get.body))
    assert list(head.headers) == list(get.headers)


@each(like_get)
@pytest.mark.parametrize("fault", ["no key", "absent", "bad query", "bad id"])
def test_head_is_refused_as_get_is(operation, fault, alice, nobody):
    call = absent(operation)
    who = nobody if fault == "no key" else alice
    query = {"query": b"unknown=1"} if fault == "bad query" else {}
    if fault == "absent":
        query = {"headers": {"accept": "text/html"}}
    path = call.path + "%00" if fault == "bad id" else call.path
    head, get = who.call("HEAD", path, **query), who.call("GET", path, **query)
    assert (head.status, head.body) == (get.status, b"")
    different = {"content-length"} if get.json().get("traceId") else set()
    assert {k: v for k, v in steady(head).items() if k not in different} == {
        k: v for k, v in steady(get).items() if k not in different
    }


@each(like_get)
def test_head_is_recorded_and_counted_as_the_operation(operation, alice):
    call = good(operation, alice)
    first = alice.call("HEAD", call.path).headers["x-ratelimit-remaining"]
    second = call.by(alice).headers["x-ratelimit-remaining"]
    assert int(first) - int(second) == 1


@each(asks_for_the_key)
def test_head_asks_only_for_the_key(operation, alice, bob, nobody):
    path = absent(operation).path
    for caller, status in ((alice, 200), (bob, 200), (nobody, 401)):
        for more in ({}, {"query": b"unknown=1"}, {"headers": {"accept": "text/html"}}):
            answer = caller.call("HEAD", path, **more)
            assert (answer.status, answer.body) == (status, b"")
            assert "x-ratelimit-limit" not in answer.headers


@pytest.mark.parametrize("name", [a.name for a in CONTRACT.apis.values() if a.rules.head != "get"])
def test_head_asks_only_for_the_key_where_nothing_is_as_well(name, alice, nobody):
    base = CONTRACT.apis[name].base
    for path in (f"{base}/nowhere", f"{base}/customers/a%00b", f"{base}/"):
        assert [caller.call("HEAD", path).status for caller in (alice, nobody)] == [200, 401]


@each(lambda operation: asks_for_the_key(operation) and not operation.public)
def test_head_that_asks_for_the_key_costs_nothing(operation, alice):
    first = absent(operation).by(alice).headers["x-ratelimit-remaining"]
    alice.call("HEAD", absent(operation).path)
    second = absent(operation).by(alice).headers["x-ratelimit-remaining"]
    assert int(first) - int(second) == 1


@pytest.mark.parametrize("path", PATHS)
def test_options_lists_exactly_the_methods_of_the_path(path, nobody):
    answer = nobody.call("OPTIONS", path)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["allow"].split(", ") == sorted(has(path))
    assert not {"content-type", "content-length"} & set(answer.headers)


@pytest.mark.parametrize("path", PATHS)
def test_a_method_that_the_path_does_not_have_is_refused(path, alice, nobody):
    for method in sorted(set(ALL) - has(path)):
        for caller in (alice, nobody):
            answer = caller.call(method, path)
            assert told(answer) == code_in(style(path), "method_not_allowed"), method
            assert is_of_style(answer, style(path))
            assert answer.headers["allow"].split(", ") == sorted(has(path))


@pytest.mark.parametrize("path", PATHS)
def test_head_where_there_is_nothing_to_get_is_refused_without_a_body(path, alice):
    if "HEAD" in has(path):
        return
    answer = alice.call("HEAD", path)
    assert (answer.status, answer.body) == (405, b"")
    assert answer.headers["allow"].split(", ") == sorted(has(path))


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_only_read(path, nobody):
    head, get, options = (nobody.call(method, path) for method in ("HEAD", "GET", "OPTIONS"))
    assert (head.status, head.body, steady(head)) == (get.status, b"", steady(get))
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("POST", "PUT", "PATCH", "DELETE", *OTHERS):
        answer = nobody.call(method, path)
        assert told(answer) == code_in(CONTRACT.rules.errors, "method_not_allowed")
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_options_of_a_path_that_leads_nowhere_is_not_found(nobody):
    assert nobody.call("OPTIONS", "/registry/v1/nowhere").status == 404
