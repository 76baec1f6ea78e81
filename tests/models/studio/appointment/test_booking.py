from functools import partial

import pytest
from booking_cast import EVERY_DAY, OFFICE, all_at_once, at, codes, course, date_of, person, worker

from contract.errors import InvalidRequest
from contract.errors.studio_bookings import (
    BookableAppointmentNotFound,
    BookingAlreadyCancelled,
    BookingLimitReached,
    BookingNotFound,
    EmployeeHasAppointments,
    InstructorAlreadyBooked,
)
from models.paging import Page
from models.studio import employee, studio
from models.studio.appointment import bookable, booking
from models.studio.class_ import slot


def offer(who, *instructors, hours=EVERY_DAY, **more):
    entries = [{"employeeId": id, "workingHours": hours} for id in instructors]
    about = {"title": "Check-up", "duration": 60, "instructors": entries, **more}
    return who.write(bookable.create, bookable.Content(**about))["id"]


def wish(customer_id, bookable_id, starts=None, ends=None, **more):
    return {
        "customer_id": customer_id,
        "bookable_appointment_id": bookable_id,
        "starts_at": starts or at(),
        "ends_at": ends or at(1),
        **more,
    }


def status(who, *args, **more):
    return who.read(booking.validate, **wish(*args, **more))["validationStatus"]


def test_a_booking_tells_what_when_and_with_whom(alice):
    anna, nina = worker(alice), person(alice)
    check = offer(alice, anna, category="Health")
    made = alice.write(booking.book, **wish(nina, check))
    assert made == {
        "bookingId": made["bookingId"],
        "bookingStatus": "BOOKED",
        "startDateTime": at(),
        "endDateTime": at(1),
        "title": "Check-up",
        "duration": 60,
        "category": "Health",
        "instructors": [{"id": anna, "firstName": "Anna", "lastName": "Kern"}],
        "appointmentStatus": "PLANNED",
        "participantStatus": "UNSET",
        "customerId": nina,
    }
    assert alice.read(booking.find, made["bookingId"]) == made
    assert alice.read(booking.page, Page(10), customer_id=nina).items == [made]


def test_one_instructor_is_booked_once_however_many_ask_at_once(alice):
    anna = worker(alice)
    offers = [offer(alice, anna), offer(alice, anna, title="Massage")]
    works = [partial(booking.book, **wish(person(alice), offers[at % 2])) for at in range(40)]
    assert codes(all_at_once(alice, works)) == ["booking_limit_reached"] * 39 + ["done"]


def test_of_three_instructors_each_is_booked_once(alice):
    people = [worker(alice) for _ in range(3)]
    check = offer(alice, *people)
    works = [partial(booking.book, **wish(person(alice), check)) for _ in range(20)]
    made = all_at_once(alice, works)
    assert codes(made) == ["booking_limit_reached"] * 17 + ["done"] * 3
    booked = [one["instructors"][0]["id"] for one in made if isinstance(one, dict)]
    assert sorted(booked) == people


def test_appointments_and_classes_share_the_instructors_time(alice):
    anna, yoga = worker(alice), course(alice)
    check = offer(alice, anna)
    plan = {"starts_at": at(), "ends_at": at(1), "max_participants": 1, "instructor_ids": [anna]}
    works = [
        partial(booking.book, **wish(person(alice), check))
        if number % 2
        else lambda session, tenant: slot.create(session, tenant, yoga, **plan)
        for number in range(20)
    ]
    assert codes(all_at_once(alice, works)).count("done") == 1


def test_overlapping_slots_of_one_instructor_are_not_both_booked(alice):
    anna = worker(alice)
    check = offer(alice, anna, step=15)
    nina, omar = person(alice), person(alice)
    alice.write(booking.book, **wish(nina, check))
    assert status(alice, omar, check, at(0, 45), at(1, 45)) == "BOOKING_LIMIT_REACHED"
    assert status(alice, omar, check, at(1), at(2)) == "AVAILABLE"
    with pytest.raises(BookingLimitReached):
        alice.write(booking.book, **wish(omar, check, at(0, 15), at(1, 15)))
    with pytest.raises(InstructorAlreadyBooked):
        date_of(alice, course(alice), starts=at(0, 30), ends=at(3), instructor_ids=[anna])


