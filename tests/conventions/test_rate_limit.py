"""Each key has a budget for each operation."""

import dataclasses

import pytest

from contract.errors import RateLimited
from contract.rules import LimitedApi
from conventions import rate_limit
from conventions.counters.count import BLOCKED, Count
from conventions.counters.memory import MemoryCounters

API = LimitedApi(budget=100, per=60, headers="ratelimit", window="next")


@pytest.fixture
def unlimited(operations):
    """An operation that says nothing of its own."""
    operation = operations["getNote"]
    return dataclasses.replace(
        operation, rules=dataclasses.replace(operation.rules, rate_limit=None)
    )


def test_an_operation_has_the_budget_of_its_api(unlimited):
    assert rate_limit.budget_of(unlimited, API, 1) == rate_limit.Budget(
        100, 60, "ratelimit", "next"
    )


def test_its_own_budget_comes_first_and_looks_like_the_apis(operations):
    assert rate_limit.budget_of(operations["replaceNote"], API, 1) == rate_limit.Budget(
        1, 10, "ratelimit", "next"
    )


def test_its_own_budget_needs_no_api_with_one(operations):
    assert rate_limit.budget_of(operations["replaceNote"], None, 1) == rate_limit.Budget(
        1, 10, "x-ratelimit", "fixed"
    )


@pytest.mark.parametrize(
    ("scale", "calls"), [(1, 100), (2, 200), (0.5, 50), (0.0001, 1), (1e12, BLOCKED - 1)]
)
def test_the_scale_multiplies_the_budget_within_bounds(unlimited, scale, calls):
    assert rate_limit.budget_of(unlimited, API, scale).calls == calls


def test_nothing_is_limited_without_a_rule_or_a_key_or_at_scale_0(operations, unlimited):
    assert rate_limit.budget_of(unlimited, None, 1) is None
    assert rate_limit.budget_of(operations["getMotto"], API, 1) is None
    assert rate_limit.budget_of(operations["getNote"], API, 0) is None
    assert rate_limit.bind(operations["getNote"], None, MemoryCounters()) is None


COUNT = Count(allowed=True, limit=100, remaining=7, reset=1060, retry_after=0)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "x-ratelimit",
            [
                (b"x-ratelimit-limit", b"100"),
                (b"x-ratelimit-remaining", b"7"),
                (b"x-ratelimit-reset", b"1060"),
            ],
        ),
        (
            "ratelimit",
            [
                (b"ratelimit-policy", b'"default";q=100;w=60'),
                (b"ratelimit", b'"default";r=7;t=48'),
            ],
        ),
        ("none", []),
    ],
)
def test_the_state_is_shown_in_the_apis_headers(style, expected):
    budget = rate_limit.Budget(100, 60, style, "fixed")

    assert rate_limit.shown(COUNT, budget, 1012.4) == expected


@pytest.fixture
def call(exchange, caller):
    """Makes a call of some key, limited to two in a minute."""
    counters = MemoryCounters()

    def made(operation, **who):
        link = rate_limit.bind(
            operation, rate_limit.Budget(2, 60, "x-ratelimit", "fixed"), counters
        )
        made = exchange(caller=caller(**who) if who else None)
        link(made)
        return dict(made.answer_headers)

    return made


def test_the_call_over_the_budget_is_refused_until_the_window_ends(operations, call):
    left = [call(operations["getNote"], key_id="a")[b"x-ratelimit-remaining"] for _ in range(2)]
    with pytest.raises(RateLimited) as refused:
        call(operations["getNote"], key_id="a")

    assert left == [b"1", b"0"]
    assert refused.value.facts == {"budget": 2, "per": 60, "retry_after": 60}


def test_a_refused_call_is_shown_the_state_too(operations, exchange, caller):
    link = rate_limit.bind(
        operations["getNote"], rate_limit.Budget(1, 60, "x-ratelimit", "fixed"), MemoryCounters()
    )
    first, second = exchange(caller=caller()), exchange(caller=caller())

    link(first)
    with pytest.raises(RateLimited):
        link(second)

    assert dict(second.answer_headers)[b"x-ratelimit-remaining"] == b"0"


def test_keys_tenants_and_operations_are_counted_apart(operations, call):
    for _ in range(2):
        call(operations["getNote"], key_id="a")

    assert call(operations["getNote"], key_id="b")[b"x-ratelimit-remaining"] == b"1"
    assert call(operations["getNote"], tenant="b", key_id="a")[b"x-ratelimit-remaining"] == b"1"
    assert call(operations["deleteNote"], key_id="a")[b"x-ratelimit-remaining"] == b"1"


def test_a_call_without_a_caller_is_not_counted(operations, call):
    assert call(operations["getNote"]) == {}
