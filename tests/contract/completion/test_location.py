LINK = {"operationId": "getThing", "parameters": {"id": "$response.body#/id"}}


def created(**links):
    schema = {"$ref": "#/components/schemas/Thing"}
    content = {"application/json": {"schema": schema}}
    return {"201": {"description": "Created", "content": content, "links": links}}


def test_the_answer_says_where_the_new_thing_is(shop, headers):
    contract, operation = shop.load(
        "post", rules={"location": "getThing"}, responses=created(read=LINK)
    )

    assert headers(contract, operation, "201")["Location"]["required"] is True


def test_the_way_there_must_be_declared_as_a_link(refusal):
    reason = refusal("post", rules={"location": "getThing"}, responses=created())

    assert reason == "location: the response 201 has no link to getThing"


def test_only_a_201_has_a_location(refusal):
    reason = refusal("post", rules={"location": "getThing"})

    assert reason == "location: the operation has no response 201"
