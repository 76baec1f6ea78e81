import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.errors import MessageInvalid, SchemaInvalid
from models.messaging import schema
from models.messaging.schema.check import Validators

TEXT = {"type": "string"}


def faults(given, format="queue"):
    with pytest.raises(SchemaInvalid) as refused:
        schema.compile(given, format)
    return [(one.location, one.message) for one in refused.value.details]


def places(given, format="queue"):
    return [place.removeprefix("body.schema") for place, _ in faults(given, format)]


def fits(compiled, value):
    try:
        schema.check(compiled.id, lambda: compiled.schema, json.dumps(value))
    except MessageInvalid:
        return False
    return True


def misfits(compiled, text):
    with pytest.raises(MessageInvalid) as refused:
        schema.check(compiled.id, lambda: compiled.schema, text)
    return [(one.location.removeprefix("body.data"), one.message) for one in refused.value.details]


def test_every_rule_becomes_its_keywords():
    rules = {
        "a": {"type": "string", "pattern": "^x", "enum": ["x"], "min": 1, "max": 2},
        "b": {"type": "number", "min": -1, "max": 1.5, "required": False},
        "c": {"type": "array", "items": {"type": "number"}},
        "d": {"type": "object", "props": {"e": TEXT | {"required": False}}, "strict": False},
    }
    assert schema.compile(rules, "queue").schema == {
        "type": "object",
        "properties": {
            "a": {
                "type": "string",
                "minLength": 1,
                "maxLength": 2,
                "pattern": "^x",
                "enum": ["x"],
            },
            "b": {"type": "number", "minimum": -1, "maximum": 1.5},
            "c": {"type": "array", "items": {"type": "number"}},
            "d": {"type": "object", "properties": {"e": {"type": "string"}}},
        },
        "required": ["a", "c", "d"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        ({}, ""),
        ([], ""),
        ("x", ""),
        ({"a": "string"}, ".a"),
        ({"a": {}}, ".a.type"),
        ({"a": {"type": "boolean"}}, ".a.type"),
        ({"a": {"type": ["string"]}}, ".a.type"),
        ({"a": TEXT | {"items": TEXT}}, ".a.items"),
        ({"a": TEXT | {"required": "yes"}}, ".a.required"),
        ({"a": TEXT | {"min": -1}}, ".a.min"),
        ({"a": TEXT | {"min": 1.5}}, ".a.min"),
        ({"a": TEXT | {"max": True}}, ".a.max"),
        ({"a": TEXT | {"max": None}}, ".a.max"),
        ({"a": TEXT | {"min": 3, "max": 2}}, ".a.min"),
        ({"a": TEXT | {"enum": []}}, ".a.enum"),
        ({"a": TEXT | {"enum": "x"}}, ".a.enum"),
        ({"a": TEXT | {"enum": ["x", "x"]}}, ".a.enum"),
        ({"a": TEXT | {"enum": [1]}}, ".a.enum"),
        ({"a": TEXT | {"pattern": "("}}, ".a.pattern"),
        ({"a": TEXT | {"pattern": 1}}, ".a.pattern"),
        ({"a": TEXT | {"pattern": "x" * 501}}, ".a.pattern"),
        ({"a": {"type": "number", "min": "1"}}, ".a.min"),
        ({"a": {"type": "number", "pattern": "1"}}, ".a.pattern"),
        ({"a": {"type": "array"}}, ".a.items"),
        ({"a": {"type": "array", "items": [TEXT]}}, ".a.items"),
        ({"a": {"type": "object"}}, ".a.props"),
        ({"a": {"type": "object", "props": {}}}, ".a.props"),
        ({"a": {"type": "object", "props": {"b": {"type": "x"}}}}, ".a.props.b.type"),
        ({"a": {"type": "object", "props": {"b": TEXT}, "strict": 1}}, ".a.strict"),
    ],
)
def test_a_faulty_rule_is_refused_with_its_place(rules, place):
    assert places(rules) == [place]


def test_all_faults_are_told_at_once():
    assert places({"a": {"type": "x"}, "b": 1, "c": TEXT | {"min": -1, "foo": 1}}) == [
        ".a.type",
        ".b",
        ".c.foo",
        ".c.min",
    ]


@pytest.mark.parametrize("pattern", ["(?=a)b", r"(a)\1", "(?<!a)b", "a{9999}{9999}{9999}"])
@pytest.mark.parametrize("format", ["queue", "json-schema"])
def test_patterns_that_could_run_exponentially_are_refused_quickly(pattern, format):
    begun = time.monotonic()
    if format == "queue":
        assert places({"a": TEXT | {"pattern": pattern}}) == [".a.pattern"]
    else:
        assert places({"pattern": pattern}, format) == [".pattern"]
        named = {"patternProperties": {pattern: {}}}
        assert places(named, format) == [f".patternProperties.{pattern}"]
    assert time.monotonic() - begun < 1


