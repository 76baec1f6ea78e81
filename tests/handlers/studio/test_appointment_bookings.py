"""Operations on booked appointments."""

import pytest
from gym import (
    APPOINTMENTS,
    NOWHERE,
    at_once,
    done,
    employee,
    heard,
    opened,
    person,
    refused,
    slot,
    training,
)

BOOKINGS = f"{APPOINTMENTS}/booking"
NINE = {"startDateTime": "2026-11-04T09:00:00+01:00", "endDateTime": "2026-11-04T10:00:00+01:00"}
TEN = {"startDateTime": "2026-11-04T10:00:00+01:00", "endDateTime": "2026-11-04T11:00:00+01:00"}


@pytest.fixture
def mia(alice):
    return employee(alice)


@pytest.fixture
def offered(mia, alice):
    return training(alice, mia)


@pytest.fixture
def customer(alice):
    return person(alice)


def wish(made, customer, **more):
    return {"customerId": customer, "bookableAppointmentId": made["id"]} | NINE | more


def book(caller, made, customer, **more):
    return caller.post(f"{BOOKINGS}/book", json=wish(made, customer, **more))


def both(caller, made, customer, **more):
    """What validation says, and the code with which booking is then refused, or its status."""
    body = wish(made, customer, **more)
    said = done(caller.post(f"{APPOINTMENTS}/bookable/validate", json=body))["validationStatus"]
    told = caller.post(f"{BOOKINGS}/book", json=body).json()
    return said, told.get("errorCode") or told["bookingStatus"]


def test_a_slot_is_booked_with_who_is_free(offered, customer, mia, alice):
    made = done(book(alice, offered, customer))

    assert made == {
        "bookingId": made["bookingId"],
        "bookingStatus": "BOOKED",
        "startDateTime": "2026-11-04T08:00:00.000000Z",
        "endDateTime": "2026-11-04T09:00:00.000000Z",
        "title": offered["title"],
        "duration": 60,
        "instructors": [{"id": mia, "firstName": "Mia", "lastName": "Keller"}],
        "appointmentStatus": "PLANNED",
        "participantStatus": "UNSET",
        "customerId": customer,
    }
    assert done(alice.get(f"{BOOKINGS}/{made['bookingId']}")) == made


def test_all_who_are_named_are_there(mia, customer, alice):
    other = employee(alice)
    made = done(book(alice, training(alice, mia, other), customer, instructorIds=[other, mia]))

    assert [one["id"] for one in made["instructors"]] == [mia, other]


def test_an_instructor_is_booked_once_at_a_time(offered, alice):
    done(book(alice, offered, person(alice)))

    assert both(alice, offered, person(alice)) == ("BOOKING_LIMIT_REACHED", "booking_limit_reached")
    assert both(alice, offered, person(alice), **TEN) == ("AVAILABLE", "BOOKED")


def test_who_gives_a_class_is_not_there_for_an_appointment(offered, mia, customer, alice):
    slot(alice, instructorIds=[mia])

    assert both(alice, offered, customer, **TEN)[0] == "BOOKING_LIMIT_REACHED"


def test_of_many_who_book_an_instructor_at_once_one_has_them(offered, alice):
    wishes = [wish(offered, person(alice)) for _ in range(30)]

    statuses = sorted(answer.status for answer in at_once(alice, f"{BOOKINGS}/book", wishes))

    assert statuses == [200] + [409] * 29


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {
                "startDateTime": "2026-11-04T09:01:00+01:00",
                "endDateTime": "2026-11-04T10:01:00+01:00",
            },
            ("NOT_AVAILABLE", "booking_not_available"),
        ),
        ({"endDateTime": "2026-11-04T10:30:00+01:00"}, ("NOT_AVAILABLE", "booking_not_available")),
        (
            {
                "startDateTime": "2026-11-02T09:00:00+01:00",
                "endDateTime": "2026-11-02T10:00:00+01:00",
            },
            ("NOT_AVAILABLE", "booking_not_available"),
        ),
        ({"instructorIds": [NOWHERE]}, ("NOT_AVAILABLE", "booking_not_available")),
    ],
)
def test_only_slots_are_booked(more, expected, offered, customer, alice):
    assert both(alice, offered, customer, **more) == expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (
            {"earliestBookingDays": 1},
            ("DATE_TIME_BEFORE_EARLIEST_BOOKING_DATE_TIME", "booking_too_early"),
        ),
        (
            {"latestBookingMinutes": 99999},
            ("DATE_TIME_AFTER_LATEST_BOOKING_DATE_TIME", "booking_too_late"),
        ),
    ],
)
def test_it_is_booked_in_time(rules, expected, mia, customer, alice):
    assert both(alice, training(alice, mia, **rules), customer) == expected


