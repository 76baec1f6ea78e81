"""Operations under /studios."""

import pytest
from gym import (
    CUSTOMERS,
    EVERY_DAY,
    STUDIO,
    book,
    done,
    euro,
    heard,
    opened,
    person,
    refused,
    slot,
)

STUDIOS = f"{STUDIO}/studios"
DETAILS = {
    "name": "Studio Mitte",
    "description": "Strength and a sauna.",
    "countryCode": "DE",
    "openingDate": "2019-04-01",
    "email": "hello@studio.example.com",
    "telephone": "+49 30 901820",
    "website": "https://studio.example.com",
    "street": "Main Street",
    "houseNumber": "12a",
    "zip": "10115",
    "city": "Berlin",
    "location": {"longitude": 13.388, "latitude": 52.517},
}
CHRISTMAS = {
    "reason": "Christmas",
    "dateTimeFrom": "2026-12-24T14:00:00+01:00",
    "dateTimeTo": "2026-12-27T00:00:00+01:00",
}


@pytest.fixture
def staff(cast):
    """The owner of a studio of which nothing has been said yet."""
    return opened(cast)


def read(caller):
    return done(caller.get(f"{STUDIOS}/information"))


def test_a_studio_that_has_said_nothing_has_its_organizations_name(staff):
    name = staff.get("/platform/v1/organization").json()["name"]

    assert read(staff) == {"studioId": 1, "name": name, "openingHours": [], "closingHours": []}


def test_a_studio_is_read_as_it_was_described(alice):
    described = done(alice.put(f"{STUDIOS}/information", json=DETAILS))

    assert {name: described[name] for name in DETAILS} == DETAILS
    assert read(alice) == described


def test_what_is_left_out_of_a_description_is_removed_and_hours_stay(alice):
    done(alice.put(f"{STUDIOS}/information", json=DETAILS))
    done(alice.put(f"{STUDIOS}/opening-hours", json=EVERY_DAY))
    described = done(alice.put(f"{STUDIOS}/information", json={"name": "Mitte"}))

    assert ("street" in described, described["openingHours"]) == (False, EVERY_DAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"openingDate": "2019-02-30"}, "openingDate"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"location": {"longitude": 181, "latitude": 0}}, "location.longitude"),
        ({"location": {"longitude": 0}}, "location.latitude"),
        ({"studioId": 2}, "studioId"),
    ],
)
def test_what_describes_no_studio_is_refused(change, field, alice):
    answer = alice.put(f"{STUDIOS}/information", json=DETAILS | change)

    assert refused(answer) == (400, "invalid_request", field)


def test_opening_hours_are_replaced_all_together(alice):
    weekend = [EVERY_DAY[0] | {"dayOfWeekFrom": "SATURDAY"}]
    done(alice.put(f"{STUDIOS}/opening-hours", json=EVERY_DAY))

    assert done(alice.put(f"{STUDIOS}/opening-hours", json=weekend))["openingHours"] == weekend


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"dayOfWeekFrom": "FRYDAY"}, "0.dayOfWeekFrom"),
        ({"timeFrom": "24:00"}, "0.timeFrom"),
        ({"timeTo": "7"}, "0.timeTo"),
    ],
)
def test_hours_that_are_none_are_refused(change, field, alice):
    answer = alice.put(f"{STUDIOS}/opening-hours", json=[EVERY_DAY[0] | change])

    assert refused(answer) == (400, "invalid_request", field)


def test_closing_hours_are_read_as_they_were_said(alice):
    found = done(alice.put(f"{STUDIOS}/closing-hours", json=[CHRISTMAS]))["closingHours"]

    assert [one["reason"] for one in found] == ["Christmas"]
    assert read(alice)["closingHours"] == found


def test_a_studio_is_not_closed_until_before_it_closes(alice):
    turned = CHRISTMAS | {"dateTimeTo": "2026-12-24T13:00:00+01:00"}
    answer = alice.put(f"{STUDIOS}/closing-hours", json=[turned])

    assert refused(answer) == (400, "invalid_request", "0.dateTimeTo")


def test_hours_are_told_to_listeners(cast, alice):
    told = heard(cast, lambda: alice.put(f"{STUDIOS}/opening-hours", json=EVERY_DAY))
    told += heard(cast, lambda: alice.put(f"{STUDIOS}/closing-hours", json=[CHRISTMAS]))

    assert [type for type, *_ in told] == ["STUDIO_OPENING_HOURS_UPDATED"] * 2


def test_nothing_is_booked_while_the_studio_is_closed(staff):
    id, customer = slot(staff)["id"], person(staff)
    closed = {
        "dateTimeFrom": "2026-11-04T10:59:00+01:00",
        "dateTimeTo": "2026-11-04T12:00:00+01:00",
    }
    done(staff.put(f"{STUDIOS}/closing-hours", json=[closed]))

    assert refused(book(staff, id, customer)) == (409, "booking_studio_closed", None)


def test_opening_hours_are_those_of_the_studios_clock(staff):
    id = slot(staff)["id"]
    done(staff.put(f"{STUDIOS}/opening-hours", json=EVERY_DAY))
    done(book(staff, id, person(staff)))
    done(staff.put(f"{STUDIOS}/settings", json={"timeZone": "America/New_York"}))

    assert refused(book(staff, id, person(staff))) == (409, "booking_studio_closed", None)


def test_settings_have_defaults(staff):
    settings = done(staff.get(f"{STUDIOS}/settings"))

    assert (settings["language"], settings["timeZone"], settings["currency"]) == (
        "en",
        "Europe/Berlin",
        "EUR",
    )
    assert "capacity" not in settings


def test_settings_that_are_not_given_stay(alice):
    before = done(alice.get(f"{STUDIOS}/settings"))
    after = done(alice.put(f"{STUDIOS}/settings", json={"capacity": 120}))

    assert after == before | {"capacity": 120}
    assert done(alice.get(f"{STUDIOS}/utilization"))["capacity"] == 120


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"timeZone": "Europe/Nowhere"}, "timeZone"),
        ({"timeZone": "../etc/passwd"}, "timeZone"),
        ({"currency": "euro"}, "currency"),
        ({"capacity": 0}, "capacity"),
        ({"language": "german"}, "language"),
        ({}, None),
    ],
)
def test_settings_that_make_no_sense_are_refused(change, field, alice):
    assert refused(alice.put(f"{STUDIOS}/settings", json=change)) == (400, "invalid_request", field)


def test_the_currency_stays_once_money_was_booked(staff):
    done(staff.put(f"{STUDIOS}/settings", json={"currency": "CHF"}))
    done(staff.put(f"{STUDIOS}/settings", json={"currency": "EUR"}))
    charge = {"amount": euro(1), "text": "Drinks"}
    done(staff.post(f"{CUSTOMERS}/{person(staff)}/account/charges", json=charge))

    answer = staff.put(f"{STUDIOS}/settings", json={"currency": "CHF"})

    assert refused(answer) == (400, "invalid_request", "currency")


def test_the_language_of_the_studio_is_that_of_its_organization(staff):
    done(staff.put(f"{STUDIOS}/settings", json={"language": "fr"}))

    assert staff.get("/platform/v1/organization").json()["language"] == "fr"


def test_a_studio_sees_nothing_of_another(alice, charlie):
    done(alice.put(f"{STUDIOS}/information", json=DETAILS))

    assert read(charlie)["name"] == "io.example.other"


def test_a_studio_with_nobody_in_it_counts_nobody(staff):
    assert done(staff.get(f"{STUDIOS}/utilization")) == {"count": 0}
