"""Operations on access codes, media and restrictions."""

import pytest
from gym import CUSTOMERS, NOWHERE, done, heard, person, refused

DECIMAL = {"type": "CARD_NUMBER", "value": "255", "cardNumberFormat": "DECIMAL"}


@pytest.fixture
def customer(alice):
    return person(alice)


@pytest.fixture
def media(customer):
    return f"{CUSTOMERS}/{customer}/access-mediums"


@pytest.fixture
def restrictions(customer):
    return f"{CUSTOMERS}/{customer}/access-restrictions"


def code(caller, customer):
    return done(caller.get(f"{CUSTOMERS}/{customer}/access-code"))


def test_a_code_expires_after_five_minutes(cast, customer, alice):
    made = code(alice, customer)

    assert made["expiresDateTime"].startswith(f"{cast.clock.now.replace(minute=5):%Y-%m-%dT%H:%M}")


def test_every_code_is_another_one(cast, customer, alice):
    first = code(alice, customer)
    cast.clock.advance(seconds=1)

    assert code(alice, customer)["content"] != first["content"]


def test_there_is_no_code_for_nobody(alice):
    answer = alice.get(f"{CUSTOMERS}/{NOWHERE}/access-code")

    assert refused(answer) == (404, "customer_not_found", None)


@pytest.mark.parametrize(
    "medium",
    [
        {"type": "CARD_NUMBER", "value": "CAFE", "cardNumberFormat": "HEX_MSB"},
        {"type": "PIN", "value": "1234"},
        {"type": "BARCODE", "value": "96385074"},
        {"type": "WALLET_PASS", "value": "pass-1"},
    ],
)
def test_a_medium_is_shown_as_it_was_given(medium, media, alice):
    made = done(alice.post(media, json=medium))

    assert made == medium | {"id": made["id"]}


def test_a_medium_names_one_customer_of_the_studio(media, alice):
    pin = {"type": "PIN", "value": "777"}
    done(alice.post(media, json=pin))

    answer = alice.post(f"{CUSTOMERS}/{person(alice)}/access-mediums", json=pin)

    assert refused(answer) == (409, "access_medium_taken", None)


def test_a_card_is_the_same_in_every_format(media, alice):
    done(alice.post(media, json=DECIMAL | {"value": "3405691582"}))
    same = {"type": "CARD_NUMBER", "value": "BEBAFECA", "cardNumberFormat": "HEX_LSB"}

    answer = alice.post(f"{CUSTOMERS}/{person(alice)}/access-mediums", json=same)

    assert refused(answer) == (409, "access_medium_taken", None)


def test_other_studios_have_the_same_cards(media, alice, charlie):
    card = DECIMAL | {"value": "4711"}
    done(alice.post(media, json=card))

    done(charlie.post(f"{CUSTOMERS}/{person(charlie)}/access-mediums", json=card))


@pytest.mark.parametrize(
    ("medium", "field"),
    [
        ({"type": "CARD_NUMBER", "value": "12x"}, "value"),
        ({"type": "CARD_NUMBER", "value": "1" * 60}, "value"),
        ({"type": "CARD_NUMBER", "value": "XYZ", "cardNumberFormat": "HEX_MSB"}, "value"),
        ({"type": "PIN", "value": "1", "cardNumberFormat": "DECIMAL"}, "cardNumberFormat"),
        ({"type": "PIN", "value": " "}, "value"),
        ({"type": "KEY", "value": "1"}, "type"),
        ({"type": "PIN"}, "value"),
    ],
)
def test_what_is_no_medium_is_refused(medium, field, media, alice):
    assert refused(alice.post(media, json=medium)) == (400, "invalid_request", field)


def test_a_replaced_medium_keeps_its_number_and_frees_its_value(media, alice):
    made = done(alice.post(media, json={"type": "PIN", "value": "old"}))
    changed = done(alice.put(f"{media}/{made['id']}", json={"type": "BARCODE", "value": "new"}))

    assert changed == {"id": made["id"], "type": "BARCODE", "value": "new"}
    done(alice.post(media, json={"type": "PIN", "value": "old"}))


def test_a_medium_does_not_become_one_that_is_taken(media, alice):
    done(alice.post(media, json={"type": "PIN", "value": "one"}))
    other = done(alice.post(media, json={"type": "PIN", "value": "two"}))

    answer = alice.put(f"{media}/{other['id']}", json={"type": "PIN", "value": "one"})

    assert refused(answer) == (409, "access_medium_taken", None)


