import pytest

from contract.check import faults

GOOD = {
    "200": {
        "description": "It",
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Thing"},
                "example": {"id": "t1", "version": 1},
            }
        },
    }
}
QUERY = {"name": "a", "in": "query", "description": "A."}


def found(shop, method="get", **operation):
    return faults(shop.load(method, **{"responses": GOOD} | operation)[0])


def test_a_sound_document_has_no_faults(shop):
    assert found(shop) == []


def test_what_is_not_openapi_is_a_fault_with_its_place(shop):
    message = found(shop, parameters=[{"name": "a", "in": "body"}])[0]

    assert message.startswith("paths./shop/v1/things.get.parameters.0")


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        ({"summary": ""}, "doIt: has no summary"),
        ({"path": "/elsewhere"}, "doIt: /elsewhere does not lie under /shop/v1"),
        (
            {"path": "/shop/v1/{id}"},
            "Path parameter 'id' for 'get' operation in '/shop/v1/{id}' was not resolved",
        ),
        (
            {
                "parameters": [
                    QUERY | {"in": "path", "required": True, "schema": {"type": "string"}}
                ]
            },
            "Path parameter 'a' for 'get' operation in '/shop/v1/things' was not resolved",
        ),
        (
            {"requestBody": {"content": {"text/plain": {"example": "x"}}}},
            "doIt: a GET has no request body",
        ),
        (
            {"parameters": [{"name": "a", "in": "query", "schema": {"type": "string"}}]},
            "doIt: the parameter a has no description",
        ),
        (
            {"responses": GOOD | {"default": {"description": "Any"}}},
            "doIt: name the status instead of default",
        ),
        (
            {"responses": GOOD | {"4XX": {"description": "Any"}}},
            "doIt: name the status instead of 4XX",
        ),
        ({"responses": {"404": {"description": "No"}}}, "doIt: has no answer that succeeds"),
        ({"responses": {"204": GOOD["200"]}}, "doIt: an answer 204 has no body"),
        (
            {"responses": {"200": {"description": "It"}}},
            "doIt: the answer 200 has no body; 204 says so",
        ),
        (
            {"parameters": [QUERY | {"schema": {"type": "integer", "minimum": 3, "maximum": 2}}]},
            "paths./shop/v1/things.get.parameters.0.schema: minimum 3 is above maximum 2",
        ),
        (
            {"parameters": [QUERY | {"schema": {"type": "string", "pattern": "("}}]},
            "paths./shop/v1/things.get.parameters.0.schema.pattern: '(' is not a 'regex'",
        ),
        (
            {"parameters": [QUERY | {"schema": {"nullable": True}}]},
            "paths./shop/v1/things.get.parameters.0.schema: nullable has no effect without a type",
        ),
        (
            {"parameters": [QUERY | {"schema": {"type": "integer"}, "example": "x"}]},
            'paths./shop/v1/things.get.parameters.0.example: "x" is not of type "integer"',
        ),
    ],
)
def test_a_fault_is_found(shop, operation, fault):
    assert any(message.startswith(fault) for message in found(shop, **operation))


def test_an_answer_without_an_example_is_a_fault(shop):
    shop.components["schemas"]["Thing"].pop("example", None)
    response = {
        "description": "It",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
    }

    assert "doIt: the answer 200 as application/json has no example" in found(
        shop, responses={"200": response}
    )


def test_an_example_that_is_not_valid_is_named_to_the_property(shop):
    shop.components["schemas"]["Thing"]["properties"]["at"] = {
        "type": "string",
        "format": "date-time",
    }
    media = GOOD["200"]["content"]["application/json"] | {
        "example": {"id": "t1", "version": 1, "at": "noon"}
    }
    responses = {"200": {"description": "It", "content": {"application/json": media}}}

    messages = found(shop, responses=responses)

    place = "paths./shop/v1/things.get.responses.200.content.application/json.example.at"
    assert messages == [f'{place}: "noon" is not a "date-time"']


def test_a_null_example_is_valid_only_where_it_is_nullable(shop):
    properties = shop.components["schemas"]["Thing"]["properties"]
    properties["a"] = {"type": "string", "nullable": True, "enum": ["x"], "example": None}
    properties["b"] = {"type": "string", "example": None}

    assert found(shop) == [
        'components.schemas.Thing.properties.b.example: null is not of type "string"'
    ]


def test_a_component_that_nobody_uses_is_a_fault(shop):
    shop.components["schemas"]["Left"] = {"type": "string"}

    assert found(shop) == ["components.schemas.Left: is never used"]


def test_a_property_that_is_required_and_not_declared_is_a_fault(shop):
    shop.components["schemas"]["Thing"]["required"] = ["id", "colour"]

    assert "components.schemas.Thing: requires colour, which it does not declare" in found(shop)


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ({"operationId": "gone"}, "leads to no operation: gone"),
        ({"operationId": "doIt"}, "does not give id, which doIt needs"),
        (
            {"operationId": "doIt", "parameters": {"id": "$request.path.id", "x": 1}},
            "gives x, which doIt does not have",
        ),
        (
            {"operationId": "doIt", "parameters": {"id": "$response.body#/no"}},
            "takes $response.body#/no, which the answer does not have",
        ),
        (
            {"operationId": "doIt", "parameters": {"id": "$response.header.No"}},
            "takes $response.header.No, which the answer does not have",
        ),
        (
            {"operationId": "doIt", "parameters": {"id": "$request.query.id"}},
            "takes $request.query.id, which the request does not have",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault(shop, link, fault):
    responses = {"200": GOOD["200"] | {"links": {"next": link}}}
    id_ = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Id.",
        "schema": {"type": "string"},
    }

    messages = found(shop, path="/shop/v1/things/{id}", parameters=[id_], responses=responses)

    assert f"doIt: the link next of the answer 200 {fault}" in messages


def test_a_link_that_leads_somewhere_is_none(shop):
    link = {"operationId": "doIt", "parameters": {"path.id": "$response.body#/id"}}
    responses = {"200": GOOD["200"] | {"links": {"next": link}}}
    id_ = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Id.",
        "schema": {"type": "string"},
    }

    assert found(shop, path="/shop/v1/things/{id}", parameters=[id_], responses=responses) == []
