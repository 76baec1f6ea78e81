"""Handlers get what the document describes, typed, and nothing else."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import InvalidRequest
from conventions import validation


def parameter(schema, place="query", name="p", **more):
    return {"name": name, "in": place, "schema": schema, **more}


def array(kind):
    return {"type": "array", "items": {"type": kind}}


@pytest.fixture
def filled(compiler, exchange):
    """The arguments that one parameter makes of a call."""

    def fill(definition, *, elsewhere=(), **given):
        call = exchange(**given)
        validation.bind_parameters([definition], compiler, elsewhere=elsewhere)(call)
        return call.arguments

    return fill


@pytest.fixture
def refusals(filled):
    def fill(definition, **given):
        with pytest.raises(InvalidRequest) as refused:
            filled(definition, **given)
        return [tuple(fault) for fault in refused.value.details]

    return fill


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("12", "integer", 12),
        ("-12", "integer", -12),
        ("9223372036854775807", "integer", 2**63 - 1),
        ("-9223372036854775808", "integer", -(2**63)),
        ("9223372036854775808", "integer", "9223372036854775808"),
        ("9" * 5000, "integer", "9" * 5000),
        ("1.0", "integer", "1.0"),
        ("1e3", "integer", "1e3"),
        ("+1", "integer", "+1"),
        (" 1", "integer", " 1"),
        ("1_0", "integer", "1_0"),
        ("\u0661", "integer", "\u0661"),
        ("", "integer", ""),
        ("1.5", "number", 1.5),
        ("-1e3", "number", -1000.0),
        ("1e999", "number", "1e999"),
        ("nan", "number", "nan"),
        ("inf", "number", "inf"),
        (".5", "number", ".5"),
        ("true", "boolean", True),
        ("False", "boolean", False),
        ("1", "boolean", "1"),
        ("12", "string", "12"),
    ],
)
def test_text_becomes_a_value_of_its_type_or_stays_text(text, kind, expected):
    assert validation.typed(text, kind) == expected
    assert type(validation.typed(text, kind)) is type(expected)


@given(st.text(max_size=30), st.sampled_from(["integer", "number", "boolean", "string"]))
def test_no_text_breaks_the_reader(text, kind):
    value = validation.typed(text, kind)

    assert not isinstance(value, float) or math.isfinite(value)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (b"a=1&b=2&a=3", {"a": ["1", "3"], "b": ["2"]}),
        (b"a=", {"a": [""]}),
        (b"a", {"a": [""]}),
        (b"a=%C3%A9+x", {"a": ["\xe9 x"]}),
        (b"a=1;b=2", {"a": ["1;b=2"]}),
        (b"a=%zz", {"a": ["%zz"]}),
        (b"&&", {}),
    ],
)
def test_a_query_is_taken_apart(query, expected):
    assert validation.query_values(query) == expected


@pytest.mark.parametrize(
    "query", [b"a=%FF", b"%FF=1", b"a=\xc3\xa9", b"a=%ED%A0%80", b"&".join([b"a=1"] * 300)]
)
def test_a_query_that_is_no_utf_8_or_too_long_is_refused(query):
    with pytest.raises(InvalidRequest):
        validation.query_values(query)


@pytest.mark.parametrize("query", [b"a=%00", b"a%00=1", b"a=b%00c"])
def test_a_query_with_the_character_nul_is_refused(query):
    with pytest.raises(InvalidRequest) as refused:
        validation.query_values(query)

    assert refused.value.details == (("query", "must not contain the character U+0000"),)


@pytest.mark.parametrize(
    ("definition", "query", "expected"),
    [
        (parameter({"type": "integer"}), b"p=1", 1),
        (parameter({"type": "string"}), b"p=1", "1"),
        (parameter(array("integer")), b"p=1&p=2", [1, 2]),
        (parameter(array("integer")), b"p=1", [1]),
        (parameter(array("integer"), explode=False), b"p=1,2", [1, 2]),
        (parameter(array("string"), style="pipeDelimited", explode=False), b"p=a|b", ["a", "b"]),
        (parameter(array("string"), style="spaceDelimited", explode=False), b"p=a%20b", ["a", "b"]),
    ],
)
def test_query_parameters_are_read_in_their_style(filled, definition, query, expected):
    assert filled(definition, query=query) == {"p": expected}


def test_names_become_pythonic(filled):
    assert filled(parameter({"type": "integer"}, name="minSize"), query=b"minSize=1") == {
        "min_size": 1
    }


def test_a_default_stands_in_for_what_is_absent(filled):
    assert filled(parameter({"type": "integer", "default": 20})) == {"p": 20}


def test_what_is_absent_without_a_default_is_no_argument(filled):
    assert filled(parameter({"type": "integer"})) == {}


def test_a_required_parameter_is_missed(refusals):
    assert refusals(parameter({"type": "integer"}, required=True)) == [("query.p", "is required")]


@pytest.mark.parametrize(
    ("schema", "query", "message"),
    [
        ({"type": "integer"}, b"p=x", "must be of type integer"),
        ({"type": "integer"}, b"p=", "must be of type integer"),
        ({"type": "integer"}, b"p=9223372036854775808", "must be of type integer"),
        ({"type": "integer", "minimum": 1}, b"p=0", "must be at least 1"),
        ({"type": "boolean"}, b"p=1", "must be of type boolean"),
        ({"enum": ["a"]}, b"p=b", "must be one of a"),
        ({"type": "integer"}, b"p=1&p=2", "is given more than once"),
        ({"type": "string"}, b"p=a&p=a", "is given more than once"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(refusals, schema, query, message):
    assert refusals(parameter(schema), query=query) == [("query.p", message)]


def test_an_unknown_parameter_is_refused(refusals):
    definition = parameter({"type": "integer"})

    assert refusals(definition, query=b"p=1&q=2") == [("query.q", "is not a known parameter")]


def test_every_fault_is_told_at_once(compiler, exchange):
    definitions = [parameter({"type": "integer"}, name=name) for name in ("a", "b")]
    call = exchange(query=b"a=x&b=y&c=z")

    with pytest.raises(InvalidRequest) as refused:
        validation.bind_parameters(definitions, compiler, elsewhere=())(call)

    assert {fault.location for fault in refused.value.details} == {"query.a", "query.b", "query.c"}


def test_path_values_are_typed_and_checked(filled, refusals):
    definition = parameter({"type": "integer"}, "path", required=True)

    assert filled(definition, path_values={"p": "7"}) == {"p": 7}
    assert refusals(definition, path_values={"p": "x"}) == [("path.p", "must be of type integer")]


def test_the_character_nul_is_refused_in_a_path_too(refusals):
    definition = parameter({"type": "string"}, "path", required=True)

    assert refusals(definition, path_values={"p": "a\0"}) == [
        ("path.p", "must not contain the character U+0000")
    ]


def test_headers_are_checked_and_not_passed_on(filled, refusals):
    definition = parameter({"type": "integer"}, "header", name="X-Size")

    assert filled(definition, headers={"x-size": "1"}) == {}
    assert refusals(definition, headers={"x-size": "a"}) == [
        ("header.X-Size", "must be of type integer")
    ]


def test_a_list_in_a_header_may_have_spaces(filled):
    assert filled(parameter(array("integer"), "header"), headers={"p": "1, 2 ,3"}) == {}


def test_headers_that_other_links_read_are_left_to_them(filled):
    definition = parameter({"type": "integer"}, "header", name="X-Size", required=True)

    assert filled(definition, elsewhere={"x-size"}) == {}


@pytest.mark.parametrize(
    "definition",
    [
        parameter({"type": "string"}, "cookie"),
        parameter({"type": "object"}),
        {"name": "p", "in": "query", "content": {"application/json": {"schema": {}}}},
    ],
)
def test_kinds_of_parameters_that_are_not_served_stop_the_start(compiler, definition):
    with pytest.raises(ValueError, match="not served"):
        validation.compiled(definition, compiler)


@pytest.fixture
def checked(operations, compiler, exchange):
    def check(body, operation="createNote"):
        call = exchange(body=body)
        validation.bind_body(operations[operation], compiler, depth=5)(call)
        return call.arguments

    return check


def test_a_body_that_fits_is_the_handlers_argument(checked):
    assert checked(b'{"text": "Milk"}') == {"body": {"text": "Milk"}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", ("body", "is required")),
        (b"{}", ("body.text", "is required")),
        (b'{"text": 1}', ("body.text", "must be of type string")),
        (b'{"text": "a", "x": 1}', ("body.x", "is not a known property")),
        (b'{"text": "a", "id": "n1"}', ("body.id", "is read-only")),
        (b'{"text": "a", "\\u0074ext": "b"}', ("body", "names a property twice")),
        (b"[]", ("body", "must be of type object")),
        (b"[[[[[[]]]]]]", ("body", "is nested too deeply")),
    ],
)
def test_a_body_that_does_not_fit_is_refused_with_the_place(checked, body, expected):
    with pytest.raises(InvalidRequest) as refused:
        checked(body)

    assert refused.value.details == (expected,)


def test_an_operation_without_a_body_has_no_link(operations, compiler):
    assert validation.bind_body(operations["getNote"], compiler, depth=5) is None


@given(st.binary(max_size=40))
def test_any_query_gives_values_or_a_refusal(query):
    with contextlib.suppress(InvalidRequest):
        validation.query_values(query)
