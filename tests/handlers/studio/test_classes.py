"""Operations on classes and their slots."""

import pytest
from gym import (
    CLASSES,
    NOWHERE,
    book,
    course,
    done,
    employee,
    heard,
    opened,
    person,
    refused,
    slot,
)

WHOLE = {
    "title": "Yoga",
    "type": "STREAM",
    "duration": 60,
    "category": "Body and mind",
    "description": "Bring a towel.",
    "imgUrl": "https://studio.example.com/yoga.jpg",
    "bookable": False,
    "cancelCondition": {
        "cancelationAfterLatestPossible": False,
        "latestCancelTerm": {"value": 2, "unit": "HOURS"},
    },
    "contingent": {"bookings": 2, "unit": "WEEK"},
}
TIME = {
    "startDateTime": "2026-11-04T10:00:00+01:00",
    "endDateTime": "2026-11-04T11:00:00+01:00",
    "maxParticipants": 1,
    "maxWaitingListParticipants": 2,
}


def at(class_id, made=None):
    return f"{CLASSES}/{class_id}/slots" + ("" if made is None else f"/{made['id']}")


def numbers(answer):
    return [one["id"] for one in done(answer)["result"]]


def test_a_class_is_read_as_it_was_made(alice):
    made = done(alice.post(CLASSES, json=WHOLE))

    assert made == WHOLE | {"id": made["id"]}
    assert done(alice.get(f"{CLASSES}/{made['id']}")) == made


def test_a_class_takes_place_in_the_studio_and_can_be_booked_unless_it_is_said(alice):
    made = done(alice.post(CLASSES, json={"title": "Yoga", "duration": 60}))

    assert (made["type"], made["bookable"]) == ("STUDIO", True)


def test_what_is_left_out_of_a_replacement_is_removed(alice):
    id = course(alice, category="Old")
    changed = done(alice.put(f"{CLASSES}/{id}", json={"title": "New", "duration": 30}))

    assert (changed["title"], "category" in changed) == ("New", False)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"duration": 0}, "duration"),
        ({"duration": 1441}, "duration"),
        ({"type": "OUTSIDE"}, "type"),
        ({"contingent": {"bookings": 0, "unit": "WEEK"}}, "contingent.bookings"),
        ({"imgUrl": "ftp://x"}, "imgUrl"),
    ],
)
def test_what_is_no_class_is_refused(change, field, alice):
    for answer in (
        alice.post(CLASSES, json=WHOLE | change),
        alice.put(f"{CLASSES}/{course(alice)}", json=WHOLE | change),
    ):
        assert refused(answer) == (400, "invalid_request", field)


def test_classes_come_in_chunks_by_number(cast):
    staff = opened(cast)
    made = [course(staff) for _ in range(12)]
    first = done(staff.get(CLASSES, query={"sliceSize": 10}))
    second = done(staff.get(CLASSES, query={"sliceSize": 10, "offset": first["offset"]}))

    assert [one["id"] for one in first["result"] + second["result"]] == made
    assert (first["hasNext"], second["hasNext"]) == (True, False)


def test_a_slot_says_when_where_and_with_whom(alice):
    mia, class_id = employee(alice, publicName="Mia"), course(alice)
    place = {"name": "Room 2", "description": "First floor"}
    made = slot(alice, class_id, instructorIds=[mia], location=place)

    assert (made["startDateTime"], made["endDateTime"]) == (
        "2026-11-04T09:00:00.000000Z",
        "2026-11-04T10:00:00.000000Z",
    )
    assert made["classInformation"]["id"] == class_id
    assert made["instructors"] == [
        {"id": mia, "firstName": "Mia", "lastName": "Keller", "publicName": "Mia"}
    ]
    assert made["location"] == place | {"id": made["location"]["id"]}
    assert (made["bookedParticipants"], made["waitingListParticipants"]) == (0, 0)
    assert done(alice.get(at(class_id, made))) == made


def test_a_room_is_known_by_its_name(alice):
    rooms = {
        slot(alice, location={"name": "Room 7"})["location"]["id"],
        slot(alice, location={"name": "Room 7"})["location"]["id"],
    }

    assert len(rooms) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endDateTime": TIME["startDateTime"]}, "endDateTime"),
        ({"startDateTime": "2026-11-04T25:00:00+01:00"}, "startDateTime"),
        ({"startDateTime": "2026-11-04T10:00:00"}, "startDateTime"),
        ({"maxParticipants": -1}, "maxParticipants"),
        ({"instructorIds": ["Mia"]}, "instructorIds.0"),
    ],
)
def test_what_is_no_slot_is_refused(change, field, alice):
    class_id = course(alice)
    for answer in (
        alice.post(at(class_id), json=TIME | change),
        alice.put(at(class_id, slot(alice, class_id)), json=TIME | change),
    ):
        assert refused(answer) == (400, "invalid_request", field)


def test_a_slot_has_a_class_and_instructors_who_work_here(alice):
    answer = alice.post(at(NOWHERE), json=TIME)
    assert refused(answer) == (404, "class_not_found", None)
    answer = alice.post(at(course(alice)), json=TIME | {"instructorIds": [NOWHERE]})
    assert refused(answer) == (404, "employee_not_found", None)


def test_an_instructor_is_in_one_class_at_a_time(alice):
    mia = employee(alice)
    slot(alice, instructorIds=[mia])
    overlapping = TIME | {
        "startDateTime": "2026-11-04T10:59:00+01:00",
        "endDateTime": "2026-11-04T12:00:00+01:00",
        "instructorIds": [mia],
    }

    answer = alice.post(at(course(alice)), json=overlapping)

    assert refused(answer) == (409, "instructor_already_booked", None)


