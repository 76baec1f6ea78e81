import pytest

from contract.errors import InvalidRequest
from contract.errors.practice_firm import PracticeAreaInUse, PracticeAreaNotFound
from models.practice import matter, practice_area


def test_practice_areas_are_listed_by_label(alice, charlie):
    tax = alice.write(practice_area.create, {"label": "Tax"})
    estate = alice.write(practice_area.create, {"label": "Real estate"})
    charlie.write(practice_area.create, {"label": "Labour"})
    assert alice.read(practice_area.page) == [estate, tax]
    after = alice.write(practice_area.change, estate["practiceAreaId"].upper(), {"label": "Wills"})
    assert after == {"practiceAreaId": estate["practiceAreaId"], "label": "Wills"}
    assert alice.write(practice_area.change, estate["practiceAreaId"], {}) == after
    assert alice.read(practice_area.page) == [tax, after]
    assert alice.read(practice_area.find, estate["practiceAreaId"]) == after


def test_a_practice_area_with_matters_stays(alice, firm):
    area = alice.write(practice_area.create, {"label": "Tax"})["practiceAreaId"]
    made = firm.matter(practiceAreaId=area)
    with pytest.raises(PracticeAreaInUse):
        alice.write(practice_area.delete, area)
    assert alice.read(practice_area.find, area)["label"] == "Tax"
    alice.write(matter.change, made["matterId"], {"practiceAreaId": None})
    alice.write(practice_area.delete, area)
    assert alice.read(practice_area.page) == []


def test_nobody_else_can_tell_that_a_practice_area_exists(alice, charlie):
    area = alice.write(practice_area.create, {"label": "Tax"})["practiceAreaId"]
    for who, id in ((charlie, area), (alice, "x"), (alice, "\0")):
        with pytest.raises(PracticeAreaNotFound):
            who.read(practice_area.find, id)
        with pytest.raises(PracticeAreaNotFound):
            who.write(practice_area.change, id, {"label": "Mine"})
        with pytest.raises(PracticeAreaNotFound):
            who.write(practice_area.delete, id)
    assert alice.read(practice_area.find, area)["label"] == "Tax"


@pytest.mark.parametrize("label", ["", "  ", "a\0"])
def test_a_label_says_something(alice, label):
    with pytest.raises(InvalidRequest) as refused:
        alice.write(practice_area.create, {"label": label})
    assert refused.value.details[0].location == "body.label"


def test_what_is_done_is_noted(alice):
    def work(session, tenant):
        made = practice_area.create(session, tenant, {"label": "Tax"})
        after = practice_area.change(session, tenant, made["practiceAreaId"], {"label": "Taxes"})
        practice_area.delete(session, tenant, made["practiceAreaId"])
        return made, after, [(one.kind, one.before, one.after) for one in session.changes]

    made, after, noted = alice.write(work)
    kind = "practice_area"
    assert noted == [(kind, None, made), (kind, made, after), (kind, after, None)]
