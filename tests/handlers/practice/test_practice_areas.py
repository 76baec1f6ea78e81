"""Operations on practice areas."""

import pytest
from office import AREAS, MATTERS, NOWHERE, ZERO, data, invalid, matter, refused, told


def area(staff, label="Real estate"):
    return data(staff.post(AREAS, json={"label": label}))


def test_practice_areas_are_listed_by_label(firm):
    made = [area(firm, label) for label in ("Tax", "Family", "Real estate")]

    found = told(firm.get(AREAS))

    assert found == {"data": sorted(made, key=lambda one: one["label"])}


def test_every_firm_has_its_own(alice, firm):
    area(alice)

    assert data(firm.get(AREAS)) == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "label"),
        ({"label": ""}, "label"),
        ({"label": " "}, "label"),
        ({"label": None}, "label"),
        ({"label": 1}, "label"),
        ({"label": "Tax", "colour": "red"}, "colour"),
    ],
)
def test_what_is_no_practice_area_is_refused(body, field, alice):
    assert refused(alice.post(AREAS, json=body)) == invalid(field)


def test_a_practice_area_is_renamed_and_matters_show_it(alice):
    made = area(alice)
    case = matter(alice, practiceAreaId=made["practiceAreaId"])

    changed = data(alice.put(f"{AREAS}/{made['practiceAreaId']}", json={"label": "Leases"}))

    assert changed == made | {"label": "Leases"}
    found = data(alice.get(f"{MATTERS}/{case['matterId']}"))
    assert found["practiceArea"] == {"label": "Leases"}


@pytest.mark.parametrize("body", [{}, {"label": None}])
def test_what_is_not_said_stays(body, alice):
    made = area(alice)

    assert data(alice.put(f"{AREAS}/{made['practiceAreaId']}", json=body)) == made


@pytest.mark.parametrize("id", [NOWHERE, ZERO])
def test_a_practice_area_that_is_not_there_is_not_found(id, alice):
    path = f"{AREAS}/{id}"

    for answer in (alice.put(path, json={"label": "X"}), alice.delete(path)):
        assert refused(answer) == (404, "practice_area_not_found", [])


def test_another_firms_practice_area_is_not_found(alice, charlie):
    path = f"{AREAS}/{area(alice)['practiceAreaId']}"

    for answer in (charlie.put(path, json={"label": "X"}), charlie.delete(path)):
        assert refused(answer) == (404, "practice_area_not_found", [])


def test_a_practice_area_with_matters_stays_until_they_leave_it(alice):
    id = area(alice)["practiceAreaId"]
    case = matter(alice, practiceAreaId=id)

    assert refused(alice.delete(f"{AREAS}/{id}")) == (409, "practice_area_in_use", [])
    data(alice.put(f"{MATTERS}/{case['matterId']}", json={"practiceAreaId": ZERO}))
    assert data(alice.delete(f"{AREAS}/{id}")) == {"practiceAreaId": id}
