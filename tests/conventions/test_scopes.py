"""A key does what its scopes allow."""

import pytest

from contract.errors import Forbidden
from conventions import scopes


@pytest.mark.parametrize(
    ("granted", "needed", "expected"),
    [
        ({"a"}, ("a",), None),
        ({"a", "b"}, ("b",), None),
        (set(), (), None),
        ({"*"}, ("a", "b"), None),
        ({"a"}, ("a", "b"), "b"),
        (set(), ("a", "b"), "a"),
        ({"a*"}, ("ab",), "ab"),
        ({"b"}, ("a|b",), None),
        ({"c"}, ("a|b",), "a|b"),
        ({"a|b"}, ("a",), "a"),
    ],
)
def test_the_first_lacking_scope_is_named(granted, needed, expected):
    assert scopes.lacking(frozenset(granted), needed) == expected


def test_a_lacking_scope_is_refused_by_name(contract, exchange):
    call = exchange()
    call.granted = frozenset({"notes:read"})
    demand = scopes.bind(contract.operations["createNote"])

    with pytest.raises(Forbidden) as refused:
        demand(call)

    assert refused.value.facts == {"scope": "notes:write"}


def test_a_key_with_every_scope_may_do_everything(contract, exchange):
    call = exchange()
    call.granted = frozenset({"*"})

    scopes.bind(contract.operations["createNote"])(call)


def test_an_operation_that_is_open_to_everybody_asks_for_no_scope(contract):
    assert scopes.bind(contract.operations["getMotto"]) is None
