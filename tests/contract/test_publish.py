import orjson
import yaml

from contract.load import load
from contract.publish import of_api, references, to_json, to_yaml, whole


def two_apis(shop):
    other = {"schema": {"$ref": "#/components/schemas/Other"}}
    shop.components["schemas"] |= {"Other": {"type": "string"}, "Unused": {"type": "string"}}
    paths = {
        "/shop/v1/things": {"get": shop.operation()},
        "/bank/v1/money": {
            "get": shop.operation(
                operationId="pay",
                tags=["bank"],
                responses={"200": {"description": "Paid", "content": {"application/json": other}}},
            )
        },
    }
    tags = [
        {"name": "shop", "x-charter": shop.api},
        {"name": "bank", "x-charter": {"base": "/bank/v1"}},
    ]
    shop.write(shop.document(paths, tags=tags))
    return load(shop.path)


def test_the_document_of_one_api_has_its_paths_and_what_they_reach(shop):
    document = of_api(two_apis(shop), "bank")

    assert list(document["paths"]) == ["/bank/v1/money"]
    assert [tag["name"] for tag in document["tags"]] == ["bank"]
    schemas = document["components"]["schemas"]
    assert "Other" in schemas
    assert not {"Thing", "Unused"} & set(schemas)
    assert "bearer" in document["components"]["securitySchemes"]


def test_the_document_of_one_api_is_self_contained(shop):
    document = of_api(two_apis(shop), "shop")

    for reference in references(document):
        _, _, kind, name = reference.split("/")
        assert name in document["components"][kind]


def test_the_whole_has_every_api(shop):
    contract = two_apis(shop)

    assert list(whole(contract)["paths"]) == ["/shop/v1/things", "/bank/v1/money"]


def test_yaml_and_json_say_the_same_in_the_authors_order(shop):
    document = whole(two_apis(shop))

    from_yaml, from_json = yaml.safe_load(to_yaml(document)), orjson.loads(to_json(document))

    assert from_yaml == from_json == document
    assert list(from_yaml) == list(from_json) == list(document)


def test_long_texts_are_blocks_and_nothing_is_an_anchor():
    text = {"a": "one\ntwo\n", "b": (same := {"x": 1}), "c": same, "d": "2026-11-22", "e": "Grüße"}

    assert to_yaml(text).decode() == (
        "a: |\n  one\n  two\nb:\n  x: 1\nc:\n  x: 1\nd: '2026-11-22'\ne: Grüße\n"
    )