def test_many_bookings_over_many_times_never_double_anybody_nor_deadlock(alice):
    people = [worker(alice) for _ in range(3)]
    check = offer(alice, *people, step=30)
    guests = [person(alice) for _ in range(8)]
    works = [
        partial(booking.book, **wish(guests[n % 8], check, at(0, n % 5 * 30), at(1, n % 5 * 30)))
        for n in range(120)
    ]
    made = [one for one in all_at_once(alice, works) if isinstance(one, dict)]
    for key in (lambda one: one["customerId"], lambda one: one["instructors"][0]["id"]):
        for one in made:
            for other in made:
                if one is not other and key(one) == key(other):
                    apart = one["endDateTime"] <= other["startDateTime"]
                    assert apart or other["endDateTime"] <= one["startDateTime"]


def test_all_the_instructors_named_are_booked_or_none(alice):
    anna, boris, carla = worker(alice), worker(alice), worker(alice)
    check = offer(alice, anna, boris)
    nina = person(alice)
    assert status(alice, nina, check, instructor_ids=[carla]) == "NOT_AVAILABLE"
    both = alice.write(booking.book, **wish(nina, check, instructor_ids=[boris, anna]))
    assert [one["id"] for one in both["instructors"]] == [anna, boris]
    assert status(alice, person(alice), check) == "BOOKING_LIMIT_REACHED"


def test_each_reason_has_its_status(alice):
    anna, nina = worker(alice), person(alice)
    check = offer(alice, anna, hours=OFFICE)
    assert status(alice, nina, check, at(0, 10), at(1, 10)) == "NOT_AVAILABLE"
    assert status(alice, nina, check, at(), at(2)) == "NOT_AVAILABLE"
    assert status(alice, nina, check, at(8), at(9)) == "NOT_AVAILABLE"
    assert status(alice, nina, check, at(days=-7), at(1, days=-7)) == "NOT_AVAILABLE"
    assert status(alice, nina, offer(alice, anna, bookable=False)) == "NOT_AVAILABLE"
    near = offer(alice, anna, earliest_days=1)
    assert status(alice, nina, near) == "DATE_TIME_BEFORE_EARLIEST_BOOKING_DATE_TIME"
    early = offer(alice, anna, latest_minutes=3 * 24 * 60)
    assert status(alice, nina, early) == "DATE_TIME_AFTER_LATEST_BOOKING_DATE_TIME"
    once = offer(alice, anna, contingent={"bookings": 1, "unit": "MONTH"})
    alice.write(booking.book, **wish(nina, once))
    assert status(alice, nina, once) == "CUSTOMER_ALREADY_BOOKED"
    assert status(alice, nina, check) == "CUSTOMER_IN_OTHER_BOOKING"
    assert status(alice, nina, once, at(1), at(2)) == "NO_CONTINGENT"
    closed = [{"reason": "Works", "dateTimeFrom": at(1, 30), "dateTimeTo": at(3)}]
    alice.write(studio.change_closing_hours, closed)
    assert status(alice, nina, check, at(1), at(2)) == "STUDIO_CLOSED"


def test_an_end_before_the_beginning_is_refused(alice):
    check, nina = offer(alice, worker(alice)), person(alice)
    with pytest.raises(InvalidRequest) as refused:
        status(alice, nina, check, at(1), at())
    assert [fault.location for fault in refused.value.details] == ["body.endDateTime"]


def test_a_cancelled_appointment_frees_both_times(alice):
    anna, nina = worker(alice), person(alice)
    check = offer(alice, anna)
    made = alice.write(booking.book, **wish(nina, check))
    gone = alice.write(booking.cancel, made["bookingId"])
    assert (gone["bookingStatus"], gone["appointmentStatus"]) == ("CANCELED", "CANCELED")
    assert alice.write(booking.book, **wish(nina, check))["bookingStatus"] == "BOOKED"
    with pytest.raises(BookingAlreadyCancelled):
        alice.write(booking.cancel, made["bookingId"])


