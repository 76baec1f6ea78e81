import copy

import pytest

RULE = {"upload": {"limit": 1000, "types": ["image/png"]}}
FORM = {
    "type": "object",
    "required": ["data", "file"],
    "properties": {
        "data": {"$ref": "#/components/schemas/Thing"},
        "file": {"type": "string", "format": "binary"},
    },
}


def body(**changes):
    schema = {**copy.deepcopy(FORM), **changes}
    return {"content": {"multipart/form-data": {"schema": schema}}}


def test_the_parts_have_types_and_the_file_has_bounds(shop):
    _, operation = shop.load("post", rules=RULE, requestBody=body())

    told = operation.definition["requestBody"]
    assert told["required"] is True
    assert told["description"] == "The file may have 1000 bytes at most and is one of image/png."
    assert told["content"]["multipart/form-data"]["encoding"] == {
        "data": {"contentType": "application/json"},
        "file": {"contentType": "image/png"},
    }


def test_no_other_parts_are_taken(shop):
    _, operation = shop.load("post", rules=RULE, requestBody=body())

    media = operation.definition["requestBody"]["content"]["multipart/form-data"]
    assert media["schema"]["additionalProperties"] is False
    assert list(media["schema"]["properties"]) == ["data", "file"]


def test_files_are_refused_with_statuses_of_their_own(shop):
    contract, operation = shop.load("post", rules=RULE, requestBody=body())

    for status, code in (("413", "file_too_large"), ("415", "unsupported_file_type")):
        response = contract.resolve(operation.definition["responses"][status])
        assert code in response["description"]


def test_a_file_may_come_alone(shop):
    alone = body(required=["file"], properties={"file": {"type": "string", "format": "binary"}})

    _, operation = shop.load("post", rules=RULE, requestBody=alone)

    media = operation.definition["requestBody"]["content"]["multipart/form-data"]
    assert list(media["encoding"]) == ["file"]


def test_a_file_may_be_left_out_where_rule_and_part_say_so(shop):
    rules = {"upload": {**RULE["upload"], "required": False}}

    _, operation = shop.load("post", rules=rules, requestBody=body(required=["data"]))

    told = operation.definition["requestBody"]
    assert told["required"] is True
    assert told["description"] == (
        "The file may be left out. It may have 1000 bytes at most and is one of image/png."
    )


@pytest.mark.parametrize(
    ("rules", "given", "reason"),
    [
        (None, body(), "upload: a body of multipart/form-data needs this rule"),
        (
            RULE,
            {"content": {"application/json": {"schema": {"type": "object"}}}},
            "upload: the operation has no body of multipart/form-data",
        ),
        (
            RULE,
            body(properties={"data": {"type": "object"}}),
            "upload: the body must have one binary part, and at most one other",
        ),
        (
            RULE,
            body(properties={**FORM["properties"], "more": {"type": "string"}}),
            "upload: the body must have one binary part, and at most one other",
        ),
        (RULE, body(required=["data"]), "upload: the part file must be required"),
        (
            {"upload": {**RULE["upload"], "required": False}},
            body(),
            "upload: the part file must not be required",
        ),
        (
            {"upload": {**RULE["upload"], "required": False}},
            body(required=[]),
            "upload: a body may be without its file, but not without any part",
        ),
        (
            RULE,
            {"content": {**body()["content"], "application/json": {"schema": {"type": "object"}}}},
            "upload: the body must be multipart/form-data and nothing else",
        ),
    ],
)
def test_a_contradiction_is_refused(refusal, rules, given, reason):
    assert refusal("post", rules=rules, requestBody=given) == reason


def test_only_known_types_of_files_can_be_named(refusal):
    reason = refusal("post", rules={"upload": {"types": ["text/plain"]}}, requestBody=body())

    assert "text/plain" in reason


def test_a_shared_body_is_not_left_behind(shop):
    shop.components["requestBodies"] = {"File": body()}
    shared = {"$ref": "#/components/requestBodies/File"}

    contract, operation = shop.load("post", rules=RULE, requestBody=shared)

    assert "content" in operation.definition["requestBody"]
    assert "requestBodies" not in contract.document["components"]
