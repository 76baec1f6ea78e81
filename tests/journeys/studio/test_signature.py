"""Who signs pays what the preview said, and becomes a member."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gym import CUSTOMERS, MEMBERSHIPS, PERSON, choice, done, euro, heard, member, offer, refused


@pytest.mark.parametrize("start", ["2026-11-02", "2026-11-20", "2027-01-31"])
def test_preview_and_signup_give_the_same_amounts(start, alice, partner):
    made = offer(
        alice,
        flatFees=[{"name": "Starter kit", "price": euro(29)}],
        paymentFrequency={"type": "MONTH_DAY", "monthDay": 1, "price": euro(39.9)},
        term={"value": 12, "unit": "MONTH"},
    )
    wish = choice(made) | {"startDate": start}
    seen = done(partner.post(f"{MEMBERSHIPS}/signup/preview", json=wish))
    signed = done(partner.post(f"{MEMBERSHIPS}/signup", json=wish | {"customer": PERSON}))
    account = f"{CUSTOMERS}/{signed['customerId']}/account"
    booked = [
        item
        for path in ("transactions", "transactions/upcoming")
        for item in done(alice.get(f"{account}/{path}?sliceSize=50"))["result"]
    ]

    assert [(item["dueDate"], -item["amount"]["amount"]) for item in booked] == [
        (item["dueDate"], item["amount"]["amount"]) for item in seen["paymentSchedule"]
    ]
    balances = done(alice.get(f"{account}/balances"))
    assert balances["openAmount"] == seen["dueOnSigningAmount"]
    parts = [Decimal(str(balances[name]["amount"])) for name in ("openAmount", "upcomingAmount")]
    assert sum(parts) == Decimal(str(seen["totalAmount"]["amount"]))


def test_who_signs_is_a_member_with_an_active_contract(alice, partner):
    id, contract = member(alice)

    assert done(partner.get(f"{CUSTOMERS}/{id}"))["status"] == "MEMBER"
    assert (contract["contractStatus"], contract["cancelled"]) == ("ACTIVE", False)


def test_a_signature_tells_of_the_customer_and_of_the_contract(cast, alice, partner):
    wish = choice(offer(alice)) | {"customer": PERSON}

    told = heard(cast, lambda: partner.post(f"{MEMBERSHIPS}/signup", json=wish))

    assert sorted(type for type, *_ in told) == ["CONTRACT_CREATED", "CUSTOMER_CREATED"]


def test_a_refused_signature_leaves_nothing_behind(cast, alice, partner):
    wish = choice(offer(alice)) | {"customer": PERSON | {"dateOfBirth": "2027-01-01"}}
    before = done(alice.get(CUSTOMERS))["result"]
    answers = []

    told = heard(cast, lambda: answers.append(partner.post(f"{MEMBERSHIPS}/signup", json=wish)))

    assert refused(answers[0]) == (400, "invalid_request", "customer.dateOfBirth")
    assert (told, done(alice.get(CUSTOMERS))["result"]) == ([], before)
