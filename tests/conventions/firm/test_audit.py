"""Calls are recorded also where callers give them no ids."""


def test_each_call_gets_an_id_of_its_own_whatever_the_caller_sends(firm, alice):
    answers = [
        alice.post("/firm/v1/entries", json={"hours": 1}, headers={"x-request-id": "mine"})
        for _ in range(2)
    ]

    assert [answer.status for answer in answers] == [201, 201]
    assert len({answer.headers["x-request-id"] for answer in answers} | {"mine"}) == 3
    found = firm.record(answers[0])
    assert (found["operation"], found["status"]) == ("createEntry", 201)
    assert [touched["id"] for touched in found["touched"]] == ["e1"]


def test_a_refusal_is_recorded_with_its_code(firm, alice):
    answer = alice.get("/firm/v1/entries/e2")

    assert firm.record(answer)["error"] == "resource_not_found"
