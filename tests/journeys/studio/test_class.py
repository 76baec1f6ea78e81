"""Two hundred book a class at once, and it is never overbooked."""

from __future__ import annotations

import pytest
from gym import BOOKINGS, CLASSES, at_once, book, done, heard, person, refused, slot


@pytest.fixture(scope="module")
def crowd(cast):
    """200 customers."""
    staff = cast.caller("alice")
    return [person(staff) for _ in range(200)]


@pytest.fixture(scope="module")
def booked(cast, crowd):
    """What 200 callers are told who book one slot of 20 places, and 30 to wait, at the same time."""
    staff = cast.caller("alice")
    id = slot(staff, maxParticipants=20, maxWaitingListParticipants=30)["id"]
    wishes = [{"customerId": one, "classSlotId": id} for one in crowd]
    return id, at_once(staff, f"{BOOKINGS}/book", wishes)


def with_status(booked, status):
    bodies = [answer.json() for answer in booked[1] if answer.status == 200]
    return sorted(one["bookingId"] for one in bodies if one["bookingStatus"] == status)


def test_of_200_who_book_at_once_exactly_20_have_a_place(booked):
    assert len(with_status(booked, "BOOKED")) == 20


def test_the_next_30_wait_and_all_others_are_refused(booked):
    refusals = [refused(answer) for answer in booked[1] if answer.status != 200]

    assert len(with_status(booked, "WAITING_LIST")) == 30
    assert refusals == [(409, "booking_limit_reached", None)] * 150


def test_who_came_first_has_the_place(booked):
    assert max(with_status(booked, "BOOKED")) < min(with_status(booked, "WAITING_LIST"))


def test_the_slot_counts_them(booked, partner):
    (found,) = (
        one
        for one in done(partner.get(f"{CLASSES}/slots?slotWindowStartDate=2026-11-04"))["result"]
        if one["id"] == booked[0]
    )

    assert (found["bookedParticipants"], found["waitingListParticipants"]) == (20, 30)


def test_a_cancellation_moves_the_first_who_waits_up(booked, partner):
    first, second = with_status(booked, "WAITING_LIST")[:2]
    cancelled = with_status(booked, "BOOKED")[7]

    assert done(partner.delete(f"{BOOKINGS}/{cancelled}"))["bookingStatus"] == "CANCELED"
    assert [done(partner.get(f"{BOOKINGS}/{id}"))["bookingStatus"] for id in (first, second)] == [
        "BOOKED",
        "WAITING_LIST",
    ]


def test_a_cancellation_tells_of_both(cast, alice, partner):
    id = slot(alice)["id"]
    place, waiting = (done(book(partner, id, person(alice)))["bookingId"] for _ in range(2))

    told = heard(cast, lambda: partner.delete(f"{BOOKINGS}/{place}"))

    assert {(type, entity) for type, entity, _ in told} == {
        ("CLASS_BOOKING_CANCELLED", str(place)),
        ("CLASS_BOOKING_UPDATED", str(waiting)),
    }


def test_what_validation_says_is_what_booking_does(alice, partner):
    id, customer = slot(alice)["id"], person(alice)
    wish = {"customerId": customer, "classSlotId": id}

    said = [done(partner.post(f"{BOOKINGS}/validate", json=wish))["validationStatus"]]
    did = [book(partner, id, customer).status]
    said.append(done(partner.post(f"{BOOKINGS}/validate", json=wish))["validationStatus"])
    did.append(refused(book(partner, id, customer))[1])

    assert list(zip(said, did, strict=True)) == [
        ("AVAILABLE", 200),
        ("CUSTOMER_ALREADY_BOOKED", "customer_already_booked"),
    ]
