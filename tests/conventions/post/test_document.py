"""The post office's document is sound when all its rules have done their part."""

from openapi_spec_validator import OpenAPIV30SpecValidator

from contract import publish
from contract.check import faults


def test_nothing_can_be_said_against_it(post):
    assert faults(post.server.contract) == []


def test_its_document_is_valid_alone(post):
    OpenAPIV30SpecValidator(publish.of_api(post.server.contract, "post")).validate()


def test_its_description_names_its_second_path(post):
    described = publish.of_api(post.server.contract, "post")["tags"][0]["description"]

    assert described == (
        "The API of the post office.\n\nEvery path below `/post/v1` answers below `/post`, too."
    )


def test_each_operation_says_which_scope_it_needs(post):
    operations = post.server.contract.operations

    assert [
        operations[id].definition["description"] for id in ("listBoxes", "createBox", "getBox")
    ] == [
        "Needs the scope `post:boxes:read`; with `post:boxes:read:<id>` it shows only what has such an id.",
        "Needs the scope `post:boxes:write`.",
        "Needs the scope `post:boxes:read`, or for one of them `post:boxes:read:<box_id>`.",
    ]
