from dataclasses import dataclass
from typing import Annotated, Literal

import pytest

from contract.rules.shape import IllFormed, read, schema_of


@dataclass(frozen=True)
class Inner:
    """Inside."""

    max_size: Annotated[int, {"minimum": 1}, "How big."] = 3


@dataclass(frozen=True)
class Rule:
    """A rule."""

    style: Literal["a", "b"]
    inner: Inner | None = None
    names: tuple[str, ...] = ()


def test_one_of_some_numbers_is_a_number():
    assert schema_of(Literal[401, 403]) == {"type": "integer", "enum": [401, 403]}


def test_a_schema_is_made_of_the_annotations():
    assert schema_of(Rule) == {
        "type": "object",
        "description": "A rule.",
        "properties": {
            "style": {"type": "string", "enum": ["a", "b"]},
            "inner": {
                "type": "object",
                "description": "Inside.",
                "properties": {
                    "max-size": {"type": "integer", "minimum": 1, "description": "How big."}
                },
                "additionalProperties": False,
            },
            "names": {"type": "array", "items": {"type": "string"}},
        },
        "additionalProperties": False,
        "required": ["style"],
    }


def test_a_value_is_read_into_the_dataclass():
    actual = read(Rule, {"style": "a", "inner": {"max-size": 2}, "names": ["x"]})

    assert actual == Rule("a", Inner(2), ("x",))


@pytest.mark.parametrize(
    ("value", "keys", "reason"),
    [
        ([], (), "must be a mapping of inner, names, style"),
        ({}, (), "lacks 'style'"),
        ({"style": "c"}, ("style",), '"c" is not one of "a" or "b"'),
        ({"style": "a", "names": "x"}, ("names",), '"x" is not of type "array"'),
        ({"style": "a", "names": [1]}, ("names", 0), '1 is not of type "string"'),
        (
            {"style": "a", "inner": {"max_size": 2}},
            ("inner", "max_size"),
            "unknown setting; known: max-size",
        ),
        (
            {"style": "a", "inner": {"max-size": 0}},
            ("inner", "max-size"),
            "0 is less than the minimum of 1",
        ),
        (
            {"style": "a", "inner": {"max-size": True}},
            ("inner", "max-size"),
            'true is not of type "integer"',
        ),
        ({"style": "a", "inner": None}, ("inner",), "must be a mapping of max-size"),
    ],
)
def test_what_is_not_of_the_shape_is_refused_with_its_place(value, keys, reason):
    with pytest.raises(IllFormed) as caught:
        read(Rule, value)

    assert (caught.value.keys, caught.value.reason) == (keys, reason)
