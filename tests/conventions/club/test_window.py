"""The call over the budget costs the whole following minute; each operation and key counts for itself."""


def test_who_goes_over_the_budget_waits_for_the_end_of_the_next_window(strict):
    caller = strict.member("io.example.busy")
    called = [caller.get("/club/v1/members").status for _ in range(4)]

    seen = []
    for _ in range(5):
        strict.clock.advance(seconds=29)
        seen.append(caller.get("/club/v1/members").status)

    assert called == [200, 200, 200, 429]
    assert seen == [429, 429, 429, 429, 200]  # after 29, 58, 87, 116 and 145 seconds


def test_the_refusal_says_when_to_come_back(strict):
    caller = strict.member("io.example.busy")
    refused = [caller.get("/club/v1/members") for _ in range(4)][-1]

    strict.clock.advance(seconds=int(refused.headers["retry-after"]))

    assert refused.headers["retry-after"] == "120"
    assert refused.json()["errorCode"] == "rate_limited"
    assert caller.get("/club/v1/members").status == 200


def test_another_operation_and_another_key_are_not_concerned(strict):
    busy, calm = strict.member("io.example.busy"), strict.member("io.example.calm")
    for _ in range(4):
        busy.get("/club/v1/members")

    assert busy.get("/club/v1/visits").status == 200
    assert calm.get("/club/v1/members").status == 200
