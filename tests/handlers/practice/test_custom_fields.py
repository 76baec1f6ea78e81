"""Operations on custom fields, and their values on clients, matters and users."""

import pytest
from office import (
    CLIENTS,
    FIELDS,
    MATTERS,
    NOWHERE,
    USERS,
    ZERO,
    client,
    data,
    field,
    invalid,
    matter,
    refused,
    told,
    user,
)


def test_a_field_is_shown_as_it_was_given(firm):
    options = [{"label": "County court"}, {"label": "Appeals court"}]
    given = {"entity": "matter", "name": "Court", "valueType": "enum", "options": options}

    made = data(firm.post(FIELDS, json=given))

    assert [one["label"] for one in made["options"]] == ["County court", "Appeals court"]
    assert made == given | {"id": made["id"], "options": made["options"]}
    assert told(firm.get(FIELDS)) == {"data": [made]}


def test_only_an_enum_shows_options(alice):
    assert "options" not in field(alice, "client", "text")


def test_fields_are_listed_by_what_they_belong_to(firm):
    made = {entity: field(firm, entity, "date")["id"] for entity in ("client", "matter", "user")}

    for entity, id in made.items():
        assert [one["id"] for one in data(firm.get(FIELDS, query={"entity": entity}))] == [id]
    assert refused(firm.get(FIELDS, query={"entity": "invoice"})) == invalid("entity")


