import pytest

from contract.errors import InvalidRequest
from contract.errors.practice_firm import MatterHasActivity, MatterNotFound
from models.practice import client, code, expense, matter, practice_area
from models.practice.given import ZERO

LEDES = {
    "enabled": False,
    "activityCodeRequired": False,
    "taskCodeRequired": False,
    "expenseCodeRequired": False,
    "codeSetIds": [],
}
ACTIVITIES = code.CODE_SETS["activity"][0]
NOBODY = "0192f3a1-7c1e-7d52-9a3b-5f0c1d2e3a01"


def spend(who, matter_id, **said):
    body = {"matterId": matter_id, "date": "2026-11-20", "description": "Fees.", "amount": 5}
    return who.write(expense.create, body | said)


def test_a_matter_of_which_little_is_said_is_hourly_and_opened_today(alice, firm):
    made = firm.matter()
    assert made == {
        "matterId": made["matterId"],
        "name": "Lease",
        "matterType": "hourly",
        "opened": "2026-11-22",
        "archived": False,
        "clientId": made["clientId"],
        "client": {"name": "North Bakery"},
        "responsibleId": made["responsibleId"],
        "responsible": {
            "name": "Ada Lovell",
            "initials": "AL",
            "firstName": "Ada",
            "lastName": "Lovell",
        },
        "originatorIds": [],
        "originators": [],
        "ledesConfiguration": LEDES,
        "meta": made["meta"],
        "customFields": [],
    }
    assert made["archived"] is made["ledesConfiguration"]["enabled"] is False
    assert alice.read(matter.find, made["matterId"].upper()) == made


def test_a_matter_is_shown_with_all_that_is_known(alice, firm):
    area = alice.write(practice_area.create, {"label": "Real estate"})["practiceAreaId"]
    bo = firm.user(firstName="Bo", initials=None)["userId"]
    said = {
        "name": "Lease of the shop",
        "reference": "NB-1",
        "matterType": "fixedFee",
        "opened": "2025-02-28",
        "archived": True,
        "conflictInformation": {"adverse": "A", "opposing": "Lakeside"},
        "billingInstructions": "One invoice a month.",
        "notes": "n",
        "referralSources": "A friend",
    }
    of_it = {"practiceAreaId": area.upper(), "originatorId": bo, "ledesConfiguration": {}}
    owner = firm.client(reference="NB")["clientId"]
    made = firm.matter(**said, **of_it, clientId=owner.upper())
    assert {name: made[name] for name in said} == said
    assert made["client"] == {"name": "North Bakery", "reference": "NB"}
    assert made["practiceAreaId"] == area
    assert made["practiceArea"] == {"label": "Real estate"}
    assert made["originatorIds"] == [bo]
    assert made["originators"] == [{"name": "Bo Lovell", "firstName": "Bo", "lastName": "Lovell"}]
    assert alice.read(matter.find, made["matterId"]) == made


def test_only_what_is_sent_changes_inside_nested_objects_too(alice, firm):
    made = firm.matter(
        reference="1",
        notes="n",
        conflictInformation={"adverse": "A", "opposing": "B"},
        ledesConfiguration={"enabled": True, "codeSetIds": [ACTIVITIES]},
    )
    changes = {
        "name": "Sale",
        "matterType": None,
        "notes": "",
        "conflictInformation": {"adverse": "C", "opposing": "", "relatedClient": None},
        "ledesConfiguration": {"taskCodeRequired": True, "enabled": None},
    }
    after = alice.write(matter.change, made["matterId"], changes)
    expected = made | {
        "name": "Sale",
        "conflictInformation": {"adverse": "C"},
        "ledesConfiguration": made["ledesConfiguration"] | {"taskCodeRequired": True},
        "meta": after["meta"],
    }
    del expected["notes"]
    assert after == expected
    assert after["ledesConfiguration"]["codeSetIds"] == [ACTIVITIES]
    assert after["meta"]["modifiedAt"] > made["meta"]["modifiedAt"]


