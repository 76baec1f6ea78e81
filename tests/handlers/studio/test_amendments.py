"""Operations on what customers want changed."""

import pytest
from gym import CUSTOMERS, NOWHERE, PERSON, STUDIO, done, heard, person, refused

AMENDMENTS = f"{STUDIO}/self-service/amendments"
CONTACT = {"email": "eduardo@example.org", "phoneBusiness": "+49 30 5"}
ADDRESS = {"street": "Market Square", "zipCode": "10178", "city": "Berlin", "countryCode": "DE"}


@pytest.fixture
def customer(alice):
    return person(alice, phoneNumberMobile="+49 170 1")


def place(customer, kind="contact"):
    return f"{CUSTOMERS}/{customer}/self-service/{kind}-data"


def wish(caller, customer, data=CONTACT, kind="contact"):
    return done(caller.post(place(customer, kind), json=data))


def decide(caller, amendment, how, **options):
    return caller.post(f"{AMENDMENTS}/{amendment['id']}/{how}", **options)


def withdraw(caller, amendment, customer=None):
    owner = customer or amendment["customerId"]
    return caller.delete(f"{CUSTOMERS}/{owner}/self-service/amendment/{amendment['id']}")


def test_contact_data_are_those_of_the_customer(customer, alice):
    assert done(alice.get(place(customer))) == {
        "email": PERSON["email"],
        "phonePrivateMobile": "+49 170 1",
    }


def test_address_data_are_those_of_the_customer(customer, alice):
    names = ("street", "houseNumber", "zipCode", "city", "countryCode")

    assert done(alice.get(place(customer, "address"))) == {name: PERSON[name] for name in names}


def test_a_wish_changes_nothing_until_it_is_accepted(customer, alice):
    made = wish(alice, customer)
    read = done(alice.get(place(customer)))

    assert (made["status"], made["kind"], made["data"]) == ("PENDING", "CONTACT_DATA", CONTACT)
    assert (read["email"], read["amendment"]) == (PERSON["email"], made)


def test_an_accepted_wish_is_true_and_what_it_left_out_is_gone(customer, alice):
    made = done(decide(alice, wish(alice, customer), "accept"))

    assert (made["status"], "decidedDateTime" in made) == ("ACCEPTED", True)
    assert done(alice.get(place(customer))) == CONTACT
    assert "phonePrivateMobile" not in done(alice.get(f"{CUSTOMERS}/{customer}"))


def test_an_accepted_address_is_the_customers(customer, alice):
    done(decide(alice, wish(alice, customer, ADDRESS, "address"), "accept"))

    assert done(alice.get(place(customer, "address"))) == ADDRESS


@pytest.mark.parametrize("body", [{"reason": "Show a document."}, {}])
def test_a_refused_wish_leaves_everything_as_it_is(body, customer, alice):
    made = done(decide(alice, wish(alice, customer), "refuse", json=body))

    assert (made["status"], made.get("reason")) == ("REFUSED", body.get("reason"))
    assert done(alice.get(place(customer)))["email"] == PERSON["email"]


def test_a_wish_can_be_taken_back(customer, alice):
    assert done(withdraw(alice, wish(alice, customer)))["status"] == "WITHDRAWN"
    assert "amendment" not in done(alice.get(place(customer)))


def test_one_wish_of_a_kind_waits_at_a_time(customer, alice):
    made = wish(alice, customer)
    wish(alice, customer, ADDRESS, "address")

    for again in (
        alice.post(place(customer), json=CONTACT),
        alice.post(place(customer, "address"), json=ADDRESS),
    ):
        assert refused(again) == (409, "amendment_pending", None)
    done(withdraw(alice, made))
    wish(alice, customer)


@pytest.mark.parametrize("first", ["accept", "refuse", "withdraw"])
@pytest.mark.parametrize("then", ["accept", "refuse", "withdraw"])
def test_an_amendment_is_decided_once(first, then, customer, alice):
    acts = {
        "accept": lambda made: decide(alice, made, "accept"),
        "refuse": lambda made: decide(alice, made, "refuse", json={}),
        "withdraw": lambda made: withdraw(alice, made),
    }
    made = wish(alice, customer)
    done(acts[first](made))

    assert refused(acts[then](made)) == (409, "amendment_decided", None)


def test_another_customer_takes_no_wish_back(customer, alice):
    made = wish(alice, customer)

    assert refused(withdraw(alice, made, person(alice))) == (404, "amendment_not_found", None)


def test_another_studio_decides_nothing(customer, alice, charlie):
    made = wish(alice, customer)

    assert refused(decide(charlie, made, "accept")) == (404, "amendment_not_found", None)


def test_nothing_is_decided_that_is_not_there(alice):
    for how, options in (("accept", {}), ("refuse", {"json": {}})):
        answer = decide(alice, {"id": NOWHERE}, how, **options)
        assert refused(answer) == (404, "amendment_not_found", None)


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("contact", {"email": "nobody"}, "email"),
        ("contact", {}, "email"),
        ("contact", CONTACT | {"street": "A"}, "street"),
        ("contact", CONTACT | {"phonePrivate": "call me"}, "phonePrivate"),
        ("address", ADDRESS | {"countryCode": "de"}, "countryCode"),
    ],
)
def test_what_cannot_be_true_cannot_be_wished(kind, data, field, customer, alice):
    answer = alice.post(place(customer, kind), json=data)

    assert refused(answer) == (400, "invalid_request", field)


@pytest.mark.parametrize("kind", ["contact", "address"])
def test_nobody_wishes(kind, alice):
    for answer in (
        alice.get(place(NOWHERE, kind)),
        alice.post(place(NOWHERE, kind), json=CONTACT if kind == "contact" else ADDRESS),
    ):
        assert refused(answer) == (404, "customer_not_found", None)


def test_amendments_are_listed_by_state(customer, alice):
    waiting, decided = wish(alice, customer), wish(alice, customer, ADDRESS, "address")
    done(decide(alice, decided, "accept"))

    def listed(**query):
        found = done(alice.get(AMENDMENTS, query={"sliceSize": 100} | query))["result"]
        return [one["id"] for one in found]

    assert (waiting["id"] in listed(), decided["id"] in listed()) == (True, False)
    assert decided["id"] in listed(status="ACCEPTED")


def test_only_an_accepted_wish_is_told_to_listeners(cast, customer, alice):
    told = []
    for how, options in (("refuse", {"json": {}}), ("accept", {})):
        made = wish(alice, customer)
        told.append(heard(cast, lambda m=made, h=how, o=options: decide(alice, m, h, **o)))

    assert [[type for type, *_ in one] for one in told] == [[], ["CUSTOMER_UPDATED"]]
