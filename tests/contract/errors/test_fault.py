"""A fault says where and what, in English or as it is translated."""

import pytest

from contract.errors import AttributesTooLarge, Fault, InvalidRequest, OrganizationNotFound

GERMAN = {
    "must be at least {limit}": "muss mindestens {limit} sein",
    "The request is not valid.": "Die Anfrage ist ungültig.",
    "There is no organization {organization_id}.": "Es gibt keine Organisation {organization_id}.",
    "The attributes may have {limit} bytes at most.": "Höchstens {limit} Bytes an Attributen.",
}


def test_facts_are_filled_into_the_template():
    fault = Fault("body.age", "must be at least {limit}", limit=3)

    assert (fault.location, fault.message) == ("body.age", "must be at least 3")
    assert fault.told(GERMAN.__getitem__).message == "muss mindestens 3 sein"


def test_a_template_without_facts_may_have_braces():
    assert Fault("body", "is like ^[a]{2}$").message == "is like ^[a]{2}$"


def test_faults_that_say_the_same_are_the_same():
    assert Fault("a", "at most {n}", n=1) == Fault("a", "at most 1")
    assert Fault("a", "at most 1") != Fault("b", "at most 1")


def test_a_fault_cannot_be_changed():
    with pytest.raises(AttributeError):
        Fault("a", "b").location = "c"


def test_a_refusal_is_told_with_its_faults():
    refusal = InvalidRequest(Fault("body.age", "must be at least {limit}", limit=3))

    told = refusal.told(GERMAN.__getitem__)

    assert told.message == "Die Anfrage ist ungültig."
    assert told.details == (Fault("body.age", "muss mindestens 3 sein"),)
    assert refusal.message == "The request is not valid."


def test_the_facts_of_a_refusal_stay_in_its_translation():
    told = OrganizationNotFound(organization_id="{x}").told(GERMAN.__getitem__)

    assert told.message == "Es gibt keine Organisation {x}."
    assert told.facts == {"organization_id": "{x}"}


def test_the_fault_that_a_refusal_stands_for_is_told_too():
    told = AttributesTooLarge(limit=3).told(GERMAN.__getitem__)

    assert told.details == (Fault("body.attributes", "Höchstens 3 Bytes an Attributen."),)


def test_a_fault_that_is_moved_to_another_place_is_still_told():
    moved = Fault("body.age", "must be at least {limit}", limit=3).at("body.people.0.age")

    assert moved.location == "body.people.0.age"
    assert moved.told(GERMAN.__getitem__).message == "muss mindestens 3 sein"
