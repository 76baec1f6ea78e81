"""Rates are for those whose keys may see them."""

import pytest

CALLS = [
    ("GET", "/firm/v1/entries/e1", None),
    ("GET", "/firm/v1/entries", None),
    ("POST", "/firm/v1/entries", {"hours": 1}),
]


def entry(answer):
    data = answer.json()["data"]
    return data[0] if isinstance(data, list) else data


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_a_key_without_the_scope_does_not_get_them(bob, method, path, body):
    answer = bob.call(method, path, json=body)

    assert answer.status < 300
    assert "rate" not in entry(answer)
    assert "hours" in entry(answer)


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_a_key_with_it_or_with_all_does(firm, alice, method, path, body):
    entitled = firm.member("firm:read", "firm:write", "firm:rates")

    for caller in (alice, entitled):
        assert "rate" in entry(caller.call(method, path, json=body))
