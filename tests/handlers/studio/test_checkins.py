"""Operations on the comings and goings of customers."""

import pytest
from gym import CUSTOMERS, NOWHERE, STUDIO, done, heard, person, refused


@pytest.fixture
def customer(alice):
    return person(alice)


def come(caller, customer):
    return caller.post(f"{CUSTOMERS}/{customer}/checkin")


def go(caller, customer):
    return caller.post(f"{CUSTOMERS}/{customer}/checkout")


def visits(caller, customer, **query):
    return done(caller.get(f"{CUSTOMERS}/{customer}/activities/checkins", query=query))


def test_who_comes_is_in_and_who_goes_is_out(customer, alice):
    came, went = done(come(alice, customer)), done(go(alice, customer))

    assert "checkOutDateTime" not in came
    assert went == came | {"checkOutDateTime": went["checkOutDateTime"]}
    assert visits(alice, customer)["result"] == [went]


def test_who_is_in_does_not_come_again(customer, alice):
    done(come(alice, customer))

    assert refused(come(alice, customer)) == (409, "already_checked_in", None)


def test_who_is_out_does_not_go(customer, alice):
    assert refused(go(alice, customer)) == (409, "not_checked_in", None)


def test_who_is_restricted_does_not_come(customer, alice):
    done(alice.put(f"{CUSTOMERS}/{customer}/access-restrictions", json={"reason": "Fees"}))

    assert refused(come(alice, customer)) == (409, "access_restricted", None)


def test_who_is_restricted_may_go(customer, alice):
    done(come(alice, customer))
    done(alice.put(f"{CUSTOMERS}/{customer}/access-restrictions", json={"reason": "Fees"}))

    done(go(alice, customer))


@pytest.mark.parametrize("act", [come, go])
def test_nobody_comes_or_goes(act, alice):
    assert refused(act(alice, NOWHERE)) == (404, "customer_not_found", None)


def test_another_studios_customer_does_not_come(customer, charlie):
    assert refused(come(charlie, customer)) == (404, "customer_not_found", None)


def test_coming_and_going_is_told_to_listeners(cast, customer, alice):
    told = heard(cast, lambda: come(alice, customer)) + heard(cast, lambda: go(alice, customer))

    id = visits(alice, customer)["result"][0]["checkinId"]
    assert told == [
        ("CUSTOMER_CHECKIN", str(customer), {"checkinId": id}),
        ("CUSTOMER_CHECKOUT", str(customer), {"checkinId": id}),
    ]


def test_a_refused_checkin_is_told_to_nobody(cast, customer, alice):
    done(come(alice, customer))

    assert heard(cast, lambda: come(alice, customer)) == []


def test_who_is_in_is_counted(customer, alice):
    def count():
        return done(alice.get(f"{STUDIO}/studios/utilization"))["count"]

    before = count()
    done(come(alice, customer))
    during = count()
    done(go(alice, customer))

    assert (during, count()) == (before + 1, before)


def test_visits_come_in_chunks_oldest_first(customer, alice):
    made = []
    for _ in range(3):
        made.append(done(come(alice, customer))["checkinId"])
        done(go(alice, customer))

    first = visits(alice, customer, sliceSize=2)
    second = visits(alice, customer, sliceSize=2, offset=first["offset"])

    chunks = [[one["checkinId"] for one in part["result"]] for part in (first, second)]
    assert (chunks, first["hasNext"], second["hasNext"]) == ([made[:2], made[2:]], True, False)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"fromDate": "2026-11-02", "toDate": "2026-11-02"}, 1),
        ({"fromDate": "2026-11-03"}, 0),
        ({"toDate": "2026-11-01"}, 0),
        ({"fromDate": "2026-10-02"}, 1),
        ({"fromDate": "2026-09-01"}, 0),
    ],
)
def test_visits_are_listed_by_day(query, count, customer, alice):
    done(come(alice, customer))

    assert len(visits(alice, customer, **query)["result"]) == count


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"fromDate": "2026-11-02", "toDate": "2026-11-01"}, "toDate"),
        ({"fromDate": "2026-02-30"}, "fromDate"),
        ({"sliceSize": "51"}, "sliceSize"),
        ({"sliceSize": "0"}, "sliceSize"),
    ],
)
def test_days_and_sizes_that_are_none_are_refused(query, field, customer, alice):
    answer = alice.get(f"{CUSTOMERS}/{customer}/activities/checkins", query=query)

    assert refused(answer) == (400, "invalid_request", field)
