import re

import pytest

RULE = {"conditional": {"etag": "version"}}
NOTHING = {"204": {"description": "Gone"}}


def test_a_read_can_be_spared_when_nothing_has_changed(shop, parameters, headers):
    contract, operation = shop.load(rules=RULE)

    assert "If-None-Match" in parameters(contract, operation)
    assert "content" not in operation.definition["responses"]["304"]
    for status in ("200", "304"):
        assert headers(contract, operation, status)["ETag"]["required"] is True


def test_a_write_can_depend_on_what_was_read(shop, parameters):
    contract, operation = shop.load(
        "put", rules={"conditional": {"etag": "version", "match": True}}
    )

    assert "If-Match" in parameters(contract, operation)
    assert "412" in operation.definition["responses"]
    assert "304" not in operation.definition["responses"]


def test_a_delete_has_no_tag_to_give(shop, headers):
    rules = {"conditional": {"match": True}}

    contract, operation = shop.load("delete", rules=rules, responses=dict(NOTHING))

    assert headers(contract, operation, "204") == {}
    assert "412" in operation.definition["responses"]


def test_a_create_has_a_tag_and_nothing_to_depend_on(shop, parameters):
    assert parameters(*shop.load("post", rules=RULE)) == {}


@pytest.mark.parametrize(
    ("tags", "valid"),
    [
        ('"3"', True),
        ('W/"3"', True),
        ('"1", "2"', True),
        ("*", True),
        ('""', True),
        ("3", False),
        ('"a"b"', False),
        ('*, "1"', False),
        ("", False),
    ],
)
def test_tags_are_written_as_http_has_them(shop, parameters, tags, valid):
    pattern = parameters(*shop.load(rules=RULE))["If-None-Match"]["schema"]["pattern"]

    assert bool(re.search(pattern, tags)) is valid


@pytest.mark.parametrize(
    ("method", "rule", "reason"),
    [
        ("get", {}, "conditional: needs etag, match or both"),
        ("get", {"etag": "revision"}, "conditional: the answer 200 has no property revision"),
        ("get", {"match": True}, "conditional: match is for writes, not for GET"),
    ],
)
def test_a_contradiction_is_refused(refusal, method, rule, reason):
    assert refusal(method, rules={"conditional": rule}) == reason


def test_a_tag_needs_a_body_to_be_the_tag_of(refusal):
    reason = refusal("delete", rules=RULE, responses=dict(NOTHING))

    assert reason == "conditional: etag needs an answer with a body"


def test_the_property_may_come_from_a_part_of_the_schema(shop):
    shop.components["schemas"]["More"] = {"allOf": [{"$ref": "#/components/schemas/Thing"}]}
    schema = {"$ref": "#/components/schemas/More"}
    responses = {
        "200": {"description": "More", "content": {"application/json": {"schema": schema}}}
    }

    assert "304" in shop.load(rules=RULE, responses=responses)[1].definition["responses"]
