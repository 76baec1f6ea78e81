"""Operations on what the studio asks its customers beside."""

import itertools

import pytest
from gym import CUSTOMERS, NOWHERE, STUDIO, done, heard, person, refused

FIELDS = f"{STUDIO}/studios/additional-information-fields"
_names = itertools.count(1)


def ask(caller, type="TEXT", **more):
    return done(caller.post(FIELDS, json={"name": f"Field {next(_names)}", "type": type} | more))


def answers(customer):
    return f"{CUSTOMERS}/{customer}/additional-information-field-assignments"


def said(field, value):
    return {"additionalInformationFieldId": field["id"], "value": value}


def test_a_field_is_listed_as_entered(alice):
    made = ask(alice, "SELECTION", options=["S", "M", "L"])

    assert made["options"] == ["S", "M", "L"]
    assert made in done(alice.get(f"{CUSTOMERS}/additional-information-fields"))


def test_a_name_is_asked_once_in_a_studio(alice, charlie):
    made = ask(alice)
    same = {"name": made["name"], "type": "DATE"}

    assert refused(alice.post(FIELDS, json=same)) == (409, "additional_field_name_taken", None)
    done(charlie.post(FIELDS, json=same))


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ({"name": "A", "type": "SELECTION"}, "options"),
        ({"name": "A", "type": "TEXT", "options": ["S"]}, "options"),
        ({"name": "A", "type": "SELECTION", "options": []}, "options"),
        ({"name": "A", "type": "COLOUR"}, "type"),
        ({"name": " ", "type": "TEXT"}, "name"),
    ],
)
def test_what_is_no_field_is_refused(field, place, alice):
    assert refused(alice.post(FIELDS, json=field)) == (400, "invalid_request", place)


def test_a_changed_field_keeps_type_and_number(alice):
    made = ask(alice, "SELECTION", options=["S"])
    change = {"name": f"Renamed {next(_names)}", "options": ["S", "M"]}

    assert done(alice.put(f"{FIELDS}/{made['id']}", json=change)) == made | change


def test_a_field_does_not_take_the_name_of_another(alice):
    one, other = ask(alice), ask(alice)
    answer = alice.put(f"{FIELDS}/{other['id']}", json={"name": one["name"]})

    assert refused(answer) == (409, "additional_field_name_taken", None)


def test_a_deleted_field_takes_its_answers_along(alice):
    made, customer = ask(alice), person(alice)
    done(alice.put(answers(customer), json=[said(made, "x")]))

    assert done(alice.delete(f"{FIELDS}/{made['id']}")) == {"id": made["id"]}
    assert done(alice.get(f"{CUSTOMERS}/{customer}"))["additionalInformationFieldAssignments"] == []
    answer = alice.delete(f"{FIELDS}/{made['id']}")
    assert refused(answer) == (404, "additional_field_not_found", None)


def test_another_studios_field_is_not_found(alice, charlie):
    made = max((ask(alice) for _ in range(5)), key=lambda field: field["id"])
    answer = charlie.put(f"{FIELDS}/{made['id']}", json={"name": "Mine"})

    assert refused(answer) == (404, "additional_field_not_found", None)


def test_answers_are_replaced_all_together(alice):
    customer, one, other = person(alice), ask(alice), ask(alice)
    done(alice.put(answers(customer), json=[said(one, "a")]))

    assert done(alice.put(answers(customer), json=[said(other, "b")])) == [said(other, "b")]
    read = done(alice.get(f"{CUSTOMERS}/{customer}"))
    assert read["additionalInformationFieldAssignments"] == [said(other, "b")]


@pytest.mark.parametrize(
    ("type", "value"),
    [("NUMBER", "-3.5"), ("BOOLEAN", "true"), ("DATE", "2024-02-29"), ("SELECTION", "M")],
)
def test_an_answer_fits_its_field(type, value, alice):
    field = ask(alice, type, **({"options": ["M"]} if type == "SELECTION" else {}))

    done(alice.put(answers(person(alice)), json=[said(field, value)]))


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("NUMBER", "three"),
        ("BOOLEAN", "yes"),
        ("DATE", "2025-02-29"),
        ("SELECTION", "XXL"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(type, value, alice):
    field = ask(alice, type, **({"options": ["M"]} if type == "SELECTION" else {}))

    answer = alice.put(answers(person(alice)), json=[said(field, value)])

    assert refused(answer) == (400, "invalid_request", "0.value")


def test_a_field_is_answered_once(alice):
    field = ask(alice)
    answer = alice.put(answers(person(alice)), json=[said(field, "a"), said(field, "b")])

    assert refused(answer) == (400, "invalid_request", "1.additionalInformationFieldId")


def test_nothing_is_answered_that_was_not_asked(alice):
    answer = alice.put(answers(person(alice)), json=[said({"id": NOWHERE}, "a")])

    assert refused(answer) == (404, "additional_field_not_found", None)


def test_nobody_answers(alice):
    assert refused(alice.put(answers(NOWHERE), json=[])) == (404, "customer_not_found", None)


def test_fields_and_answers_are_told_to_listeners(cast, alice):
    customer, made = person(alice), []
    told = heard(cast, lambda: made.append(ask(alice)))
    told += heard(cast, lambda: alice.put(answers(customer), json=[said(made[0], "a")]))
    told += heard(cast, lambda: alice.delete(f"{FIELDS}/{made[0]['id']}"))

    assert [(type, entity) for type, entity, _ in told] == [
        ("ADDITIONAL_INFORMATION_FIELDS_UPDATED", str(made[0]["id"])),
        ("CUSTOMER_UPDATED", str(customer)),
        ("ADDITIONAL_INFORMATION_FIELDS_UPDATED", str(made[0]["id"])),
    ]
