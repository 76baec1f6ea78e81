"""Only JSON that every parser reads alike comes in."""

import asyncio
import contextlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import HeadersTooLarge, InvalidRequest, PayloadTooLarge
from conventions import wellformed

DEEP = 64


def complaint(body, depth=DEEP):
    with pytest.raises(InvalidRequest) as refused:
        wellformed.parse(body, depth=depth)
    ((location, message),) = refused.value.details
    assert location == "body"
    return message


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "true",
        '"text"',
        "0",
        "-0",
        "1.5",
        "[]",
        "{}",
        ' \t\r\n{"a" : 1}\n',
        '{"a": {"a": {"a": 1}}}',
        '[{"a": 1}, {"a": 2}]',
        '{"a": "\\"b\\": 1"}',
        '{"a": "b\\\\", "c": ":"}',
        '{"a\\"": 1, "a": ":"}',
        '{"": 1}',
        '"\\ud83d\\ude00"',
        '{"e": "1e400", "n": "123456789012345678901234"}',
        "9223372036854775807",
        "-9223372036854775808",
        "[9223372036854775807, -9223372036854775808]",
        "1e308",
        "-1E-5",
        "0.12345678901234567890123",
        "[1.5e3,2]",
        '"\\\\u0000"',
    ],
)
def test_sound_json_is_read_as_everybody_reads_it(text):
    assert wellformed.parse(text.encode(), depth=DEEP) == json.loads(text)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"{'a': 1}",
        b'{"a": 1,}',
        b"[1 2]",
        b"01",
        b"NaN",
        b"Infinity",
        b"// c\n1",
        b"{} {}",
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"\xef\xbb\xbf{}",
        '{"a": 1}'.encode("utf-16"),
        b'"\\ud800"',
        b'"\\udc00\\ud800"',
        b'{"\\ud800": 1}',
        b'"\x00"',
        b"{}\x00",
        b'"a\nb"',
    ],
)
def test_what_is_not_json_in_utf_8_is_refused(body):
    assert complaint(body).startswith("is not JSON in UTF-8 (line ")


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 1}',
        '{"a": 1, "b": {"c": 1, "c": 2}}',
        '[{"a": 1}, {"a": 1, "a": 2}]',
        '{"a": 1, "\\u0061": 2}',
        '{"\\u0061": 1, "\\u0061": 2}',
        '{"\\/": 1, "/": 2}',
        '{"\\ud83d\\ude00": 1, "\U0001f600": 2}',
        '{"a\\"": 1, "a\\u0022": 2}',
        '{"": 1, "" \n: 2}',
    ],
)
def test_a_name_given_twice_is_refused_however_it_is_written(text):
    assert complaint(text.encode()) == "names a property twice"


@pytest.mark.parametrize(
    "text",
    [
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        '{"a": [12345678901234567890]}',
        '{"a":-12345678901234567890}',
        "1" * 300,
    ],
)
def test_an_integer_beyond_64_bits_is_refused(text):
    assert complaint(text.encode()) == "contains an integer beyond 64 bits"


@pytest.mark.parametrize("text", ["1e400", "-1e400", '{"a": 1.5E+999}', "[1, 2e309]"])
def test_a_number_beyond_a_double_is_refused(text):
    assert complaint(text.encode()) == "contains a number too large for a double"


@pytest.mark.parametrize("text", ['"\\u0000"', '{"a": ["b\\u0000"]}', '{"a\\u0000": 1}'])
def test_the_character_nul_is_refused(text):
    assert complaint(text.encode()) == "must not contain the character U+0000"


@pytest.mark.parametrize("nested", [b"[[1]]", b'{"a": {"b": 1}}', b'[{"a": 1}]'])
def test_nesting_is_bounded(nested):
    assert wellformed.parse(nested, depth=2) == json.loads(nested)
    assert complaint(nested, depth=1) == "is nested too deeply"


@pytest.mark.parametrize("levels", [DEEP + 1, 1000, 5000, 200_000])
def test_nesting_of_any_depth_is_refused_in_the_same_words(levels):
    assert complaint(b"[" * levels + b"]" * levels) == "is nested too deeply"
    assert complaint(b'{"a":' * levels + b"1" + b"}" * levels) == "is nested too deeply"


