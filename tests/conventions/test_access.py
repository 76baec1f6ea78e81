"""What a key reaches is decided by its scopes alone."""

import pytest

from conventions.access import alternatives, reaches, sufficient, visible

READ, WRITE = sufficient("a:boxes", "read"), sufficient("a:boxes", "write")


@pytest.mark.parametrize(
    ("granted", "enough", "ids"),
    [
        ({"*"}, WRITE, None),
        ({"a:boxes:read"}, READ, None),
        ({"a:boxes:write", "a:boxes:read:b1"}, READ, None),
        ({"a:boxes:read:b1", "a:boxes:write:b2"}, READ, {"b1", "b2"}),
        ({"a:boxes:read:b1", "a:boxes:write:b2"}, WRITE, {"b2"}),
        ({"a:boxes:read"}, WRITE, set()),
        ({"a:boxes:read:", "a:box:read:b1", "b:boxes:read"}, READ, set()),
        (set(), READ, set()),
    ],
)
def test_a_list_shows_everything_or_the_ids_that_are_named(granted, enough, ids):
    assert visible(frozenset(granted), enough) == ids


@pytest.mark.parametrize(
    ("scope", "enough"),
    [
        ("a:boxes:write", ("a:boxes:write",)),
        ("a:boxes:read", ("a:boxes:read", "a:boxes:write")),
        ("a:rates", ("a:rates",)),
        ("a:b:c:read", ("a:b:c:read",)),
    ],
)
def test_only_the_read_of_a_kind_is_part_of_another_scope(scope, enough):
    assert alternatives(scope) == enough


@pytest.mark.parametrize(
    ("granted", "item", "reached"),
    [
        ({"a:boxes:write"}, {"id": "b1"}, True),
        ({"a:boxes:write:b1"}, {"id": "b1"}, True),
        ({"a:boxes:write:b1"}, {"id": "b2"}, False),
        ({"a:boxes:write:b1"}, {"name": "b1"}, False),
        ({"a:boxes:write:None"}, {"id": None}, False),
        ({"a:boxes:write:b1"}, None, False),
        ({"a:boxes:read"}, {"id": "b1"}, False),
    ],
)
def test_an_object_is_reached_by_its_id(granted, item, reached):
    assert reaches(frozenset(granted), WRITE, item) is reached
