"""A queue says what its messages are like: faulty rules and faulty messages are told with every place."""

import json

import pytest
from sorting_office import (
    INVOICE,
    QUEUES,
    caller,
    data,
    message,
    named,
    queue,
    refused,
    under,
)

ORDER = {
    "number": {"type": "string", "pattern": "^INV-[0-9]+$"},
    "currency": {"type": "string", "enum": ["EUR", "USD"], "required": False},
    "note": {"type": "string", "min": 2, "max": 5, "required": False},
    "total": {"type": "number", "min": 0, "max": 1000},
    "lines": {
        "type": "array",
        "required": False,
        "items": {"type": "object", "props": {"text": {"type": "string"}}},
    },
    "more": {
        "type": "object",
        "required": False,
        "strict": False,
        "props": {"a": {"type": "number"}},
    },
}
RIGHT = {"number": "INV-1", "total": 99.5}


def asked(owner, schema, **more):
    return owner.post(QUEUES, json={"name": named("queue"), "schema": schema} | more)


@pytest.fixture(scope="module")
def orders(cast):
    owner = caller(cast, cast.keys["alice"])
    return owner, queue(owner, schema=ORDER)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"currency": "EUR", "note": "hello", "total": 0},
        {"total": 1000, "note": "äöüß€"},
        {"lines": []},
        {"lines": [{"text": "a"}, {"text": ""}]},
        {"more": {"a": 1, "undeclared": True}},
    ],
)
def test_what_conforms_is_stored(orders, more):
    owner, made = orders

    id = message(owner, made, json.dumps(RIGHT | more))

    assert json.loads(data(owner.get(under(made, "messages", id)))["data"]) == RIGHT | more


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ({"total": 1}, ["number"]),
        ({"number": 1, "total": "1"}, ["number", "total"]),
        ({"number": "inv-1", "total": -0.5}, ["number", "total"]),
        (RIGHT | {"total": 1001, "currency": "GBP"}, ["currency", "total"]),
        (RIGHT | {"note": "x"}, ["note"]),
        (RIGHT | {"note": "äöüß€!"}, ["note"]),
        (RIGHT | {"colour": 1, "size": 2}, ["colour", "size"]),
        (RIGHT | {"lines": {}}, ["lines"]),
        (RIGHT | {"lines": [{"text": 1}, {}, {"text": "", "b": 1}]}, [
            "lines.0.text", "lines.1.text", "lines.2.b",
        ]),
        (RIGHT | {"more": {"b": 1}}, ["more.a"]),
        (RIGHT | {"more": None}, ["more"]),
        ([], [""]),
        ("text", [""]),
        (None, [""]),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_place_and_nothing_is_stored(orders, content, places):
    owner, made = orders
    path = under(made, "messages")
    before = data(owner.get(path))

    status, found = refused(owner.post(path, json={"data": json.dumps(content)}))

    assert (status, sorted(found)) == (422, [f"body.data.{one}".rstrip(".") for one in places])
    assert data(owner.get(path)) == before


@pytest.mark.parametrize("text", ["", "{", "text", "{'a': 1}", "NaN", '{"a": 1} {"a": 1}'])
def test_what_is_no_json_is_refused(orders, text):
    owner, made = orders

    answer = owner.post(under(made, "messages"), json={"data": text})

    assert refused(answer) == (422, ["body.data"])


def test_many_faults_are_told_up_to_a_hundred(orders):
    owner, made = orders
    content = RIGHT | {"lines": [1] * 150}

    status, places = refused(
        owner.post(under(made, "messages"), json={"data": json.dumps(content)})
    )

    assert (status, len(places)) == (422, 100)


