import pytest

from contract.pointer import keys_of, look_up, pointer_to, resolved


def test_slashes_and_tildes_in_keys_are_escaped():
    assert pointer_to("paths", "/a/{b}", "~") == "#/paths/~1a~1{b}/~0"
    assert keys_of("/paths/~1a~1{b}/~0") == ("paths", "/a/{b}", "~")


def test_looking_up_goes_through_mappings_and_lists():
    assert look_up({"a": [{"b": 1}]}, ("a", "0", "b")) == 1


def test_looking_up_what_is_not_there_fails():
    with pytest.raises(LookupError):
        look_up({"a": 1}, ("a", "b"))


def test_a_reference_is_followed_through_others():
    document = {
        "components": {
            "schemas": {"A": {"$ref": "#/components/schemas/B"}, "B": {"type": "string"}}
        }
    }

    assert resolved(document, {"$ref": "#/components/schemas/A"}) == {"type": "string"}


def test_references_in_a_circle_end():
    document = {"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}}

    assert "$ref" in resolved(document, document["a"])
