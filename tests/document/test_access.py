"""A key reaches what its scopes name, of each kind all things or single ones, and nothing else."""

from __future__ import annotations

import itertools

import pytest
from answers import broken, code_of, told
from calls import ALL_APIS, CONTRACT, OPERATIONS, absent, each, good
from lists import LISTS, longest, names_on

KINDS = sorted(
    {
        f"{operation.api}:{operation.rules.access.resource}"
        for operation in OPERATIONS
        if operation.rules.access
    }
)
SCOPES = sorted(f"{kind}:{mode}" for kind, mode in itertools.product(KINDS, ("read", "write")))
NOBODYS = "V1StGXR8_Z5jdHi6B-myX"


def guarded(operation):
    return operation.rules.access is not None


def of_one(operation):
    return guarded(operation) and operation.rules.access.target is not None


def adding(operation):
    """What is for everything or for nobody: there is no id yet."""
    access = operation.rules.access
    return guarded(operation) and access.target is None and access.mode == "write"


def showing(operation):
    """Lists of what has an id of the kind that the scope is for."""
    access = operation.rules.access
    return (
        guarded(operation)
        and operation.rules.paged is not None
        and (access.target is None and access.mode == "read")
    )


def enough(operation):
    """The scopes of which any will do, for everything: to write is to read."""
    access = operation.rules.access
    kind = f"{operation.api}:{access.resource}"
    return [f"{kind}:write"] + ([f"{kind}:read"] if access.mode == "read" else [])


def forbidden(operation):
    return code_of(operation, "forbidden"), []


def refusal(answer, operation):
    return told(answer), broken(answer, operation)


@pytest.fixture
def holder(cast, nobody):
    return lambda *scopes: nobody.with_key(cast.key("alice", *scopes))


@each(guarded)
def test_all_other_scopes_are_not_enough(operation, holder):
    others = [scope for scope in SCOPES if scope not in enough(operation)]
    answer = absent(operation).by(holder(*others, "platform:admin"))
    assert refusal(answer, operation) == forbidden(operation)
    needed = f"{operation.api}:{operation.rules.access.resource}:{operation.rules.access.mode}"
    assert needed in answer.json()["detail"]


@each(guarded)
def test_any_scope_that_is_enough_lets_in(operation, alice, holder):
    for scope in enough(operation):
        call = good(operation, alice)
        answer = call.by(holder(scope))
        assert broken(answer, operation) == []
        assert answer.status < 300 or told(answer) == code_of(operation, "scope_not_grantable")


@each(of_one)
def test_the_scope_for_one_lets_in_to_that_one(operation, alice, holder):
    for scope in enough(operation):
        call = good(operation, alice)
        answer = call.by(holder(f"{scope}:{call.values[operation.rules.access.target]}"))
        assert (broken(answer, operation), answer.status < 300) == ([], True), scope


@each(of_one)
def test_the_scope_for_one_does_not_let_in_to_another(operation, alice, holder):
    caller = holder(*(f"{scope}:{NOBODYS}" for scope in enough(operation)))
    for call in (good(operation, alice), absent(operation)):
        assert refusal(call.by(caller), operation) == forbidden(operation)


@each(of_one)
def test_a_scope_for_one_of_another_organization_opens_nothing(operation, cast, alice, charlie):
    """The scope is granted there, and the thing is here."""
    call = good(operation, alice)
    scopes = (
        f"{scope}:{call.values[operation.rules.access.target]}" for scope in enough(operation)
    )
    answer = call.by(cast.client.with_key(cast.key("charlie", *scopes)))
    assert (broken(answer, operation), answer.status) == ([], 404)


@each(adding)
def test_scopes_for_single_ones_are_not_enough_to_add_one(operation, alice, holder):
    call = good(operation, alice)
    scopes = (
        f"{scope}:{id}" for scope in enough(operation) for id in (NOBODYS, *call.values.values())
    )
    assert refusal(call.by(holder(*scopes)), operation) == forbidden(operation)


@each(showing)
def test_a_list_shows_what_the_key_reaches_and_counts_nothing_else(operation, cast, alice, holder):
    thing = LISTS[operation.id].of(alice)
    made = [LISTS[operation.id].make(cast, thing) for _ in range(3)]
    for scope in enough(operation):
        caller = holder(*(f"{scope}:{id}" for id in (*made[:2], NOBODYS)))
        answer = longest(operation, thing).by(caller)
        assert broken(answer, operation) == []
        assert sorted(names_on(operation, answer)) == sorted(made[:2])
        assert "page=1&" in answer.headers["link"].rpartition("<")[2]


@each(guarded)
def test_access_is_judged_before_the_body_and_the_query(operation, holder):
    answer = absent(operation).by(holder(), json=None, body=b"not json", query=b"unknown=1")
    announced = code_of(operation, "invalid_request")
    assert told(answer) in (forbidden(operation)[0], announced)
    assert refusal(absent(operation).by(holder(), query=b"unknown=1"), operation) == forbidden(
        operation
    )


def test_every_scope_is_told_with_its_operation():
    for operation in filter(guarded, OPERATIONS):
        access = operation.rules.access
        scope = f"`{operation.api}:{access.resource}:{access.mode}"
        assert scope in operation.definition["description"], operation.id
    assert KINDS or ALL_APIS - set(CONTRACT.apis)
