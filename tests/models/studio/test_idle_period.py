from concurrent.futures import ThreadPoolExecutor

import pytest

from contract.errors import InvalidRequest
from contract.errors.refusal import Refusal
from contract.errors.studio_customers import (
    ContractNotFound,
    IdlePeriodNotFound,
    IdlePeriodOverlapping,
    IdlePeriodReasonNotFound,
    IdlePeriodStarted,
)
from models.studio import contract, customer, idle_period, studio

WEEKS = {"temporal_unit": "WEEK", "term_value": 2}
MONTHS = {"temporal_unit": "MONTH", "term_value": 1}


@pytest.fixture
def reason(alice):
    return alice.write(idle_period.create_reason, name="Travel")["id"]


def status(who, id, **wish):
    return who.read(idle_period.validate, id, **wish)["validationStatus"]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"start_date": "2026-11-23", **WEEKS}, "IDLEPERIOD_CREATABLE"),
        ({"start_date": "2026-12-01", **MONTHS}, "IDLEPERIOD_CREATABLE"),
        ({"start_date": "2026-11-24", **WEEKS}, "IDLEPERIOD_DATE_NOT_FIRSTDAY_OF_TEMPORALUNIT"),
        ({"start_date": "2026-12-02", **MONTHS}, "IDLEPERIOD_DATE_NOT_FIRSTDAY_OF_TEMPORALUNIT"),
        ({"start_date": "2026-11-16", **WEEKS}, "IDLEPERIOD_DEADLINE_VIOLATED"),
        (
            {"start_date": "2026-11-23", "temporal_unit": "WEEK", "term_value": 9},
            "IDLEPERIOD_MAXIMUM_TERMS_VIOLATED",
        ),
        ({"start_date": "2026-11-23", "unlimited": True}, "IDLEPERIOD_MAXIMUM_TERMS_VIOLATED"),
        (
            {"start_date": "2026-11-23", "temporal_unit": "DAY", "term_value": 3},
            "IDLEPERIOD_TEMPORALUNIT_INVALID",
        ),
        ({"start_date": "2026-11-23", "temporal_unit": "WEEK"}, "IDLEPERIOD_TERMVALUE_MISSING"),
        ({"start_date": "2026-11-23", "term_value": 2}, "IDLEPERIOD_TERMVALUE_MISSING"),
    ],
)
def test_every_status_is_said_before_and_refused_when_created(alice, sign, reason, wish, expected):
    _, id = sign(alice)
    assert status(alice, id, **wish) == expected
    if expected == "IDLEPERIOD_CREATABLE":
        alice.write(idle_period.create, id, reason_id=reason, **wish)
        assert status(alice, id, **wish) == "IDLEPERIOD_OVERLAPPING"
    else:
        with pytest.raises(Refusal):
            alice.write(idle_period.create, id, reason_id=reason, **wish)
        assert alice.read(idle_period.page, id)["currentAndUpcomingIdlePeriods"] == []


@pytest.mark.parametrize(
    ("start", "value", "free"),
    [
        ("2026-11-23", 1, True),
        ("2026-11-23", 2, False),
        ("2026-12-07", 1, False),
        ("2026-12-14", 1, True),
    ],
)
def test_idle_periods_share_no_day(alice, sign, reason, *, start, value, free):
    _, id = sign(alice)
    alice.write(idle_period.create, id, reason_id=reason, start_date="2026-11-30", **WEEKS)
    found = status(alice, id, start_date=start, temporal_unit="WEEK", term_value=value)
    assert found == ("IDLEPERIOD_CREATABLE" if free else "IDLEPERIOD_OVERLAPPING")


def test_of_overlapping_ones_at_once_one_is_made(alice, sign, reason):
    _, id = sign(alice)

    def rest(start):
        try:
            return alice.write(idle_period.create, id, reason_id=reason, start_date=start, **WEEKS)
        except IdlePeriodOverlapping:
            return None

    with ThreadPoolExecutor(8) as pool:
        starts = ["2026-11-30", "2026-12-07"] * 4
        assert len([made for made in pool.map(rest, starts) if made]) == 1


def test_the_studio_and_the_contract_may_forbid_it(alice, sign):
    wish = {"start_date": "2026-11-23", **WEEKS}
    _, barred = sign(alice, idlePeriodsAllowed=False)
    _, ending = sign(alice, term={"value": 1, "unit": "WEEK"}, extension=None)
    assert status(alice, barred, **wish) == "IDLEPERIOD_DEACTIVATED_FOR_CONTRACT"
    assert alice.read(idle_period.config, barred)["enabled"] is False
    late = {"start_date": "2026-11-30", **WEEKS}
    assert status(alice, ending, **late) == "IDLEPERIOD_DEACTIVATED_FOR_CONTRACT"
    _, id = sign(alice)
    alice.write(studio.set_up, idle_periods={"enabled": False})
    assert status(alice, id, **wish) == "IDLEPERIOD_DEACTIVATED_FOR_CONTRACT"


