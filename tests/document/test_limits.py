"""Rate limits are hit exactly: so many calls of one operation with one key in a window, and not one more."""

from __future__ import annotations

import asyncio

import pytest
from answers import broken, code_of, told
from calls import CONTRACT, OPERATIONS, absent, each, each_sort

SCALE = 0.003
ONE_OF_EACH = ["createResource", "listKeys", "bookClass", "CreateClient", "createMessage"]
"""An operation of every API: what holds for one against all others need not be tried for each."""
ONE = "0.00001"
"""The scale that leaves one call in each window."""
HEADERS = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")


def limit(operation):
    """The operation's own limit or its API's; an operation without a key has nobody to count for."""
    own = operation.rules.rate_limit or CONTRACT.apis[operation.api].rules.rate_limit
    return None if operation.public else own


def window(operation):
    return CONTRACT.apis[operation.api].rules.rate_limit.window


def penance(operation):
    """The seconds from a refusal, ten before its window ends, until calls are let in again."""
    return 10 if window(operation) == "fixed" else 10 + limit(operation).per


def budget(operation):
    return max(1, round(limit(operation).budget * SCALE))


def limited(operation):
    return limit(operation) is not None


@pytest.fixture
def tight(applications):
    """An application with small budgets, at the beginning of a window."""
    cast = applications(CHARTER_RATE_LIMIT_SCALE=str(SCALE))
    cast.clock.advance(seconds=60 - cast.clock.now.timestamp() % 60)
    return cast


@pytest.fixture
def caller(tight):
    return tight.client.with_key(tight.key("alice", "*"))


@pytest.fixture
def other(tight):
    return tight.client.with_key(tight.key("alice", "*"))


def spent(operation, caller):
    """The answers of a whole budget."""
    return [absent(operation).by(caller) for _ in range(budget(operation))]


@each(limited)
def test_the_budget_is_allowed_and_the_next_call_is_not(operation, caller):
    answers = spent(operation, caller)
    over = absent(operation).by(caller)
    assert {answer.status for answer in answers} & {429} == set()
    assert (told(over), broken(over, operation)) == (code_of(operation, "rate_limited"), [])


@each_sort(limited)
def test_the_headers_count_down_to_nothing(operation, caller):
    answers = [*spent(operation, caller), absent(operation).by(caller)]
    number = budget(operation)
    assert {answer.headers["x-ratelimit-limit"] for answer in answers} == {str(number)}
    left = [int(answer.headers["x-ratelimit-remaining"]) for answer in answers]
    assert left == [*range(number - 1, -1, -1), 0]


@each_sort(limited)
def test_reset_is_the_end_of_the_window_in_epoch_seconds(operation, caller, tight):
    tight.clock.advance(seconds=12)
    now = tight.clock.now.timestamp()
    reset = int(absent(operation).by(caller).headers["x-ratelimit-reset"])
    per = limit(operation).per
    assert reset == (int(now) // per + 1) * per


@each_sort(limited)
def test_retry_after_is_when_it_is_worth_trying_again(operation, caller, tight):
    spent(operation, caller)
    tight.clock.advance(seconds=limit(operation).per - 10)
    over = absent(operation).by(caller)
    tight.clock.advance(seconds=int(over.headers["retry-after"]))
    after = absent(operation).by(caller)
    assert over.headers["retry-after"] == f"{penance(operation)}"
    assert (over.status, after.status == 429) == (429, False)
    assert int(after.headers["x-ratelimit-remaining"]) == budget(operation) - 1


@each_sort(limited)
def test_refused_calls_do_not_push_the_end_of_the_window_away(operation, caller, tight):
    spent(operation, caller)
    for _ in range(3):
        last = absent(operation).by(caller)
    tight.clock.advance(seconds=int(last.headers["retry-after"]))
    assert absent(operation).by(caller).status != 429


@each_sort(limited)
def test_each_key_has_its_own_budget(operation, caller, other):
    spent(operation, caller)
    assert absent(operation).by(caller).status == 429
    assert absent(operation).by(other).status != 429


def test_each_operation_has_its_own_budget(applications):
    """Each has one call, which all the others before it have not used up."""
    cast = applications(CHARTER_RATE_LIMIT_SCALE=ONE)
    caller = cast.client.with_key(cast.key("alice", "*"))
    operations = [operation for operation in OPERATIONS if limited(operation)]
    refused = [
        {operation.id for operation in operations if absent(operation).by(caller).status == 429}
        for _ in range(2)
    ]
    assert refused == [set(), {operation.id for operation in operations}]


@each(lambda operation: limited(operation) and window(operation) == "next")
def test_the_call_over_the_budget_costs_the_whole_next_window(operation, caller, tight):
    per = limit(operation).per
    tight.clock.advance(seconds=per - 20)
    spent(operation, caller)
    statuses = [absent(operation).by(caller).status]
    for seconds in (20, per - 1, 1):
        tight.clock.advance(seconds=seconds)
        statuses.append(absent(operation).by(caller).status)
    assert [status == 429 for status in statuses] == [True, True, True, False]


@each_sort(limited)
def test_calls_at_the_same_time_are_counted_exactly(operation, caller, loop):
    call, number = absent(operation), budget(operation)

    async def together():
        return await asyncio.gather(*(call.send(caller) for _ in range(number + 5)))

    statuses = [answer.status for answer in loop.run(together())]
    assert statuses.count(429) == 5


@each_sort(limited)
def test_a_call_without_a_valid_key_costs_nobody_anything(operation, caller, tight):
    for _ in range(budget(operation)):
        absent(operation).by(tight.client)
    left = int(absent(operation).by(caller).headers["x-ratelimit-remaining"])
    assert left == budget(operation) - 1


@each_sort(limited)
def test_a_call_that_is_not_valid_costs_as_much_as_another(operation, caller):
    for _ in range(budget(operation)):
        assert absent(operation).by(caller, query=b"unknown=1").status == 400
    assert absent(operation).by(caller).status == 429


@each_sort(limited)
def test_without_a_key_there_are_no_numbers_to_tell(operation, tight):
    answer = absent(operation).by(tight.client)
    assert not set(HEADERS) & set(answer.headers)


def test_a_refused_call_leaves_its_request_id_free(caller, tight):
    operation = CONTRACT.operations["createResource"]
    spent(operation, caller)
    headers = {"x-request-id": "once-more"}
    over = absent(operation).by(caller, headers=headers)
    tight.clock.advance(seconds=60)
    assert (over.status, absent(operation).by(caller, headers=headers).status) == (429, 201)


def test_a_refused_call_leaves_its_idempotency_key_free(caller, tight):
    operation = CONTRACT.operations["createResource"]
    spent(operation, caller)
    call, headers = absent(operation), {"idempotency-key": "once-more"}
    over = call.by(caller, headers=headers)
    tight.clock.advance(seconds=60)
    after = call.by(caller, headers=headers)
    assert (over.status, after.status, "idempotent-replayed" in after.headers) == (429, 201, False)


@each_sort(limited)
def test_a_scale_of_nothing_switches_limits_off(operation, applications):
    cast = applications(CHARTER_RATE_LIMIT_SCALE="0")
    answer = absent(operation).by(cast.caller("alice"))
    assert not set(HEADERS) & set(answer.headers)
