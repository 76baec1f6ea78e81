import pytest

from contract.errors import InvalidRequest
from contract.errors.practice_firm import CustomFieldNameTaken
from models.practice import client, custom_field, matter, user
from models.practice.custom_field.fit import kept, told


def refused(act, *args):
    with pytest.raises(InvalidRequest) as found:
        act(*args)
    (fault,) = found.value.details
    return fault.location


def shown(one):
    return {field["name"]: field["value"] for field in one["customFields"]}


def test_fields_are_listed_by_name_with_their_options_in_order(alice, firm, theirs, heard):
    court = firm.field("matter", "enum", "County", "Appeals", name="Court")
    food = firm.field("client", "text", name="Branch")
    theirs.field("client", "text")
    assert court == {
        "id": court["id"],
        "entity": "matter",
        "name": "Court",
        "valueType": "enum",
        "options": [
            {"optionId": court["options"][0]["optionId"], "label": "County"},
            {"optionId": court["options"][1]["optionId"], "label": "Appeals"},
        ],
    }
    assert alice.read(custom_field.page) == [food, court]
    assert alice.read(custom_field.page, entity="matter") == [court]
    assert alice.read(custom_field.page, entity="user") == []
    assert len(heard(alice, custom_field.page).statements) == 2


def test_a_name_is_taken_once_for_each_kind_of_thing(alice, charlie, firm, theirs):
    firm.field("client", "text", name="Branch")
    firm.field("matter", "text", name="Branch")
    theirs.field("client", "text", name="Branch")
    with pytest.raises(CustomFieldNameTaken):
        firm.field("client", "date", name="Branch")
    assert len(alice.read(custom_field.page)) == 2
    assert len(charlie.read(custom_field.page)) == 1


@pytest.mark.parametrize(
    ("kind", "labels", "at"),
    [
        ("enum", [], "body.options"),
        ("text", ["a"], "body.options"),
        ("enum", ["a", " "], "body.options.1.label"),
        ("enum", ["a", "a"], "body.options.1.label"),
        ("enum", ["a\0"], "body.options.0.label"),
    ],
)
def test_an_enum_has_options_and_nothing_else_has(firm, kind, labels, at):
    assert refused(lambda: firm.field("client", kind, *labels)) == at


@pytest.mark.parametrize(
    ("kind", "value", "text", "answer"),
    [
        ("text", "Größe", "Größe", "Größe"),
        ("text", "", "", ""),
        ("boolean", True, "true", True),
        ("boolean", False, "false", False),
        ("number", 12, "12", 12),
        ("number", 0.1, "0.1", 0.1),
        ("number", "12.50", "12.5", 12.5),
        ("number", "-0", "0", 0),
        ("number", "1e3", "1000", 1000),
        ("number", 123456789012345, "123456789012345", 123456789012345),
        ("number", "0.000000000000001", "0.000000000000001", 1e-15),
        ("date", "2028-02-29", "2028-02-29", "2028-02-29"),
    ],
)
def test_a_value_is_kept_exactly_as_its_field_has_it(kind, value, text, answer):
    assert kept(kind, value, "here") == text
    back = told(kind, text)
    assert (back, type(back)) == (answer, type(answer))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 1),
        ("text", "a\0"),
        ("text", "\ud800"),
        ("boolean", "true"),
        ("boolean", 1),
        ("number", True),
        ("number", "12,5"),
        ("number", "٣"),
        ("number", " 1"),
        ("number", ""),
        ("number", "NaN"),
        ("number", float("inf")),
        ("number", "1" * 5000),
        ("number", "1234567890123456"),
        ("number", 10**15),
        ("number", "1e999"),
        ("number", "1e-999"),
        ("number", "0.1234567890123456"),
        ("number", []),
        ("date", "2026-02-30"),
        ("date", "2026-2-3"),
        ("date", "1899-12-31"),
        ("date", 20260101),
    ],
)
def test_what_does_not_fit_is_refused_at_its_place(kind, value):
    assert refused(kept, kind, value, "here") == "here"


