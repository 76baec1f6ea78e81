"""Operations on times in which a contract rests."""

import pytest
from gym import (
    CUSTOMERS,
    MEMBERSHIPS,
    NOWHERE,
    PDF,
    STUDIO,
    done,
    file_part,
    heard,
    json_part,
    lying,
    member,
    opened,
    path_of,
    picture,
    refused,
    send,
)

REASONS = f"{MEMBERSHIPS}/self-service/idle-period-reasons"
HEIC = b"\0\0\0\x18ftypheic" + b" " * 40


@pytest.fixture(scope="module")
def reason(cast):
    body = {"name": "Illness", "documentRequired": True}
    return done(cast.caller("alice").post(REASONS, json=body))


@pytest.fixture
def signed(alice):
    return member(alice)


@pytest.fixture
def periods(signed):
    return f"{MEMBERSHIPS}/{signed[1]['id']}/self-service/idle-periods"


@pytest.fixture
def wish(reason):
    return {
        "startDate": "2026-12-01",
        "temporalUnit": "MONTH",
        "termValue": 2,
        "reasonId": reason["id"],
    }


def rest(caller, periods, wish, content=PDF):
    return send(caller, "POST", periods, json_part(wish), file_part("document", content))


def verdict(caller, periods, wish):
    return done(caller.post(f"{periods}/validate", json=wish))["validationStatus"]


def test_a_contract_rests_from_the_first_to_the_last_day(periods, wish, reason, alice):
    made = done(rest(alice, periods, wish))

    assert made | {"id": 0, "documentUrl": ""} == wish | {
        "id": 0,
        "endDate": "2027-01-31",
        "unlimited": False,
        "reason": reason["name"],
        "documentUrl": "",
    }


@pytest.mark.parametrize(
    ("content", "kind"),
    [(picture(), "image/png"), (picture(kind="JPEG"), "image/jpeg"), (HEIC, "image/heic")],
    ids=["png", "jpeg", "heic"],
)
def test_a_photograph_proves_it_too(content, kind, periods, wish, *, alice, nobody):
    answer = nobody.get(path_of(done(rest(alice, periods, wish, content))["documentUrl"]))

    assert (answer.headers["content-type"], answer.body) == (kind, content)


def test_the_customer_shows_when_a_contract_rests(signed, periods, wish, alice):
    made = done(rest(alice, periods, wish))

    assert done(alice.get(f"{CUSTOMERS}/{signed[0]}"))["idlePeriods"] == [
        {"id": made["id"], "startDate": "2026-12-01", "endDate": "2027-01-31"}
    ]


def test_what_is_over_is_listed_apart(fresh):
    staff = fresh.caller("alice")
    reason = done(staff.post(REASONS, json={"name": "Travel"}))
    path = f"{MEMBERSHIPS}/{member(staff)[1]['id']}/self-service/idle-periods"
    wish = {"temporalUnit": "WEEK", "termValue": 1, "reasonId": reason["id"]}
    made = [
        done(rest(staff, path, wish | {"startDate": day}))["id"]
        for day in ("2026-11-09", "2026-11-30", "2026-11-23")
    ]
    fresh.clock.advance(days=14)

    found = done(staff.get(path))
    assert [one["id"] for one in found["pastIdlePeriods"]] == [made[0]]
    assert [one["id"] for one in found["currentAndUpcomingIdlePeriods"]] == [made[2], made[1]]


