"""A validator carries the components that it needs, and no others."""

import pytest

from conventions.schemas import Schemas


def refer(name):
    return {"$ref": f"#/components/schemas/{name}"}


def test_components_are_found_through_components():
    schemas = Schemas(
        {"components": {"schemas": {"A": {"items": refer("B")}, "B": {"type": "string"}}}}
    )

    assert schemas.request(refer("A")).is_valid(["a"])
    assert not schemas.answer(refer("A")).is_valid([1])


def test_a_component_that_is_not_needed_may_be_anything():
    schemas = Schemas({"components": {"schemas": {"Broken": {"pattern": "("}}}})

    assert schemas.request({"type": "string"}).is_valid("a")


def test_a_component_that_is_missing_is_noticed_at_once():
    with pytest.raises(LookupError):
        Schemas({}).request(refer("Nobody"))


def test_patterns_that_can_be_made_slow_are_refused_at_once():
    with pytest.raises(ValueError, match="regex"):
        Schemas({}).request({"pattern": "(?=a)b"})


def test_a_hard_pattern_costs_no_more_than_an_easy_one():
    assert not Schemas({}).request({"pattern": "^(a+)+$"}).is_valid("a" * 50_000 + "b")