@pytest.mark.parametrize(
    ("schema", "places"),
    [
        ({"a": {}}, ["a.type"]),
        ({"a": {"type": "text"}, "b": {"type": 1}}, ["a.type", "b.type"]),
        ({"a": 1}, ["a"]),
        ({"a": {"type": "object"}}, ["a.props"]),
        ({"a": {"type": "object", "props": {}}}, ["a.props"]),
        ({"a": {"type": "object", "props": {"b": {"type": "x"}}}}, ["a.props.b.type"]),
        ({"a": {"type": "object", "props": {"b": {"type": "number"}}, "strict": 1}}, ["a.strict"]),
        ({"a": {"type": "array"}}, ["a.items"]),
        ({"a": {"type": "array", "items": [{"type": "number"}]}}, ["a.items"]),
        ({"a": {"type": "string", "min": -1}}, ["a.min"]),
        ({"a": {"type": "string", "min": 1.5, "max": "x"}}, ["a.max", "a.min"]),
        ({"a": {"type": "string", "min": 3, "max": 2}}, ["a.min"]),
        ({"a": {"type": "string", "enum": []}}, ["a.enum"]),
        ({"a": {"type": "string", "enum": ["x", 1]}}, ["a.enum"]),
        ({"a": {"type": "string", "items": {}}}, ["a.items"]),
        ({"a": {"type": "number", "min": True}}, ["a.min"]),
        ({"a": {"type": "number", "pattern": "x"}}, ["a.pattern"]),
        ({"a": {"type": "number", "required": "no"}}, ["a.required"]),
        ({"a": {"type": "string", "pattern": 1}}, ["a.pattern"]),
        ({"a": {"type": "string", "pattern": "("}}, ["a.pattern"]),
        ({"a": {"type": "string", "pattern": "x" * 501}}, ["a.pattern"]),
        ({"a": {"type": "string", "pattern": r"(a+)\1"}}, ["a.pattern"]),
        ({"a": {"type": "string", "pattern": "^(?=x)x$"}}, ["a.pattern"]),
        ({"a": {"type": "string", "pattern": "((a{1,100}){1,100}){1,100}"}}, ["a.pattern"]),
    ],
)
def test_a_faulty_rule_is_told_with_its_place(alice, schema, places):
    status, found = refused(asked(alice, schema))

    assert (status, sorted(found)) == (422, [f"body.schema.{one}" for one in places])


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "^(.*a){20}$"])
def test_a_pattern_that_would_run_exponentially_elsewhere_is_refused_or_matched_at_once(
    alice, pattern
):
    answer = asked(alice, {"a": {"type": "string", "pattern": pattern}})
    if answer.status == 422:
        assert refused(answer) == (422, ["body.schema.a.pattern"])
        return
    made = data(answer)
    content = json.dumps({"a": "a" * 100_000 + "!"})

    assert refused(alice.post(under(made, "messages"), json={"data": content})) == (
        422,
        ["body.data.a"],
    )


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"type": "nothing"}, "body.schema.type"),
        ({"$ref": "https://example.com/schema"}, "body.schema.$ref"),
        ({"$ref": "file:///etc/passwd"}, "body.schema.$ref"),
        ({"$ref": "#/$defs/a"}, "body.schema.$ref"),
        ({"$schema": "http://json-schema.org/draft-04/schema#"}, "body.schema.$schema"),
        ({"pattern": "^(?=x)"}, "body.schema.pattern"),
    ],
)
def test_a_json_schema_that_cannot_be_used_is_refused_with_the_place(alice, schema, place):
    status, places = refused(asked(alice, schema, schema_format="json-schema"))

    assert status == 422
    assert place in places


def test_a_json_schema_is_taken_as_it_is(alice):
    schema = {
        "$defs": {"amount": {"type": "integer", "minimum": 1}},
        "type": "object",
        "required": ["entry"],
        "properties": {"entry": {"$ref": "#/$defs/amount"}},
    }
    made = queue(alice, schema=schema, schema_format="json-schema")

    assert message(alice, made, '{"entry": 1, "other": 2}')
    answer = alice.post(under(made, "messages"), json={"data": '{"entry": 0}'})
    assert refused(answer) == (422, ["body.data.entry"])
    read = data(alice.get(under(made, "schemas", made["schema_id"])))
    assert read["json_schema"] == read["schema"] == schema


def test_a_schema_is_read_by_its_id_with_what_messages_are_checked_by(alice):
    made = queue(alice, schema={"note": {"type": "string", "max": 200}})

    read = data(alice.get(under(made, "schemas", made["schema_id"])))

    assert read["id"] == made["schema_id"]
    assert len(read["id"]) == 64
    assert (read["schema"], read["schema_format"]) == (made["schema"], "queue")
    assert read["json_schema"] == {
        "type": "object",
        "properties": {"note": {"type": "string", "maxLength": 200}},
        "required": ["note"],
        "additionalProperties": False,
    }


def test_equal_schemas_have_equal_ids(alice):
    one, other = queue(alice, schema=INVOICE), queue(alice, schema=dict(reversed(INVOICE.items())))

    assert one["schema_id"] == other["schema_id"]


def test_an_earlier_schema_stays_readable_and_holds_no_longer(alice):
    made = queue(alice, schema=INVOICE)
    told = {"name": made["name"], "schema": {"other": {"type": "number"}}}

    after = data(alice.put(under(made), json=told))

    assert after["schema_id"] != made["schema_id"]
    assert data(alice.get(under(made, "schemas", made["schema_id"])))["schema"] == INVOICE
    assert message(alice, made, '{"other": 1}')


def test_a_schema_that_the_queue_never_had_is_not_found(alice, charlie, box):
    made = queue(alice, schema=INVOICE)
    assert alice.get(under(made, "schemas", "0" * 64)).status == 404
    assert alice.get(under(box, "schemas", made["schema_id"])).status == 404
    assert charlie.get(under(made, "schemas", made["schema_id"])).status == 404


def test_a_schema_has_64_kib_at_most(alice):
    words = [f"{number:06}" + "x" * 94 for number in range(650)]

    assert refused(asked(alice, {"a": {"type": "string", "enum": words}})) == (
        422,
        ["body.schema"],
    )


def test_rules_lie_at_most_32_levels_deep(alice):
    rule = {"type": "number"}
    for _ in range(25):
        rule = {"type": "array", "items": rule}
    assert asked(alice, {"a": rule}).status == 200
    for _ in range(20):
        rule = {"type": "array", "items": rule}
    assert asked(alice, {"a": rule}).status == 422