@pytest.mark.parametrize(
    ("change", "status", "refusal"),
    [
        ({}, "IDLEPERIOD_CREATABLE", None),
        ({"startDate": "2026-12-07", "temporalUnit": "WEEK"}, "IDLEPERIOD_CREATABLE", None),
        (
            {"startDate": "2026-12-08", "temporalUnit": "WEEK"},
            "IDLEPERIOD_DATE_NOT_FIRSTDAY_OF_TEMPORALUNIT",
            (400, "idle_period_date_not_first_day", "startDate"),
        ),
        (
            {"startDate": "2026-12-02"},
            "IDLEPERIOD_DATE_NOT_FIRSTDAY_OF_TEMPORALUNIT",
            (400, "idle_period_date_not_first_day", "startDate"),
        ),
        (
            {"startDate": "2026-11-01"},
            "IDLEPERIOD_DEADLINE_VIOLATED",
            (400, "idle_period_deadline_violated", "startDate"),
        ),
        (
            {"termValue": 7},
            "IDLEPERIOD_MAXIMUM_TERMS_VIOLATED",
            (400, "idle_period_maximum_terms_violated", "termValue"),
        ),
        (
            {"unlimited": True},
            "IDLEPERIOD_MAXIMUM_TERMS_VIOLATED",
            (400, "idle_period_maximum_terms_violated", "termValue"),
        ),
        (
            {"temporalUnit": "DAY"},
            "IDLEPERIOD_TEMPORALUNIT_INVALID",
            (400, "idle_period_temporal_unit_invalid", "temporalUnit"),
        ),
        (
            {"termValue": None},
            "IDLEPERIOD_TERMVALUE_MISSING",
            (400, "idle_period_term_value_missing", "termValue"),
        ),
    ],
)
def test_what_validation_says_is_what_happens(change, status, refusal, *, periods, wish, alice):
    asked = {name: value for name, value in (wish | change).items() if value is not None}

    assert verdict(alice, periods, asked) == status
    answer = rest(alice, periods, asked)
    assert (refused(answer) if refusal else answer.status) == (refusal or 200)


def test_a_contract_rests_once_at_a_time(periods, wish, alice):
    done(rest(alice, periods, wish))
    later = wish | {"startDate": "2027-01-01"}

    assert verdict(alice, periods, later) == "IDLEPERIOD_OVERLAPPING"
    assert refused(rest(alice, periods, later)) == (409, "idle_period_overlapping", None)
    done(rest(alice, periods, wish | {"startDate": "2027-02-01"}))


def test_a_contract_that_may_not_rest_does_not(wish, alice):
    _, contract = member(alice, idlePeriodsAllowed=False)
    path = f"{MEMBERSHIPS}/{contract['id']}/self-service/idle-periods"

    assert done(alice.get(f"{path}/config"))["enabled"] is False
    assert verdict(alice, path, wish) == "IDLEPERIOD_DEACTIVATED_FOR_CONTRACT"
    answer = rest(alice, path, wish)
    assert refused(answer) == (409, "idle_period_deactivated_for_contract", None)


def test_the_studio_decides_for_how_long_contracts_rest(cast):
    staff = opened(cast)
    rules = {
        "enabled": True,
        "units": [{"temporalUnit": "MONTH", "maximumTerms": 3}],
        "unlimitedAllowed": True,
        "deadlineDays": 30,
    }
    done(staff.put(f"{STUDIO}/studios/settings", json={"idlePeriods": rules}))
    path = f"{MEMBERSHIPS}/{member(staff)[1]['id']}/self-service/idle-periods"

    assert done(staff.get(f"{path}/config")) == rules | {"reasons": []}
    wish = {"temporalUnit": "MONTH", "termValue": 3}
    said = [
        verdict(staff, path, wish | {"startDate": "2026-12-01"}),
        verdict(staff, path, wish | {"startDate": "2027-01-01"}),
        verdict(staff, path, {"startDate": "2027-01-01", "unlimited": True}),
    ]
    assert said == [
        "IDLEPERIOD_DEADLINE_VIOLATED",
        "IDLEPERIOD_CREATABLE",
        "IDLEPERIOD_CREATABLE",
    ]


@pytest.mark.parametrize("name", ["", " ", "two\nlines", "x" * 201])
def test_a_reason_has_a_name_on_one_line(name, alice):
    assert refused(alice.post(REASONS, json={"name": name})) == (400, "invalid_request", "name")


def test_a_reason_that_needs_no_proof_is_offered_so(periods, alice):
    made = done(alice.post(REASONS, json={"name": "Travel"}))

    assert made == {"id": made["id"], "name": "Travel", "documentRequired": False}
    assert made in done(alice.get(f"{periods}/config"))["reasons"]