def strictly(text):
    """The value by the standard library with the same rules, or None."""

    def pairs(found):
        if len(dict(found)) != len(found):
            raise ValueError
        return dict(found)

    def whole(digits):
        if not -(2**63) <= int(digits) < 2**63:
            raise ValueError
        return int(digits)

    def real(digits):
        if math.isinf(float(digits)):
            raise ValueError
        return float(digits)

    def no(_name):
        raise ValueError

    value = json.loads(
        text, object_pairs_hook=pairs, parse_int=whole, parse_float=real, parse_constant=no
    )
    told = json.dumps(value, ensure_ascii=False)
    told.encode()
    if "\\u0000" in told.replace("\\\\", ""):
        raise ValueError
    return value


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            '"a"',
            '"\\u0061"',
            '"b\\""',
            '"\\\\"',
            "1",
            "1e999",
            "-",
            " ",
            "0.5",
            "99999999999999999999",
            "null",
            '"\\u0000"',
            '"\\ud800"',
            '"1e5"',
            "\n",
        ]
    ),
    max_size=12,
).map("".join)


def agrees(text):
    try:
        expected = strictly(text)
    except (ValueError, RecursionError):
        with pytest.raises(InvalidRequest):
            wellformed.parse(text.encode(), depth=DEEP)
    else:
        assert wellformed.parse(text.encode(), depth=DEEP) == expected


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_any_value_is_judged_as_by_a_strict_parser(value, ascii_only, indent):
    agrees(json.dumps(value, ensure_ascii=ascii_only, indent=indent))


@given(FRAGMENTS)
def test_any_scraps_of_json_are_judged_as_by_a_strict_parser(text):
    agrees(text)


@given(st.lists(st.tuples(st.sampled_from(["a", "\\u0061", "b"]), VALUES), max_size=4))
def test_names_that_may_repeat_are_judged_as_by_a_strict_parser(pairs):
    agrees("{" + ", ".join(f'"{name}": {json.dumps(value)}' for name, value in pairs) + "}")


@given(st.binary(max_size=30))
def test_any_bytes_give_a_value_or_a_refusal(body):
    with contextlib.suppress(InvalidRequest):
        wellformed.parse(body, depth=DEEP)


def test_headers_are_weighed_together(exchange):
    link = wellformed.bind_header_limit(10)

    link(exchange(headers={"abc": "12", "de": "345"}))
    with pytest.raises(HeadersTooLarge) as refused:
        link(exchange(headers={"abc": "12", "de": "3456"}))

    assert refused.value.facts == {"limit": 10}


def received(*messages):
    """What a server hands on, message by message."""
    waiting = iter(messages)

    async def receive():
        return next(waiting)

    return receive


def chunk(body, *, more):
    return {"type": "http.request", "body": body, "more_body": more}


def read(*messages, declared=None, limit=4):
    return asyncio.run(wellformed.read(received(*messages), declared, limit))


def test_a_body_is_put_together_of_its_parts():
    parts = chunk(b"ab", more=True), {"type": "http.request", "more_body": True}
    assert read(*parts, chunk(b"cd", more=False), declared="4") == b"abcd"


def test_a_request_may_have_no_body():
    assert read({"type": "http.request"}) == b""


def test_a_body_over_the_limit_is_refused_as_soon_as_it_is_known():
    with pytest.raises(PayloadTooLarge):
        read(declared="5")
    with pytest.raises(PayloadTooLarge):
        read(chunk(b"abc", more=True), chunk(b"de", more=True))


@pytest.mark.parametrize("declared", ["-1", "x", "", "4, 4", "1e1", "9" * 5000])
def test_a_length_that_is_none_is_not_believed(declared):
    with pytest.raises(PayloadTooLarge):
        read(chunk(b"a", more=False), declared=declared)


def test_a_lying_length_does_not_lift_the_limit():
    with pytest.raises(PayloadTooLarge):
        read(chunk(b"abcde", more=False), declared="1")


def test_a_caller_who_goes_away_half_way_is_noticed():
    with pytest.raises(wellformed.ClientGone):
        read(chunk(b"a", more=True), {"type": "http.disconnect"})


def test_a_body_that_was_too_large_is_complained_of_later(exchange):
    wellformed.refuse_size(exchange())
    with pytest.raises(PayloadTooLarge):
        wellformed.refuse_size(exchange(body_refused=PayloadTooLarge(limit=4)))