def test_a_name_is_taken_once_for_each_kind_of_thing(firm):
    body = {"entity": "client", "name": "Industry", "valueType": "text"}
    data(firm.post(FIELDS, json=body))

    assert refused(firm.post(FIELDS, json=body))[:2] == (409, "custom_field_name_taken")
    data(firm.post(FIELDS, json=body | {"entity": "user"}))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"entity": "invoice"}, "entity"),
        ({"name": ""}, "name"),
        ({"valueType": "money"}, "valueType"),
        ({"valueType": "enum"}, "options"),
        ({"options": [{"label": "A"}]}, "options"),
        ({"valueType": "enum", "options": []}, "options"),
        ({"valueType": "enum", "options": ["A"]}, "options.0"),
        ({"valueType": "enum", "options": [{"label": ""}]}, "options.0.label"),
        ({"valueType": "enum", "options": [{"label": "A"}, {"label": "A"}]}, "options"),
        ({"valueType": "enum", "options": [{"label": "A", "more": 1}]}, "options.0.more"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_no_field_is_refused(change, place, alice):
    body = {"entity": "client", "name": "Industry", "valueType": "text"} | change

    assert refused(alice.post(FIELDS, json=body)) == invalid(place)


GOOD = [
    ("text", "Food", "Food"),
    ("text", "12.50", "12.50"),
    ("boolean", True, True),
    ("boolean", False, False),
    ("number", 12.5, 12.5),
    ("number", 0, 0),
    ("number", "12.50", 12.5),
    ("number", "-3", -3),
    ("number", "0", 0),
    ("date", "2026-11-02", "2026-11-02"),
]
BAD = [
    ("text", True),
    ("text", 7),
    ("boolean", "true"),
    ("boolean", 1),
    ("boolean", 0),
    ("number", ""),
    ("number", "twelve"),
    ("number", "1,5"),
    ("number", " 1"),
    ("number", "NaN"),
    ("number", "Infinity"),
    ("number", "0x10"),
    ("number", "1_000"),
    ("number", "١٢"),
    ("number", True),
    ("date", "2026-02-30"),
    ("date", "02.11.2026"),
    ("date", "2026-11-02T00:00:00Z"),
    ("date", 20261102),
    ("date", ""),
]


def note(staff, path, made, **more):
    return staff.put(path, json={"customFields": [{"id": made["id"]} | more]})


@pytest.fixture
def path(alice):
    return f"{CLIENTS}/{client(alice)}"


@pytest.mark.parametrize(("kind", "given", "shown"), GOOD)
def test_a_value_is_shown_as_its_field_has_it(kind, given, shown, alice, path):
    made = field(alice, "client", kind)

    changed = data(note(alice, path, made, value=given))

    value = {"id": made["id"], "name": made["name"], "valueType": kind, "value": shown}
    assert changed["customFields"] == [value]
    assert isinstance(changed["customFields"][0]["value"], type(shown))
    assert data(alice.get(path))["customFields"] == [value]


@pytest.mark.parametrize(("kind", "given"), BAD)
def test_a_value_that_does_not_fit_is_refused_at_its_place(kind, given, alice, path):
    made = field(alice, "client", kind)

    assert refused(note(alice, path, made, value=given)) == invalid("customFields.0.value")
    assert data(alice.get(path))["customFields"] == []


@pytest.mark.parametrize("value", [[], {}, ["Food"]])
def test_a_value_is_neither_a_list_nor_an_object(value, alice, path):
    made = field(alice, "client", "text")

    assert refused(note(alice, path, made, value=value)) == invalid("customFields.0.value")


def test_an_option_is_chosen_by_its_id_or_its_label(alice, path):
    made = field(alice, "client", "enum", "Gold", "Silver")
    gold, silver = made["options"]

    for chosen, option in (
        ({"optionId": gold["optionId"]}, gold),
        ({"value": "Silver"}, silver),
        ({"value": "Gold", "optionId": gold["optionId"]}, gold),
    ):
        (found,) = data(note(alice, path, made, **chosen))["customFields"]
        assert (found["value"], found["optionId"]) == (option["label"], option["optionId"])


@pytest.mark.parametrize(
    ("chosen", "place"),
    [
        ({"value": "Bronze"}, "value"),
        ({"value": "gold"}, "value"),
        ({"value": 1}, "value"),
        ({"value": True}, "value"),
        ({"optionId": NOWHERE}, "optionId"),
        ({"optionId": ZERO}, "optionId"),
        ({"optionId": "Gold"}, "optionId"),
    ],
)
def test_what_is_no_option_is_refused(chosen, place, alice, path):
    made = field(alice, "client", "enum", "Gold", "Silver")

    assert refused(note(alice, path, made, **chosen)) == invalid(f"customFields.0.{place}")


def test_only_an_enum_has_options(alice, path):
    made = field(alice, "client", "text")

    answer = note(alice, path, made, value="x", optionId=NOWHERE)

    assert refused(answer) == invalid("customFields.0.optionId")


def test_only_what_is_listed_changes_and_null_takes_away(alice, path):
    one, two, three = (field(alice, "client", "text") for _ in range(3))
    all_three = [{"id": made["id"], "value": "old"} for made in (one, two, three)]
    data(alice.put(path, json={"customFields": all_three}))

    changed = data(
        alice.put(
            path,
            json={
                "customFields": [
                    {"id": one["id"], "value": "new"},
                    {"id": two["id"], "value": None},
                ]
            },
        )
    )

    assert {value["id"]: value["value"] for value in changed["customFields"]} == {
        one["id"]: "new",
        three["id"]: "old",
    }


def test_a_field_is_listed_once(alice, path):
    made = field(alice, "client", "text")
    twice = [{"id": made["id"], "value": "x"}] * 2

    assert refused(alice.put(path, json={"customFields": twice})) == invalid("customFields.1.id")


def test_the_second_of_two_is_named_by_its_place(alice, path):
    good, bad = field(alice, "client", "text"), field(alice, "client", "number")
    both = [{"id": good["id"], "value": "x"}, {"id": bad["id"], "value": "x"}]

    assert refused(alice.put(path, json={"customFields": both})) == invalid("customFields.1.value")


@pytest.mark.parametrize("entity", ["client", "matter", "user"])
def test_values_are_noted_of_clients_matters_and_users(entity, alice):
    made = field(alice, entity, "boolean")
    values = [{"id": made["id"], "value": True}]
    place, id = {
        "client": lambda: (CLIENTS, client(alice, customFields=values)),
        "matter": lambda: (MATTERS, matter(alice, customFields=values)["matterId"]),
        "user": lambda: (USERS, user(alice, customFields=values)),
    }[entity]()

    changed = data(alice.put(f"{place}/{id}", json={}))

    assert [value["value"] for value in changed["customFields"]] == [True]


def test_a_field_of_matters_is_no_field_of_clients(alice, path):
    made = field(alice, "matter", "text")

    assert refused(note(alice, path, made, value="x")) == invalid("customFields.0.id")


def test_another_firms_field_is_none(alice, charlie, path):
    made = field(charlie, "client", "text")

    assert refused(note(alice, path, made, value="x")) == invalid("customFields.0.id")


def test_values_are_listed_when_they_are_selected(firm):
    made = field(firm, "matter", "date")
    matter(firm, customFields=[{"id": made["id"], "value": "2026-11-02"}])

    (found,) = data(firm.get(MATTERS, query={"select": "customFields"}))

    assert [value["value"] for value in found["customFields"]] == ["2026-11-02"]
