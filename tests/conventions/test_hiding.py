"""What is hidden is found wherever schemas lead, and nothing is paid where nothing is."""

import pytest
import yaml

from contract.load import load
from conventions import hiding

ANSWERS = """
Plain: {type: object, properties: {rate: {type: number}}}
Marked: {type: object, properties: {rate: &rate {type: number, x-charter: {hidden-without: see}}}}
Listed: {type: array, items: {$ref: "#/components/schemas/Marked"}}
Mapped: {type: object, properties: {inner: {$ref: "#/components/schemas/Listed"}}}
Combined:
  allOf: [{$ref: "#/components/schemas/Marked"}, {type: object, properties: {other: *rate}}]
Object: {type: object, properties: {whole: {type: object, x-charter: {hidden-without: see}}}}
"""


@pytest.fixture
def hide(tmp_path, exchange):
    """The link of an operation that answers with one of these schemas, and a caller's scopes."""

    def of(name, *scopes):
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        read = {
            "tags": ["shop"],
            "operationId": "read",
            "summary": "Read",
            "responses": {"200": {"description": "It", "content": content}},
        }
        document = {
            "openapi": "3.0.3",
            "info": {"title": "Shop", "version": "1"},
            "tags": [{"name": "shop", "x-charter": {"base": "/shop/v1"}}],
            "security": [{"bearer": []}],
            "paths": {"/shop/v1/it": {"get": read}},
            "components": {
                "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
                "schemas": yaml.safe_load(ANSWERS),
            },
        }
        path = tmp_path / "openapi.yaml"
        path.write_text(yaml.safe_dump(document))
        contract = load(path)
        link = hiding.bind(contract.operations["read"], contract)
        if link is None:
            return None
        return lambda value: link(exchange(granted=frozenset(scopes)), value)

    return of


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Marked", {"rate": 1, "more": 2}, {"more": 2}),
        ("Marked", {"more": 2}, {"more": 2}),
        ("Listed", [{"rate": 1}, {"a": 1}], [{}, {"a": 1}]),
        ("Mapped", {"inner": [{"rate": None}]}, {"inner": [{}]}),
        ("Combined", {"rate": 1, "other": 2, "more": 3}, {"more": 3}),
        ("Object", {"whole": {"a": 1}}, {}),
    ],
)
def test_it_is_left_out_without_the_scope(hide, name, value, shown):
    assert hide(name, "else")(value) == shown
    assert hide(name)(value) == shown


@pytest.mark.parametrize("scopes", [["see"], ["*"], ["else", "see"]])
def test_it_is_there_with_the_scope(hide, scopes):
    assert hide("Mapped", *scopes)({"inner": [{"rate": 1}]}) == {"inner": [{"rate": 1}]}


def test_what_the_handler_returned_stays_whole(hide):
    value = {"inner": [{"rate": 1}]}

    hide("Mapped")(value)

    assert value == {"inner": [{"rate": 1}]}


def test_an_answer_with_nothing_hidden_has_no_link(hide):
    assert hide("Plain") is None
