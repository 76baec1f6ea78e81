import uuid

import pytest

from contract.errors import InvalidRequest
from contract.errors.studio_customers import CustomerNotFound
from models.paging import Page
from models.studio import access, customer
from models.studio.number import next_number

EDDA = {
    "firstName": "Edda",
    "lastName": "Größe",
    "dateOfBirth": "1990-02-28",
    "email": "Edda@Example.com",
    "street": "Lindenweg",
    "houseNumber": "7a",
    "city": "Ulm",
    "zipCode": "89073",
    "countryCode": "DE",
    "language": {"languageCode": "de", "countryCode": "CH"},
    "phoneNumberPrivate": "+49 731 1",
    "phoneNumberMobile": "+49 170 1",
}


def enter(who, **more):
    return who.write(customer.create, EDDA | more)


def test_whoever_is_entered_is_a_prospect(alice):
    made = enter(alice)
    assert made == {
        "id": made["id"],
        "customerNumber": f"C-{made['id']}",
        "firstName": "Edda",
        "lastName": "Größe",
        "dateOfBirth": "1990-02-28",
        "email": "Edda@Example.com",
        "street": "Lindenweg",
        "houseNumber": "7a",
        "zipCode": "89073",
        "city": "Ulm",
        "countryCode": "DE",
        "phonePrivate": "+49 731 1",
        "phonePrivateMobile": "+49 170 1",
        "preferredLanguage": {"languageCode": "de", "countryCode": "CH"},
        "referralCode": made["referralCode"],
        "status": "PROSPECT",
        "uuid": str(uuid.UUID(made["uuid"])),
        "studioId": 1,
        "idlePeriods": [],
        "accessRefusal": False,
        "accessRestrictions": [],
        "additionalInformationFieldAssignments": [],
    }
    assert alice.read(customer.find, made["id"]) == made


def test_nobody_else_can_tell_that_a_customer_exists(alice, charlie):
    made = enter(alice)
    for who, id in ((charlie, made["id"]), (alice, 999), (alice, 2**70), (alice, -1)):
        with pytest.raises(CustomerNotFound):
            who.read(customer.find, id)
        with pytest.raises(CustomerNotFound):
            who.write(customer.change, id, {"city": "Rom"})


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"dateOfBirth": "2026-02-30"}, "body.dateOfBirth"),
        ({"dateOfBirth": "2026-11-23"}, "body.dateOfBirth"),
        ({"firstName": "  "}, "body.firstName"),
        ({"city": "a\0b"}, "body.city"),
        ({"language": {"languageCode": "\ud800"}}, "body.language.languageCode"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(alice, given, at):
    with pytest.raises(InvalidRequest) as refused:
        enter(alice, **given)
    assert [fault.location for fault in refused.value.details] == [at]
    assert alice.read(customer.page, Page(10), customer_status="PROSPECT").items == []


def test_chunks_neither_repeat_nor_skip_anybody(alice, charlie):
    made = [enter(alice, firstName=str(n))["id"] for n in range(5)]
    enter(charlie)
    first = alice.read(customer.page, Page(2), customer_status="PROSPECT")
    made.append(enter(alice)["id"])
    seen, after = [one["id"] for one in first.items], first.next
    while after is not None:
        chunk = alice.read(customer.page, Page(2, after), customer_status="PROSPECT")
        seen += [one["id"] for one in chunk.items]
        after = chunk.next
    assert seen == made
    assert alice.read(customer.page, Page(10)).items == []
    for strange in (2**63 - 1, 2**70, -3):
        alice.read(customer.page, Page(10, (strange,)), customer_status="PROSPECT")


def test_a_search_asks_for_all_that_is_given_in_whatever_case(alice):
    made, other = enter(alice), enter(alice, firstName="Otto", email=None)
    find = lambda **by: [one["id"] for one in alice.read(customer.search, Page(10), **by).items]  # noqa: E731
    assert find(last_name=" GRÖSSE ") == [made["id"], other["id"]]
    assert find(last_name="größe", first_name="otto") == [other["id"]]
    assert find(email="edda@EXAMPLE.com", date_of_birth="1990-02-28") == [made["id"]]
    assert find(first_name="Ed") == []
    assert find(first_name="\0") == []
    with pytest.raises(InvalidRequest):
        find()


def test_exactly_one_identifier_names_a_customer(alice, charlie):
    made = enter(alice)
    alice.write(access.create, made["id"], type="PIN", value="0042")
    alice.write(access.create, made["id"], type="BARCODE", value="X-1")
    alice.write(
        access.create, made["id"], type="CARD_NUMBER", value="04A1B2", card_number_format="HEX_LSB"
    )
    code = alice.read(access.code, made["id"])["qrCodeUuid"]
    for by in (
        {"pin": "0042"},
        {"barcode": "X-1"},
        {"card_number": "11706628"},
        {"card_number": "b2a104", "card_number_format": "HEX_MSB"},
        {"customer_number": made["customerNumber"]},
        {"qr_code_uuid": code.upper()},
    ):
        assert alice.read(customer.find_by, customer.Identifiers(**by)) == made
        with pytest.raises(CustomerNotFound):
            charlie.read(customer.find_by, customer.Identifiers(**by))
    for by in ({}, {"pin": "1", "barcode": "1"}, {"pin": "1", "card_number_format": "DECIMAL"}):
        with pytest.raises(InvalidRequest):
            alice.read(customer.find_by, customer.Identifiers(**by))
    with pytest.raises(CustomerNotFound):
        alice.read(customer.find_by, customer.Identifiers(pin="\0"))


def test_a_change_is_noted_told_and_searchable(alice):
    made = enter(alice)

    def work(session, tenant):
        after = customer.change(
            session, tenant, made["id"], {"lastName": "Neu", "houseNumber": None, "city": "Bonn"}
        )
        return after, [(e.type, e.entity) for e in session.events], session.changes[0].before

    after, events, before = alice.write(work)
    expected = made | {"lastName": "Neu", "city": "Bonn"}
    del expected["houseNumber"]
    assert (after, before) == (expected, made)
    assert events == [("CUSTOMER_UPDATED", str(made["id"]))]
    assert alice.read(customer.search, Page(10), last_name="neu").items == [after]
    assert alice.read(customer.search, Page(10), last_name="größe").items == []


def test_customers_who_lie_far_apart_show_what_is_theirs(alice):
    first = enter(alice)
    alice.write(access.restrict, first["id"], reason="r")

    def skip(session, tenant):
        for _ in range(200):
            next_number(session, tenant)

    alice.write(skip)
    last = enter(alice)
    found = alice.read(customer.page, Page(10), customer_status="PROSPECT").items
    assert [one["accessRefusal"] for one in found] == [True, False]
    assert found == [alice.read(customer.find, one["id"]) for one in (first, last)]
