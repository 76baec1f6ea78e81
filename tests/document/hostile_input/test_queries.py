"""A query is what the document describes, or it is refused."""

from __future__ import annotations

import itertools

from answers import refused
from calls import CONTRACT, absent, each, parameters

HOSTILE_QUERIES = {
    "not UTF-8": b"limit=%FF",
    "raw bytes": b"limit=\xff\xfe",
    "NUL": b"limit=%00",
    "NUL in a name": b"li%00mit=1",
    "unknown": b"unknown=1",
    "another's name": b"limit%5B%5D=1",
    "operators": b"limit%5B%24gt%5D=1",
    "many": b"&".join(b"a%d=1" % number for number in range(1000)),
}


@each()
def test_a_hostile_query_is_refused(operation, alice):
    for sort, query in HOSTILE_QUERIES.items():
        answer = absent(operation).by(alice, query=query)
        assert refused(answer, operation, "invalid_request") == [], sort


@each()
def test_every_query_parameter_refuses_what_is_not_of_its_type(operation, alice):
    for item in parameters(operation, "query"):
        if CONTRACT.resolve(item["schema"]).get("type") == "string" and not (
            {"enum", "format", "pattern"} & set(CONTRACT.resolve(item["schema"]))
        ):
            continue
        for value in ("\x00", "💩\x00", ""):
            answer = absent(operation).by(alice, query={item["name"]: value})
            assert refused(answer, operation, "invalid_request", "invalid_token") == [], (
                item["name"],
                value,
            )


@each()
def test_every_number_in_the_query_has_bounds(operation, alice):
    numbers = (
        item["name"]
        for item in parameters(operation, "query")
        if CONTRACT.resolve(item["schema"]).get("type") == "integer"
    )
    huge = ["9" * 30, "-" + "9" * 30, "1e400", "1.5", "0x10", "\u0661", " 1", "1 ", "+1", "", "NaN"]
    for name, value in itertools.product(numbers, huge):
        answer = absent(operation).by(alice, query={name: value})
        assert refused(answer, operation, "invalid_request") == [], (name, value)


@each()
def test_a_single_parameter_given_twice_is_refused(operation, alice):
    single = (
        item
        for item in parameters(operation, "query")
        if CONTRACT.resolve(item["schema"]).get("type") != "array"
    )
    for item in single:
        twice = {item["name"]: [item.get("example", "1")] * 2}
        answer = absent(operation).by(alice, query=twice)
        assert refused(answer, operation, "invalid_request") == [], item["name"]
