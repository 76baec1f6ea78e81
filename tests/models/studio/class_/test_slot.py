from datetime import date

import pytest
from booking_cast import at, course, date_of, worker

from contract.errors import InvalidRequest
from contract.errors.studio_bookings import (
    ClassNotFound,
    ClassSlotNotFound,
    ClassSlotStarted,
    EmployeeNotFound,
    InstructorAlreadyBooked,
)
from models.paging import Page
from models.studio import class_
from models.studio.class_ import slot


def ids(who, **asked):
    return [one["id"] for one in who.read(slot.page, Page(50), **asked).items]


def test_a_slot_shows_class_instructors_room_and_places(alice):
    yoga, anna = course(alice), worker(alice)
    made = alice.write(
        slot.create,
        yoga,
        starts_at="2026-11-24T10:00:00+01:00",
        ends_at=at(1),
        max_participants=20,
        max_waiting_list_participants=5,
        instructor_ids=[anna],
        location={"name": "Room 1", "description": "Upstairs"},
        earliest_booking=at(days=-7),
        latest_booking=at(-1),
    )
    assert made == {
        "id": made["id"],
        "startDateTime": at(),
        "endDateTime": at(1),
        "classInformation": {"id": yoga, "title": "Yoga"},
        "instructors": [{"id": anna, "firstName": "Anna", "lastName": "Kern"}],
        "location": {"id": made["location"]["id"], "name": "Room 1", "description": "Upstairs"},
        "earliestBookingDateTime": at(days=-7),
        "latestBookingDateTime": at(-1),
        "maxParticipants": 20,
        "maxWaitingListParticipants": 5,
        "bookedParticipants": 0,
        "waitingListParticipants": 0,
    }
    assert alice.read(slot.find, yoga, made["id"]) == made
    assert alice.read(slot.page, Page(10), class_id=yoga).items == [made]


def test_a_room_is_made_once_by_its_name(alice):
    yoga = course(alice)
    made = [date_of(alice, yoga, location={"name": "Room 1"}) for _ in range(2)]
    found = [alice.read(slot.find, yoga, id)["location"] for id in made]
    assert found[0] == found[1]


def test_slots_are_listed_by_the_days_of_the_studio(alice):
    yoga, boxing = course(alice), course(alice)
    late = date_of(alice, yoga, starts="2026-11-24T22:59:00Z", ends="2026-11-24T23:30:00Z")
    midnight = date_of(alice, boxing, starts="2026-11-24T23:00:00Z", ends="2026-11-24T23:30:00Z")
    date_of(alice, yoga, starts=at(days=-9), ends=at(1, days=-9))
    assert ids(alice) == [late, midnight]
    assert ids(alice, class_id=boxing) == [midnight]
    assert ids(alice, start_date=date(2026, 11, 24), days_ahead=0) == [late]
    assert ids(alice, start_date=date(2026, 11, 24), days_ahead=1) == [late, midnight]
    assert ids(alice, start_date=date(2026, 11, 25)) == [midnight]
    first = alice.read(slot.page, Page(1))
    assert [one["id"] for one in alice.read(slot.page, Page(1, first.next)).items] == [midnight]


def test_a_slot_belongs_to_its_class_and_its_studio(alice, charlie):
    yoga, boxing = course(alice), course(alice)
    made = date_of(alice, yoga)
    for who, class_id in ((alice, boxing), (charlie, yoga)):
        with pytest.raises(ClassSlotNotFound):
            who.read(slot.find, class_id, made)
        with pytest.raises(ClassSlotNotFound):
            who.write(slot.cancel, class_id, made)
    with pytest.raises(ClassNotFound):
        charlie.read(slot.page, Page(10), class_id=yoga)
    with pytest.raises(ClassNotFound):
        date_of(charlie, yoga)
    with pytest.raises(EmployeeNotFound):
        date_of(charlie, course(charlie), instructor_ids=[worker(alice)])
    assert ids(charlie) == []


def test_an_instructor_changes_hands(alice):
    yoga, anna, boris = course(alice), worker(alice), worker(alice, "Boris")
    made = date_of(alice, yoga, instructor_ids=[anna])
    plan = {"starts_at": at(), "ends_at": at(1), "max_participants": 2}
    alice.write(slot.change, yoga, made, instructor_ids=[boris], **plan)
    date_of(alice, yoga, instructor_ids=[anna])
    with pytest.raises(InstructorAlreadyBooked):
        date_of(alice, yoga, starts=at(0, 59), ends=at(2), instructor_ids=[boris])
    alice.write(slot.cancel, yoga, made)
    date_of(alice, yoga, instructor_ids=[boris])


def test_what_has_begun_is_neither_changed_nor_cancelled(alice):
    yoga = course(alice)
    made = date_of(alice, yoga, starts=at(days=-9), ends=at(1, days=-9))
    with pytest.raises(ClassSlotStarted):
        alice.write(slot.cancel, yoga, made)
    with pytest.raises(ClassSlotStarted):
        alice.write(slot.change, yoga, made, starts_at=at(), ends_at=at(1), max_participants=1)


def test_a_slot_ends_after_it_begins(alice):
    with pytest.raises(InvalidRequest) as refused:
        date_of(alice, course(alice), starts=at(1), ends=at(1))
    assert [fault.location for fault in refused.value.details] == ["body.endDateTime"]


def test_a_class_is_changed_as_a_whole(alice, charlie):
    condition = {"latestCancelTerm": {"value": 2, "unit": "HOURS"}}
    id = course(alice, cancel_condition=condition, category="Calm")
    assert alice.read(class_.find, id) == {
        "id": id,
        "title": "Yoga",
        "type": "STUDIO",
        "duration": 60,
        "bookable": True,
        "category": "Calm",
        "cancelCondition": condition,
    }
    boxing = class_.Content(title="Boxing", duration=45, type="STREAM")
    changed = alice.write(class_.change, id, boxing)
    assert changed == {
        "id": id,
        "title": "Boxing",
        "type": "STREAM",
        "duration": 45,
        "bookable": True,
    }
    assert alice.read(class_.page, Page(10)).items == [changed]
    assert charlie.read(class_.page, Page(10)).items == []
    with pytest.raises(ClassNotFound):
        charlie.write(class_.change, id, boxing)
