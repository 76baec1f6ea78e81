"""Operations under /classes/booking."""

import pytest
from gym import (
    BOOKINGS,
    NOWHERE,
    book,
    course,
    done,
    heard,
    opened,
    person,
    refused,
    slot,
)

CONDITION = {
    "cancelationAfterLatestPossible": False,
    "latestCancelTerm": {"value": 2, "unit": "HOURS"},
}


@pytest.fixture
def customer(alice):
    return person(alice)


def status(caller, slot_id, customer):
    wish = {"customerId": customer, "classSlotId": slot_id}
    return done(caller.post(f"{BOOKINGS}/validate", json=wish))["validationStatus"]


def both(caller, slot_id, customer):
    """What validation says, and the code with which booking is then refused, or its status."""
    said, answer = status(caller, slot_id, customer), book(caller, slot_id, customer)
    body = answer.json()
    return said, body.get("errorCode") or body["bookingStatus"]


def test_a_free_place_is_booked(customer, alice):
    made = slot(alice)
    booking = done(book(alice, made["id"], customer))

    assert booking == {
        "bookingId": booking["bookingId"],
        "bookingStatus": "BOOKED",
        "classSlotId": made["id"],
        "classId": made["classInformation"]["id"],
        "customerId": customer,
        "classSlotStatus": "PLANNED",
        "participantStatus": "UNSET",
    }
    assert done(alice.get(f"{BOOKINGS}/{booking['bookingId']}")) == booking


def test_who_comes_when_all_places_are_taken_waits(alice):
    id = slot(alice, maxWaitingListParticipants=1)["id"]

    found = [both(alice, id, person(alice)) for _ in range(3)]

    assert found == [
        ("AVAILABLE", "BOOKED"),
        ("AVAILABLE", "WAITING_LIST"),
        ("BOOKING_LIMIT_REACHED", "booking_limit_reached"),
    ]


def test_a_customer_books_a_slot_once(customer, alice):
    id = slot(alice, maxParticipants=5)["id"]
    done(book(alice, id, customer))

    assert both(alice, id, customer) == ("CUSTOMER_ALREADY_BOOKED", "customer_already_booked")


def test_a_customer_is_in_one_place_at_a_time(customer, alice):
    done(book(alice, slot(alice)["id"], customer))

    assert both(alice, slot(alice)["id"], customer) == (
        "CUSTOMER_IN_OTHER_BOOKING",
        "customer_in_other_booking",
    )


@pytest.mark.parametrize(
    ("about", "when", "expected"),
    [
        ({"bookable": False}, {}, ("NOT_AVAILABLE", "booking_not_available")),
        (
            {},
            {"startDateTime": "2026-11-02T08:00:00Z", "endDateTime": "2026-11-02T10:00:00Z"},
            ("NOT_AVAILABLE", "booking_not_available"),
        ),
        (
            {},
            {"earliestBookingDateTime": "2026-11-03T00:00:00Z"},
            ("DATE_TIME_BEFORE_EARLIEST_BOOKING_DATE_TIME", "booking_too_early"),
        ),
        (
            {},
            {"latestBookingDateTime": "2026-11-02T08:00:00Z"},
            ("DATE_TIME_AFTER_LATEST_BOOKING_DATE_TIME", "booking_too_late"),
        ),
        (
            {},
            {"maxParticipants": 0, "maxWaitingListParticipants": 0},
            ("BOOKING_LIMIT_REACHED", "booking_limit_reached"),
        ),
    ],
)
def test_what_stands_in_the_way_is_said_before_and_after(about, when, expected, customer, alice):
    id = slot(alice, course(alice, **about), **when)["id"]

    assert both(alice, id, customer) == expected


def test_no_more_is_booked_than_the_contingent_allows(customer, alice):
    class_id = course(alice, contingent={"bookings": 1, "unit": "WEEK"})
    days = ("04", "05", "09")
    slots = [
        slot(
            alice,
            class_id,
            startDateTime=f"2026-11-{day}T10:00:00+01:00",
            endDateTime=f"2026-11-{day}T11:00:00+01:00",
        )["id"]
        for day in days
    ]

    assert [both(alice, id, customer)[0] for id in slots] == [
        "AVAILABLE",
        "NO_CONTINGENT",
        "AVAILABLE",
    ]


def test_a_cancelled_booking_stays_cancelled(customer, alice):
    id = done(book(alice, slot(alice)["id"], customer))["bookingId"]

    assert done(alice.delete(f"{BOOKINGS}/{id}"))["bookingStatus"] == "CANCELED"
    answer = alice.delete(f"{BOOKINGS}/{id}")
    assert refused(answer) == (409, "booking_already_cancelled", None)


def test_who_has_cancelled_may_book_again(customer, alice):
    made = slot(alice)["id"]
    done(alice.delete(f"{BOOKINGS}/{done(book(alice, made, customer))['bookingId']}"))

    assert both(alice, made, customer) == ("AVAILABLE", "BOOKED")


