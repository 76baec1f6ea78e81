"""Where an API has two addresses, both are the same: every path, every method, every refusal."""

from __future__ import annotations

import dataclasses

import pytest
from answers import broken
from calls import CONTRACT, OPERATIONS, absent, each, good, reads

OF_ONE_CALL = {
    "x-request-id",
    "traceresponse",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "date",
}
PATHS = sorted({one.path for one in OPERATIONS if CONTRACT.apis[one.api].rules.alias})


def aliased(operation):
    return CONTRACT.apis[operation.api].rules.alias is not None


def other(call):
    """The same call at the other address."""
    api = CONTRACT.apis[call.operation.api]
    return dataclasses.replace(call, path=there(call.path, api))


def there(path, api):
    return api.rules.alias + path.removeprefix(api.base)


def said(answer):
    headers = [pair for pair in answer.headers.items() if pair[0] not in OF_ONE_CALL]
    return answer.status, headers, answer.body


@each(aliased)
def test_a_good_call_is_good_at_the_other_address(operation, alice):
    answer = other(good(operation, alice)).by(alice)
    assert (broken(answer, operation), answer.status < 300) == ([], True)


@each(lambda operation: aliased(operation) and reads(operation))
def test_what_is_read_is_the_same_at_both(operation, alice):
    call = good(operation, alice)
    assert said(call.by(alice)) == said(other(call).by(alice))
    head = alice.call("HEAD", other(call).path)
    assert said(head) == said(alice.call("HEAD", call.path))


@each(aliased)
def test_refusals_are_the_same_at_both(operation, cast, alice, nobody):
    call, weak = absent(operation), nobody.with_key(cast.key("alice"))
    for caller, options in (
        (alice, {"query": b"unknown=1"}),
        (alice, {"headers": {"accept": "text/html"}}),
        (nobody, {}),
        (weak, {}),
    ):
        assert said(call.by(caller, **options)) == said(other(call).by(caller, **options))


@each(aliased)
def test_both_count_against_one_budget(operation, cast, nobody):
    caller = nobody.with_key(cast.key("alice", "*"))
    first, second = absent(operation).by(caller), other(absent(operation)).by(caller)
    left = [int(answer.headers["x-ratelimit-remaining"]) for answer in (first, second)]
    assert left[0] - left[1] == 1


@pytest.mark.parametrize("path", PATHS)
def test_both_have_the_same_methods(path, alice):
    (api,) = {CONTRACT.apis[one.api].name for one in OPERATIONS if one.path == path}
    alias = there(path, CONTRACT.apis[api])
    for method in ("OPTIONS", "PATCH", "TRACE", "GETS"):
        assert said(alice.call(method, path)) == said(alice.call(method, alias)), method


@pytest.mark.parametrize(
    "name", [name for name, api in CONTRACT.apis.items() if api.rules.alias is not None]
)
def test_nothing_else_is_at_the_other_address(name, alice):
    api = CONTRACT.apis[name]
    for path in ("", "/", "/nowhere", "/openAPI.json", "/openAPI.yaml", f"{api.base}/queues"):
        assert alice.get(api.rules.alias + path).status == 404, path