def test_references_change_and_only_the_practice_area_is_cleared(alice, firm):
    area = alice.write(practice_area.create, {"label": "Tax"})["practiceAreaId"]
    bo = firm.user(firstName="Bo")["userId"]
    other = firm.client(name="Other", reference="O")["clientId"]
    made = firm.matter(practiceAreaId=ZERO)
    assert "practiceAreaId" not in made
    said = {
        "clientId": other,
        "responsibleId": bo,
        "originatorId": bo,
        "practiceAreaId": area,
    }
    after = alice.write(matter.change, made["matterId"], said)
    assert after["client"] == {"name": "Other", "reference": "O"}
    assert (after["responsibleId"], after["responsible"]["name"]) == (bo, "Bo Lovell")
    assert after["originatorIds"] == [bo]
    assert after["practiceArea"] == {"label": "Tax"}
    ada = made["responsibleId"]
    swapped = alice.write(matter.change, made["matterId"], {"originatorId": ada})
    assert swapped["originatorIds"] == [ada]
    for nothing in (None, ZERO):
        alice.write(matter.change, made["matterId"], {"practiceAreaId": area})
        clear = {"practiceAreaId": nothing, "clientId": None, "originatorId": None}
        cleared = alice.write(matter.change, made["matterId"], clear)
        assert cleared.keys() == swapped.keys() - {"practiceAreaId", "practiceArea"}
        assert (cleared["clientId"], cleared["originatorIds"]) == (other, [ada])


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"name": " "}, "body.name"),
        ({"notes": "a\0"}, "body.notes"),
        ({"opened": "2026-02-30"}, "body.opened"),
        ({"clientId": NOBODY}, "body.clientId"),
        ({"clientId": ZERO}, "body.clientId"),
        ({"responsibleId": ZERO}, "body.responsibleId"),
        ({"originatorId": ZERO}, "body.originatorId"),
        ({"practiceAreaId": NOBODY}, "body.practiceAreaId"),
        ({"ledesConfiguration": {"codeSetIds": [NOBODY]}}, "body.ledesConfiguration.codeSetIds.0"),
        ({"conflictInformation": {"adverse": "\ud800"}}, "body.conflictInformation.adverse"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(alice, firm, given, at):
    made = firm.matter()
    id = made["matterId"]
    for act in (lambda: firm.matter(**given), lambda: alice.write(matter.change, id, given)):
        with pytest.raises(InvalidRequest) as refused:
            act()
        assert [fault.location for fault in refused.value.details] == [at]
    assert alice.read(matter.find, made["matterId"]) == made


def test_what_belongs_to_another_firm_is_not_there(alice, firm, theirs):
    area = theirs.who.write(practice_area.create, {"label": "Tax"})["practiceAreaId"]
    foreign = {
        "clientId": theirs.client()["clientId"],
        "responsibleId": theirs.user()["userId"],
        "originatorId": theirs.user()["userId"],
        "practiceAreaId": area,
    }
    made = firm.matter()
    for name, id in foreign.items():
        with pytest.raises(InvalidRequest) as refused:
            alice.write(matter.change, made["matterId"], {name: id})
        assert refused.value.details[0].location == f"body.{name}"


def test_nobody_else_can_tell_that_a_matter_exists(alice, charlie, firm):
    made = firm.matter()
    for who, id in ((charlie, made["matterId"]), (alice, NOBODY), (alice, "\0")):
        for act, more in (
            (matter.find, ()),
            (matter.change, ({"name": "x"},)),
            (matter.delete, ()),
        ):
            with pytest.raises(MatterNotFound):
                who.write(act, id, *more)
        with pytest.raises(MatterNotFound):
            who.read(matter.codes_required, id)
        with pytest.raises(InvalidRequest) as refused:
            who.write(matter.require, id)
        assert refused.value.details[0].location == "body.matterId"
    assert alice.read(matter.find, made["matterId"]) == made


def test_who_refers_to_a_matter_gets_its_client_too(alice, firm):
    made = firm.matter()
    found = alice.write(matter.require, made["matterId"].upper())
    assert found == {"matter_id": made["matterId"], "client_id": made["clientId"]}


def test_codes_are_required_while_ledes_is_enabled(alice, firm):
    wanted = {"activityCodeRequired": True, "expenseCodeRequired": True}
    id = firm.matter(ledesConfiguration=wanted)["matterId"]
    nothing = {"activity": False, "task": False, "expense": False}
    assert alice.read(matter.codes_required, id) == nothing
    alice.write(matter.change, id, {"ledesConfiguration": {"enabled": True}})
    needed = {"activity": True, "task": False, "expense": True}
    assert alice.read(matter.codes_required, id) == needed


def test_a_matter_with_activity_stays_and_keeps_its_client(alice, firm):
    made, other = firm.matter(), firm.client()["clientId"]
    spent = spend(alice, made["matterId"])
    for act in (
        lambda: alice.write(matter.delete, made["matterId"]),
        lambda: alice.write(matter.change, made["matterId"], {"clientId": other, "name": "x"}),
    ):
        with pytest.raises(MatterHasActivity):
            act()
    assert alice.read(matter.find, made["matterId"]) == made
    same = {"clientId": made["clientId"], "name": "Sale"}
    assert alice.write(matter.change, made["matterId"], same)["name"] == "Sale"
    alice.write(expense.delete, spent["expenseId"])
    assert alice.write(matter.change, made["matterId"], {"clientId": other})["clientId"] == other
    alice.write(matter.delete, made["matterId"])


def test_a_matter_goes_with_all_that_is_noted_of_it(alice, firm):
    field = firm.field("matter", "text")
    user = firm.user()["userId"]
    noted = [{"id": field["id"], "value": "x"}]
    made = firm.matter(originatorId=user, responsibleId=user, customFields=noted)

    def work(session, tenant):
        matter.delete(session, tenant, made["matterId"])
        return [(one.kind, one.before, one.after) for one in session.changes]

    assert alice.write(work) == [("matter", made, None)]
    with pytest.raises(MatterNotFound):
        alice.read(matter.find, made["matterId"])


def test_a_client_with_another_name_has_it_in_its_matters_at_once(alice, firm):
    made = firm.matter()
    spent = spend(alice, made["matterId"])
    said = {"name": "South Bakery", "reference": "SB"}
    alice.write(client.change, made["clientId"], said)
    after = alice.read(matter.find, made["matterId"])
    assert after == made | {"client": said}
    assert alice.read(expense.find, spent["expenseId"])["client"] == said
