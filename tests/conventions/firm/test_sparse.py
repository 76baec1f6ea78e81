"""The handler is asked only for what is to change."""

import pytest

ZERO = "00000000-0000-0000-0000-000000000000"
AREA = "01935275-3d4e-7b21-8c55-2f6a9b0e1d43"


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ({}, {}),
        ({"hours": None}, {}),
        ({"hours": 2, "note": None}, {"hours": 2}),
        ({"areaId": AREA}, {"areaId": AREA}),
        ({"areaId": ZERO}, {"areaId": None}),
        ({"areaId": None}, {}),
        ({"otherId": ZERO}, {"otherId": ZERO}),
        ({"contact": {"email": None}}, {}),
        ({"contact": {"address": {"city": "Rome"}}}, {"contact": {"address": {"city": "Rome"}}}),
        (
            {"contact": {"email": "a", "address": {"city": None, "zip": None}}},
            {"contact": {"email": "a"}},
        ),
        ({"fields": [{"id": "f", "value": None}]}, {"fields": [{"id": "f", "value": None}]}),
        ({"fields": []}, {"fields": []}),
    ],
)
def test_null_leaves_and_the_zero_uuid_clears(alice, body, changes):
    assert alice.put("/firm/v1/entries/e1", json=body).json() == {"data": changes}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"more": 1}, "more"),
        ({"contact": {"fax": None}}, "contact.fax"),
        ({"hours": -1}, "hours"),
        ({"contact": {"email": ""}}, "contact.email"),
    ],
)
def test_what_is_sent_is_checked_as_ever(alice, body, field):
    answer = alice.put("/firm/v1/entries/e1", json=body)

    assert answer.status == 400
    assert [fault["field"] for fault in answer.json()["error"]["details"]] == [field]


def test_a_body_there_must_be(alice):
    for body in (b"", b"null", b"[]"):
        assert alice.put("/firm/v1/entries/e1", body=body).status == 400
