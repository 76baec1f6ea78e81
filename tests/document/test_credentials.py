"""No operation is carried out without a valid key that has the operation's scopes."""

from __future__ import annotations

import itertools
import zlib
from datetime import timedelta

import pytest
from answers import broken, code_of, invalid_key, told, words
from calls import CONTRACT, OF_PARTNERS, OPERATIONS, absent, each, each_sort, good

from conventions.schemas import Schemas, faults
from models.platform import key as keys

SCOPES = sorted(
    {
        scope
        for operation in OPERATIONS
        for needed in operation.rules.scopes
        for scope in needed.split("|")
    }
)
REACHING = {
    f"{operation.api}:{access.resource}:{access.mode}{one}"
    for operation in OPERATIONS
    if (access := operation.rules.access)
    for one in ("", ":V1StGXR8_Z5jdHi6B-myT")
}
"""Scopes for all things of a kind, and for a single one."""
_addresses = itertools.count(1)

MALFORMED = [
    "x",
    "charter_live_",
    "charter_live_k7Qm2xWc9TzB_00000000000000000000000000000000d4d4d4d4",
    "charter_live_" + "a" * 10_000,
    "\xff\xfe",
    "💩".encode().decode("latin-1"),
    "' OR 1=1 --",
    "null",
    "*",
]


@pytest.fixture
def stranger(nobody):
    """Somebody at an address from which no wrong key has come yet."""
    return nobody.with_key(None, address=_address())


def _address():
    number = next(_addresses)
    return f"198.18.{number // 250 % 250}.{number % 250}"


@pytest.fixture(scope="module")
def dead(cast):
    """Keys of alice's organization that were good once, or will be to no one."""
    database, tenant = cast.server.database, cast.tenants["alice"]
    revoked, rotated = cast.key("alice", "*"), cast.key("alice", "*")
    database.write(lambda session: keys.revoke(session, tenant, keys.parse(revoked)[0]))
    database.write(
        lambda session: keys.rotate(session, tenant, keys.parse(rotated)[0], overlap=timedelta(0))
    )
    unknown = keys.make()[2]
    live = cast.keys["alice"]
    return {
        "revoked": revoked,
        "rotated": rotated,
        "expired": cast.key("alice", "*", expires_at=cast.clock()),
        "unknown": unknown,
        "one letter changed": live[:-12] + ("a" if live[-12] != "a" else "b") + live[-11:],
        "another secret": unknown.replace(keys.parse(unknown)[0], keys.parse(live)[0]),
        "lower case": live.lower(),
        "cut": live[:-1],
        "longer": live + "0",
    }


def refusal(answer, operation):
    return broken(answer, operation), told(answer)


def is_let_in(answer, operation):
    """Whether the key was found good, whatever came of the call then."""
    no_good = code_of(operation, "unauthenticated"), invalid_key(operation)
    return answer.status < 300 or told(answer) not in no_good


@each(lambda operation: not operation.public)
def test_a_call_without_a_key_is_refused(operation, stranger):
    answer = absent(operation).by(stranger)
    assert refusal(answer, operation) == ([], code_of(operation, "unauthenticated"))
    assert answer.headers["www-authenticate"] == 'Bearer realm="charter"'


@each_sort(lambda operation: not operation.public)
@pytest.mark.parametrize("name", ["Authorization", "X-API-Key"])
def test_a_malformed_key_is_refused(operation, name, nobody):
    for text in MALFORMED:
        value = f"Bearer {text}" if name == "Authorization" else text
        stranger = nobody.with_key(None, address=_address())
        answer = absent(operation).by(stranger, headers={name: value})
        assert refusal(answer, operation) == ([], invalid_key(operation)), text


@each_sort(lambda operation: not operation.public)
@pytest.mark.parametrize(
    "scheme", ["", "Basic ", "Digest ", "Token ", "Bearer,", "Bearer\t", "Bearer Bearer "]
)
def test_a_good_key_in_another_scheme_is_refused(operation, scheme, cast, stranger):
    headers = {"Authorization": scheme + cast.keys["alice"]}
    answer = absent(operation).by(stranger, headers=headers)
    none = code_of(operation, "unauthenticated")
    expected = invalid_key(operation) if scheme.startswith("Bearer ") else none
    assert refusal(answer, operation) == ([], expected)


@each_sort(lambda operation: not operation.public)
@pytest.mark.parametrize("place", ["query", "cookie", "body"])
def test_a_good_key_in_another_place_is_refused(operation, place, cast, stranger):
    key = cast.keys["alice"]
    options = {
        "query": {"query": {"X-API-Key": key, "api_key": key, "access_token": key}},
        "cookie": {"headers": {"cookie": f"X-API-Key={key}"}},
        "body": {"body": f"access_token={key}".encode(), "json": None},
    }[place]
    answer = absent(operation).by(stranger, **options)
    assert refusal(answer, operation) == ([], code_of(operation, "unauthenticated"))


@each(lambda operation: not operation.public)
def test_a_key_that_is_not_valid_now_is_refused(operation, dead, nobody):
    for sort, key in dead.items():
        caller = nobody.with_key(key, address=_address())
        answer = absent(operation).by(caller)
        assert refusal(answer, operation) == ([], invalid_key(operation)), sort


@each_sort(lambda operation: not operation.public)
def test_all_invalid_keys_are_refused_in_the_same_words(operation, dead, nobody):
    answers = set()
    for key in dead.values():
        caller = nobody.with_key(key, address=_address())
        answers.add(str(words(absent(operation).by(caller))))
    assert len(answers) == 1