def test_a_reason_that_needs_no_proof_is_taken_without_one(cast, periods, wish, alice):
    travel = done(alice.post(REASONS, json={"name": "Travel"}))
    kept = len(lying(cast, "kept"))

    made = done(send(alice, "POST", periods, json_part(wish | {"reasonId": travel["id"]})))

    assert "documentUrl" not in made
    assert len(lying(cast, "kept")) == kept
    assert done(alice.delete(f"{periods}/{made['id']}")) == {"id": made["id"]}


def test_a_reason_that_needs_a_proof_is_not_taken_without_one(periods, wish, alice):
    answer = send(alice, "POST", periods, json_part(wish))

    assert refused(answer) == (400, "invalid_request", "document")


def test_a_proof_alone_is_no_wish(periods, alice):
    answer = send(alice, "POST", periods, file_part("document"))

    assert refused(answer) == (400, "invalid_request", "data")


def test_the_config_offers_the_reasons(periods, reason, alice):
    assert reason in done(alice.get(f"{periods}/config"))["reasons"]


def test_a_reason_that_the_studio_does_not_offer_is_refused(cast, periods, wish, alice):
    kept = len(lying(cast, "kept"))
    answer = rest(alice, periods, wish | {"reasonId": NOWHERE})

    assert refused(answer) == (404, "idle_period_reason_not_found", None)
    assert len(lying(cast, "kept")) == kept


def test_an_idle_period_that_is_taken_back_takes_its_proof_along(cast, periods, wish, alice):
    kept = len(lying(cast, "kept"))
    made = done(rest(alice, periods, wish))

    assert done(alice.delete(f"{periods}/{made['id']}")) == {"id": made["id"]}
    assert len(lying(cast, "kept")) == kept
    again = alice.delete(f"{periods}/{made['id']}")
    assert refused(again) == (404, "idle_period_not_found", None)


def test_an_idle_period_that_has_begun_is_not_taken_back(fresh):
    staff = fresh.caller("alice")
    reason = done(staff.post(REASONS, json={"name": "Travel"}))
    path = f"{MEMBERSHIPS}/{member(staff)[1]['id']}/self-service/idle-periods"
    wish = {"startDate": "2026-11-09", "temporalUnit": "WEEK", "termValue": 1}
    made = done(rest(staff, path, wish | {"reasonId": reason["id"]}))
    fresh.clock.advance(days=7)

    answer = staff.delete(f"{path}/{made['id']}")

    assert refused(answer) == (409, "idle_period_started", None)
    assert len(lying(fresh, "kept")) == 1


def test_another_contracts_idle_period_is_not_found(periods, wish, alice):
    made = done(rest(alice, periods, wish))
    other = f"{MEMBERSHIPS}/{member(alice)[1]['id']}/self-service/idle-periods"

    answer = alice.delete(f"{other}/{made['id']}")

    assert refused(answer) == (404, "idle_period_not_found", None)


@pytest.mark.parametrize("who", ["alice", "charlie"])
def test_no_contract_rests(who, cast, periods, wish):
    caller = cast.caller(who)
    path = periods if who == "charlie" else f"{MEMBERSHIPS}/{NOWHERE}/self-service/idle-periods"

    for answer in (
        caller.get(path),
        caller.get(f"{path}/config"),
        caller.post(f"{path}/validate", json=wish),
        rest(caller, path, wish),
        caller.delete(f"{path}/1"),
    ):
        assert refused(answer) == (404, "contract_not_found", None)


def test_idle_periods_are_told_to_listeners(cast, signed, periods, wish, alice):
    made = []
    told = heard(cast, lambda: made.append(done(rest(alice, periods, wish))))
    told += heard(cast, lambda: alice.delete(f"{periods}/{made[0]['id']}"))

    content = {"idlePeriodId": made[0]["id"]}
    assert told == [
        (f"CONTRACT_IDLE_PERIOD_{what}", str(signed[1]["id"]), content)
        for what in ("CREATED", "CANCELLED")
    ]
