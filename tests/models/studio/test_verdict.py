from datetime import UTC, datetime, timedelta

import pytest

from contract.errors.refusal import Refusal
from models.studio.verdict import REFUSALS, Situation

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)
FINE = {"now": NOW, "starts_at": SOON, "offered": True, "open": True}
AMISS = {
    "NOT_AVAILABLE": {"offered": False},
    "STUDIO_CLOSED": {"open": False},
    "DATE_TIME_BEFORE_EARLIEST_BOOKING_DATE_TIME": {"earliest": SOON},
    "DATE_TIME_AFTER_LATEST_BOOKING_DATE_TIME": {"latest": NOW - timedelta(seconds=1)},
    "CUSTOMER_ALREADY_BOOKED": {"booked": True},
    "CUSTOMER_IDLE": {"idle": True},
    "CUSTOMER_IN_OTHER_BOOKING": {"elsewhere": True},
    "NO_CONTINGENT": {"entitled": False},
    "BOOKING_LIMIT_REACHED": {"room": False},
}


def test_nothing_amiss_is_available():
    situation = Situation(**FINE, earliest=NOW, latest=NOW)
    assert situation.status() == "AVAILABLE"
    situation.demand()


@pytest.mark.parametrize("name", AMISS)
def test_each_thing_amiss_has_its_status_and_its_refusal(name):
    situation = Situation(**FINE | AMISS[name])
    assert situation.status() == name
    with pytest.raises(REFUSALS[name]):
        situation.demand()


def test_of_several_the_first_of_the_list_is_told():
    names = list(AMISS)
    assert names == list(REFUSALS)
    for at, name in enumerate(names):
        facts = dict(FINE)
        for later in reversed(names[at:]):
            facts |= AMISS[later]
        assert Situation(**facts).status() == name


def test_what_has_begun_is_not_available():
    assert Situation(**FINE | {"starts_at": NOW}).status() == "NOT_AVAILABLE"


def test_every_status_has_a_refusal_of_its_own():
    assert len({kind.code for kind in REFUSALS.values()}) == len(REFUSALS)
    assert all(issubclass(kind, Refusal) for kind in REFUSALS.values())