def test_the_studio_sets_units_deadline_and_whether_without_end(alice, sign, reason):
    rules = {
        "units": [{"temporalUnit": "DAY", "maximumTerms": 30}],
        "unlimitedAllowed": True,
        "deadlineDays": 7,
    }
    alice.write(studio.set_up, idle_periods=rules)
    mine, id = sign(alice)
    found = alice.read(idle_period.config, id)
    assert found == rules | {
        "enabled": True,
        "reasons": [{"id": reason, "name": "Travel", "documentRequired": False}],
    }
    days = {"temporal_unit": "DAY", "term_value": 3}
    assert status(alice, id, start_date="2026-11-28", **days) == "IDLEPERIOD_DEADLINE_VIOLATED"
    assert status(alice, id, start_date="2026-11-29", **days) == "IDLEPERIOD_CREATABLE"
    made = alice.write(
        idle_period.create, id, reason_id=reason, start_date="2026-11-29", unlimited=True
    )
    assert "endDate" not in made
    assert status(alice, id, start_date="2030-01-01", **days) == "IDLEPERIOD_OVERLAPPING"
    assert alice.read(idle_period.idle_on, mine, "2040-01-01", "2040-01-01")


def test_it_is_shown_with_contract_and_customer_and_told(alice, sign, reason, at):
    mine, id = sign(alice)

    def work(session, tenant):
        made = idle_period.create(
            session, tenant, id, start_date="2026-12-01", reason_id=reason, document="f_1", **MONTHS
        )
        return made, [(event.type, event.entity) for event in session.events]

    made, told = alice.write(work)
    assert told == [("CONTRACT_IDLE_PERIOD_CREATED", str(id))]
    assert made == {
        "id": made["id"],
        "startDate": "2026-12-01",
        "endDate": "2026-12-31",
        "temporalUnit": "MONTH",
        "termValue": 1,
        "unlimited": False,
        "reasonId": reason,
        "reason": "Travel",
        "documentUrl": "f_1",
    }
    assert alice.read(customer.find, mine)["idlePeriods"] == [
        {"id": made["id"], "startDate": "2026-12-01", "endDate": "2026-12-31"}
    ]
    upcoming = {"pastIdlePeriods": [], "currentAndUpcomingIdlePeriods": [made]}
    assert alice.read(idle_period.page, id) == upcoming
    at("2026-12-31")
    assert alice.read(idle_period.page, id) == upcoming
    with pytest.raises(IdlePeriodStarted):
        alice.write(idle_period.delete, id, made["id"])
    at("2027-01-01")
    past = {"pastIdlePeriods": [made], "currentAndUpcomingIdlePeriods": []}
    assert alice.read(idle_period.page, id) == past


def test_it_is_taken_back_before_it_begins(alice, charlie, sign, reason):
    mine, id = sign(alice)
    _, other = sign(alice)
    made = alice.write(idle_period.create, id, reason_id=reason, start_date="2026-11-23", **WEEKS)
    assert alice.read(idle_period.idle_on, mine, "2026-12-06", "2026-12-06")
    assert not alice.read(idle_period.idle_on, mine, "2026-12-07", "2026-12-07")
    with pytest.raises(IdlePeriodNotFound):
        alice.write(idle_period.delete, other, made["id"])
    with pytest.raises(ContractNotFound):
        charlie.write(idle_period.delete, id, made["id"])
    alice.write(idle_period.delete, id, made["id"])
    with pytest.raises(IdlePeriodNotFound):
        alice.write(idle_period.delete, id, made["id"])


def test_a_reason_is_known_and_may_need_a_proof(alice, sign):
    _, id = sign(alice)
    ill = alice.write(idle_period.create_reason, name="Illness", document_required=True)["id"]
    wish = {"start_date": "2026-11-23", **WEEKS}
    with pytest.raises(IdlePeriodReasonNotFound):
        alice.write(idle_period.create, id, reason_id=999, **wish)
    with pytest.raises(InvalidRequest):
        alice.write(idle_period.create, id, reason_id=ill, **wish)
    alice.write(idle_period.create, id, reason_id=ill, document="f_1", **wish)


def test_a_cancelled_contract_rests_until_its_end(alice, sign):
    mine, id = sign(alice)
    alice.write(contract.cancel, mine, id)
    assert status(alice, id, start_date="2026-11-23", **WEEKS) == "IDLEPERIOD_CREATABLE"
    late = {"start_date": "2027-12-06", **WEEKS}
    assert status(alice, id, **late) == "IDLEPERIOD_DEACTIVATED_FOR_CONTRACT"
