from decimal import Decimal

import pytest

from contract.errors import InvalidRequest
from contract.errors.studio_customers import MembershipOfferNotFound
from models.paging import Page
from models.studio import account, contract, customer, membership

EDDA = {
    "firstName": "Edda",
    "lastName": "Klein",
    "bankAccount": {"accountHolder": "E. Klein", "iban": "DE02120300000000202051"},
}
MONTH = {"value": 1, "unit": "MONTH"}


def euro(amount):
    return {"amount": amount, "currency": "EUR"}


FREQUENCIES = {
    "month day": {"type": "MONTH_DAY", "monthDay": 1, "price": euro(39.9)},
    "every four weeks": {
        "type": "RECURRING",
        "term": {"value": 4, "unit": "WEEK"},
        "price": euro(33.33),
    },
    "once": {"type": "NON_RECURRING", "price": euro(199)},
    "free": {"type": "FREE"},
    "in steps": {
        "type": "TERM_BASED",
        "term": MONTH,
        "prices": [{"term": 1, "price": euro(0)}, {"term": 4, "price": euro(29.95)}],
    },
}


@pytest.mark.parametrize("start", [None, "2026-12-10"])
@pytest.mark.parametrize("name", FREQUENCIES)
def test_what_the_preview_says_is_what_is_charged(alice, offer, name, start):
    chosen = offer(alice, paymentFrequency=FREQUENCIES[name])
    seen = alice.read(membership.preview, **chosen, start_date=start)
    made = alice.write(membership.signup, **chosen, customer_data=EDDA, start_date=start)
    id = made["customerId"]
    booked = [
        *alice.read(account.transactions, id, Page(50)).items,
        *alice.read(account.upcoming, id, Page(50)).items,
    ]
    assert [(one["dueDate"], -one["amount"]["amount"], one["text"]) for one in booked] == [
        (one["dueDate"], one["amount"]["amount"], one["description"])
        for one in seen["paymentSchedule"]
    ]
    balances = alice.read(account.balances, id)
    assert balances["openAmount"] == seen["dueOnSigningAmount"]
    whole = [Decimal(str(balances[part]["amount"])) for part in ("openAmount", "upcomingAmount")]
    assert sum(whole) == Decimal(str(seen["totalAmount"]["amount"]))
    (signed,) = alice.read(contract.of_customer, id)
    assert (signed["startDate"], signed["endDate"]) == (seen["startDate"], seen["endDate"])
    assert signed["priceDetails"]["paymentFrequency"] == seen["paymentFrequency"]


def test_the_preview_of_a_started_month(alice, offer):
    assert alice.read(membership.preview, **offer(alice)) | {"paymentSchedule": []} == {
        "membershipOfferId": 2,
        "termId": 3,
        "rateName": "Flex",
        "startDate": "2026-11-22",
        "endDate": "2027-11-21",
        "basePrice": euro(39.9),
        "paymentFrequency": {"id": 4, "type": "MONTH_DAY", "monthDay": 1, "price": euro(39.9)},
        "dueOnSigningAmount": euro(31.96),
        "totalAmount": euro(498.79),
        "paymentSchedule": [],
    }


def test_a_signature_makes_a_member_with_a_contract_in_one_act(alice, offer):
    chosen = offer(alice)

    def work(session, tenant):
        made = membership.signup(session, tenant, **chosen, customer_data=EDDA)
        return made, [event.type for event in session.events]

    made, told = alice.write(work)
    assert told == ["CUSTOMER_CREATED", "CONTRACT_CREATED"]
    found = alice.read(customer.find, made["customerId"])
    assert (found["status"], found["bankAccount"]) == ("MEMBER", EDDA["bankAccount"])
    (signed,) = alice.read(contract.of_customer, made["customerId"], status="ACTIVE")
    assert signed == {
        "id": signed["id"],
        "createdDate": "2026-11-22",
        "startDate": "2026-11-22",
        "endDate": "2027-11-21",
        "rateName": "Flex",
        "rateCodes": [{"name": "F", "identifier": "F1"}],
        "contractStatus": "ACTIVE",
        "cancellationPeriod": {"periodValue": 3, "periodUnit": "MONTH"},
        "cancelled": False,
        "priceDetails": {
            "basePrice": euro(39.9),
            "currentPrice": euro(39.9),
            "paymentFrequency": {"id": 4, "type": "MONTH_DAY", "monthDay": 1, "price": euro(39.9)},
        },
    }
    assert alice.read(contract.of_customer, made["customerId"], status="INACTIVE") == []


