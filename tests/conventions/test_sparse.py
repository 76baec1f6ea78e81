"""A body is reduced to what it changes."""

import pytest

from conventions import sparse


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"a": 1, "b": None}, {"a": 1}),
        ({"a": 0, "b": "", "c": False, "d": []}, {"a": 0, "b": "", "c": False, "d": []}),
        ({"in": {"x": 1, "y": None}}, {"in": {"x": 1}}),
        ({"in": {"x": None}}, {}),
        ({"in": {"deep": {"z": None}, "x": 2}}, {"in": {"x": 2}}),
        ({"in": {}}, {}),
        ({"free": {"x": None}}, {"free": {"x": None}}),
        ({"list": [{"x": None}]}, {"list": [{"x": None}]}),
    ],
)
def test_null_changes_nothing(body, expected):
    assert sparse.changes(body, {"in": {"deep": {}}}) == expected


def test_only_named_references_are_cleared():
    body = {"a": sparse.ZERO, "b": sparse.ZERO, "c": "x"}

    assert sparse.cleared(body, ("a", "c", "d")) == {"a": None, "b": sparse.ZERO, "c": "x"}


def test_an_operation_without_the_rule_has_no_link(operations, contract):
    assert sparse.bind(operations["replaceNote"], contract) is None