def test_one_class_may_begin_as_the_other_ends(alice):
    mia = employee(alice)
    slot(alice, instructorIds=[mia])

    slot(
        alice,
        instructorIds=[mia],
        startDateTime="2026-11-04T11:00:00+01:00",
        endDateTime="2026-11-04T12:00:00+01:00",
    )


def test_new_places_go_to_who_waits(cast, alice):
    class_id = course(alice)
    made = slot(alice, class_id)
    bookings = [done(book(alice, made["id"], person(alice)))["bookingId"] for _ in range(3)]
    told = heard(cast, lambda: alice.put(at(class_id, made), json=TIME | {"maxParticipants": 2}))

    read = done(alice.get(at(class_id, made)))
    assert (read["bookedParticipants"], read["waitingListParticipants"]) == (2, 1)
    assert sorted((type, entity) for type, entity, _ in told) == [
        ("CLASS_BOOKING_UPDATED", str(bookings[1])),
        ("CLASS_SLOT_UPDATED", str(made["id"])),
    ]


def test_there_are_never_fewer_places_than_are_booked(alice):
    class_id = course(alice)
    made = slot(alice, class_id)
    done(book(alice, made["id"], person(alice)))

    answer = alice.put(at(class_id, made), json=TIME | {"maxParticipants": 0})

    assert refused(answer) == (409, "class_slot_capacity_too_small", "maxParticipants")


def test_a_cancelled_slot_takes_its_bookings_along(cast, alice):
    class_id = course(alice)
    made = slot(alice, class_id)
    bookings = [done(book(alice, made["id"], person(alice)))["bookingId"] for _ in range(2)]
    told = heard(cast, lambda: alice.delete(at(class_id, made)))

    assert refused(alice.get(at(class_id, made))) == (404, "class_slot_not_found", None)
    for id in bookings:
        read = done(alice.get(f"{CLASSES}/booking/{id}"))
        assert (read["bookingStatus"], read["classSlotStatus"]) == ("CANCELED", "CANCELED")
    assert sorted(type for type, *_ in told) == [
        "CLASS_BOOKING_CANCELLED",
        "CLASS_BOOKING_CANCELLED",
        "CLASS_SLOT_CANCELLED",
    ]


def test_what_has_begun_is_neither_changed_nor_cancelled(alice):
    past = TIME | {
        "startDateTime": "2026-11-02T08:00:00Z",
        "endDateTime": "2026-11-02T10:00:00Z",
    }
    class_id = course(alice)
    made = done(alice.post(at(class_id), json=past))

    for answer in (alice.put(at(class_id, made), json=TIME), alice.delete(at(class_id, made))):
        assert refused(answer) == (409, "class_slot_started", None)


def test_a_slot_of_another_class_is_not_found(alice):
    made = slot(alice)
    other = at(course(alice), made)

    for answer in (alice.get(other), alice.put(other, json=TIME), alice.delete(other)):
        assert refused(answer) == (404, "class_slot_not_found", None)


def test_slots_are_listed_by_day(alice):
    class_id = course(alice)
    days = ("04", "05", "06")
    made = [
        slot(
            alice,
            class_id,
            startDateTime=f"2026-11-{day}T00:00:00+01:00",
            endDateTime=f"2026-11-{day}T01:00:00+01:00",
        )["id"]
        for day in days
    ]

    def listed(**query):
        return numbers(alice.get(at(class_id), query={"sliceSize": 100} | query))

    assert listed() == made
    assert listed(slotWindowStartDate="2026-11-05") == made[1:]
    assert listed(slotWindowStartDate="2026-11-05", daysAhead=0) == [made[1]]
    assert listed(slotWindowStartDate="2026-11-04", daysAhead=1) == made[:2]


def test_slots_of_all_classes_are_listed_together(alice):
    made = [slot(alice)["id"] for _ in range(2)]
    found = numbers(alice.get(f"{CLASSES}/slots", query={"sliceSize": 100}))

    assert [id for id in found if id in made] == made


def test_slots_come_in_chunks(alice):
    class_id = course(alice)
    made = [slot(alice, class_id)["id"] for _ in range(11)]
    first = done(alice.get(at(class_id), query={"sliceSize": 10}))
    second = done(alice.get(at(class_id), query={"sliceSize": 10, "offset": first["offset"]}))

    assert [one["id"] for one in first["result"] + second["result"]] == made
    assert (first["hasNext"], second["hasNext"]) == (True, False)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"slotWindowStartDate": "2026-02-30"}, "slotWindowStartDate"),
        ({"daysAhead": "-1"}, "daysAhead"),
        ({"sliceSize": "9"}, "sliceSize"),
        ({"sliceSize": "101"}, "sliceSize"),
    ],
)
def test_a_window_that_is_none_is_refused(query, field, alice):
    for path in (f"{CLASSES}/slots", at(course(alice))):
        assert refused(alice.get(path, query=query)) == (400, "invalid_request", field)


def test_no_class_has_no_slots(alice):
    assert refused(alice.get(at(NOWHERE))) == (404, "class_not_found", None)


def test_another_studios_class_is_not_found(cast, alice):
    other, class_id = opened(cast), course(alice)

    for answer in (
        other.get(f"{CLASSES}/{class_id}"),
        other.put(f"{CLASSES}/{class_id}", json=WHOLE),
        other.get(at(class_id)),
        other.post(at(class_id), json=TIME),
    ):
        assert refused(answer) == (404, "class_not_found", None)


def test_a_new_slot_is_told_to_listeners(cast, alice):
    class_id, made = course(alice), []
    told = heard(cast, lambda: made.append(slot(alice, class_id)))

    assert told == [("CLASS_SLOT_UPDATED", str(made[0]["id"]), {"classId": class_id})]
