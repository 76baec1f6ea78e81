"""Whoever tries wrong keys at an API with a lockout is locked out with this key at this address, and nobody else."""

from __future__ import annotations

import itertools
import zlib

import pytest
from answers import broken, code_of, told
from calls import CONTRACT, OPERATIONS, absent, each_sort

from models.platform import key as keys

_addresses = itertools.count(1)


def rule(operation):
    return CONTRACT.apis[operation.api].rules.lockout


def locking(operation):
    return rule(operation) is not None and not operation.public


@pytest.fixture
def address():
    return f"198.19.77.{next(_addresses)}"


@pytest.fixture
def key(cast):
    return cast.key("alice", "*")


def guess(operation, nobody, key, address):
    """As many wrong keys as it takes."""
    head = f"charter_live_{keys.parse(key)[0]}_{'0' * 32}"
    guesser = nobody.with_key(f"{head}{zlib.crc32(head.encode()):08x}", address=address)
    return [absent(operation).by(guesser) for _ in range(rule(operation).failures)]


@each_sort(locking)
def test_the_right_key_is_locked_out_as_well_for_a_while(operation, cast, nobody, key, address):
    found = guess(operation, nobody, key, address)
    owner = nobody.with_key(key, address=address)
    locked = absent(operation).by(owner)
    assert {answer.status for answer in found} == {401}
    assert (told(locked), broken(locked, operation)) == (code_of(operation, "locked_out"), [])
    wait = int(locked.headers["retry-after"])
    cast.clock.advance(seconds=wait - 2)
    still = absent(operation).by(owner)
    cast.clock.advance(seconds=2)
    assert (still.status, absent(operation).by(owner).status) == (403, absent_status(operation))


def absent_status(operation):
    """What a good key is told of what is not there, or is there for all."""
    return 404 if "{" in operation.path else 200


@each_sort(locking)
def test_nobody_else_is_locked_out(operation, cast, nobody, key, address):
    guess(operation, nobody, key, address)
    elsewhere = nobody.with_key(key, address=f"{address}1")
    another = nobody.with_key(cast.keys["alice"], address=address)
    assert absent(operation).by(elsewhere).status not in (401, 403)
    assert absent(operation).by(another).status not in (401, 403)


@each_sort(locking)
def test_other_apis_keep_their_own_budgets(operation, nobody, key, address):
    guess(operation, nobody, key, address)
    owner = nobody.with_key(key, address=address)
    assert owner.get("/platform/v1/organization").status == 200


def test_the_lock_is_for_the_whole_api(nobody, key, address):
    theirs = [operation for operation in OPERATIONS if locking(operation)]
    owner = nobody.with_key(key, address=address)
    for operation in theirs[:1]:
        guess(operation, nobody, key, address)
    assert {absent(operation).by(owner).status for operation in theirs} <= {403}
