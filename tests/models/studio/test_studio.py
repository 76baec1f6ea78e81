import pytest

from contract.errors import InvalidRequest
from models.studio import account, customer, studio

WEEK = [
    {
        "dayOfWeekFrom": "MONDAY",
        "dayOfWeekTo": "FRIDAY",
        "timeFrom": "06:00",
        "timeTo": "24:00",
    }
]
CLOSED = [
    {
        "reason": "Christmas",
        "dateTimeFrom": "2026-12-24T12:00:00+01:00",
        "dateTimeTo": "2026-12-27T00:00:00+01:00",
    }
]


def test_a_studio_that_has_said_nothing_has_a_name_and_is_always_open(alice):
    assert alice.read(studio.find) == {
        "studioId": 1,
        "name": "io.example.acme",
        "openingHours": [],
        "closingHours": [],
    }
    found = alice.read(studio.settings)
    assert (found["timeZone"], found["currency"], found["language"]) == (
        "Europe/Berlin",
        "EUR",
        "en",
    )


def test_what_it_says_replaces_what_it_said(alice, charlie):
    alice.write(studio.change, {"name": "Ulm", "email": "a@b.example", "zip": "89073"})
    alice.write(studio.change_opening_hours, WEEK)
    alice.write(studio.change_closing_hours, CLOSED)
    after = alice.write(studio.change, {"name": "Ulm Mitte", "city": "Ulm", "studioId": 7})
    assert after == {
        "studioId": 1,
        "name": "Ulm Mitte",
        "city": "Ulm",
        "openingHours": WEEK,
        "closingHours": CLOSED,
    }
    assert alice.read(studio.find) == after
    assert charlie.read(studio.find)["name"] == "io.example.other"


def test_new_hours_are_told(alice):
    def work(session, tenant):
        studio.change_opening_hours(session, tenant, WEEK)
        return [(event.type, event.entity) for event in session.events]

    assert alice.write(work) == [("STUDIO_OPENING_HOURS_UPDATED", "1")]


@pytest.mark.parametrize(
    ("act", "wrong", "at"),
    [
        ("change_opening_hours", {"timeTo": "25:00"}, "body.0.timeTo"),
        ("change_opening_hours", {"timeFrom": "24:00"}, "body.0.timeFrom"),
        ("change_opening_hours", {"dayOfWeekTo": "FREITAG"}, "body.0.dayOfWeekTo"),
        ("change_closing_hours", {"dateTimeTo": "2026-12-24T11:00:00Z"}, "body.0.dateTimeTo"),
        ("change_closing_hours", {"dateTimeFrom": "2026-12-24"}, "body.0"),
    ],
)
def test_hours_that_are_none_are_refused(alice, act, wrong, at):
    given = (WEEK if act == "change_opening_hours" else CLOSED)[0] | wrong
    with pytest.raises(InvalidRequest) as refused:
        alice.write(getattr(studio, act), [given])
    assert [fault.location for fault in refused.value.details] == [at]


def test_settings_change_one_by_one(alice):
    alice.write(studio.set_up, capacity=80, language="de")
    found = alice.write(studio.set_up, time_zone="Europe/Vienna", idle_periods={"enabled": False})
    assert (found["capacity"], found["language"]) == (80, "de")
    assert (found["timeZone"], found["idlePeriods"]["enabled"]) == ("Europe/Vienna", False)
    assert alice.read(studio.settings) == found


def test_the_currency_stays_once_money_was_booked(alice):
    alice.write(studio.set_up, currency="CHF")
    id = alice.write(customer.create, {"firstName": "E", "lastName": "K"})["id"]
    alice.write(account.charge, id, amount={"amount": 5, "currency": "CHF"}, text="Towel")
    with pytest.raises(InvalidRequest):
        alice.write(studio.set_up, currency="EUR")
    alice.write(studio.set_up, currency="CHF")
