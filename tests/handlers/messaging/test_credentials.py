"""Keys go in a header of their own; who guesses is shut out, and nobody else is."""

import pytest
from sorting_office import API_KEYS, MESSAGES, QUEUES, STATS, caller, limited, now, opened, told

UNAUTHORIZED = b'{"title":"Unauthorized","status":401}'
AWAY = "198.51.100.7"
_homes = (f"192.0.2.{number}" for number in range(1, 255))


@pytest.fixture
def home():
    """An address from which nobody has called."""
    return next(_homes)


def guessed(key):
    """The key with another secret."""
    return key[:-12] + "000000000000"


def refusals(guest, number):
    return [guest.get(QUEUES).status for _ in range(number)]


@pytest.mark.parametrize(
    "key", [None, "", "mine", "charter_live_000000000000_0000", "charter_live_ü"]
)
def test_a_call_without_a_good_key_is_unauthorized_and_told_nothing_else(cast, key):
    answer = caller(cast, key).get(QUEUES)

    assert (answer.status, answer.body) == (401, UNAUTHORIZED)
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(("verb", "path"), [("GET", STATS), ("POST", MESSAGES), ("DELETE", QUEUES)])
def test_so_is_every_other_call(nobody, verb, path):
    assert nobody.call(verb, path).status in {401, 405}


def test_a_key_in_the_query_is_no_key(alice, nobody):
    assert nobody.get(QUEUES, query={"X-API-KEY": alice.key}).status in {400, 401}


def test_the_key_may_also_come_as_a_bearer_token(cast, alice):
    headers = {"authorization": f"Bearer {alice.key}", "x-api-key": None}

    assert told(caller(cast).get(QUEUES, headers=headers))


def test_the_key_decides_the_organization(cast, alice, box, charlie):
    assert box["id"] in {one["id"] for one in told(alice.get(QUEUES))["queues"]}
    assert told(charlie.get(QUEUES))["queues"] == []
    assert charlie.get(f"{QUEUES}/{box['id']}").status == 404


def test_after_five_failures_the_caller_is_forbidden_even_with_the_valid_key(cast, home):
    owner = opened(cast)
    guest = owner.with_key(guessed(owner.key), address=home)

    assert refusals(guest, 6) == [401] * 5 + [403]

    answer = owner.with_key(owner.key, address=home).get(QUEUES)
    assert answer.status == 403
    assert answer.json()["title"] == "Forbidden"


def test_another_address_with_the_same_key_is_not_touched(cast, home):
    owner = opened(cast)
    refusals(owner.with_key(guessed(owner.key), address=home), 6)

    assert told(owner.with_key(owner.key, address=AWAY).get(QUEUES))


def test_another_key_at_the_same_address_is_not_touched(cast, home):
    owner, other = opened(cast), opened(cast)
    refusals(owner.with_key(guessed(owner.key), address=home), 6)

    assert told(other.with_key(other.key, address=home).get(QUEUES))


def test_four_failures_and_a_pause_shut_nobody_out(cast, home):
    owner = opened(cast)
    guest = owner.with_key(guessed(owner.key), address=home)

    assert refusals(guest, 4) == [401] * 4
    cast.clock.advance(seconds=61)
    assert refusals(guest, 4) == [401] * 4
    assert told(owner.with_key(owner.key, address=home).get(QUEUES))


def test_the_time_doubles_while_it_goes_on_up_to_a_quarter_of_an_hour(cast, home):
    owner = opened(cast)
    guest = owner.with_key(guessed(owner.key), address=home)
    honest = owner.with_key(owner.key, address=home)

    for length in (60, 120, 240, 480, 900, 900):
        assert refusals(guest, 6) == [401] * 5 + [403]
        cast.clock.advance(seconds=length - 1)
        assert honest.get(QUEUES).status == 403
        cast.clock.advance(seconds=2)


def test_the_other_apis_do_not_shut_the_caller_out(cast, home):
    owner = opened(cast)
    refusals(owner.with_key(guessed(owner.key), address=home), 6)

    there = owner.with_key(owner.key, address=home)
    assert told(there.get("/platform/v1/organization"))


def test_a_key_that_is_over_is_unauthorized(cast, alice):
    content = {"name": "over.soon", "scopes": {"queues": {"access": "read"}}}
    made = told(alice.post(API_KEYS, json=content | {"expires_at": now(cast) + 60_000}))["api_key"]
    holder = alice.with_key(made["key"])
    assert told(holder.get(QUEUES))

    cast.clock.advance(minutes=1, days=1)

    assert holder.get(QUEUES).body == UNAUTHORIZED


@pytest.mark.parametrize(
    "name", ["Acme", "example", "io.", "io..acme", "io.exa mple.acme", "1o.-a.b", "io.example.acme"]
)
def test_the_name_of_an_organization_is_a_reverse_domain_name_and_its_own(cast, alice, name):
    answer = alice.post("/platform/v1/organizations", json={"name": name})

    assert answer.status in {400, 409, 422}


def test_one_account_has_organizations_for_its_stages_with_nothing_in_common(cast):
    production, staging = opened(cast), opened(cast)
    same = {"name": "billing.invoices"}

    assert [one.post(QUEUES, json=same).status for one in (production, staging)] == [200, 200]
    assert [len(told(one.get(QUEUES))["queues"]) for one in (production, staging)] == [1, 1]


def test_a_limited_key_of_one_organization_is_nothing_in_another(alice, charlie, box):
    assert limited(charlie, queues="read").get(f"{QUEUES}/{box['id']}").status == 404