def test_a_refused_signature_leaves_nothing(alice, charlie, offer):
    chosen = offer(alice)
    for who, more, refusal in (
        (alice, {"term_id": 999}, MembershipOfferNotFound),
        (charlie, {}, MembershipOfferNotFound),
        (alice, {"membership_offer_id": 2**70}, MembershipOfferNotFound),
        (alice, {"start_date": "2026-11-21"}, InvalidRequest),
        (alice, {"customer_data": EDDA | {"dateOfBirth": "2027-01-01"}}, InvalidRequest),
    ):
        with pytest.raises(refusal):
            who.write(membership.signup, **({"customer_data": EDDA} | chosen | more))
    assert alice.read(customer.page, Page(10)).items == []


def test_an_offer_is_shown_while_it_is_on_sale(alice, offer, at):
    offer(alice)
    (shown,) = alice.read(membership.page)
    assert alice.read(membership.find, shown["id"]) == shown
    assert shown["terms"][0]["flatFees"][0]["price"] == euro(19.99)
    body = {name: shown[name] for name in ("name", "rateCodes", "terms")}
    limited = {"startDate": "2026-12-01", "endDate": "2026-12-24"}
    alice.write(membership.update, shown["id"], body | {"limitedOfferingPeriod": limited})
    assert alice.read(membership.page) == []
    at("2026-12-24")
    assert len(alice.read(membership.page)) == 1
    at("2026-12-25")
    with pytest.raises(MembershipOfferNotFound):
        alice.read(membership.find, shown["id"])
    alice.write(membership.update, shown["id"], body | {"active": False})
    assert alice.read(membership.page) == []


@pytest.mark.parametrize(
    "frequency",
    [
        {"type": "RECURRING", "price": euro(1)},
        {"type": "MONTH_DAY", "price": euro(1)},
        {"type": "TERM_BASED", "term": MONTH},
        {"type": "RECURRING", "term": MONTH, "price": euro(-1)},
        {"type": "RECURRING", "term": MONTH, "price": euro(0.001)},
    ],
)
def test_an_offer_says_all_that_is_needed_to_charge_it(alice, offer, frequency):
    with pytest.raises(InvalidRequest):
        offer(alice, paymentFrequency=frequency)


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"term": {"value": 0, "unit": "MONTH"}}, "body.terms.0.term"),
        ({"term": {"value": 11, "unit": "YEAR"}}, "body.terms.0.term"),
        ({"extension": {"value": 0, "unit": "DAY"}}, "body.terms.0.extension"),
        (
            {"cancellationPeriod": {"periodValue": -1, "periodUnit": "DAY"}},
            "body.terms.0.cancellationPeriod",
        ),
        (
            {
                "term": {"value": 10, "unit": "YEAR"},
                "paymentFrequency": {
                    "type": "RECURRING",
                    "term": {"value": 1, "unit": "DAY"},
                    "price": euro(1),
                },
            },
            "body.terms.0.paymentFrequency.term",
        ),
    ],
)
def test_no_offer_is_without_length_or_without_end(alice, offer, wrong, at):
    with pytest.raises(InvalidRequest) as refused:
        offer(alice, **wrong)
    assert [fault.location for fault in refused.value.details] == [at]


def test_a_changed_offer_keeps_the_ids_of_its_terms_and_signed_contracts_their_prices(alice, offer):
    chosen = offer(alice)
    made = alice.write(membership.signup, **chosen, customer_data=EDDA)
    before = alice.read(contract.of_customer, made["customerId"])
    shown = alice.read(membership.find, chosen["membership_offer_id"])
    shown["terms"][0]["paymentFrequency"]["price"] = euro(49.9)
    alice.write(membership.update, shown["id"], shown)
    assert alice.read(membership.preview, **chosen)["basePrice"] == euro(49.9)
    assert alice.read(contract.of_customer, made["customerId"]) == before


def test_the_picture_of_an_offer_is_replaced_and_stays_when_the_offer_changes(alice, offer):
    id = offer(alice)["membership_offer_id"]
    assert alice.write(membership.image, id) is None
    alice.write(membership.replace_image, id, file="f_1")
    assert alice.write(membership.replace_image, id, file="f_2") == {"imageUrl": "f_2"}
    shown = alice.read(membership.find, id)
    alice.write(membership.update, id, shown | {"name": "Flex 2"})
    assert alice.read(membership.find, id)["imageUrl"] == "f_2"


def test_an_offer_that_is_not_on_sale_gets_its_picture_too(alice, charlie, offer):
    id = offer(alice)["membership_offer_id"]
    alice.write(membership.update, id, alice.read(membership.find, id) | {"active": False})
    alice.write(membership.replace_image, id, file="f_1")
    assert alice.write(membership.image, id) == "f_1"
    with pytest.raises(MembershipOfferNotFound):
        charlie.write(membership.replace_image, id, file="f_2")
