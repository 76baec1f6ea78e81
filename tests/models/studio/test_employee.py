import pytest
from booking_cast import at, course, date_of, worker

from contract.errors import InvalidRequest
from contract.errors.studio_bookings import EmployeeHasAppointments, EmployeeNotFound
from models.paging import Page
from models.studio import employee


def events(who, act, *args, **kwargs):
    told = []

    def work(session, tenant):
        act(session, tenant, *args, **kwargs)
        told.extend((event.type, event.entity) for event in session.events)

    who.write(work)
    return told


def test_an_employee_comes_changes_and_leaves_and_each_is_told(alice):
    made = alice.write(
        employee.create,
        employee.Content(first_name="Anna", last_name="Kern", public_name="Ann"),
    )
    id = made["id"]
    assert made == {"id": id, "firstName": "Anna", "lastName": "Kern", "publicName": "Ann"}
    assert alice.read(employee.find, id) == made
    changed = employee.Content(first_name="Anna", last_name="Klee")
    assert events(alice, employee.change, id, changed) == [("EMPLOYEE_UPDATED", str(id))]
    assert alice.read(employee.find, id) == {"id": id, "firstName": "Anna", "lastName": "Klee"}
    assert events(alice, employee.delete, id) == [("EMPLOYEE_DELETED", str(id))]
    with pytest.raises(EmployeeNotFound):
        alice.read(employee.find, id)
    assert alice.read(employee.page, Page(10)).items == []


def test_employees_are_listed_by_id_in_chunks_of_one_studio(alice, charlie):
    ids = [worker(alice, name) for name in "abcde"]
    worker(charlie)
    first = alice.read(employee.page, Page(3))
    assert [one["id"] for one in first.items] == ids[:3]
    rest = alice.read(employee.page, Page(3, first.next))
    assert [one["id"] for one in rest.items] == ids[3:]
    assert rest.next is None


def test_an_employee_who_is_awaited_does_not_leave(alice):
    anna = worker(alice)
    date_of(alice, course(alice), instructor_ids=[anna])
    with pytest.raises(EmployeeHasAppointments):
        alice.write(employee.delete, anna)


def test_an_employee_leaves_after_the_last_class_and_stays_in_its_record(alice):
    anna = worker(alice)
    date_of(alice, course(alice), starts=at(days=-9), ends=at(1, days=-9), instructor_ids=[anna])
    alice.write(employee.delete, anna)


def test_what_cannot_be_stored_and_whom_nobody_knows_are_refused(alice, charlie):
    anna = worker(alice)
    with pytest.raises(InvalidRequest):
        alice.write(employee.create, employee.Content(first_name="\0", last_name="Kern"))
    for who, id in ((charlie, anna), (alice, 2**70), (alice, 0)):
        with pytest.raises(EmployeeNotFound):
            who.read(employee.find, id)
        with pytest.raises(EmployeeNotFound):
            who.write(employee.delete, id)
