import pytest

JSON = "application/json"


@pytest.fixture(autouse=True)
def enveloped(shop):
    shop.api["envelope"] = "data"


def answered(contract, operation, status="200"):
    media = operation.definition["responses"][status]["content"][JSON]
    return contract.resolve(media["schema"]), media


def test_an_answer_that_is_shared_has_a_shared_envelope(shop):
    schema, media = answered(*shop.load())

    assert media["schema"] == {"$ref": "#/components/schemas/ThingData"}
    assert schema["required"] == ["data"]
    assert schema["properties"] == {"data": {"$ref": "#/components/schemas/Thing"}}


def test_any_other_has_its_envelope_in_its_place(shop):
    content = {JSON: {"schema": {"type": "string"}, "example": "text"}}

    schema, media = answered(
        *shop.load(responses={"200": {"description": "A", "content": content}})
    )

    assert schema["properties"] == {"data": {"type": "string"}}
    assert media["examples"] == {"answer": {"value": {"data": "text"}}}


def test_an_example_is_made_of_the_answers_own(shop):
    _, media = answered(*shop.load())

    assert media["examples"] == {"answer": {"value": {"data": {"id": "t1", "version": 3}}}}


def test_shared_examples_are_wrapped_one_by_one_and_stay_as_they_are_elsewhere(shop):
    shop.components["examples"] = {"T": {"summary": "One", "value": {"id": "t9", "version": 1}}}
    given = {"examples": {"one": {"$ref": "#/components/examples/T"}}}
    content = {JSON: {"schema": {"$ref": "#/components/schemas/Thing"}} | given}

    contract, operation = shop.load(responses={"200": {"description": "A", "content": content}})

    _, media = answered(contract, operation)
    assert media["examples"]["one"] == {
        "summary": "One",
        "value": {"data": {"id": "t9", "version": 1}},
    }


def test_links_lead_into_it(shop):
    parameters = {"id": "$response.body#/id", "by": "$request.query.by", "fixed": 3}
    response = shop.operation()["responses"]["200"]
    response["links"] = {"next": {"operationId": "doIt", "parameters": parameters}}

    _, operation = shop.load(responses={"200": response})

    link = operation.definition["responses"]["200"]["links"]["next"]
    assert link["parameters"] == parameters | {"id": "$response.body#/data/id"}


def test_a_file_and_an_empty_answer_have_none(shop):
    file = {"image/png": {"schema": {"type": "string", "format": "binary"}}}
    responses = {"200": {"description": "A", "content": file}, "204": {"description": "B"}}

    _, operation = shop.load(responses=responses)

    assert operation.definition["responses"]["200"]["content"] == file
    assert "content" not in operation.definition["responses"]["204"]


def test_errors_have_their_own_shape(shop):
    contract, operation = shop.load()

    (media,) = contract.resolve(operation.definition["responses"]["401"])["content"].values()
    assert media["schema"] == {"$ref": "#/components/schemas/Problem"}


def listed():
    schema = {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}
    return {"200": {"description": "Things", "content": {JSON: {"schema": schema}}}}


def test_a_page_is_its_own_envelope(shop):
    contract, operation = shop.load(rules={"paged": {"style": "pagination"}}, responses=listed())

    assert list(answered(contract, operation)[0]["properties"]) == ["data", "pagination"]


def test_a_page_of_another_shape_is_refused(refusal):
    reason = refusal(rules={"paged": {"style": "token"}}, responses=listed())

    assert reason == "paged: the style token does not fit the envelope data"
