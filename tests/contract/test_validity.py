"""The compiled validator only ever saves time: it judges as the slow one does."""

from copy import deepcopy
from functools import reduce
from operator import getitem

import pytest
from jsonschema import Draft4Validator
from openapi_spec_validator.schemas import schema_v30

from contract import validity

DOCUMENT = {
    "openapi": "3.0.3",
    "info": {"title": "Shop", "version": "1", "contact": {"email": "a@example.com"}},
    "servers": [{"url": "https://example.com"}],
    "paths": {
        "/things": {
            "get": {
                "parameters": [{"name": "a", "in": "query", "schema": {"type": "string"}}],
                "responses": {"200": {"description": "It"}},
            }
        }
    },
    "components": {"schemas": {"Thing": {"type": "string", "pattern": "^a+$", "default": "a"}}},
}


def changed(*keys, value):
    document = deepcopy(DOCUMENT)
    reduce(getitem, keys[:-1], document)[keys[-1]] = value
    return document


def test_a_right_form_has_no_faults():
    assert list(validity.form(DOCUMENT)) == []


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["openapi"], "2.0"),
        (["info", "version"], 1),
        (["info", "contact", "email"], "nobody"),
        (["servers", 0, "url"], 7),
        (["paths", "/things", "get", "responses"], {}),
        (["paths", "/things", "get", "responses", "200"], {}),
        (["paths", "/things", "get", "parameters", 0, "in"], "body"),
        (["paths", "/things", "get", "parameters", 0, "minimum"], 1),
        (["components", "schemas", "Thing", "pattern"], "("),
        (["components", "schemas", "Thing", "type"], "text"),
        (["components", "schemas", "Thing", "minLength"], -1),
        (["components", "things"], {}),
    ],
)
def test_a_wrong_form_is_a_fault_with_its_place(keys, value):
    document = changed(*keys, value=value)
    slow = Draft4Validator(dict(schema_v30), format_checker=Draft4Validator.FORMAT_CHECKER)

    found = [place for place, _ in validity.form(document)]

    assert len(found) == len(list(slow.iter_errors(document))) > 0
    assert list(validity.faults(document)) == list(validity.form(document))
    assert found[0] == tuple(keys)[: len(found[0])]


def test_the_meaning_is_looked_at_where_the_form_is_right():
    document = changed("components", "schemas", "Thing", "default", value=5)

    assert list(validity.form(document)) == []
    assert [place for place, _ in validity.faults(document)] != []


def test_what_the_verdict_depends_on_is_named():
    assert [*validity.judge()] == [*validity.judge()]
    assert b"openapi_spec_validator" in next(iter(validity.judge()))
