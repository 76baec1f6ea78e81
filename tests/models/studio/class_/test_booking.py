import random
from functools import partial

import pytest
from booking_cast import all_at_once, at, codes, course, date_of, person, rest, worker
from sqlalchemy import text

from contract.errors.studio_bookings import (
    BookingAlreadyCancelled,
    BookingCancellationTooLate,
    BookingLimitReached,
    BookingNotFound,
    ClassSlotCapacityTooSmall,
    ClassSlotNotFound,
    CustomerAlreadyBooked,
    InstructorAlreadyBooked,
)
from contract.errors.studio_customers import CustomerNotFound
from models.paging import Page
from models.studio import studio
from models.studio.class_ import booking, slot


def book(who, slot_id, customer_id=None):
    customer_id = customer_id or person(who)
    return who.write(booking.book, customer_id=customer_id, class_slot_id=slot_id)


def status(who, slot_id, customer_id):
    asked = {"customer_id": customer_id, "class_slot_id": slot_id}
    return who.read(booking.validate, **asked)["validationStatus"]


def counts(who, class_id, slot_id):
    found = who.read(slot.find, class_id, slot_id)
    return found["bookedParticipants"], found["waitingListParticipants"]


def test_a_booking_tells_customer_slot_and_class(alice):
    yoga, nina = course(alice), person(alice)
    slot_id = date_of(alice, yoga)
    made = book(alice, slot_id, nina)
    assert made == {
        "bookingId": made["bookingId"],
        "bookingStatus": "BOOKED",
        "classSlotId": slot_id,
        "classId": yoga,
        "customerId": nina,
        "classSlotStatus": "PLANNED",
        "participantStatus": "UNSET",
    }
    assert alice.read(booking.find, made["bookingId"]) == made
    assert alice.read(booking.page, Page(10), customer_id=nina).items == [made]


def test_after_the_places_comes_the_waiting_list_and_then_nothing(alice):
    yoga = course(alice)
    slot_id = date_of(alice, yoga, places=1, waiting=1)
    assert book(alice, slot_id)["bookingStatus"] == "BOOKED"
    assert book(alice, slot_id)["bookingStatus"] == "WAITING_LIST"
    late = person(alice)
    assert status(alice, slot_id, late) == "BOOKING_LIMIT_REACHED"
    with pytest.raises(BookingLimitReached):
        book(alice, slot_id, late)
    assert counts(alice, yoga, slot_id) == (1, 1)


def test_two_hundred_bookings_of_twenty_places_give_twenty_and_a_list_in_order(alice):
    yoga = course(alice)
    slot_id = date_of(alice, yoga, places=20, waiting=100)
    people = [person(alice) for _ in range(200)]
    works = [partial(booking.book, customer_id=id, class_slot_id=slot_id) for id in people]
    made = all_at_once(alice, works)
    assert codes(made) == ["booking_limit_reached"] * 80 + ["done"] * 120
    kept = sorted((one for one in made if isinstance(one, dict)), key=lambda one: one["bookingId"])
    assert [one["bookingStatus"] for one in kept] == ["BOOKED"] * 20 + ["WAITING_LIST"] * 100
    assert counts(alice, yoga, slot_id) == (20, 100)
    all_at_once(alice, [partial(_cancel, id=one["bookingId"]) for one in kept[:20:2]])
    after = [alice.read(booking.find, one["bookingId"])["bookingStatus"] for one in kept]
    assert after[20:] == ["BOOKED"] * 10 + ["WAITING_LIST"] * 90
    assert counts(alice, yoga, slot_id) == (20, 90)


def _cancel(session, tenant, *, id):
    return booking.cancel(session, tenant, id)


def test_one_customer_who_books_twenty_times_at_once_is_booked_once(alice):
    slot_id, nina = date_of(alice, course(alice), places=20), person(alice)
    works = [partial(booking.book, customer_id=nina, class_slot_id=slot_id)] * 20
    assert codes(all_at_once(alice, works)) == ["customer_already_booked"] * 19 + ["done"]


def test_one_customer_books_only_one_of_two_slots_at_the_same_time(alice):
    yoga, nina = course(alice), person(alice)
    ids = [date_of(alice, yoga, places=20) for _ in range(10)]
    works = [partial(booking.book, customer_id=nina, class_slot_id=id) for id in ids]
    assert codes(all_at_once(alice, works)) == ["customer_in_other_booking"] * 9 + ["done"]