@pytest.mark.parametrize("entity", ["client", "matter", "user"])
def test_every_kind_of_value_is_noted_of_every_kind_of_thing(alice, firm, entity):
    fields = {kind: firm.field(entity, kind) for kind in ("text", "boolean", "number", "date")}
    court = firm.field(entity, "enum", "County", "Appeals", name="Court")
    said = {"text": "x", "boolean": False, "number": "12.50", "date": "2026-11-22"}
    given = [{"id": fields[kind]["id"].upper(), "value": said[kind]} for kind in said]
    option = court["options"][1]["optionId"]
    made = getattr(firm, entity)(customFields=[*given, {"id": court["id"], "optionId": option}])
    assert made["customFields"] == [
        {"id": fields[kind]["id"], "name": kind, "valueType": kind, "value": value}
        for kind, value in (said | {"number": 12.5}).items()
    ] + [
        {
            "id": court["id"],
            "name": "Court",
            "valueType": "enum",
            "value": "Appeals",
            "optionId": option,
        }
    ]
    act = {"client": client, "matter": matter, "user": user}[entity]
    assert alice.read(act.find, made[f"{entity}Id"]) == made


def test_only_the_listed_fields_change_and_null_clears_one(alice, firm):
    first, second, third = (firm.field("client", "text", name=name) for name in "abc")
    court = firm.field("client", "enum", "County", "Appeals", name="d")
    values = [{"id": one["id"], "value": one["name"]} for one in (first, second, third)]
    made = firm.client(customFields=[*values, {"id": court["id"], "value": "County"}])
    assert shown(made) == {"a": "a", "b": "b", "c": "c", "d": "County"}
    changes = [
        {"id": first["id"], "value": None},
        {"id": second["id"]},
        {"id": third["id"], "value": "z"},
        {"id": court["id"], "value": "Appeals"},
    ]
    after = alice.write(client.change, made["clientId"], {"customFields": changes})
    assert shown(after) == {"c": "z", "d": "Appeals"}
    assert after["meta"]["modifiedAt"] > made["meta"]["modifiedAt"]
    gone = [{"id": court["id"], "value": None}]
    last = alice.write(client.change, made["clientId"], {"customFields": gone})
    assert shown(last) == {"c": "z"}


def test_a_value_that_is_wrong_leaves_all_as_it_was(alice, firm):
    number, court = firm.field("client", "number"), firm.field("client", "enum", "a", "b")
    other = firm.field("matter", "enum", "a", name="other")
    made = firm.client(customFields=[{"id": number["id"], "value": 1}])

    def change(*given):
        body = {"name": "No", "customFields": list(given)}
        return refused(alice.write, client.change, made["clientId"], body)

    good = {"id": number["id"], "value": 2}
    strange, foreign = {"id": "\0", "value": "x"}, {"id": other["id"], "value": "a"}
    option = {"id": court["id"], "optionId": other["options"][0]["optionId"]}
    a = court["options"][0]["optionId"]
    assert change(good, {"id": number["id"], "value": "x"}) == "body.customFields.1.id"
    assert change({"id": number["id"], "value": "x"}) == "body.customFields.0.value"
    assert change(good, strange) == "body.customFields.1.id"
    assert change(good, foreign) == "body.customFields.1.id"
    assert change(good, option) == "body.customFields.1.optionId"
    assert change({"id": court["id"], "value": "c"}) == "body.customFields.0.value"
    assert change({"id": court["id"], "value": "b", "optionId": a}) == "body.customFields.0.value"
    assert change({"id": number["id"], "optionId": a}) == "body.customFields.0.optionId"
    assert alice.read(client.find, made["clientId"]) == made


def test_fields_of_another_firm_cannot_be_filled(charlie, firm, theirs):
    field = firm.field("client", "text")
    given = [{"id": field["id"], "value": "x"}]
    assert refused(lambda: theirs.client(customFields=given)) == "body.customFields.0.id"
    assert charlie.read(client.find, theirs.client()["clientId"])["customFields"] == []
