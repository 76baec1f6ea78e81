"""Headers arrive as one mapping."""

from conventions.exchange import decoded_headers


def test_names_are_lower_case_and_values_latin_1():
    assert decoded_headers([(b"X-Name", b"caf\xe9")]) == {"x-name": "caf\xe9"}


def test_repeated_headers_are_joined_by_a_comma_in_their_order():
    assert decoded_headers([(b"a", b"1"), (b"b", b"2"), (b"A", b"3")]) == {"a": "1, 3", "b": "2"}
