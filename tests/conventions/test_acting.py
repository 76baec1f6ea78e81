"""The named user is looked up inside of the call, and only where the API has the rule."""

from dataclasses import replace

import pytest

from contract.errors import InvalidRequest
from contract.rules import ActingUser
from conventions import acting

ANN = "01935275-3d4e-7b21-8c55-00000000000a"


class Unit:
    """Stands for the session: who calls is all that is looked at."""

    caller = None


@pytest.fixture
def call(contract, operations, exchange, caller):
    """A call under the rule, with the users that each source knows."""

    def made(header, *sources):
        plain = contract.apis["notes"]
        api = replace(plain, rules=replace(plain.rules, acting_user=ActingUser("x-user")))
        people = [lambda _s, tenant, user, ids=ids: (tenant, user) in ids for ids in sources]
        link = acting.bind(
            operations["getNote"], api, lambda session, _exchange: session.caller, lambda _: people
        )
        session = Unit()
        session.caller = caller(tenant="acme")
        headers = {} if header is None else {"x-user": header}
        return link(session, exchange(caller=session.caller, headers=headers))

    return made


@pytest.mark.parametrize("sources", [[{("acme", ANN)}], [set(), {("acme", ANN)}]])
def test_who_is_named_and_known_is_the_one(call, sources):
    assert call(ANN, *sources).user == ANN


def test_who_is_not_named_is_not_looked_up(call):
    assert call(None, set()).user is None


@pytest.mark.parametrize("known", [set(), {("other", ANN)}])
def test_who_is_not_known_is_refused_with_the_header(call, known):
    with pytest.raises(InvalidRequest) as caught:
        call(ANN, known)

    assert [fault.location for fault in caught.value.details] == ["header.x-user"]


def test_without_the_rule_nothing_stands_before_the_handler(contract, operations):
    def handler(session, exchange):
        return None

    bound = acting.bind(operations["getNote"], contract.apis["notes"], handler, lambda _: [])

    assert bound is handler


def test_an_api_whose_users_nobody_knows_stops_the_start(call):
    with pytest.raises(ValueError, match="getNote: acting-user: nobody knows the users of notes"):
        call(ANN)