def test_a_pattern_that_kills_others_runs_in_linear_time():
    compiled = schema.compile({"a": TEXT | {"pattern": "^(a|a)*(a+)+$"}}, "queue")
    begun = time.monotonic()
    assert not fits(compiled, {"a": "a" * 50_000 + "b"})
    assert time.monotonic() - begun < 1


def test_many_costly_patterns_are_too_many():
    rules = {f"p{at}": TEXT | {"pattern": f"[a-z]{{{at}}}"} for at in range(51)}
    assert places(rules) == [".p50.pattern"]


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"$ref": "https://example.com/schema"}, ".$ref"),
        ({"$ref": "other.json"}, ".$ref"),
        ({"$ref": "#name"}, ".$ref"),
        ({"$ref": "#/$defs/a"}, ".$ref"),
        ({"$ref": "#"}, ".$ref"),
        ({"properties": {"a": {"$ref": "#"}}}, ".properties.a.$ref"),
        ({"$id": "https://example.com/"}, ".$id"),
        ({"$dynamicRef": "#a"}, ".$dynamicRef"),
        ({"$anchor": "a"}, ".$anchor"),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, ".$schema"),
        ({"type": "text"}, ".type"),
        ({"minimum": "1"}, ".minimum"),
        ({"properties": {"a": {"required": "a"}}}, ".properties.a.required"),
        (True, ""),
        ([], ""),
    ],
)
def test_a_json_schema_that_cannot_be_checked_here_is_refused_with_its_place(given, place):
    assert places(given, "json-schema") == [place]


def test_references_to_its_own_parts_are_followed():
    given = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {"a/b": {"type": "string"}},
        "properties": {"x": {"$ref": "#/$defs/a~1b"}, "y": {"$ref": "#/$defs/a~1b"}},
    }
    compiled = schema.compile(given, "json-schema")
    assert compiled.schema is given
    assert fits(compiled, {"x": "", "y": ""})
    assert not fits(compiled, {"y": 1})


def test_references_that_multiply_are_refused_quickly():
    defs = {f"d{at}": {"allOf": [{"$ref": f"#/$defs/d{at + 1}"}] * 9} for at in range(40)}
    begun = time.monotonic()
    given = {"$defs": defs | {"d40": {}}, "$ref": "#/$defs/d0"}
    assert places(given, "json-schema") == [""]
    assert time.monotonic() - begun < 1


def nest(depth, inner, wrap):
    for _ in range(depth):
        inner = wrap(inner)
    return inner


@pytest.mark.parametrize("format", ["queue", "json-schema"])
def test_what_is_too_long_or_too_deep_is_refused(format):
    assert places({"a": TEXT | {"enum": ["x" * 70_000]}}, format) == [""]
    rules = nest(40, TEXT, lambda inner: {"type": "array", "items": inner})
    given = {"a": rules} if format == "queue" else nest(140, {}, lambda inner: {"not": inner})
    assert len(places(given, format)) == 1
    assert places({"a": nest(400, TEXT, lambda inner: {"x": inner})}, format) == [""]


def test_every_place_that_does_not_fit_is_named():
    rules = {
        "a": {"type": "array", "items": {"type": "number", "min": 1, "max": 2}},
        "b": TEXT | {"enum": ["x"]},
        "c": TEXT | {"pattern": "^x$"},
        "d": TEXT | {"min": 2, "required": False},
        "e": TEXT | {"max": 1, "required": False},
    }
    compiled = schema.compile(rules, "queue")
    text = '{"a": [0, 3, "1"], "b": "y", "c": "y", "d": "1", "e": "22", "f": 0}'
    assert sorted(misfits(compiled, text)) == [
        (".a.0", "It is 1 or more."),
        (".a.1", "It is 2 or less."),
        (".a.2", "It is of another type than number."),
        (".b", "It is none of the values that it can be."),
        (".c", "It does not match the pattern."),
        (".d", "It has at least 2 characters."),
        (".e", "It has at most 1 characters."),
        (".f", "There is no such property."),
    ]
    assert (".c", "It is missing.") in misfits(compiled, "{}")


def test_other_keywords_are_named_where_they_are_broken():
    given = {"properties": {"a": {"multipleOf": 2}}, "not": {"required": ["b"]}}
    compiled = schema.compile(given, "json-schema")
    assert sorted(misfits(compiled, '{"a": 3, "b": 1}')) == [
        ("", "It does not fit the schema's not."),
        (".a", "It does not fit the schema's multipleOf."),
    ]


@pytest.mark.parametrize("text", ["", "x", "{", "NaN", "[1,]", '{"a": 01}'])
def test_what_is_no_json_is_said_to_be_none(text):
    compiled = schema.compile({}, "json-schema")
    assert misfits(compiled, text) == [("", "It is not JSON.")]


