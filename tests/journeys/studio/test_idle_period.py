"""A contract rests with its proof, and a wish with a fault leaves nothing behind."""

from __future__ import annotations

import pytest
from forms import form
from gym import (
    MEMBERSHIPS,
    NOWHERE,
    PDF,
    PROGRAM,
    done,
    file_part,
    heard,
    json_part,
    lying,
    member,
    path_of,
    refused,
    send,
)

MIB = 1 << 20


@pytest.fixture(scope="module")
def resting(cast):
    """A contract that may rest, and the wish for its next December with a proof."""
    staff = cast.caller("alice")
    _, contract = member(staff)
    reason = {"name": "Illness", "documentRequired": True}
    made = done(staff.post(f"{MEMBERSHIPS}/self-service/idle-period-reasons", json=reason))
    path = f"{MEMBERSHIPS}/{contract['id']}/self-service/idle-periods"
    wish = {"startDate": "2026-12-01", "temporalUnit": "MONTH", "termValue": 1}
    return path, wish | {"reasonId": made["id"]}


def test_a_contract_rests_with_its_proof(cast, alice, partner, nobody):
    _, contract = member(alice)
    reason = {"name": "Injury", "documentRequired": True}
    made = done(alice.post(f"{MEMBERSHIPS}/self-service/idle-period-reasons", json=reason))
    path = f"{MEMBERSHIPS}/{contract['id']}/self-service/idle-periods"
    wish = {"startDate": "2026-12-01", "temporalUnit": "MONTH", "termValue": 1}
    answers = []

    told = heard(
        cast,
        lambda: answers.append(
            send(
                partner,
                "POST",
                path,
                json_part(wish | {"reasonId": made["id"]}),
                file_part("document"),
            )
        ),
    )

    period = done(answers[0])
    assert (period["startDate"], period["endDate"], period["reason"]) == (
        "2026-12-01",
        "2026-12-31",
        "Injury",
    )
    assert nobody.get(path_of(period["documentUrl"])).body == PDF
    assert told == [
        ("CONTRACT_IDLE_PERIOD_CREATED", str(contract["id"]), {"idlePeriodId": period["id"]})
    ]


@pytest.mark.parametrize(
    ("change", "parts", "expected"),
    [
        ({}, ["data as text", "document"], (400, "invalid_request", "data")),
        ({}, ["document"], (400, "invalid_request", "data")),
        ({}, ["data"], (400, "invalid_request", "document")),
        ({}, ["data", "program"], (415, "unsupported_file_type", None)),
        ({}, ["data", "gif"], (415, "unsupported_file_type", None)),
        ({"startDate": "soon"}, ["data", "document"], (400, "invalid_request", "startDate")),
        ({"startDate": "2026-02-30"}, ["data", "document"], (400, "invalid_request", "startDate")),
        ({"more": 1}, ["data", "document"], (400, "invalid_request", "more")),
        (
            {"startDate": "2026-12-02"},
            ["data", "document"],
            (400, "idle_period_date_not_first_day", "startDate"),
        ),
        (
            {"termValue": 7},
            ["data", "document"],
            (400, "idle_period_maximum_terms_violated", "termValue"),
        ),
        (
            {"temporalUnit": "DAY"},
            ["data", "document"],
            (400, "idle_period_temporal_unit_invalid", "temporalUnit"),
        ),
        ({"reasonId": NOWHERE}, ["data", "document"], (404, "idle_period_reason_not_found", None)),
    ],
)
def test_an_idle_period_with_a_fault_is_refused_and_leaves_nothing(
    change, parts, expected, *, cast, resting, partner
):
    path, wish = resting
    kinds = {
        "data": json_part(wish | change),
        "data as text": json_part(wish | change, "text/plain"),
        "document": file_part("document"),
        "program": file_part("document", PROGRAM, "image/png"),
        "gif": file_part("document", b"GIF89a and so on, for more than thirty-two", "image/png"),
    }
    kept, answers = len(lying(cast, "kept")), []

    told = heard(
        cast,
        lambda: answers.append(send(partner, "POST", path, *(kinds[name] for name in parts))),
    )

    assert refused(answers[0]) == expected
    assert (told, lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], [], kept)


def test_thirty_mebibytes_are_refused_and_leave_nothing(cast, resting, partner):
    path, wish = resting
    head, tail = form(json_part(wish), file_part("document")).split(PDF)
    kept = len(lying(cast, "kept"))

    answer = send(
        partner,
        "POST",
        path,
        body=b"",
        chunks=[head, PDF, *([b"\0" * MIB] * 30), tail],
        headers={"content-type": "multipart/form-data; boundary=----club"},
    )

    assert refused(answer) == (413, "file_too_large", None)
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)
