"""What expires is found wherever schemas lead, and leaves as a link at the caller's own host."""

import pytest
import yaml

from contract.load import load
from conventions import expiring

ANSWERS = """
Plain: {type: object, properties: {url: {type: string}}}
Marked: {type: object, properties: {url: &url {type: string, x-charter: {expires: 60}}}}
Listed: {type: array, items: {$ref: "#/components/schemas/Marked"}}
Mapped: {type: object, properties: {inner: {$ref: "#/components/schemas/Listed"}}}
Combined:
  allOf: [{$ref: "#/components/schemas/Marked"}, {type: object, properties: {other: *url}}]
Chosen: {oneOf: [{$ref: "#/components/schemas/Plain"}, {$ref: "#/components/schemas/Marked"}]}
Within:
  type: object
  properties: {url: *url, next: {$ref: "#/components/schemas/Within"}}
"""
FILES = {
    "tags": ["shop"],
    "operationId": "getFile",
    "summary": "Read",
    "security": [],
    "parameters": [
        {"name": "signed", "in": "path", "required": True, "schema": {"type": "string"}}
    ],
    "responses": {"200": {"description": "It", "content": {"image/png": {"schema": {}}}}},
}


@pytest.fixture
def bound(tmp_path, vault):
    """The link of an operation that answers with one of these schemas."""

    def of(name, files=FILES):
        path = tmp_path / "openapi.yaml"
        schema = {"$ref": f"#/components/schemas/{name}"}
        answer = {"description": "It", "content": {"application/json": {"schema": schema}}}
        read = {
            "tags": ["shop"],
            "operationId": "read",
            "summary": "Read",
            "responses": {"200": answer},
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
        if files is not None:
            document["paths"]["/shop/v1/files/{signed}"] = {"get": files}
        path.write_text(yaml.safe_dump(document))
        contract = load(path)
        return expiring.bind(contract.operations["read"], contract, vault)

    return of


def links(value):
    """The value with every link in it shortened to where it leads."""
    if isinstance(value, dict):
        return {key: links(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [links(inner) for inner in value]
    start = "http://shop.test/shop/v1/files/"
    return "link" if isinstance(value, str) and value.startswith(start) else value


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Marked", {"url": "key", "more": 1}, {"url": "link", "more": 1}),
        ("Marked", {"url": None}, {"url": None}),
        ("Marked", {}, {}),
        ("Listed", [{"url": "a"}, {}, {"url": "b"}], [{"url": "link"}, {}, {"url": "link"}]),
        ("Mapped", {"inner": [{"url": "a"}]}, {"inner": [{"url": "link"}]}),
        ("Combined", {"url": "a", "other": "b"}, {"url": "link", "other": "link"}),
        ("Chosen", {"url": "a"}, {"url": "link"}),
        ("Within", {"url": "a", "next": {"url": "b"}}, {"url": "link", "next": {"url": "b"}}),
    ],
)
def test_keys_become_links(bound, exchange, name, value, expected):
    call = exchange(headers={"host": "shop.test"})

    assert links(bound(name)(call, value)) == expected


def test_what_the_handler_returned_is_not_changed(bound, exchange):
    row = {"url": "key"}

    bound("Marked")(exchange(headers={"host": "shop.test"}), row)

    assert row == {"url": "key"}


def test_an_answer_without_such_properties_has_no_link(bound):
    assert bound("Plain") is None


@pytest.mark.parametrize(
    "files", [None, {**FILES, "security": [{"bearer": []}]}], ids=["none", "with a key"]
)
def test_a_link_that_leads_nowhere_stops_the_start(bound, files):
    with pytest.raises(ValueError, match=r"no public GET /shop/v1/files/\{signed\}"):
        bound("Marked", files)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("shop.test", "https://shop.test"),
        ("shop.test:8080", "https://shop.test:8080"),
        ("[::1]:8080", "https://[::1]:8080"),
        ("", ""),
        ("evil/path", ""),
        ("user@evil", ""),
        ("a b", ""),
    ],
)
def test_a_link_lies_at_the_host_of_the_call(exchange, host, expected):
    assert expiring.place(exchange(headers={"host": host}, scheme="https")) == expected