def test_what_would_take_too_long_is_refused_quickly():
    many = {"anyOf": [{"const": f"x{at}"} for at in range(1600)]}
    compiled = schema.compile({"items": many}, "json-schema")
    begun = time.monotonic()
    told = [("", "It is too much for this schema to check.")]
    assert misfits(compiled, json.dumps([1] * 300_000)) == told
    assert fits(compiled, ["x1"] * 1000)
    assert len(misfits(compiled, json.dumps([1] * 3000))) == 1
    assert time.monotonic() - begun < 5


def test_a_place_where_nothing_may_stand_is_named():
    compiled = schema.compile({"properties": {"a": False}}, "json-schema")
    assert misfits(compiled, '{"a": 1}') == [(".a", "Nothing may stand here.")]


def test_endless_faults_are_cut():
    compiled = schema.compile({"items": {"type": "string"}}, "json-schema")
    assert len(misfits(compiled, json.dumps([1] * 5000))) == 100
    properties = json.dumps({str(at): 1 for at in range(5000)})
    given = {"properties": {"x": {}}, "additionalProperties": False}
    strict = schema.compile(given, "json-schema")
    assert len(misfits(strict, properties)) == 100


def test_the_validators_used_last_are_kept_and_others_are_made_again():
    made = []
    validators = Validators(most=2)

    def get(id):
        validators.get(id, lambda: made.append(id) or {})

    for id in ("a", "b", "a", "c", "a", "b"):
        get(id)
    assert made == ["a", "b", "c", "b"]


texts = st.text("abé", max_size=4)
scalars = st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-3, 3) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=8,
)


def bounded(numbers):
    pair = st.tuples(numbers, numbers).map(sorted)
    either = [pair.map(lambda two: {"min": two[0], "max": two[1]}), st.just({})]
    return st.one_of(*either, numbers.map(lambda one: {"min": one}))


strings = st.builds(
    lambda bounds, enum: {"type": "string"} | bounds | enum,
    bounded(st.integers(0, 4)),
    st.lists(texts, min_size=1, unique=True).map(lambda some: {"enum": some}) | st.just({}),
)
numbers = bounded(st.integers(-3, 3) | st.floats(-3, 3)).map(lambda one: {"type": "number"} | one)
required = st.sampled_from([{}, {"required": True}, {"required": False}])
rule = st.recursive(
    st.one_of(strings, numbers),
    lambda inner: st.one_of(
        inner.map(lambda one: {"type": "array", "items": one}),
        st.builds(
            lambda props, strict: {"type": "object", "props": props} | strict,
            st.dictionaries(st.sampled_from("abc"), inner, min_size=1),
            st.sampled_from([{}, {"strict": True}, {"strict": False}]),
        ),
    ),
    max_leaves=5,
)
rules = st.dictionaries(
    st.sampled_from("abc"), st.builds(lambda one, more: one | more, rule, required), min_size=1
)


def says(rule, value):
    """What the language says, in its own words."""
    kind = rule["type"]
    if kind == "string":
        return (
            isinstance(value, str)
            and rule.get("min", 0) <= len(value) <= rule.get("max", 99)
            and value in rule.get("enum", [value])
        )
    if kind == "number":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and rule.get("min", -9) <= value <= rule.get("max", 9)
    if kind == "array":
        return isinstance(value, list) and all(says(rule["items"], one) for one in value)
    return says_all(rule["props"], value, strict=rule.get("strict", True))


def says_all(props, value, *, strict=True):
    if not isinstance(value, dict) or (strict and not set(value) <= set(props)):
        return False
    return all(
        says(rule, value[name]) if name in value else rule.get("required", True) is False
        for name, rule in props.items()
    )


def fitting(rule):
    """Values that are near to what the rule wants."""
    if rule["type"] == "string":
        return st.sampled_from(rule.get("enum", ["", "a", "abé", "abab"])) | texts
    if rule["type"] == "number":
        return st.sampled_from([rule.get("min", 0), rule.get("max", 0)]) | st.integers(-3, 3)
    if rule["type"] == "array":
        return st.lists(fitting(rule["items"]), max_size=3)
    return near(rule["props"])


def near(props):
    given = {name: fitting(rule) for name, rule in props.items()}
    return st.fixed_dictionaries({}, optional=given | {"c": values}) | st.fixed_dictionaries(given)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_compiled_schema_accepts_and_refuses_what_the_language_says(data):
    props = data.draw(rules)
    compiled = schema.compile(props, "queue")
    value = data.draw(near(props) | values)
    assert fits(compiled, value) == says_all(props, value)


WORDS = [
    "a",
    "type",
    "props",
    "items",
    "min",
    "enum",
    "pattern",
    "$ref",
    "string",
    "object",
    "array",
]
anything = st.recursive(
    scalars | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(anything, st.sampled_from(["queue", "json-schema"]))
def test_whatever_comes_as_a_schema_is_compiled_or_refused(given, format):
    try:
        compiled = schema.compile(given, format)
    except SchemaInvalid as refused:
        places = [one.location for one in refused.details]
        assert places
    else:
        fits(compiled, {"a": 1})