def test_who_waits_moves_up_in_the_order_of_their_coming(alice):
    made = slot(alice)["id"]
    ids = [done(book(alice, made, person(alice)))["bookingId"] for _ in range(3)]
    done(alice.delete(f"{BOOKINGS}/{ids[0]}"))

    states = [done(alice.get(f"{BOOKINGS}/{id}"))["bookingStatus"] for id in ids]
    assert states == ["CANCELED", "BOOKED", "WAITING_LIST"]


def test_who_waits_no_longer_moves_nobody_up(alice):
    made = slot(alice)["id"]
    ids = [done(book(alice, made, person(alice)))["bookingId"] for _ in range(3)]
    done(alice.delete(f"{BOOKINGS}/{ids[1]}"))

    states = [done(alice.get(f"{BOOKINGS}/{id}"))["bookingStatus"] for id in ids]
    assert states == ["BOOKED", "CANCELED", "WAITING_LIST"]


def test_a_place_is_not_given_back_too_late_but_waiting_is(alice):
    soon = {
        "startDateTime": "2026-11-02T10:30:00Z",
        "endDateTime": "2026-11-02T11:30:00Z",
    }
    made = slot(alice, course(alice, cancelCondition=CONDITION), **soon)["id"]
    place, waiting = (done(book(alice, made, person(alice)))["bookingId"] for _ in range(2))

    late = alice.delete(f"{BOOKINGS}/{place}")
    assert refused(late) == (409, "booking_cancellation_too_late", None)
    done(alice.delete(f"{BOOKINGS}/{waiting}"))


def test_bookings_of_a_customer_are_listed_with_the_cancelled_ones(customer, alice):
    ids = []
    for day in ("04", "05"):
        made = slot(
            alice,
            startDateTime=f"2026-11-{day}T10:00:00+01:00",
            endDateTime=f"2026-11-{day}T11:00:00+01:00",
        )
        ids.append(done(book(alice, made["id"], customer))["bookingId"])
    done(alice.delete(f"{BOOKINGS}/{ids[0]}"))

    found = done(alice.get(BOOKINGS, query={"customerId": customer}))["result"]
    assert [(one["bookingId"], one["bookingStatus"]) for one in found] == [
        (ids[0], "CANCELED"),
        (ids[1], "BOOKED"),
    ]


def test_whose_bookings_are_listed_must_be_said(alice):
    assert refused(alice.get(BOOKINGS)) == (400, "invalid_request", "customerId")


@pytest.mark.parametrize("came", ["PARTICIPATING", "NOT_PARTICIPATING", "UNSET"])
def test_the_staff_note_who_came(came, cast, customer, alice):
    id = done(book(alice, slot(alice)["id"], customer))["bookingId"]
    path, answers = f"{BOOKINGS}/{id}/participation", []
    body = {"participantStatus": came}
    told = heard(cast, lambda: answers.append(alice.put(path, json=body)))

    assert done(answers[0])["participantStatus"] == came
    assert told == [("CLASS_BOOKING_UPDATED", str(id), {"customerId": customer})]


def test_of_a_cancelled_booking_nothing_is_noted(customer, alice):
    id = done(book(alice, slot(alice)["id"], customer))["bookingId"]
    done(alice.delete(f"{BOOKINGS}/{id}"))

    answer = alice.put(f"{BOOKINGS}/{id}/participation", json={"participantStatus": "UNSET"})

    assert refused(answer) == (409, "booking_already_cancelled", None)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"customerId": NOWHERE}, "customer_not_found"),
        ({"classSlotId": NOWHERE}, "class_slot_not_found"),
    ],
)
@pytest.mark.parametrize("act", ["validate", "book"])
def test_nobody_books_nothing(act, wish, code, customer, alice):
    body = {"customerId": customer, "classSlotId": slot(alice)["id"]} | wish

    assert refused(alice.post(f"{BOOKINGS}/{act}", json=body)) == (404, code, None)


def test_another_studios_booking_is_not_found(cast, customer, alice):
    id = done(book(alice, slot(alice)["id"], customer))["bookingId"]
    other, path = opened(cast), f"{BOOKINGS}/{id}"
    came = {"participantStatus": "UNSET"}

    for answer in (
        other.get(path),
        other.delete(path),
        other.put(f"{path}/participation", json=came),
    ):
        assert refused(answer) == (404, "booking_not_found", None)


def test_a_booking_is_told_to_listeners(cast, customer, alice):
    made, answers = slot(alice), []
    told = heard(cast, lambda: answers.append(book(alice, made["id"], customer)))

    ((type, entity, content),) = told
    assert (type, entity) == ("CLASS_BOOKING_CREATED", str(done(answers[0])["bookingId"]))
    assert (content["customerId"], content["bookingStatus"]) == (customer, "BOOKED")


def test_a_refused_booking_is_told_to_nobody(cast, customer, alice):
    made = slot(alice)["id"]
    done(book(alice, made, customer))

    assert heard(cast, lambda: book(alice, made, customer)) == []
