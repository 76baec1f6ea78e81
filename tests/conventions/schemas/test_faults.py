"""A refused value is told where and why, and never shown."""

import pytest

from conventions.schemas import Schemas, faults


def told(schema, value, **components):
    validator = Schemas({"components": {"schemas": components}}).request(schema)
    return [tuple(fault) for fault in faults(validator, value, "body")]


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": "string"}, 1, "must be of type string"),
        ({"type": "string", "nullable": True}, 1, "must be of type string or null"),
        ({"enum": ["a", 1, None, True]}, "b", "must be one of a, 1, null, true"),
        ({"format": "uuid"}, "x", "must be a uuid"),
        ({"pattern": "^a$"}, "x", "does not have the right form"),
        ({"minimum": 1}, 0, "must be at least 1"),
        ({"maximum": 1}, 2, "must be at most 1"),
        ({"minimum": 1, "exclusiveMinimum": True}, 1, "must be more than 1"),
        ({"maximum": 1, "exclusiveMaximum": True}, 1, "must be less than 1"),
        ({"multipleOf": 2}, 3, "must be a multiple of 2"),
        ({"minLength": 2}, "a", "must have at least 2 characters"),
        ({"maxLength": 2}, "abc", "must have at most 2 characters"),
        ({"minItems": 1}, [], "must have at least 1 items"),
        ({"maxItems": 1}, [1, 2], "must have at most 1 items"),
        ({"minProperties": 1}, {}, "must have at least 1 properties"),
        ({"maxProperties": 1}, {"a": 1, "b": 2}, "must have at most 1 properties"),
        ({"uniqueItems": True}, [1, 1], "must not contain an item twice"),
        ({"not": {"type": "string"}}, "a", "does not satisfy the schema (not)"),
        ({"oneOf": [{"type": "string"}, {}]}, "a", "does not satisfy the schema (oneOf)"),
        (
            {"anyOf": [{"type": "string"}, {"type": "array"}]},
            1,
            "does not satisfy the schema (anyOf)",
        ),
    ],
)
def test_every_keyword_has_its_words(schema, value, expected):
    assert told(schema, value) == [("body", expected)]


@pytest.mark.parametrize(
    "schema",
    [
        {"pattern": "^[A-Z]{3}$", "example": "EUR"},
        {"$ref": "#/components/schemas/Currency"},
        {"nullable": True, "pattern": "^[A-Z]{3}$", "example": "EUR", "type": "string"},
        {"nullable": True, "allOf": [{"$ref": "#/components/schemas/Currency"}]},
    ],
)
def test_whoever_breaks_a_pattern_is_shown_the_authors_example(schema):
    currency = {"type": "string", "pattern": "^[A-Z]{3}$", "example": "EUR"}
    whole = {"properties": {"prices": {"items": schema}}}

    assert told(whole, {"prices": ["EUR", "€"]}, Currency=currency) == [
        ("body.prices.1", "does not have the right form; an example: EUR")
    ]


def test_an_example_that_is_no_text_is_not_shown():
    schema = {"nullable": True, "pattern": "^a$", "example": None}

    assert told(schema, "x") == [("body", "does not have the right form")]


def test_locations_are_dotted_names():
    schema = {"properties": {"a": {"items": {"properties": {"b": {"type": "string"}}}}}}

    assert told(schema, {"a": [{}, {"b": 1}]}) == [("body.a.1.b", "must be of type string")]


def test_missing_and_unknown_properties_are_named():
    schema = {"required": ["a", "b"], "properties": {}, "additionalProperties": False}

    assert sorted(told(schema, {"c": 1, "d": 2})) == [
        ("body.a", "is required"),
        ("body.b", "is required"),
        ("body.c", "is not a known property"),
        ("body.d", "is not a known property"),
    ]


def test_a_read_only_property_is_called_that():
    schema = {"properties": {"id": {"readOnly": True}}}

    assert told(schema, {"id": "1"}) == [("body.id", "is read-only")]


def test_behind_a_nullable_reference_the_true_fault_is_told():
    thing = {"type": "object", "properties": {"n": {"type": "integer"}}}
    schema = {
        "properties": {"thing": {"nullable": True, "allOf": [{"$ref": "#/components/schemas/T"}]}}
    }

    assert told(schema, {"thing": {"n": "x"}}, T=thing) == [
        ("body.thing.n", "must be of type integer")
    ]


def test_the_value_is_never_repeated():
    schema = {"properties": {"password": {"type": "string", "pattern": "^[0-9]$", "maxLength": 3}}}

    assert "xyzzy" not in str(told(schema, {"password": "xyzzy"}))


def test_not_more_than_twenty_faults_are_told():
    assert len(told({"items": {"type": "string"}}, [1] * 100)) == 20
    assert len(told({"additionalProperties": False}, dict.fromkeys(map(str, range(100)), 1))) == 20


def test_a_name_as_long_as_the_body_is_cut():
    ((location, _),) = told({"additionalProperties": {"type": "string"}}, {"x" * 10_000: 1})

    assert len(location) == 200
