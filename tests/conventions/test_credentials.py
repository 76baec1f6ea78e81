"""Only who has a valid key comes in."""

import pytest

from contract.errors import TooManyFailures, Unauthenticated
from conventions import credentials
from conventions.counters.memory import MemoryCounters
from conventions.credentials import Credentials
from conventions.lockout import Budgets, Lockout
from models.platform import key, organization
from models.session import Caller

BEARER = {"type": "http", "scheme": "bearer"}
HEADER = {"type": "apiKey", "in": "header", "name": "X-API-Key"}
WAYS = credentials.readers([{"b": []}, {"h": []}], {"b": BEARER, "h": HEADER})


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"authorization": "Bearer k1"}, "k1"),
        ({"authorization": "bearer  k1 "}, "k1"),
        ({"x-api-key": "k1"}, "k1"),
        ({"authorization": "Bearer k1", "x-api-key": "k1"}, "k1"),
        ({"authorization": "Basic eDp5", "x-api-key": "k1"}, "k1"),
        ({"authorization": "Bearer", "x-api-key": "k1"}, "k1"),
        ({"authorization": "Bearer k1", "x-api-key": "k2"}, None),
        ({"authorization": "Basic eDp5"}, None),
        ({"authorization": "k1"}, None),
        ({"authorization": ""}, None),
        ({"x-api-key": ""}, None),
        ({}, None),
    ],
)
def test_a_key_is_taken_from_any_of_its_places_unless_they_disagree(headers, expected):
    assert credentials.presented(headers, WAYS) == expected


def test_a_place_that_the_operation_does_not_name_is_not_looked_at():
    ways = credentials.readers([{"b": []}], {"b": BEARER, "h": HEADER})

    assert credentials.presented({"x-api-key": "k1"}, ways) is None


@pytest.mark.parametrize(
    ("alternative", "scheme"),
    [
        ({"s": []}, {"type": "http", "scheme": "basic"}),
        ({"s": []}, {"type": "oauth2"}),
        ({"s": []}, {"type": "apiKey", "in": "query", "name": "k"}),
        ({}, BEARER),
        ({"s": [], "t": []}, BEARER),
    ],
)
def test_security_that_cannot_be_served_stops_the_start(alternative, scheme):
    with pytest.raises(ValueError, match=r"security|apiKey"):
        credentials.readers([alternative], {"s": scheme, "t": scheme})


@pytest.fixture(scope="module")
def cast(database):
    """Keys and tenants: alice owns acme, bob may read there, charlie is another's."""

    def work(session):
        acme = organization.create(session, "io.example.acme")["organizationId"]
        other = organization.create(session, "io.example.other")["organizationId"]
        return {
            name: (tenant, key.create(session, tenant, name=name, scopes=scopes)[1])
            for name, tenant, scopes in (
                ("alice", acme, ["*"]),
                ("bob", acme, ["registry:read"]),
                ("charlie", other, ["*"]),
            )
        }

    return database.write(work)


@pytest.fixture
def admit(database, operations, contract, exchange):
    """Lets a call in, with a guard that bears three failures of an address."""

    guard = Lockout(MemoryCounters(), Budgets(pair=2, address=3))

    def admitted(text, operation="getNote", *, base_domain=None, **headers):
        link = Credentials(database, guard, base_domain=base_domain).bind(
            operations[operation], contract.apis[operations[operation].api], WAYS
        )
        call = exchange(request_id="r1", headers={"x-api-key": text, **headers})
        try:
            link(call)
        finally:
            admitted.last = call
        return call.caller

    return admitted


def test_a_valid_key_says_who_calls(admit, cast):
    tenant, text = cast["alice"]

    assert admit(text) == Caller(tenant, key.parse(text)[0], "r1", "getNote")


def test_a_public_operation_asks_for_no_key(database, operations, contract):
    door = Credentials(database, Lockout(MemoryCounters()), base_domain=None)

    assert door.bind(operations["getMotto"], contract.apis["plain"], []) is None


@pytest.mark.parametrize("text", ["", "x", "charter_live_a_b"])
def test_without_a_valid_key_nobody_comes_in(admit, text):
    with pytest.raises(Unauthenticated):
        admit(text)

    assert admit.last.caller is None


def test_a_key_with_another_secret_is_refused(admit, database, cast):
    _, text = cast["alice"]
    with pytest.raises(Unauthenticated):
        admit(text[:-1] + ("a" if text[-1] != "a" else "b"))


def test_a_revoked_key_is_refused_at_the_next_call(admit, database, cast):
    tenant, _ = cast["alice"]
    _, text = database.write(
        lambda session: key.create(session, tenant, name="short", scopes=["*"])
    )
    admit(text)

    database.write(lambda session: key.revoke(session, tenant, key.parse(text)[0]))

    with pytest.raises(Unauthenticated):
        admit(text)


def test_a_caller_who_is_known_brings_the_scopes_of_the_key(admit, cast):
    admit(cast["bob"][1], "createNote")

    assert admit.last.caller is not None
    assert admit.last.granted == {"registry:read"}


def test_who_guesses_is_slowed_down_and_who_has_a_key_is_not(admit, cast):
    _, text = cast["alice"]
    admit(text)
    for _ in range(3):
        with pytest.raises(Unauthenticated):
            admit("guess")

    with pytest.raises(TooManyFailures):
        admit("guess")
    admit(text)


@pytest.mark.parametrize(
    "host", ["io-example-acme.api.test", "IO-EXAMPLE-ACME.api.test:8080", "api.test", "localhost"]
)
def test_a_key_is_good_at_its_tenants_host_and_where_no_tenant_is_named(admit, cast, host):
    assert admit(cast["alice"][1], base_domain="api.test", host=host)


@pytest.mark.parametrize("name", ["alice", "charlie"])
def test_a_key_is_not_good_at_another_tenants_host(admit, cast, name):
    other = {"alice": "io-example-other", "charlie": "io-example-acme"}[name]

    with pytest.raises(Unauthenticated):
        admit(cast[name][1], base_domain="api.test", host=f"{other}.api.test")

    assert admit.last.caller is None
