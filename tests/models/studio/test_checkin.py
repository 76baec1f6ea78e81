from concurrent.futures import ThreadPoolExecutor

import pytest

from contract.errors import InvalidRequest
from contract.errors.studio_customers import (
    AccessRestricted,
    AlreadyCheckedIn,
    CustomerNotFound,
    NotCheckedIn,
)
from models.clock import rfc3339
from models.paging import Page
from models.studio import access, checkin, customer, studio


def enter(who):
    return who.write(customer.create, {"firstName": "Edda", "lastName": "Klein"})["id"]


def test_a_customer_comes_and_goes(alice, clock):
    mine = enter(alice)
    came = alice.write(checkin.checkin, mine)
    assert came == {
        "checkinId": came["checkinId"],
        "checkInDateTime": rfc3339(clock.now),
        "studioId": 1,
        "studioName": "io.example.acme",
    }
    with pytest.raises(AlreadyCheckedIn):
        alice.write(checkin.checkin, mine)
    clock.forward(hours=1)
    went = alice.write(checkin.checkout, mine)
    assert went == came | {"checkOutDateTime": rfc3339(clock.now)}
    with pytest.raises(NotCheckedIn):
        alice.write(checkin.checkout, mine)
    again = alice.write(checkin.checkin, mine)
    assert alice.read(checkin.page, mine, Page(10)).items == [went, again]


def test_whoever_comes_through_many_doors_at_once_is_in_once(alice):
    mine = enter(alice)

    def come(_):
        try:
            return alice.write(checkin.checkin, mine)
        except AlreadyCheckedIn:
            return None

    with ThreadPoolExecutor(12) as pool:
        assert len([came for came in pool.map(come, range(12)) if came]) == 1
    assert alice.read(checkin.utilization) == {"count": 1}
    assert len(alice.read(checkin.page, mine, Page(50)).items) == 1


@pytest.mark.parametrize(
    ("start", "end", "out"),
    [
        (None, None, True),
        ("2026-11-22", "2026-11-22", True),
        ("2026-11-20", "2026-11-21", False),
        ("2026-11-23", "2026-12-01", False),
    ],
)
def test_a_restriction_keeps_out_on_its_days(alice, start, end, out):
    mine = enter(alice)
    alice.write(access.restrict, mine, reason="Unpaid", start_date=start, end_date=end)
    if out:
        with pytest.raises(AccessRestricted):
            alice.write(checkin.checkin, mine)
        assert alice.read(checkin.utilization) == {"count": 0}
    else:
        alice.write(checkin.checkin, mine)


def test_days_are_those_of_the_studio(alice):
    alice.write(studio.set_up, time_zone="Pacific/Auckland")
    mine = enter(alice)
    days = {"start_date": "2026-11-22", "end_date": "2026-11-22"}
    alice.write(access.restrict, mine, reason="r", **days)
    with pytest.raises(AccessRestricted):
        alice.write(checkin.checkin, mine)
    alice.write(studio.set_up, time_zone="Pacific/Honolulu")
    alice.write(checkin.checkin, mine)


def test_utilization_counts_who_is_in(alice, charlie):
    alice.write(studio.set_up, capacity=80)
    people = [enter(alice) for _ in range(3)]
    for id in people:
        alice.write(checkin.checkin, id)
    alice.write(checkin.checkout, people[0])
    assert alice.read(checkin.utilization) == {"capacity": 80, "count": 2}
    assert charlie.read(checkin.utilization) == {"count": 0}


def test_a_month_of_visits_is_listed_unless_days_are_given(alice, clock):
    mine = enter(alice)
    before = clock.now
    try:
        for _ in range(3):
            alice.write(checkin.checkin, mine)
            alice.write(checkin.checkout, mine)
            clock.forward(days=25)
        found = lambda **days: len(alice.read(checkin.page, mine, Page(10), **days).items)  # noqa: E731
        assert found() == 1
        assert found(from_date="2026-11-22") == 2
        assert found(from_date="2026-11-22", to_date="2026-11-22") == 1
        assert found(to_date="2026-11-21") == 0
        assert found(from_date="2026-11-01", to_date="2027-11-01") == 3
        with pytest.raises(InvalidRequest):
            found(from_date="2026-11-22", to_date="2026-11-21")
    finally:
        clock.now = before


def test_visits_are_those_of_the_tenant(alice, charlie):
    mine = enter(alice)
    for act in (checkin.checkin, checkin.checkout):
        with pytest.raises(CustomerNotFound):
            charlie.write(act, mine)
    with pytest.raises(CustomerNotFound):
        charlie.read(checkin.page, mine, Page(10))


def test_coming_and_going_is_told(alice):
    mine = enter(alice)

    def work(session, tenant):
        checkin.checkin(session, tenant, mine)
        checkin.checkout(session, tenant, mine)
        return [(event.type, event.entity) for event in session.events]

    told = alice.write(work)
    assert told == [("CUSTOMER_CHECKIN", str(mine)), ("CUSTOMER_CHECKOUT", str(mine))]