def test_the_table_itself_refuses_a_second_live_booking_and_one_too_many(alice):
    yoga, nina = course(alice), person(alice)
    slot_id = date_of(alice, yoga, places=1)
    book(alice, slot_id, nina)
    twice = text(
        "INSERT INTO class_bookings (tenant, id, class_slot_id, customer_id, status,"
        " participant_status, live, booked_at) SELECT tenant, id + 1000, class_slot_id,"
        " customer_id, status, participant_status, live, booked_at FROM class_bookings"
    )
    with pytest.raises(Exception, match=r"(?i)unique"):
        alice.write(lambda session, _: session.execute(twice))
    with pytest.raises(Exception, match=r"never_overbooked"):
        alice.write(lambda session, _: session.execute(text("UPDATE class_slots SET booked = 2")))


def test_a_cancellation_moves_up_whoever_has_waited_longest_and_tells_it(alice):
    yoga = course(alice)
    slot_id = date_of(alice, yoga, places=1)
    first, second, third = (book(alice, slot_id) for _ in range(3))
    told = []

    def cancel(session, tenant):
        found = booking.cancel(session, tenant, first["bookingId"])
        told.extend((event.type, event.entity) for event in session.events)
        return found

    assert alice.write(cancel)["bookingStatus"] == "CANCELED"
    assert told == [
        ("CLASS_BOOKING_CANCELLED", str(first["bookingId"])),
        ("CLASS_BOOKING_UPDATED", str(second["bookingId"])),
    ]
    assert alice.read(booking.find, second["bookingId"])["bookingStatus"] == "BOOKED"
    assert alice.read(booking.find, third["bookingId"])["bookingStatus"] == "WAITING_LIST"
    with pytest.raises(BookingAlreadyCancelled):
        alice.write(booking.cancel, first["bookingId"])


def test_whoever_waits_and_cancels_leaves_the_places_as_they_are(alice):
    yoga = course(alice)
    slot_id = date_of(alice, yoga, places=1)
    _, second, third = (book(alice, slot_id) for _ in range(3))
    alice.write(booking.cancel, second["bookingId"])
    assert alice.read(booking.find, third["bookingId"])["bookingStatus"] == "WAITING_LIST"
    assert counts(alice, yoga, slot_id) == (1, 1)


def test_after_a_cancellation_the_customer_may_book_again(alice):
    slot_id, nina = date_of(alice, course(alice)), person(alice)
    made = book(alice, slot_id, nina)
    assert status(alice, slot_id, nina) == "CUSTOMER_ALREADY_BOOKED"
    with pytest.raises(CustomerAlreadyBooked):
        book(alice, slot_id, nina)
    alice.write(booking.cancel, made["bookingId"])
    assert status(alice, slot_id, nina) == "AVAILABLE"
    assert book(alice, slot_id, nina)["bookingStatus"] == "BOOKED"


def test_each_reason_has_its_status(alice):
    yoga, nina = course(alice), person(alice)
    assert status(alice, date_of(alice, yoga, earliest_booking=at(-1)), nina) == (
        "DATE_TIME_BEFORE_EARLIEST_BOOKING_DATE_TIME"
    )
    assert status(alice, date_of(alice, yoga, latest_booking=at(days=-7)), nina) == (
        "DATE_TIME_AFTER_LATEST_BOOKING_DATE_TIME"
    )
    over = date_of(alice, yoga, starts=at(days=-9), ends=at(1, days=-9))
    assert status(alice, over, nina) == "NOT_AVAILABLE"
    withdrawn = date_of(alice, course(alice, bookable=False))
    assert status(alice, withdrawn, nina) == "NOT_AVAILABLE"
    book(alice, date_of(alice, yoga), nina)
    other = date_of(alice, yoga, starts=at(0, 59), ends=at(2))
    following = date_of(alice, yoga, starts=at(1), ends=at(2))
    assert status(alice, other, nina) == "CUSTOMER_IN_OTHER_BOOKING"
    assert status(alice, following, nina) == "AVAILABLE"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-24", "2026-11-24", "CUSTOMER_IDLE"),
        ("2026-11-01", None, "CUSTOMER_IDLE"),
        ("2026-11-25", None, "AVAILABLE"),
        ("2026-11-01", "2026-11-23", "AVAILABLE"),
    ],
)
def test_whose_membership_rests_on_that_day_does_not_book(alice, first, last, expected):
    nina = person(alice)
    rest(alice, nina, first, last)
    assert status(alice, date_of(alice, course(alice)), nina) == expected


