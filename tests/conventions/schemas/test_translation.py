"""What OpenAPI 3.0 says of a value is what the validator holds it to."""

import pytest

from conventions.schemas import Schemas, translated

READ_ONLY = {"type": "string", "readOnly": True}
REFERENCE = "#/components/schemas/"


def refer(name):
    return {"$ref": REFERENCE + name}


def valid(schema, value, **components):
    validator = Schemas({"components": {"schemas": components}}).request(schema)
    return validator.is_valid(value)


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "string", "nullable": True}, ["a", None], [1]),
        ({"type": "string", "nullable": False}, ["a"], [None]),
        ({"type": "string", "nullable": True, "enum": ["a"]}, ["a", None], ["b", 1]),
        ({"nullable": True, "allOf": [refer("Thing")]}, [{"id": 1}, None], [{"id": "x"}, 1]),
        (
            {"type": "object", "nullable": True, "allOf": [refer("Thing")]},
            [{"id": 1}, None],
            [{"id": "x"}, 1],
        ),
        ({"nullable": True, "oneOf": [refer("Thing"), {"type": "string"}]}, [{}, "a", None], [1]),
        ({"nullable": True, "enum": ["a"]}, ["a", None], ["b"]),
        ({"type": "array", "items": {"type": "integer", "nullable": True}}, [[1, None]], [["a"]]),
        (
            {"type": "object", "additionalProperties": {"type": "integer", "nullable": True}},
            [{"a": None}],
            [{"a": "b"}],
        ),
        ({"type": "integer", "minimum": 1, "exclusiveMinimum": True}, [2], [1]),
        ({"type": "integer", "minimum": 1, "exclusiveMinimum": False}, [1], [0]),
        ({"type": "integer", "maximum": 9, "exclusiveMaximum": True}, [8], [9]),
        ({"type": "integer", "exclusiveMaximum": True}, [9], ["a"]),
        (
            {"enum": [{"nullable": True}, {"example": 1}]},
            [{"nullable": True}, {"example": 1}],
            [{}],
        ),
        ({"type": "string", "default": {"$ref": "nowhere"}}, ["a"], [1]),
        ({"type": "string", "example": {"type": "integer"}}, ["a"], [1]),
        ({"not": {"type": "string"}}, [1], ["a"]),
        ({"type": "string", "format": "uuid"}, ["0199e3a5-7c1e-7b3a-9f10-2d6c5b8e4a01"], ["a"]),
        ({"type": "string", "format": "date-time"}, ["2026-11-22T06:21:57Z"], ["2026-11-22"]),
        ({"type": "string", "format": "of our own"}, ["a"], []),
        ({"type": "string", "pattern": "^[a-z]+$"}, ["a"], ["a\n", "A"]),
    ],
)
def test_a_schema_means_what_its_author_wrote(schema, good, bad):
    thing = {"type": "object", "properties": {"id": {"type": "integer"}}}

    assert [valid(schema, value, Thing=thing) for value in good] == [True] * len(good)
    assert [valid(schema, value, Thing=thing) for value in bad] == [False] * len(bad)


@pytest.mark.parametrize(
    "name",
    [
        "nullable",
        "example",
        "readOnly",
        "required",
        "properties",
        "$ref",
        "x-charter",
        "enum",
        "exclusiveMinimum",
        "allOf",
        "items",
        "default",
        "type",
    ],
)
def test_a_property_may_be_called_like_a_keyword(name):
    schema = {
        "type": "object",
        "required": [name],
        "properties": {name: {"type": "integer"}, "other": {"type": "string", "nullable": True}},
        "additionalProperties": False,
    }

    assert valid(schema, {name: 1, "other": None})
    assert not valid(schema, {name: "x"})
    assert not valid(schema, {})


def test_a_read_only_property_is_refused_and_not_required():
    schema = {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": READ_ONLY, "name": {"type": "string"}},
    }

    assert valid(schema, {"name": "a"})
    assert not valid(schema, {"name": "a", "id": "1"})
    assert not valid(schema, {})


def test_answers_may_have_what_requests_may_not_and_the_other_way_round():
    schema = {
        "type": "object",
        "required": ["id", "secret"],
        "properties": {"id": READ_ONLY, "secret": {"type": "string", "writeOnly": True}},
    }
    schemas = Schemas({})

    assert schemas.request(schema).is_valid({"secret": "s"})
    assert schemas.answer(schema).is_valid({"id": "1"})
    assert not schemas.answer(schema).is_valid({"id": "1", "secret": "s"})
    assert not schemas.answer(schema).is_valid({})


@pytest.mark.parametrize(
    "marked",
    [
        READ_ONLY,
        refer("Id"),
        refer("AliasOfId"),
        {"allOf": [refer("Id")]},
        {"allOf": [{"type": "string"}], "readOnly": True},
    ],
)
@pytest.mark.parametrize("where", ["beside", "part", "reference"])
def test_a_read_only_property_is_not_required_wherever_it_is_marked(marked, where):
    own = {"type": "object", "properties": {"id": marked, "name": {"type": "string"}}}
    schema = {
        "beside": {**own, "required": ["id", "name"]},
        "part": {"allOf": [own, {"required": ["id", "name"]}]},
        "reference": {"allOf": [refer("Own")], "required": ["id", "name"]},
    }[where]
    components = {"Id": READ_ONLY, "AliasOfId": refer("Id"), "Own": own}

    assert valid(schema, {"name": "a"}, **components)
    assert not valid(schema, {"name": "a", "id": "1"}, **components)
    assert not valid(schema, {}, **components)


def test_the_properties_of_a_nested_object_are_its_own_affair():
    schema = {
        "properties": {
            "id": READ_ONLY,
            "inner": {"properties": {"id": {"type": "string"}}, "required": ["id"]},
        }
    }

    assert valid(schema, {"inner": {"id": "1"}})
    assert not valid(schema, {"inner": {}})


def test_schemas_that_refer_to_themselves_are_translated():
    tree = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": READ_ONLY, "children": {"type": "array", "items": refer("Tree")}},
    }

    assert valid(refer("Tree"), {"children": [{"children": []}]}, Tree=tree)
    assert not valid(refer("Tree"), {"children": [{"id": "1"}]}, Tree=tree)


def test_a_circle_of_references_is_nothing_to_fall_into():
    circle = {"allOf": [refer("Circle")], "properties": {"id": READ_ONLY}}

    assert translated({"properties": {"c": refer("Circle")}}, "readOnly", {"Circle": circle}) == {
        "properties": {"c": refer("Circle")}
    }


def test_a_reference_into_a_component_is_followed():
    thing = {"properties": {"id": {"type": "integer"}}}

    assert valid(refer("Thing/properties/id"), 1, Thing=thing)
    assert not valid(refer("Thing/properties/id"), "a", Thing=thing)


def test_the_document_itself_is_left_as_it_was():
    schema = {
        "type": "string",
        "nullable": True,
        "enum": ["a"],
        "minimum": 1,
        "exclusiveMinimum": True,
    }

    translated(schema, "readOnly", {})

    assert schema["type"] == "string"
    assert schema["enum"] == ["a"]
    assert schema["minimum"] == 1
