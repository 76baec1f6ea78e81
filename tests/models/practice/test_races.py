"""Two at once: one of them wins, and nothing is left that refers to what is gone."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from contract.errors.refusal import Refusal
from models.paging import Page
from models.practice import client, custom_field, expense, matter, practice_area


def at_once(*acts):
    """What each gave: its result, or the code of its refusal."""

    def do(act):
        try:
            return act()
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.mark.parametrize("_", range(5))
def test_a_client_goes_or_gets_a_matter(alice, firm, _):
    owner, lead = firm.client()["clientId"], firm.user()["userId"]
    gone, made = at_once(
        lambda: alice.write(client.delete, owner),
        lambda: firm.matter(clientId=owner, responsibleId=lead),
    )
    total = alice.read(matter.page, Page(10)).total
    if gone is None:
        assert (made, total) == ("invalid_request", 0)
    else:
        assert (gone, total) == ("client_has_matters", 1)
        assert made["clientId"] == owner


@pytest.mark.parametrize("_", range(5))
def test_a_matter_goes_or_something_is_done_in_it(alice, firm, _):
    id = firm.matter()["matterId"]
    body = {"matterId": id, "date": "2026-11-20", "description": "Fees.", "amount": 5}
    gone, made = at_once(
        lambda: alice.write(matter.delete, id), lambda: alice.write(expense.create, body)
    )
    if gone is None:
        assert made == "invalid_request"
    else:
        assert gone == "matter_has_activity"
        assert made["matterId"] == id


@pytest.mark.parametrize("_", range(5))
def test_what_is_done_while_a_matter_changes_its_client_has_the_right_one(alice, firm, _):
    made, other = firm.matter(), firm.client()["clientId"]
    body = {"matterId": made["matterId"], "date": "2026-11-20", "description": "F.", "amount": 5}
    moved, spent = at_once(
        lambda: alice.write(matter.change, made["matterId"], {"clientId": other}),
        lambda: alice.write(expense.create, body),
    )
    now = alice.read(matter.find, made["matterId"])["clientId"]
    assert spent["clientId"] == now
    assert now == (made["clientId"] if moved == "matter_has_activity" else other)


@pytest.mark.parametrize("_", range(5))
def test_a_matter_has_the_name_that_its_client_has(alice, firm, _):
    owner, lead = firm.client()["clientId"], firm.user()["userId"]
    after, *_made = at_once(
        lambda: alice.write(client.change, owner, {"name": "South Bakery"}),
        *[lambda: firm.matter(clientId=owner, responsibleId=lead)] * 3,
    )
    listed = alice.read(matter.page, Page(10))
    assert after["name"] == "South Bakery"
    assert [one["client"]["name"] for one in listed.items] == ["South Bakery"] * 3


@pytest.mark.parametrize("_", range(3))
def test_a_practice_area_goes_or_gets_a_matter(alice, firm, _):
    area = alice.write(practice_area.create, {"label": "Tax"})["practiceAreaId"]
    id = firm.matter()["matterId"]
    gone, after = at_once(
        lambda: alice.write(practice_area.delete, area),
        lambda: alice.write(matter.change, id, {"practiceAreaId": area}),
    )
    if gone is None:
        assert after == "invalid_request"
    else:
        assert gone == "practice_area_in_use"
        assert after["practiceArea"] == {"label": "Tax"}


def test_one_name_of_a_custom_field_is_given_once(alice, firm):
    made = at_once(*[lambda: firm.field("client", "text", name="Branch")] * 4)
    assert made.count("custom_field_name_taken") == 3
    assert len(alice.read(custom_field.page)) == 1


def test_changes_of_one_client_at_once_lose_nothing(alice, firm):
    made = firm.client(contact={"companyName": "NB"})
    members = ("city", "street", "zip", "state", "phone", "fax")
    acts = [
        lambda name=name: alice.write(client.change, made["clientId"], {"contact": {name: "1"}})
        for name in members
    ]
    at_once(*acts)
    contact = alice.read(client.find, made["clientId"])["contact"]
    assert contact == {"companyName": "NB"} | dict.fromkeys(members, "1")
