import pytest

from contract.check import faults


def listed(**media):
    schema = {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}
    content = {"application/json": {"schema": schema, **media}}
    return {"200": {"description": "Things", "content": content}}


def paged(style, **limit):
    return {"paged": {"style": style, "limit": {"default": 5, "max": 50} | limit}}


def media(operation):
    return operation.definition["responses"]["200"]["content"]["application/json"]


def test_a_list_by_token_asks_for_limit_and_token(shop, parameters):
    found = parameters(*shop.load(rules=paged("token"), responses=listed()))

    assert list(found) == ["limit", "continuationToken"]
    assert found["limit"]["schema"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 50,
        "default": 5,
    }


def test_a_list_by_offset_asks_for_limit_and_offset(shop, parameters):
    found = parameters(*shop.load(rules=paged("limit-offset"), responses=listed()))

    assert list(found) == ["limit", "offset"]


@pytest.mark.parametrize(
    ("style", "names", "required"),
    [
        ("token", ["items", "continuationToken"], ["items"]),
        (
            "limit-offset",
            ["items", "limit", "offset", "total"],
            ["items", "limit", "offset", "total"],
        ),
        ("pagination", ["data", "pagination"], ["data", "pagination"]),
    ],
)
def test_the_array_is_wrapped_into_a_named_envelope(shop, style, names, required):
    contract, operation = shop.load(rules=paged(style), responses=listed())

    assert media(operation)["schema"] == {"$ref": "#/components/schemas/DoItPage"}
    envelope = contract.document["components"]["schemas"]["DoItPage"]
    assert (list(envelope["properties"]), envelope["required"]) == (names, required)
    items = envelope["properties"][names[0]]
    assert items["items"] == {"$ref": "#/components/schemas/Thing"}
    assert items["maxItems"] == 50


def test_an_example_is_made_of_the_items_own(shop):
    _, operation = shop.load(rules=paged("limit-offset"), responses=listed())

    assert media(operation)["examples"]["page"]["value"] == {
        "items": [{"id": "t1", "version": 3}],
        "limit": 5,
        "offset": 0,
        "total": 1,
    }


@pytest.mark.parametrize(
    ("style", "offset"),
    [
        ("chunk-id", {"type": "string", "pattern": "^[0-9]{1,18}$"}),
        ("chunk-count", {"type": "integer", "minimum": 0, "maximum": 2147483647, "default": 0}),
    ],
)
def test_chunks_are_asked_for_by_offset_and_size(shop, parameters, style, offset):
    contract, operation = shop.load(rules=paged(style, min=2, max=9), responses=listed())

    found = parameters(contract, operation)
    assert found["offset"]["schema"] == offset
    assert found["sliceSize"]["schema"] == {
        "type": "integer",
        "minimum": 2,
        "maximum": 9,
        "default": 5,
    }


def test_a_chunk_has_its_items_and_says_whether_there_are_more(shop):
    contract, operation = shop.load(rules=paged("chunk-id", max=9), responses=listed())

    chunk = contract.resolve(media(operation)["schema"])
    assert chunk["required"] == ["result", "hasNext"]
    assert list(chunk["properties"]) == ["result", "offset", "hasNext"]
    assert chunk["properties"]["result"]["maxItems"] == 9
    assert faults(contract) == []


def test_examples_of_the_author_are_wrapped_too(shop):
    examples = {"two": {"summary": "Two", "value": [{"id": "a"}, {"id": "b"}]}}

    _, operation = shop.load(rules=paged("limit-offset"), responses=listed(examples=examples))

    assert media(operation)["examples"]["two"]["summary"] == "Two"
    assert media(operation)["examples"]["two"]["value"]["total"] == 2


def test_a_token_can_be_wrong(shop):
    contract, operation = shop.load(rules=paged("token"), responses=listed())

    bad = contract.resolve(operation.definition["responses"]["400"])
    assert "invalid_token" in bad["description"]


@pytest.mark.parametrize(
    ("method", "rules", "responses", "reason"),
    [
        ("post", paged("token"), listed(), "paged: only a GET is paged, not a POST"),
        (
            "get",
            paged("token", default=51),
            listed(),
            "paged: limit must have min <= default <= max",
        ),
        ("get", paged("token", min=6), listed(), "paged: limit must have min <= default <= max"),
        (
            "get",
            paged("token"),
            {"204": {"description": "Nothing"}},
            "paged: the operation has no answer 200 with a body",
        ),
    ],
)
def test_a_contradiction_is_refused(refusal, method, rules, responses, reason):
    assert refusal(method, rules=rules, responses=responses) == reason


def test_what_is_no_array_cannot_be_paged(refusal):
    reason = refusal(rules=paged("token"))

    assert reason == "paged: the answer 200 must be an array with items; its envelope is added"


def test_a_parameter_written_by_hand_is_refused(refusal):
    mine = {"name": "limit", "in": "query", "schema": {"type": "integer"}}

    reason = refusal(rules=paged("token"), responses=listed(), parameters=[mine])

    assert reason == "paged: adds the parameter limit; do not write it by hand"


def test_a_name_that_the_author_has_taken_is_refused(shop, refusal):
    shop.components["schemas"]["DoItPage"] = {"type": "object"}

    reason = refusal(rules=paged("token"), responses=listed())

    assert reason == "the house rules need components.schemas.DoItPage; choose another name"


def test_a_list_of_numbered_pages_stays_an_array_and_names_other_pages(shop, parameters, headers):
    contract, operation = shop.load(rules=paged("page"), responses=listed())

    found = parameters(contract, operation)
    assert list(found) == ["page", "per_page"]
    assert (found["page"]["schema"]["minimum"], found["page"]["schema"]["maximum"]) == (
        1,
        1_000_000,
    )
    assert found["per_page"]["schema"]["maximum"] == 50
    page = contract.resolve(media(operation)["schema"])
    assert (page["type"], page["maxItems"]) == ("array", 50)
    assert headers(contract, operation, "200")["Link"]["required"]
