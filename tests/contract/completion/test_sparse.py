from copy import deepcopy

import pytest

from contract.check import faults
from contract.place import DocumentError

INNER = {
    "type": "object",
    "description": "Inside.",
    "required": ["email"],
    "additionalProperties": False,
    "properties": {"email": {"type": "string", "default": "x"}, "fax": {"type": "string"}},
}
WHOLE = {
    "type": "object",
    "description": "A new thing.",
    "required": ["name"],
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "name": {"$ref": "#/components/schemas/Name"},
        "kind": {"type": "string", "enum": ["a", "b"], "default": "a"},
        "areaId": {"type": "string", "format": "uuid", "description": "Where."},
        "contact": {"allOf": [{"$ref": "#/components/schemas/Inner"}], "description": "Who."},
        "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Inner"}},
    },
}
NAME = {"type": "string", "minLength": 1, "default": "None"}


@pytest.fixture
def change(shop):
    """Loads a shop in which a thing is changed by this rule."""
    shop.components["schemas"] |= deepcopy({"Inner": INNER, "Name": NAME, "New": WHOLE})

    def load(rule, schema=None, method="put", **more):
        schema = schema or {"$ref": "#/components/schemas/New"}
        content = {"application/json": {"schema": schema, "example": {"kind": None}}}
        body = {"description": "It", "required": True, "content": content} | more
        return shop.load(method, rules={"sparse": rule}, requestBody=body)

    return load


@pytest.fixture
def published(change):
    def of(**rule):
        contract, _ = change(rule)
        return contract.document["components"]["schemas"]["DoItChanges"]

    return of


def test_the_body_of_the_author_gives_way_to_one_of_changes(change):
    contract, operation = change({})

    (media,) = operation.definition["requestBody"]["content"].values()
    assert media["schema"] == {"$ref": "#/components/schemas/DoItChanges"}
    assert "New" not in contract.document["components"]["schemas"]
    assert not [fault for fault in faults(contract) if "body" in fault or "kind" in fault]


def test_null_is_among_the_values_of_what_has_few(published):
    assert published()["properties"]["kind"]["enum"] == ["a", "b", None]


def test_nothing_is_required_and_everything_may_be_null(published):
    schema = published()

    assert schema.keys() == {"type", "description", "additionalProperties", "properties"}
    assert schema["additionalProperties"] is False
    assert all(value["nullable"] is True for value in schema["properties"].values())


def test_no_default_is_left_that_could_change_what_was_not_sent(published):
    schema = published()["properties"]

    assert schema["name"] == {"type": "string", "minLength": 1, "nullable": True}
    assert schema["kind"] == {"type": "string", "enum": ["a", "b", None], "nullable": True}


def test_an_object_inside_is_sparse_too(published):
    assert published()["properties"]["contact"] == {
        "type": "object",
        "description": "Who.",
        "additionalProperties": False,
        "nullable": True,
        "properties": {
            "email": {"type": "string", "nullable": True},
            "fax": {"type": "string", "nullable": True},
        },
    }


def test_what_is_in_a_list_stays_whole(published):
    assert published()["properties"]["lines"] == WHOLE["properties"]["lines"] | {"nullable": True}


def test_the_description_says_what_null_does_and_what_clears(published):
    schema = published(clears=["areaId"])

    assert schema["description"] == ("A new thing. What is left out, or null, stays as it is.")
    assert schema["properties"]["areaId"]["description"] == (
        "Where. The zero UUID (`00000000-0000-0000-0000-000000000000`) clears it."
    )


@pytest.fixture
def refused(change):
    def reason(*given, **more):
        with pytest.raises(DocumentError) as caught:
            change(*given, **more)
        return caught.value.reason

    return reason


@pytest.mark.parametrize(
    ("rule", "more", "reason"),
    [
        ({"clears": ["name"]}, {}, "clears name, which is no property of format uuid"),
        ({"clears": ["other"]}, {}, "clears other, which is no property of format uuid"),
        ({}, {"method": "post"}, "is for PUT and PATCH, not for POST"),
        ({}, {"schema": {"type": "string"}}, "the body must be an object with properties"),
        (
            {},
            {"content": {"text/plain": {"schema": {"type": "string"}}}},
            "the operation must have a body of application/json, and of nothing else",
        ),
    ],
)
def test_a_body_that_cannot_be_sent_in_parts_is_refused(refused, rule, more, reason):
    assert refused(rule, **more) == f"sparse: {reason}"


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ({"oneOf": [{"type": "string"}]}, "every property of the body must have a type"),
        (
            {"type": "object", "properties": {}, "anyOf": [{"required": ["a"]}]},
            "anyOf in the body cannot be sent in parts",
        ),
        ({"$ref": "#/components/schemas/Loop"}, "#/components/schemas/Loop in the body is inside"),
    ],
)
def test_a_property_that_cannot_be_null_or_sent_in_parts_is_refused(shop, refused, inside, reason):
    loop = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Loop"}}}
    shop.components["schemas"]["Loop"] = loop

    schema = {"type": "object", "properties": {"inside": inside}}

    assert refused({}, schema).startswith(f"sparse: {reason}")
