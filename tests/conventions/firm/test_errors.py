"""Refusals are told in the shape of the practice, field by field."""


def told(answer):
    error = answer.json()["error"]
    assert list(error) == ["code", "message", "details", "traceId"]
    return error["details"]


def test_every_fault_names_its_field(alice):
    answer = alice.post("/firm/v1/entries", json={"contact": {"email": "", "fax": 1}})

    assert sorted(fault["field"] for fault in told(answer)) == [
        "contact.email",
        "contact.fax",
        "hours",
    ]


def test_a_parameter_is_named_as_it_is_sent(alice):
    assert told(alice.get("/firm/v1/entries?limit=0")) == [
        {"field": "limit", "message": "must be at least 1"}
    ]


def test_a_header_is_named_as_it_is_sent(alice):
    answer = alice.get("/firm/v1/entries/e1", headers={"x-firm-userid": "x"})

    assert (answer.status, told(answer)) == (
        400,
        [{"field": "x-firm-userid", "message": "must be a uuid"}],
    )


def test_a_fault_of_the_whole_names_the_whole(alice):
    answer = alice.call("POST", "/firm/v1/entries", content_type="application/json")

    assert [fault["field"] for fault in told(answer)] == ["body"]


def test_what_is_not_the_requests_fault_has_no_details(alice):
    assert told(alice.get("/firm/v1/entries/e2")) == []
    assert told(alice.get("/firm/v1/nowhere")) == []
