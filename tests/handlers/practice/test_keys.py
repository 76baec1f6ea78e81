"""Who may call, for whom, and what a key does not show."""

import pytest
from office import (
    CLIENTS,
    CODES,
    MATTERS,
    NOWHERE,
    RATES,
    READ,
    TIME,
    USERS,
    WRITE,
    ZERO,
    data,
    entry,
    expense,
    fee,
    invalid,
    limited,
    refused,
    told,
    user,
)


def test_without_a_key_nobody_is_known(nobody):
    answer = nobody.get(CLIENTS)

    assert refused(answer) == (401, "unauthenticated", [])
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("text", ["x", "charter_live_5dJq7XbN2mKe_0000"])
def test_a_key_that_is_no_good_is_told_apart_from_none(cast, text):
    assert refused(cast.client.with_key(text).get(CLIENTS)) == (403, "invalid_key", [])


def test_a_revoked_key_is_no_good(cast, alice):
    made = alice.post("/platform/v1/keys", json={"name": "gone", "scopes": [READ]}).json()
    told(alice.post(f"/platform/v1/keys/{made['id']}/revoke"))

    answer = cast.client.with_key(made["key"]).get(CLIENTS)

    assert refused(answer) == (403, "invalid_key", [])


def test_who_may_do_something_else_may_not_read(cast):
    answer = limited(cast, "registry:read", WRITE).get(CLIENTS)

    assert refused(answer) == (403, "forbidden", [])


def test_who_may_read_may_not_write(cast):
    reader = limited(cast, READ)

    assert reader.get(CODES).status == 200
    assert refused(reader.post(CLIENTS, json={"name": "No"})) == (403, "forbidden", [])


def test_a_call_for_a_user_whom_the_firm_does_not_have_is_refused(alice, charlie):
    for id in (NOWHERE, ZERO, user(charlie)):
        answer = alice.get(CLIENTS, headers={"x-practice-userid": id})
        assert refused(answer) == invalid("x-practice-userid")


@pytest.mark.parametrize("text", ["", "x", "1", "null"])
def test_what_is_no_id_is_no_user(alice, text):
    answer = alice.get(CLIENTS, headers={"x-practice-userid": text})

    assert refused(answer) == invalid("x-practice-userid")


def test_a_user_who_is_known_may_be_named_with_every_call(alice):
    named = {"x-practice-userid": user(alice).upper()}

    assert data(alice.get(CODES, headers=named))


@pytest.fixture
def work(alice, case):
    """What may be said of time in the matter."""
    return {
        "matterId": case["matterId"],
        "date": "2026-11-02",
        "description": "Call.",
        "hours": 0.25,
    }


def test_time_is_that_of_the_body_then_of_the_header_then_of_the_key(cast, alice, work):
    body, header, own = user(alice), user(alice), user(alice)
    caller = limited(cast, READ, WRITE, user_id=own)
    named = {"x-practice-userid": header}

    made = [
        data(caller.post(TIME, json=work | {"userId": body}, headers=named)),
        data(caller.post(TIME, json=work, headers=named)),
        data(caller.post(TIME, json=work)),
    ]

    assert [one["userId"] for one in made] == [body, header, own]


def test_time_of_nobody_is_refused(alice, work):
    assert refused(alice.post(TIME, json=work)) == invalid("userId")


def test_a_zero_id_is_nobody(alice, work):
    assert refused(alice.post(TIME, json=work | {"userId": ZERO})) == invalid("userId")


@pytest.fixture(scope="module")
def without(cast):
    """A key of alice's firm that does not see what an hour costs."""
    return limited(cast, READ, WRITE)


SECRET = {"rate", "amount"}


def test_time_is_shown_without_its_rate_and_amount(alice, without):
    made = entry(alice)
    path = f"{TIME}/{made['timeEntryId']}"
    content = {name: made[name] for name in ("matterId", "userId", "date", "description", "hours")}

    shown = [
        data(without.post(TIME, json=content)),
        data(without.get(path)),
        data(without.put(path, json={"hours": 3})),
        *data(without.get(TIME, query={"matterId": made["matterId"]})),
    ]

    assert len(shown) == 5
    assert [SECRET & set(one) for one in shown] == [set()] * 5
    assert set(data(alice.get(path))) >= SECRET


def test_what_was_not_seen_is_kept(alice, without):
    made = entry(alice, hours=2, rate=300)

    data(without.put(f"{TIME}/{made['timeEntryId']}", json={"hours": 3}))

    found = data(alice.get(f"{TIME}/{made['timeEntryId']}"))
    assert (found["rate"], found["amount"]) == (300, 900)


def test_a_users_rate_is_hidden_everywhere(alice, without):
    content = {"firstName": "Eva", "lastName": "Roth", "role": "paralegal", "rate": 90}
    made = data(without.post(USERS, json=content | {"email": "eva@firm.example"}))
    changed = data(without.put(f"{USERS}/{made['userId']}", json={"rate": 95}))
    listed = data(without.get(USERS))

    assert [one for one in (made, changed, *listed) if "rate" in one] == []
    (found,) = data(alice.get(USERS, query={"email": "eva@firm.example"}))
    assert found["rate"] == 95


def test_who_may_see_rates_sees_them(cast, alice):
    made = entry(alice)

    found = data(limited(cast, READ, RATES).get(f"{TIME}/{made['timeEntryId']}"))

    assert (found["rate"], found["amount"]) == (250, 500)


def test_what_was_spent_and_what_is_fixed_is_no_secret(alice, without):
    spent, fixed = expense(alice), fee(alice)

    assert data(without.get(f"/practice/v2/expenses/{spent['expenseId']}"))["amount"] == 42.5
    assert data(without.get(f"/practice/v2/fixed-fees/{fixed['fixedFeeId']}"))["amount"] == 500


def test_two_firms_do_not_see_each_other(alice, charlie, case):
    assert refused(charlie.get(f"{MATTERS}/{case['matterId']}")) == (404, "matter_not_found", [])
    assert data(charlie.get(MATTERS)) == []
