"""Memberships are on sale, members have signed, and the day can be chosen."""

from datetime import datetime

import pytest

from models.studio import contract, membership

MONTHLY = {
    "term": {"value": 12, "unit": "MONTH"},
    "extension": {"value": 1, "unit": "MONTH"},
    "cancellationPeriod": {"periodValue": 3, "periodUnit": "MONTH"},
    "paymentFrequency": {
        "type": "MONTH_DAY",
        "monthDay": 1,
        "price": {"amount": 39.9, "currency": "EUR"},
    },
    "flatFees": [{"name": "Start", "price": {"amount": 19.99, "currency": "EUR"}}],
}


@pytest.fixture
def offer():
    """Put a membership on sale: `offer(who, term=…)` gives what `preview` and `signup` ask for."""

    def put(who, **term):
        body = {"name": "Flex", "rateCodes": [{"name": "F", "identifier": "F1"}]}
        made = who.write(membership.create, body | {"terms": [MONTHLY | term]})
        return {"membership_offer_id": made["id"], "term_id": made["terms"][0]["id"]}

    return put


@pytest.fixture
def sign(offer):
    """Make a member: `sign(who, start_date=…, **term)` gives the ids of customer and contract."""

    def make(who, start_date=None, **term):
        data = {"firstName": "Edda", "lastName": "Klein"}
        chosen = offer(who, **term)
        made = who.write(membership.signup, **chosen, customer_data=data, start_date=start_date)
        (found,) = who.read(contract.of_customer, made["customerId"])
        return made["customerId"], found["id"]

    return make


@pytest.fixture
def at(clock):
    """Go to noon of a day of the studio; the clock is back where it was after the test."""
    was = clock.now

    def go(day):
        clock.now = datetime.fromisoformat(f"{day}T11:00:00+00:00")

    yield go
    clock.now = was