def test_bookings_cancellations_and_changes_at_once_leave_counts_that_are_true(alice):
    yoga, anna = course(alice), worker(alice)
    slots = [
        date_of(alice, yoga, starts=at(n * 2), ends=at(n * 2 + 1), places=3, waiting=3)
        for n in range(3)
    ]
    guests = [person(alice) for _ in range(8)]
    made = [book(alice, slots[n % 3], guests[n]) for n in range(6)]
    works = [partial(booking.book, customer_id=id, class_slot_id=s) for id in guests for s in slots]
    works += [partial(_cancel, id=one["bookingId"]) for one in made]
    for n, slot_id in enumerate(slots):
        plan = {"starts_at": at(n * 2), "ends_at": at(n * 2 + 1), "instructor_ids": [anna]}
        plan |= {"max_participants": 4, "max_waiting_list_participants": 3}
        works.append(partial(_change, class_id=yoga, slot_id=slot_id, **plan))
    random.Random(3).shuffle(works)
    known = {"customer_already_booked", "booking_limit_reached", "done"}
    assert set(codes(all_at_once(alice, works))) <= known
    for slot_id in slots:
        found = [
            one["bookingStatus"]
            for guest in guests
            for one in alice.read(booking.page, Page(50), customer_id=guest).items
            if one["classSlotId"] == slot_id
        ]
        booked, waiting = found.count("BOOKED"), found.count("WAITING_LIST")
        assert counts(alice, yoga, slot_id) == (booked, waiting)
        assert booked == 4 or waiting == 0


def _change(session, tenant, *, class_id, slot_id, **plan):
    return slot.change(session, tenant, class_id, slot_id, **plan)


def test_a_contingent_counts_by_the_week_from_monday_in_the_studio(alice):
    nina = person(alice)
    yoga = course(alice, contingent={"bookings": 1, "unit": "WEEK"})
    # Sunday 23:30 in Berlin is the same week, an hour later is the next one.
    book(alice, date_of(alice, yoga, starts=at(days=1), ends=at(1, days=1)), nina)
    sunday = date_of(alice, yoga, starts="2026-11-29T22:30:00Z", ends="2026-11-29T22:50:00Z")
    monday = date_of(alice, yoga, starts="2026-11-29T23:30:00Z", ends="2026-11-29T23:50:00Z")
    assert status(alice, sunday, nina) == "NO_CONTINGENT"
    assert status(alice, monday, nina) == "AVAILABLE"


def test_a_closed_studio_has_no_classes_but_streams(alice):
    hours = [
        {"dayOfWeekFrom": "MONDAY", "dayOfWeekTo": "FRIDAY", "timeFrom": "11:00", "timeTo": "20:00"}
    ]
    alice.write(studio.change_opening_hours, hours)
    nina = person(alice)
    assert status(alice, date_of(alice, course(alice)), nina) == "STUDIO_CLOSED"
    assert status(alice, date_of(alice, course(alice, type="STREAM")), nina) == "AVAILABLE"


def test_the_cancel_condition_decides_until_when(alice, clock):
    condition = {"latestCancelTerm": {"value": 2, "unit": "HOURS"}}
    strict = date_of(alice, course(alice, cancel_condition=condition), places=1)
    mild = condition | {"cancelationAfterLatestPossible": True}
    kind = date_of(alice, course(alice, cancel_condition=mild), places=1)
    held, waits, free = book(alice, strict), book(alice, strict), book(alice, kind)
    before = clock.now
    try:
        clock.forward(days=2, hours=1)  # Tuesday, 7:21 UTC: less than two hours before the class
        with pytest.raises(BookingCancellationTooLate):
            alice.write(booking.cancel, held["bookingId"])
        alice.write(booking.cancel, waits["bookingId"])
        alice.write(booking.cancel, free["bookingId"])
        clock.forward(hours=2)
        with pytest.raises(BookingCancellationTooLate):
            alice.write(booking.cancel, held["bookingId"])
        clock.forward(hours=1)
        assert alice.read(booking.find, held["bookingId"])["classSlotStatus"] == "COMPLETED"
    finally:
        clock.now = before