def test_a_customer_books_a_slot_once(mia, customer, alice):
    made = training(alice, mia, employee(alice))
    done(book(alice, made, customer))

    assert both(alice, made, customer) == ("CUSTOMER_ALREADY_BOOKED", "customer_already_booked")


def test_a_customer_is_in_one_place_at_a_time(offered, customer, alice):
    done(book(alice, offered, customer))
    other = training(alice, employee(alice))

    assert both(alice, other, customer) == (
        "CUSTOMER_IN_OTHER_BOOKING",
        "customer_in_other_booking",
    )


def test_no_more_is_booked_than_the_contingent_allows(mia, customer, alice):
    made = training(alice, mia, contingent={"bookings": 1, "unit": "DAY"})
    done(book(alice, made, customer))

    assert both(alice, made, customer, **TEN) == ("NO_CONTINGENT", "booking_no_contingent")


def test_a_cancelled_appointment_gives_its_time_back(offered, customer, alice):
    id = done(book(alice, offered, customer))["bookingId"]
    made = done(alice.delete(f"{BOOKINGS}/{id}"))

    assert (made["bookingStatus"], made["appointmentStatus"]) == ("CANCELED", "CANCELED")
    assert both(alice, offered, person(alice)) == ("AVAILABLE", "BOOKED")
    answer = alice.delete(f"{BOOKINGS}/{id}")
    assert refused(answer) == (409, "booking_already_cancelled", None)


def test_an_appointment_is_not_cancelled_too_late(mia, customer, alice):
    condition = {
        "cancelationAfterLatestPossible": False,
        "latestCancelTerm": {"value": 3, "unit": "DAY"},
    }
    made = training(alice, mia, cancelCondition=condition)
    id = done(book(alice, made, customer))["bookingId"]

    answer = alice.delete(f"{BOOKINGS}/{id}")

    assert refused(answer) == (409, "booking_cancellation_too_late", None)


def test_appointments_of_a_customer_are_listed_with_the_cancelled_ones(offered, customer, alice):
    ids = [done(book(alice, offered, customer, **when))["bookingId"] for when in (NINE, TEN)]
    done(alice.delete(f"{BOOKINGS}/{ids[0]}"))

    found = done(alice.get(BOOKINGS, query={"customerId": customer}))["result"]
    assert [(one["bookingId"], one["bookingStatus"]) for one in found] == [
        (ids[0], "CANCELED"),
        (ids[1], "BOOKED"),
    ]


def test_the_staff_note_who_came(offered, customer, alice):
    id = done(book(alice, offered, customer))["bookingId"]
    path, came = f"{BOOKINGS}/{id}/participation", {"participantStatus": "PARTICIPATING"}

    assert done(alice.put(path, json=came))["participantStatus"] == "PARTICIPATING"
    done(alice.delete(f"{BOOKINGS}/{id}"))
    assert refused(alice.put(path, json=came)) == (409, "booking_already_cancelled", None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"customerId": NOWHERE}, "customer_not_found"),
        ({"bookableAppointmentId": NOWHERE}, "bookable_appointment_not_found"),
    ],
)
@pytest.mark.parametrize("path", [f"{BOOKINGS}/book", f"{APPOINTMENTS}/bookable/validate"])
def test_nobody_books_nothing(path, change, code, *, offered, customer, alice):
    answer = alice.post(path, json=wish(offered, customer, **change))

    assert refused(answer) == (404, code, None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"startDateTime": "2026-11-04T09:00:00"}, "startDateTime"),
        ({"endDateTime": "2026-11-04T08:00:00+01:00"}, "endDateTime"),
        ({"instructorIds": [1, 1]}, "instructorIds"),
    ],
)
def test_times_and_people_that_are_none_are_refused(change, field, offered, customer, alice):
    answer = book(alice, offered, customer, **change)

    assert refused(answer) == (400, "invalid_request", field)


def test_another_studios_appointment_is_not_found(cast, offered, customer, alice):
    path = f"{BOOKINGS}/{done(book(alice, offered, customer))['bookingId']}"
    other, came = opened(cast), {"participantStatus": "UNSET"}

    for answer in (
        other.get(path),
        other.delete(path),
        other.put(f"{path}/participation", json=came),
    ):
        assert refused(answer) == (404, "booking_not_found", None)


def test_what_becomes_of_an_appointment_is_told_to_listeners(cast, offered, customer, alice):
    answers = []
    told = heard(cast, lambda: answers.append(book(alice, offered, customer)))
    id = done(answers[0])["bookingId"]
    came = {"participantStatus": "PARTICIPATING"}
    told += heard(cast, lambda: alice.put(f"{BOOKINGS}/{id}/participation", json=came))
    told += heard(cast, lambda: alice.delete(f"{BOOKINGS}/{id}"))

    assert told == [
        (f"APPOINTMENT_BOOKING_{what}", str(id), {"customerId": customer})
        for what in ("CREATED", "UPDATED", "CANCELLED")
    ]