@each(lambda operation: operation.rules.scopes)
def test_a_key_without_the_scope_is_refused(operation, cast, nobody):
    for missing in operation.rules.scopes:
        key = cast.key("alice", *[scope for scope in SCOPES if scope not in missing.split("|")])
        answer = absent(operation).by(nobody.with_key(key))
        assert refusal(answer, operation) == ([], code_of(operation, "forbidden"))
        assert missing in answer.body.decode()


@each(lambda operation: operation.rules.scopes)
def test_a_key_with_no_more_than_the_scope_is_let_in(operation, cast, alice, nobody):
    for scopes in itertools.product(*(needed.split("|") for needed in operation.rules.scopes)):
        call = good(operation, alice)
        answer = call.by(nobody.with_key(cast.key("alice", *scopes)))
        assert broken(answer, operation) == []
        assert answer.status < 300 or told(answer) == code_of(operation, "scope_not_grantable")


@each_sort(lambda operation: not operation.public)
@pytest.mark.parametrize(
    "name", ["Authorization", "authorization", "AUTHORIZATION", "X-API-Key", "x-api-key"]
)
def test_both_headers_let_in_whatever_their_case(operation, name, cast, nobody):
    key = cast.keys["alice"]
    value = f"bEARER  {key} " if name.lower() == "authorization" else key
    answer = absent(operation).by(nobody, raw_headers=[(name.encode(), value.encode())])
    assert is_let_in(answer, operation)


@each(lambda operation: not operation.public)
def test_the_same_key_in_both_headers_is_let_in(operation, cast, alice):
    answer = absent(operation).by(alice, headers={"x-api-key": cast.keys["alice"]})
    assert (broken(answer, operation), is_let_in(answer, operation)) == ([], True)


@each(lambda operation: not operation.public)
def test_two_different_good_keys_are_both_refused(operation, cast, alice):
    answer = absent(operation).by(alice, headers={"x-api-key": cast.keys["bob"]})
    assert refusal(answer, operation) == ([], invalid_key(operation))


@each(lambda operation: not operation.public)
def test_a_header_with_a_key_given_twice_is_refused(operation, cast, stranger):
    twice = [(b"x-api-key", cast.keys["alice"].encode())] * 2
    answer = absent(operation).by(stranger, raw_headers=twice)
    assert refusal(answer, operation) == ([], invalid_key(operation))


@each(lambda operation: not operation.public)
def test_credentials_come_before_everything_that_could_be_probed(operation, stranger):
    answer = absent(operation).by(
        stranger,
        json=None,
        body=b"not json",
        content_type="text/plain",
        query=b"unknown=1",
        headers={"if-match": '"1"', "idempotency-key": "\x7f"},
    )
    assert refusal(answer, operation) == ([], code_of(operation, "unauthenticated"))


@each(lambda operation: operation.rules.scopes)
def test_scopes_come_before_the_body_and_the_thing(operation, cast, nobody):
    caller = nobody.with_key(cast.key("alice"))
    answer = absent(operation).by(caller, json=None, body=b"not json", query=b"unknown=1")
    assert refusal(answer, operation) == ([], code_of(operation, "forbidden"))


def test_a_key_is_good_until_the_moment_it_expires(cast, nobody):
    end = cast.clock() + timedelta(hours=1)
    caller = nobody.with_key(cast.key("alice", "*", expires_at=end))
    cast.clock.advance(minutes=59)
    before = caller.get("/platform/v1/organization").status
    cast.clock.advance(minutes=1)
    assert (before, caller.get("/platform/v1/organization").status) == (200, 401)


def test_wrong_keys_for_one_key_id_lock_the_pair_and_nobody_else(cast, nobody):
    key = cast.key("alice", "*")
    guesser = nobody.with_key(_with_another_secret(key), address="203.0.113.1")
    statuses = [guesser.get("/platform/v1/organization").status for _ in range(11)]
    elsewhere = nobody.with_key(key, address="203.0.113.2")
    other_key = nobody.with_key(cast.keys["alice"], address="203.0.113.1")
    assert statuses == [401] * 10 + [403]
    assert elsewhere.get("/platform/v1/organization").status == 200
    assert other_key.get("/platform/v1/organization").status == 200


def test_a_locked_pair_may_try_again_after_the_time_it_is_told(cast, nobody):
    key = cast.key("alice", "*")
    guesser = nobody.with_key(_with_another_secret(key), address="203.0.113.3")
    for _ in range(10):
        guesser.get("/platform/v1/organization")
    locked = nobody.with_key(key, address="203.0.113.3").get("/platform/v1/organization")
    cast.clock.advance(seconds=int(locked.headers["retry-after"]))
    after = nobody.with_key(key, address="203.0.113.3").get("/platform/v1/organization")
    assert (told(locked), after.status) == ((403, "locked_out"), 200)


def _with_another_secret(text):
    """A well-formed key of the same id that was never given out."""
    key_id, _ = keys.parse(text)
    head = f"charter_live_{key_id}_{'0' * 32}"
    return f"{head}{zlib.crc32(head.encode()):08x}"


def test_every_operation_has_a_scope_or_is_for_partners():
    keyed = [operation.rules for operation in OPERATIONS if not operation.public]
    free = sum(not rules.scopes and rules.access is None for rules in keyed)
    assert free == len(OF_PARTNERS)
    assert not any(CONTRACT.operations[name].rules.scopes for name in OF_PARTNERS)


def test_only_links_that_are_signed_work_without_a_key():
    public = {operation.id for operation in OPERATIONS if operation.public}

    assert public == {"getFile"} & CONTRACT.operations.keys()


def test_every_scope_of_the_operations_can_be_given_to_a_key():
    scope = Schemas(CONTRACT.document).answer({"$ref": "#/components/schemas/Scope"})
    assert not [text for text in {*SCOPES, *REACHING, "*"} if faults(scope, text, "body")]
    assert all(faults(scope, text, "body") for text in ("nobody:knows", "messaging:queues", ""))