def test_a_cancelled_slot_takes_its_bookings_along(alice):
    yoga = course(alice)
    slot_id = date_of(alice, yoga, places=1)
    made = [book(alice, slot_id) for _ in range(2)]
    told = []

    def cancel(session, tenant):
        slot.cancel(session, tenant, yoga, slot_id)
        told.extend(event.type for event in session.events)

    alice.write(cancel)
    assert told == ["CLASS_BOOKING_CANCELLED"] * 2 + ["CLASS_SLOT_CANCELLED"]
    for one in made:
        found = alice.read(booking.find, one["bookingId"])
        assert (found["bookingStatus"], found["classSlotStatus"]) == ("CANCELED", "CANCELED")
        again = date_of(alice, yoga)
        assert status(alice, again, one["customerId"]) == "AVAILABLE"
    assert status(alice, slot_id, person(alice)) == "NOT_AVAILABLE"
    with pytest.raises(ClassSlotNotFound):
        alice.read(slot.find, yoga, slot_id)


def test_more_places_go_to_those_who_wait_and_fewer_than_booked_are_refused(alice):
    yoga = course(alice)
    slot_id = date_of(alice, yoga, places=1)
    made = [book(alice, slot_id) for _ in range(3)]
    plan = {"starts_at": at(), "ends_at": at(1), "max_waiting_list_participants": 2}
    alice.write(slot.change, yoga, slot_id, max_participants=2, **plan)
    states = [alice.read(booking.find, one["bookingId"])["bookingStatus"] for one in made]
    assert states == ["BOOKED", "BOOKED", "WAITING_LIST"]
    with pytest.raises(ClassSlotCapacityTooSmall):
        alice.write(slot.change, yoga, slot_id, max_participants=1, **plan)


def test_bookings_move_along_with_their_slot(alice):
    yoga, nina = course(alice), person(alice)
    slot_id = date_of(alice, yoga)
    book(alice, slot_id, nina)
    alice.write(slot.change, yoga, slot_id, starts_at=at(5), ends_at=at(6), max_participants=2)
    assert status(alice, date_of(alice, yoga), nina) == "AVAILABLE"
    assert status(alice, date_of(alice, yoga, starts=at(5), ends=at(6)), nina) == (
        "CUSTOMER_IN_OTHER_BOOKING"
    )


def test_an_instructor_gives_one_class_at_a_time_however_many_plan_it(alice):
    yoga, anna = course(alice), worker(alice)
    plan = {"starts_at": at(), "ends_at": at(1), "max_participants": 1, "instructor_ids": [anna]}
    works = [lambda session, tenant: slot.create(session, tenant, yoga, **plan)] * 12
    assert codes(all_at_once(alice, works)) == ["done"] + ["instructor_already_booked"] * 11
    following = date_of(alice, yoga, starts=at(1), ends=at(2), instructor_ids=[anna])
    with pytest.raises(InstructorAlreadyBooked):
        alice.write(slot.change, yoga, following, **plan)


def test_another_studio_neither_sees_nor_books(alice, charlie):
    slot_id = date_of(alice, course(alice))
    made = book(alice, slot_id)
    for act in (booking.find, booking.cancel):
        with pytest.raises(BookingNotFound):
            charlie.write(act, made["bookingId"])
    stranger = person(charlie)
    with pytest.raises(ClassSlotNotFound):
        book(charlie, slot_id, stranger)
    with pytest.raises(CustomerNotFound):
        book(charlie, slot_id, made["customerId"] + 10**6)
    with pytest.raises(BookingNotFound):
        alice.read(booking.find, 2**70)


def test_staff_note_who_has_come(alice):
    made = book(alice, date_of(alice, course(alice)))
    came = alice.write(booking.attend, made["bookingId"], participant_status="PARTICIPATING")
    assert came["participantStatus"] == "PARTICIPATING"
