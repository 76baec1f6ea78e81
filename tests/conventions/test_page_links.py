"""The pages beside a page are told as far as they exist."""

import pytest

from conventions.page_links import around


@pytest.mark.parametrize(
    ("number", "size", "total", "found"),
    [
        (1, 10, 0, {"first": 1, "last": 1}),
        (1, 10, 10, {"first": 1, "last": 1}),
        (1, 10, 11, {"first": 1, "next": 2, "last": 2}),
        (2, 10, 11, {"first": 1, "prev": 1, "last": 2}),
        (3, 10, 45, {"first": 1, "prev": 2, "next": 4, "last": 5}),
        (7, 10, 11, {"first": 1, "prev": 2, "last": 2}),
        (2, 10, 0, {"first": 1, "prev": 1, "last": 1}),
        (1, 1, 3_000_000, {"first": 1, "next": 2, "last": 1_000_000}),
        (1_000_000, 1, 3_000_000, {"first": 1, "prev": 999_999, "last": 1_000_000}),
    ],
)
def test_pages_are_named_around_one(number, size, total, found):
    assert around(number, size, total) == found
