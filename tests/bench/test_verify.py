from bench.material import name_of
from bench.verify import faults, untrue


def items(*numbers):
    return [{"id": str(number), "name": name_of("p", number)} for number in numbers]


def test_a_whole_listing_has_no_faults():
    assert faults(items(0, 1, 2), count=3, prefix="p") == []


def test_a_lost_resource_is_noticed():
    assert faults(items(0, 2), count=3, prefix="p") == ["p-0000001 was listed 0 times"]


def test_a_resource_that_was_listed_twice_is_noticed():
    assert faults(items(0, 1, 1), count=2, prefix="p") == [
        "1 was listed 2 times",
        "p-0000001 was listed 2 times",
    ]


def test_resources_of_others_do_not_disturb():
    assert faults([*items(0), {"id": "x", "name": "else"}], count=1, prefix="p") == []


def test_a_false_audit_record_is_noticed():
    audit = {
        "operation": "createResource",
        "status": 201,
        "touched": [{"kind": "resource", "id": "b"}],
    }

    assert untrue(audit, "b") == []
    assert untrue(audit, "a") == ["touched is [('resource', 'b')], not [('resource', 'a')]"]
    assert untrue(audit | {"status": 500, "error": "internalError"}, "b") == [
        "status is 500, not 201",
        "error is internalError, not None",
    ]
