"""A call is made for somebody: whom the caller names, or else the key's own user."""

import pytest

ANN, BEN, CARL = (f"01935275-3d4e-7b21-8c55-00000000000{digit}" for digit in "abc")
CALLS = [("GET", "/firm/v1/entries/e1", None), ("POST", "/firm/v1/entries", {"hours": 1})]


def who(answer):
    return answer.json()["data"]["userId"]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_the_caller_names_the_user(alice, method, path, body):
    for named in (ANN, ANN.upper()):
        assert who(alice.call(method, path, json=body, headers={"x-firm-userid": named})) == ANN


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_else_it_is_the_keys_own(firm, method, path, body):
    caller = firm.member("*", user=BEN)

    assert who(caller.call(method, path, json=body)) == BEN
    assert who(caller.call(method, path, json=body, headers={"x-firm-userid": ANN})) == ANN


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_else_it_is_nobody(alice, method, path, body):
    assert who(alice.call(method, path, json=body)) is None


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
@pytest.mark.parametrize("user", [CARL, "00000000-0000-0000-0000-000000000000"])
def test_somebody_who_is_not_of_the_organization_is_refused(firm, method, path, body, user):
    answer = firm.member("*").call(method, path, json=body, headers={"x-firm-userid": user})

    assert answer.status == 400
    assert answer.json()["error"]["details"] == [
        {"field": "x-firm-userid", "message": "There is no such user."}
    ]
    assert firm.record(answer)["touched"] == []


def test_nobody_is_looked_up_who_is_not_named(firm):
    caller = firm.member("*", user=BEN)
    before = len(firm.asked)

    caller.get("/firm/v1/entries/e1")

    assert len(firm.asked) == before
