"""No key is one thing, and a key that is no good another."""

import pytest

from models.platform import key

ENTRY = "/firm/v1/entries/e1"


def code(answer):
    return answer.status, answer.json()["error"]["code"]


@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer "}, {"authorization": "Basic eDp5"}, {"x-api-key": ""}],
)
def test_who_sends_no_key_is_unknown(firm, headers):
    answer = firm.nobody.get(ENTRY, headers=headers)

    assert code(answer) == (401, "unauthenticated")
    assert "www-authenticate" in answer.headers


@pytest.mark.parametrize("text", ["x", "charter_live_a_b", key.make()[2]])
def test_a_key_that_nobody_made_is_forbidden(firm, text):
    answer = firm.nobody.with_key(text, address="192.0.2.7").get(ENTRY)

    assert code(answer) == (403, "invalid_key")
    assert "www-authenticate" not in answer.headers


def test_a_revoked_key_is_forbidden(firm):
    caller = firm.member("*")
    which = key.parse(caller.key)[0]
    assert caller.get(ENTRY).status == 200

    firm.server.database.write(lambda session: key.revoke(session, firm.ours, which))

    assert code(caller.get(ENTRY)) == (403, "invalid_key")


def test_an_expired_key_is_forbidden(firm):
    def work(session):
        return key.create(session, firm.ours, name="old", scopes=["*"], expires_at=session.now)[1]

    caller = firm.nobody.with_key(firm.server.database.write(work))

    assert code(caller.get(ENTRY)) == (403, "invalid_key")


def test_two_keys_in_one_call_are_no_good(firm, alice, bob):
    answer = alice.get(ENTRY, headers={"x-api-key": bob.key})

    assert code(answer) == (403, "invalid_key")


def test_a_key_without_the_scope_is_forbidden_for_another_reason(firm):
    assert code(firm.member("firm:write").get(ENTRY)) == (403, "forbidden")


def test_who_guesses_is_slowed_down(firm):
    guesser = firm.nobody.with_key(key.make()[2], address="192.0.2.99")

    codes = [code(guesser.get(ENTRY)) for _ in range(12)]

    assert codes[0] == (403, "invalid_key")
    assert codes[-1] == (403, "locked_out")
