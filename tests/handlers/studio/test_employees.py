"""Operations under /employees."""

import pytest
from gym import NOWHERE, STUDIO, course, done, employee, heard, refused, slot

EMPLOYEES = f"{STUDIO}/employees"
WHOLE = {
    "firstName": "Mia",
    "lastName": "Keller",
    "publicName": "Mia",
    "email": "mia@example.com",
    "phone": "+49 30 1",
    "jobTitle": "Trainer",
}


def test_an_employee_is_read_as_entered(alice):
    made = done(alice.post(EMPLOYEES, json=WHOLE))

    assert made == WHOLE | {"id": made["id"]}
    assert done(alice.get(f"{EMPLOYEES}/{made['id']}")) == made


def test_what_is_left_out_of_a_replacement_is_removed(alice):
    id = employee(alice, **WHOLE)
    less = {"firstName": "Mia", "lastName": "Weber"}

    assert done(alice.put(f"{EMPLOYEES}/{id}", json=less)) == less | {"id": id}


def test_who_has_left_is_not_found(alice):
    id = employee(alice)

    assert done(alice.delete(f"{EMPLOYEES}/{id}")) == {"id": id}
    for answer in (
        alice.get(f"{EMPLOYEES}/{id}"),
        alice.put(f"{EMPLOYEES}/{id}", json=WHOLE),
        alice.delete(f"{EMPLOYEES}/{id}"),
    ):
        assert refused(answer) == (404, "employee_not_found", None)


def test_who_is_awaited_does_not_leave(alice):
    id = employee(alice)
    slot(alice, instructorIds=[id])

    assert refused(alice.delete(f"{EMPLOYEES}/{id}")) == (409, "employee_has_appointments", None)


def test_who_is_awaited_no_more_leaves(alice):
    id, class_id = employee(alice), course(alice)
    made = slot(alice, class_id, instructorIds=[id])
    done(alice.delete(f"{STUDIO}/classes/{class_id}/slots/{made['id']}"))

    done(alice.delete(f"{EMPLOYEES}/{id}"))


def test_employees_come_in_chunks_by_number(charlie):
    made = [employee(charlie) for _ in range(12)]
    first = done(charlie.get(EMPLOYEES, query={"sliceSize": 10}))
    second = done(charlie.get(EMPLOYEES, query={"sliceSize": 10, "offset": first["offset"]}))

    assert [one["id"] for one in first["result"] + second["result"]] == made
    assert (first["hasNext"], second["hasNext"]) == (True, False)


@pytest.mark.parametrize("size", ["9", "101"])
def test_a_slice_size_out_of_bounds_is_refused(size, alice):
    answer = alice.get(EMPLOYEES, query={"sliceSize": size})

    assert refused(answer) == (400, "invalid_request", "sliceSize")


@pytest.mark.parametrize(
    ("change", "field"),
    [({"firstName": ""}, "firstName"), ({"email": "x"}, "email"), ({"salary": 1}, "salary")],
)
def test_what_is_no_employee_is_refused(change, field, alice):
    for answer in (
        alice.post(EMPLOYEES, json=WHOLE | change),
        alice.put(f"{EMPLOYEES}/{employee(alice)}", json=WHOLE | change),
    ):
        assert refused(answer) == (400, "invalid_request", field)


def test_another_studios_employee_is_not_found(alice, charlie):
    id = max(employee(alice) for _ in range(15))

    assert refused(charlie.get(f"{EMPLOYEES}/{id}")) == (404, "employee_not_found", None)


def test_nobody_is_not_found(alice):
    assert refused(alice.get(f"{EMPLOYEES}/{NOWHERE}")) == (404, "employee_not_found", None)


def test_what_becomes_of_an_employee_is_told_to_listeners(cast, alice):
    made = []
    told = heard(cast, lambda: made.append(str(employee(alice))))
    told += heard(cast, lambda: alice.put(f"{EMPLOYEES}/{made[0]}", json=WHOLE))
    told += heard(cast, lambda: alice.delete(f"{EMPLOYEES}/{made[0]}"))

    assert [(type, entity) for type, entity, _ in told] == [
        (f"EMPLOYEE_{what}", made[0]) for what in ("CREATED", "UPDATED", "DELETED")
    ]
