import uuid

from models.practice import code


def test_every_code_is_known_in_its_own_set_only():
    sets = code.page()
    assert {kind: len(codes) for kind, codes in sets.items()} == {
        "activityCodes": 11,
        "taskCodes": 34,
        "expenseCodes": 24,
    }
    assert sets["activityCodes"][2] == {
        "code": "A103",
        "label": "Draft and revise",
        "codeSetId": "a7498aff-3fb2-5109-bb65-35cf5b6b141a",
        "codeSet": {"label": "UTBMS activities"},
    }
    assert code.known("activity", "A103")
    assert code.known("task", "L110")
    assert code.known("expense", "E124")
    assert not code.known("task", "A103")
    assert not code.known("expense", "e124")


def test_code_sets_have_ids():
    ids = {one["codeSetId"] for codes in code.page().values() for one in codes}
    assert len(ids) == 3
    assert ids == {str(uuid.UUID(id)) for id in ids}
    assert all(map(code.known_set, ids))
    assert not code.known_set("activity")
