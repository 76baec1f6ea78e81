from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contract.errors import InvalidRequest
from contract.errors.studio_customers import (
    AccessCodeInvalid,
    AccessMediumNotFound,
    AccessMediumTaken,
    AccessRestrictionNotFound,
    CustomerNotFound,
)
from models.studio import access, customer
from models.studio.access import card

FORMATS = ("DECIMAL", "HEX_MSB", "HEX_LSB")


def enter(who):
    return who.write(customer.create, {"firstName": "Edda", "lastName": "Klein"})["id"]


@given(some.integers(0, 2**128 - 1))
def test_all_formats_of_a_card_number_are_one_number(number):
    for format in FORMATS:
        text = card.written(str(number), format)
        assert card.canonical(text, format, "p") == str(number)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("11706628", "DECIMAL"),
        ("00B2A104", "HEX_MSB"),
        ("b2a104", "HEX_MSB"),
        ("04A1B200", "HEX_LSB"),
    ],
)
def test_a_reader_may_pad_and_write_small_letters(text, format):
    assert card.canonical(text, format, "p") == "11706628"


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("", "DECIMAL"),
        ("-1", "DECIMAL"),
        ("B2", "DECIMAL"),
        ("١٢", "DECIMAL"),
        ("9" * 39, "DECIMAL"),
        ("4A1", "HEX_LSB"),
        ("G0", "HEX_MSB"),
        ("0 0", "HEX_MSB"),
        ("00" * 17, "HEX_LSB"),
        ("1", "ROMAN"),
    ],
)
def test_what_is_no_card_number_is_refused(text, format):
    with pytest.raises(InvalidRequest):
        card.canonical(text, format, "body.value")


def test_a_card_is_taken_in_every_format(alice, charlie):
    mine, other = enter(alice), enter(alice)
    alice.write(access.create, mine, type="CARD_NUMBER", value="11706628")
    for text, format in (("11706628", None), ("B2A104", "HEX_MSB"), ("04A1B2", "HEX_LSB")):
        with pytest.raises(AccessMediumTaken):
            alice.write(
                access.create, other, type="CARD_NUMBER", value=text, card_number_format=format
            )
    charlie.write(access.create, enter(charlie), type="CARD_NUMBER", value="11706628")
    alice.write(access.create, other, type="BARCODE", value="11706628")


def test_of_many_at_once_one_gets_the_value(alice):
    people = [enter(alice) for _ in range(12)]

    def take(id):
        try:
            return alice.write(access.create, id, type="PIN", value="1234")
        except AccessMediumTaken:
            return None

    with ThreadPoolExecutor(12) as pool:
        assert len([got for got in pool.map(take, people) if got]) == 1


def test_a_medium_is_changed_and_taken_away(alice):
    mine = enter(alice)
    made = alice.write(
        access.create, mine, type="CARD_NUMBER", value="04a1b2", card_number_format="HEX_LSB"
    )
    assert made == {
        "id": made["id"],
        "type": "CARD_NUMBER",
        "value": "04A1B2",
        "cardNumberFormat": "HEX_LSB",
    }
    after = alice.write(access.update, mine, made["id"], type="PIN", value="99")
    assert after == {"id": made["id"], "type": "PIN", "value": "99"}
    assert alice.read(access.of_customer, mine) == [after]
    alice.write(access.create, enter(alice), type="PIN", value="98")
    with pytest.raises(AccessMediumTaken):
        alice.write(access.update, mine, made["id"], type="PIN", value="98")
    alice.write(access.delete, mine, made["id"])
    with pytest.raises(AccessMediumNotFound):
        alice.write(access.delete, mine, made["id"])
    alice.write(access.create, mine, type="PIN", value="99")


def test_a_medium_belongs_to_its_customer(alice):
    mine, other = enter(alice), enter(alice)
    made = alice.write(access.create, mine, type="PIN", value="1")
    for id in (made["id"], 2**70):
        with pytest.raises(AccessMediumNotFound):
            alice.write(access.delete, other, id)


def test_the_value_of_a_medium_is_neither_noted_nor_told(alice):
    mine = enter(alice)

    def work(session, tenant):
        access.create(session, tenant, mine, type="PIN", value="4711")
        return str(session.changes) + str(session.events)

    found = alice.write(work)
    assert "4711" not in found
    assert "CUSTOMER_ACCESS_MEDIUM_CREATED" in found


def test_a_code_lets_in_for_five_minutes(alice, charlie, clock):
    mine = enter(alice)
    code = alice.read(access.code, mine)["content"]
    assert alice.read(access.owner_of_code, code) == mine
    for who, text in ((charlie, code), (alice, code + "x"), (alice, "")):
        with pytest.raises(AccessCodeInvalid):
            who.read(access.owner_of_code, text)
    clock.forward(minutes=5)
    with pytest.raises(AccessCodeInvalid):
        alice.read(access.owner_of_code, code)


def test_a_restriction_is_shown_and_replaced(alice):
    mine = enter(alice)
    days = {"start_date": "2026-11-22", "end_date": "2026-11-30"}
    made = alice.write(access.restrict, mine, reason="Unpaid", **days)
    assert made == {"reason": "Unpaid", "startDate": "2026-11-22", "endDate": "2026-11-30"}
    found = alice.read(customer.find, mine)
    assert (found["accessRestrictions"], found["accessRefusal"]) == ([made], True)
    assert alice.write(access.restrict, mine, reason="Banned") == {"reason": "Banned"}
    assert alice.read(customer.find, mine)["accessRestrictions"] == [{"reason": "Banned"}]
    alice.write(access.lift, mine)
    assert alice.read(customer.find, mine)["accessRefusal"] is False
    with pytest.raises(AccessRestrictionNotFound):
        alice.write(access.lift, mine)
    with pytest.raises(CustomerNotFound):
        alice.write(access.lift, 999)


@pytest.mark.parametrize(
    ("days", "at"),
    [
        ({"start_date": "2026-11-22"}, "body.endDate"),
        ({"end_date": "2026-11-22"}, "body.startDate"),
        ({"start_date": "2026-11-22", "end_date": "2026-11-21"}, "body.endDate"),
        ({"start_date": "2026-11-31", "end_date": "2026-12-01"}, "body.startDate"),
    ],
)
def test_a_restriction_has_both_dates_or_none(alice, days, at):
    with pytest.raises(InvalidRequest) as refused:
        alice.write(access.restrict, enter(alice), reason="r", **days)
    assert [fault.location for fault in refused.value.details] == [at]
