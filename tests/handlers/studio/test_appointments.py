"""Operations on appointments that can be booked."""

import pytest
from gym import (
    APPOINTMENTS,
    EVERY_DAY,
    NOWHERE,
    STUDIO,
    done,
    employee,
    opened,
    person,
    refused,
    training,
)

BOOKABLE = f"{APPOINTMENTS}/bookable"
WHOLE = {
    "title": "Personal training",
    "duration": 60,
    "step": 30,
    "category": "Training",
    "description": "Bring water.",
    "bookable": True,
    "earliestBookingDays": 28,
    "latestBookingMinutes": 120,
    "cancelCondition": {
        "cancelationAfterLatestPossible": False,
        "latestCancelTerm": {"value": 1, "unit": "DAY"},
    },
    "contingent": {"bookings": 1, "unit": "WEEK"},
    "instructors": [],
}


@pytest.fixture
def mia(alice):
    return employee(alice)


def slots(caller, made, **query):
    query = {"slotWindowStartDate": "2026-11-04", "daysAhead": 1} | query
    return done(caller.get(f"{BOOKABLE}/{made['id']}/slots", query=query))


def begins(found):
    return [one["startDateTime"][:16] for one in found]


def test_an_offer_is_answered_as_it_was_made(mia, alice):
    content = WHOLE | {"instructors": [{"employeeId": mia, "workingHours": EVERY_DAY}]}
    made = done(alice.post(BOOKABLE, json=content))

    assert made == content | {"id": made["id"]}


def test_customers_see_what_concerns_them(mia, alice):
    made = training(alice, mia, category="Training")

    assert done(alice.get(f"{BOOKABLE}/{made['id']}")) == {
        name: made[name] for name in ("id", "title", "duration", "category")
    }


def test_what_is_withdrawn_is_not_found_nor_listed(mia, alice):
    made = training(alice, mia)
    content = WHOLE | {"bookable": False}
    done(alice.put(f"{BOOKABLE}/{made['id']}", json=content))

    answer = alice.get(f"{BOOKABLE}/{made['id']}")
    assert refused(answer) == (404, "bookable_appointment_not_found", None)
    found = done(alice.get(BOOKABLE, query={"sliceSize": 100}))["result"]
    assert made["id"] not in [one["id"] for one in found]


def test_offers_come_in_chunks_by_number(cast):
    staff = opened(cast)
    made = [training(staff)["id"] for _ in range(11)]
    first = done(staff.get(BOOKABLE, query={"sliceSize": 10}))
    second = done(staff.get(BOOKABLE, query={"sliceSize": 10, "offset": first["offset"]}))

    assert [one["id"] for one in first["result"] + second["result"]] == made


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": " "}, (400, "invalid_request", "title")),
        ({"step": 4}, (400, "invalid_request", "step")),
        ({"duration": 0}, (400, "invalid_request", "duration")),
        (
            {"instructors": [{"employeeId": NOWHERE, "workingHours": []}]},
            (404, "employee_not_found", None),
        ),
        (
            {"instructors": [{"employeeId": 1, "workingHours": []}] * 2},
            (400, "invalid_request", "instructors"),
        ),
        (
            {"instructors": [{"employeeId": 1, "workingHours": [{}]}]},
            (400, "invalid_request", "instructors.0.workingHours.0.dayOfWeekFrom"),
        ),
    ],
)
def test_what_is_no_offer_is_refused(change, expected, alice):
    assert refused(alice.post(BOOKABLE, json=WHOLE | change)) == expected


def test_slots_are_computed_from_working_hours(mia, alice):
    found = slots(alice, training(alice, mia, step=240))

    # From nine to five by the clock in Berlin, which is an hour ahead of UTC.
    assert begins(found) == [f"2026-11-0{day}T{hour}:00" for day in (4, 5) for hour in ("08", "12")]
    assert [one["instructors"][0]["id"] for one in found] == [mia] * 4


def test_slots_begin_after_each_other_unless_a_step_is_said(mia, alice):
    assert len(slots(alice, training(alice, mia, duration=120), daysAhead=1)) == 8


def test_every_slot_names_all_who_are_free(mia, alice):
    other = employee(alice)
    found = slots(alice, training(alice, mia, other))

    assert {tuple(who["id"] for who in one["instructors"]) for one in found} == {(mia, other)}


def test_a_customer_is_not_offered_what_they_cannot_keep(mia, alice):
    made, customer = training(alice, mia, employee(alice), duration=240), person(alice)
    wish = {
        "customerId": customer,
        "bookableAppointmentId": made["id"],
        "startDateTime": "2026-11-04T08:00:00Z",
        "endDateTime": "2026-11-04T12:00:00Z",
    }
    done(alice.post(f"{APPOINTMENTS}/booking/book", json=wish))

    assert begins(slots(alice, made))[0] == "2026-11-04T08:00"
    assert begins(slots(alice, made, customerId=customer))[0] == "2026-11-04T12:00"


def test_there_are_no_slots_while_the_studio_is_closed(cast):
    staff = opened(cast)
    made = training(staff, employee(staff), duration=240)
    closed = {
        "dateTimeFrom": "2026-11-04T00:00:00+01:00",
        "dateTimeTo": "2026-11-05T00:00:00+01:00",
    }
    done(staff.put(f"{STUDIO}/studios/closing-hours", json=[closed]))

    assert begins(slots(staff, made)) == ["2026-11-05T08:00", "2026-11-05T12:00"]


def test_there_are_no_slots_too_early_or_too_late(mia, alice):
    early = training(alice, mia, duration=240, earliestBookingDays=2)
    late = training(alice, mia, duration=240, latestBookingMinutes=3 * 24 * 60)

    assert begins(slots(alice, early)) == ["2026-11-04T08:00", "2026-11-04T12:00"]
    assert begins(slots(alice, late)) == ["2026-11-05T12:00"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"daysAhead": 0}, "daysAhead"),
        ({"daysAhead": 7}, "daysAhead"),
        ({"slotWindowStartDate": "2026-11-31"}, "slotWindowStartDate"),
        ({"customerId": "x"}, "customerId"),
    ],
)
def test_a_window_that_is_none_is_refused(query, field, mia, alice):
    path = f"{BOOKABLE}/{training(alice, mia)['id']}/slots"

    assert refused(alice.get(path, query=query)) == (400, "invalid_request", field)


def test_there_are_no_slots_for_nobody(mia, alice):
    path = f"{BOOKABLE}/{training(alice, mia)['id']}/slots"

    answer = alice.get(path, query={"customerId": NOWHERE})

    assert refused(answer) == (404, "customer_not_found", None)


def test_another_studios_offer_is_not_found(cast, mia, alice):
    made, other = training(alice, mia), opened(cast)
    path = f"{BOOKABLE}/{made['id']}"

    for answer in (other.get(path), other.get(f"{path}/slots"), other.put(path, json=WHOLE)):
        assert refused(answer) == (404, "bookable_appointment_not_found", None)
