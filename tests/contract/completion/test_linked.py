import pytest

from contract.load import load

JSON = "application/json"
PATH = "/shop/v1/things"
ID = {"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string"}}
SELF = {"operationId": "getThing", "parameters": {"thing_id": "$response.body#/id"}}
PARTS = {"operationId": "listParts", "parameters": {"thing_id": "$response.body#/id"}}


@pytest.fixture(autouse=True)
def named(shop):
    shop.api["envelope"] = "named"


@pytest.fixture
def written(shop):
    """Loads a shop where a thing is written, read, and has parts."""

    def load_with(links, **more):
        def operation(id, **given):
            return shop.operation(operationId=id, **{"x-charter": {"named": "thing"}} | given)

        write = operation("createThing", **more)
        write["responses"]["200"] |= {"links": links}
        paths = {
            PATH: {"post": write},
            f"{PATH}/{{thing_id}}": {"get": operation("getThing", parameters=[ID])},
            f"{PATH}/{{thing_id}}/parts": {"get": operation("listParts", parameters=[ID])},
            "/shop/v1/makers": {"get": operation("listMakers")},
        }
        shop.write(shop.document(paths))
        contract = load(shop.path)
        return contract, contract.operations["createThing"]

    return load_with


def media(operation):
    return operation.definition["responses"]["200"]["content"][JSON]


def envelope(contract, operation):
    return contract.resolve(media(operation)["schema"])


def links(contract, operation):
    return list(envelope(contract, operation)["properties"]["_links"]["properties"])


def test_an_answer_stands_in_its_name_beside_its_links(shop):
    contract, operation = shop.load(rules={"named": "thing"})

    assert media(operation)["schema"] == {"$ref": "#/components/schemas/DoItAnswer"}
    assert envelope(contract, operation)["required"] == ["thing", "_links"]
    assert media(operation)["examples"]["answer"]["value"] == {
        "thing": {"id": "t1", "version": 3},
        "_links": {"self": {"href": "/"}},
    }


def test_it_leads_to_itself_and_to_what_lies_below_it(written):
    found = written({"self": SELF, "parts": PARTS, "makers": {"operationId": "listMakers"}})

    assert links(*found) == ["self", "parts"]


def test_without_a_link_to_itself_it_is_where_it_was_called(written):
    assert links(*written({"one": SELF})) == ["self", "one"]


def test_it_does_not_lead_into_the_items_of_a_list(written):
    first = {"operationId": "getThing", "parameters": {"thing_id": "$response.body#/0/id"}}

    assert links(*written({"first": first})) == ["self"]


def test_links_lead_into_the_envelope(written):
    _, operation = written({"self": SELF})

    link = operation.definition["responses"]["200"]["links"]["self"]
    assert link["parameters"] == {"thing_id": "$response.body#/thing/id"}


def test_a_page_stands_in_its_name_too(shop):
    schema = {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}
    listed = {"200": {"description": "Things", "content": {JSON: {"schema": schema}}}}

    contract, operation = shop.load(
        rules={"named": "things", "paged": {"style": "page"}}, responses=listed
    )

    assert list(envelope(contract, operation)["properties"]) == ["things", "_links"]
    assert media(operation)["examples"]["page"]["value"]["things"] == [{"id": "t1", "version": 3}]


def test_an_answer_without_a_name_is_refused(refusal):
    assert refusal() == "named: is needed: the API's envelope is `named`"


def test_a_name_without_the_envelope_is_refused(shop, refusal):
    shop.api["envelope"] = "data"

    assert refusal(rules={"named": "thing"}) == "named: the API's envelope is not `named`"


def test_a_page_of_another_style_is_refused(refusal):
    schema = {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}
    listed = {"200": {"description": "Things", "content": {JSON: {"schema": schema}}}}

    reason = refusal(rules={"named": "things", "paged": {"style": "token"}}, responses=listed)

    assert reason == "paged: the style token does not fit the envelope named"


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ({"operationId": "nowhere"}, "named: the link self must lead to a GET"),
        ({"operationId": "doIt"}, None),
    ],
)
def test_itself_must_be_something_to_read(shop, refusal, link, reason):
    response = shop.operation()["responses"]["200"] | {"links": {"self": link}}
    given = {"rules": {"named": "thing"}, "responses": {"200": response}}

    if reason is None:
        assert shop.load(**given)
    else:
        assert refusal(**given) == reason


def test_itself_must_be_found_in_the_answer(written):
    with pytest.raises(Exception, match="must say where thing_id is in the answer"):
        written({"self": {"operationId": "getThing"}})