def test_a_deleted_medium_opens_no_door(media, alice):
    made = done(alice.post(media, json={"type": "PIN", "value": "gone"}))

    assert done(alice.delete(f"{media}/{made['id']}")) == {"id": made["id"]}
    found = alice.get(f"{CUSTOMERS}/by", query={"pin": "gone"})
    assert refused(found) == (404, "customer_not_found", None)
    assert refused(alice.delete(f"{media}/{made['id']}")) == (404, "access_medium_not_found", None)


def test_another_customers_medium_is_not_found(media, alice):
    made = done(alice.post(media, json={"type": "PIN", "value": "mine"}))
    theirs = f"{CUSTOMERS}/{person(alice)}/access-mediums/{made['id']}"

    for answer in (alice.delete(theirs), alice.put(theirs, json={"type": "PIN", "value": "x"})):
        assert refused(answer) == (404, "access_medium_not_found", None)


def test_what_becomes_of_a_medium_is_told_without_its_value(cast, customer, media, alice):
    pin = {"type": "PIN", "value": "secret-1"}
    made = []
    told = heard(cast, lambda: made.append(done(alice.post(media, json=pin))))
    path = f"{media}/{made[0]['id']}"
    told += heard(cast, lambda: alice.put(path, json=pin | {"value": "secret-2"}))
    told += heard(cast, lambda: alice.delete(path))

    content = {"accessMediumId": made[0]["id"]}
    assert told == [
        (f"CUSTOMER_ACCESS_MEDIUM_{what}", str(customer), content)
        for what in ("CREATED", "UPDATED", "DELETED")
    ]


def test_who_is_restricted_without_dates_is_kept_out(customer, restrictions, alice):
    assert done(alice.put(restrictions, json={"reason": "Banned"})) == {"reason": "Banned"}
    read = done(alice.get(f"{CUSTOMERS}/{customer}"))
    assert (read["accessRefusal"], read["accessRestrictions"]) == (True, [{"reason": "Banned"}])


@pytest.mark.parametrize(
    ("first", "last", "out"),
    [
        ("2026-11-01", "2026-11-01", False),
        ("2026-11-01", "2026-11-02", True),
        ("2026-11-02", "2026-11-02", True),
        ("2026-11-03", "2026-11-30", False),
    ],
)
def test_a_restriction_holds_on_its_days(first, last, out, *, customer, restrictions, alice):
    done(alice.put(restrictions, json={"reason": "Fees", "startDate": first, "endDate": last}))

    assert done(alice.get(f"{CUSTOMERS}/{customer}"))["accessRefusal"] is out


def test_a_new_restriction_replaces_the_old_one(customer, restrictions, alice):
    done(alice.put(restrictions, json={"reason": "One"}))
    done(alice.put(restrictions, json={"reason": "Two"}))

    found = done(alice.get(f"{CUSTOMERS}/{customer}"))["accessRestrictions"]
    assert [one["reason"] for one in found] == ["Two"]


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({"startDate": "2026-11-02"}, "endDate"),
        ({"endDate": "2026-11-02"}, "startDate"),
        ({"startDate": "2026-11-02", "endDate": "2026-11-01"}, "endDate"),
        ({"startDate": "2026-11-31", "endDate": "2026-12-01"}, "startDate"),
    ],
)
def test_a_restriction_has_both_dates_or_none(dates, field, restrictions, alice):
    answer = alice.put(restrictions, json={"reason": "Fees"} | dates)

    assert refused(answer) == (400, "invalid_request", field)


def test_a_lifted_restriction_is_gone(customer, restrictions, alice):
    done(alice.put(restrictions, json={"reason": "Fees"}))

    assert done(alice.delete(restrictions)) == {"customerId": customer}
    assert done(alice.get(f"{CUSTOMERS}/{customer}"))["accessRestrictions"] == []
    assert refused(alice.delete(restrictions)) == (404, "access_restriction_not_found", None)


def test_restrictions_are_told_to_listeners(cast, customer, restrictions, alice):
    told = heard(cast, lambda: alice.put(restrictions, json={"reason": "Fees"}))
    told += heard(cast, lambda: alice.delete(restrictions))

    assert [(type, entity) for type, entity, _ in told] == [
        ("CUSTOMER_ACCESS_RESTRICTION_CREATED", str(customer)),
        ("CUSTOMER_ACCESS_RESTRICTION_DELETED", str(customer)),
    ]
