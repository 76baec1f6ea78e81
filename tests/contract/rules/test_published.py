from pathlib import Path

import jsonschema_rs
import orjson
import pytest
import yaml

import contract
from contract.rules import PLACES, json_schema
from contract.rules.shape import schema_of

ROOT = Path(contract.__file__).parent.parent


def test_the_published_schema_has_every_place_and_is_a_schema():
    schema = json_schema()

    jsonschema_rs.Draft202012Validator(schema)
    assert schema["$defs"] == {place: schema_of(kind) for place, kind in PLACES.items()}


def test_the_published_file_is_what_the_rules_say():
    assert orjson.loads((ROOT / "contract/x-charter.schema.json").read_bytes()) == json_schema()


@pytest.mark.parametrize("kind", PLACES.values(), ids=PLACES)
def test_every_rule_says_what_it_is_for(kind):
    for name, schema in schema_of(kind)["properties"].items():
        assert schema.get("description"), name


def test_our_own_document_is_valid_for_the_published_schema():
    validator = jsonschema_rs.Draft202012Validator(json_schema())
    root = yaml.safe_load((ROOT / "openapi.yaml").read_text())

    for node in [root, *(tag for tag in root["tags"] if "x-charter" in tag)]:
        assert validator.is_valid(node["x-charter"])