def test_slots_are_what_the_working_time_leaves_free(alice):
    anna, boris = worker(alice), worker(alice, "Boris")
    check = offer(alice, anna, boris, hours=OFFICE)
    nina = person(alice)
    alice.write(booking.book, **wish(nina, check, instructor_ids=[anna]))
    date_of(alice, course(alice), starts=at(-1), ends=at(0, 30), instructor_ids=[boris])
    asked = {"start_date": None, "days_ahead": 2}
    found = alice.read(bookable.slots, check, **asked)
    days = [
        (one["startDateTime"], [who["firstName"] for who in one["instructors"]]) for one in found
    ]
    both = ["Anna", "Boris"]
    assert days == [
        (at(-1, days=-1), both),  # Monday, nine in Berlin; Sunday is today and has no working time
        (at(0, days=-1), both),
        (at(1, days=-1), both),
        (at(-1), ["Anna"]),
        (at(1), both),
    ]
    assert found[0]["endDateTime"] == at(0, days=-1)
    for_nina = alice.read(bookable.slots, check, customer_id=nina, **asked)
    assert [one["startDateTime"] for one in for_nina] == [start for start, _ in days]


def test_slots_of_the_past_or_of_a_closed_studio_are_not_offered(alice, clock):
    check = offer(alice, worker(alice), hours=OFFICE)
    before = clock.now
    try:
        clock.forward(days=1, hours=2, minutes=30)  # Monday, 8:51 UTC
        found = alice.read(bookable.slots, check, days_ahead=0)
        assert [one["startDateTime"] for one in found] == [at(0, days=-1), at(1, days=-1)]
    finally:
        clock.now = before
    closed = [{"reason": "Works", "dateTimeFrom": at(0, days=-1), "dateTimeTo": at(0, 30, days=-1)}]
    alice.write(studio.change_closing_hours, closed)
    found = alice.read(bookable.slots, check, days_ahead=1)
    assert [one["startDateTime"] for one in found] == [at(-1, days=-1), at(1, days=-1)]


def test_whoever_leaves_is_not_booked_and_whoever_is_awaited_does_not_leave(alice):
    anna, nina = worker(alice), person(alice)
    check = offer(alice, anna)
    made = alice.write(booking.book, **wish(nina, check))
    with pytest.raises(EmployeeHasAppointments):
        alice.write(employee.delete, anna)
    alice.write(booking.cancel, made["bookingId"])
    alice.write(employee.delete, anna)
    assert status(alice, nina, check) == "NOT_AVAILABLE"
    assert alice.read(booking.find, made["bookingId"])["instructors"][0]["id"] == anna


def test_another_studio_neither_sees_nor_books(alice, charlie):
    check = offer(alice, worker(alice))
    made = alice.write(booking.book, **wish(person(alice), check))
    for act in (booking.find, booking.cancel):
        with pytest.raises(BookingNotFound):
            charlie.write(act, made["bookingId"])
    stranger = person(charlie)
    with pytest.raises(BookableAppointmentNotFound):
        charlie.write(booking.book, **wish(stranger, check))
    with pytest.raises(BookableAppointmentNotFound):
        charlie.read(bookable.find, check)
    with pytest.raises(BookableAppointmentNotFound):
        alice.read(bookable.find, 2**70)


def test_an_offer_shows_its_rules_to_the_staff_and_its_contents_to_all(alice):
    anna = worker(alice)
    check = offer(alice, anna, hours=OFFICE, earliest_days=7)
    assert alice.read(bookable.find, check) == {"id": check, "title": "Check-up", "duration": 60}
    again = {"title": "Talk", "duration": 30, "step": 15, "instructors": []}
    changed = alice.write(bookable.change, check, bookable.Content(**again))
    assert changed == {"id": check, **again, "bookable": True}
    assert alice.read(bookable.slots, check) == []
    assert [one["id"] for one in alice.read(bookable.page, Page(10)).items] == [check]


def test_hours_that_are_none_are_refused_at_their_place_among_the_instructors(alice):
    wrong = [EVERY_DAY[0] | {"timeTo": "25:00"}]
    with pytest.raises(InvalidRequest) as refused:
        offer(alice, worker(alice), hours=wrong)
    (fault,) = refused.value.details
    assert fault.location.startswith("body.instructors.0.workingHours.")
    assert fault.template == "It must be a time of day."
