import pytest

from contract.errors import InvalidRequest
from contract.errors.studio_customers import AdditionalFieldNameTaken, AdditionalFieldNotFound
from models.studio import additional_field, customer


def enter(who):
    return who.write(customer.create, {"firstName": "Edda", "lastName": "Klein"})["id"]


def ask(who, name="Goal", type="TEXT", **more):
    return who.write(additional_field.create, name=name, type=type, **more)


def answer(field, value):
    return {"additionalInformationFieldId": field["id"], "value": value}


def test_answers_are_replaced_all_together(alice):
    mine = enter(alice)
    goal, size = ask(alice), ask(alice, "Size", "NUMBER")
    first = [answer(goal, "Strength"), answer(size, "1.75")]
    assert alice.write(additional_field.assign, mine, first) == first
    second = [answer(size, "1.76")]
    alice.write(additional_field.assign, mine, second)
    assert alice.read(customer.find, mine)["additionalInformationFieldAssignments"] == second
    assert alice.write(additional_field.assign, mine, []) == []


@pytest.mark.parametrize(
    ("type", "value", "more"),
    [
        ("NUMBER", "tall", {}),
        ("BOOLEAN", "yes", {}),
        ("DATE", "2026-02-30", {}),
        ("SELECTION", "c", {"options": ["a", "b"]}),
    ],
)
def test_a_value_fits_its_field_or_nothing_changes(alice, type, value, more):
    mine = enter(alice)
    goal, field = ask(alice), ask(alice, "Other", type, **more)
    kept = [answer(goal, "Strength")]
    alice.write(additional_field.assign, mine, kept)
    for wrong in ([answer(field, value)], [answer(goal, "a"), answer(goal, "b")]):
        with pytest.raises(InvalidRequest):
            alice.write(additional_field.assign, mine, wrong)
    with pytest.raises(AdditionalFieldNotFound):
        alice.write(additional_field.assign, mine, [answer({"id": 999}, "x")])
    assert alice.read(customer.find, mine)["additionalInformationFieldAssignments"] == kept


def test_fields_are_asked_renamed_and_dropped(alice, charlie):
    mine, goal = enter(alice), ask(alice)
    assert goal == {"id": goal["id"], "name": "Goal", "type": "TEXT"}
    with pytest.raises(AdditionalFieldNameTaken):
        ask(alice)
    ask(charlie)
    other = ask(alice, "Size", "SELECTION", options=["S", "M"])
    with pytest.raises(AdditionalFieldNameTaken):
        alice.write(additional_field.update, goal["id"], name="Size")
    renamed = alice.write(additional_field.update, goal["id"], name="Aim")
    assert alice.read(additional_field.page) == [renamed, other]
    alice.write(additional_field.assign, mine, [answer(goal, "x")])
    alice.write(additional_field.delete, goal["id"])
    assert alice.read(customer.find, mine)["additionalInformationFieldAssignments"] == []
    with pytest.raises(AdditionalFieldNotFound):
        alice.write(additional_field.delete, goal["id"])
    with pytest.raises(InvalidRequest):
        ask(alice, "Bad", "SELECTION")
