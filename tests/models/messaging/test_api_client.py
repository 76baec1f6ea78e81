import pytest

from contract.errors import ApiClientNotFound, NameTaken
from models.messaging import api_client
from models.messaging.moment import ms
from models.paging import Page


def test_a_program_has_a_name_and_is_found_by_its_id(alice, clock):
    made = alice.write(api_client.create, {"alias": "billing"})
    at = ms(clock.now)
    assert made == {
        "id": made["id"],
        "name": "billing",
        "alias": "billing",
        "created_at": at,
        "updated_at": at,
    }
    assert len(made["id"]) == 21
    assert alice.read(api_client.find, made["id"]) == made


def test_it_can_be_renamed(alice, clock):
    made = alice.write(api_client.create, {"name": "billing"})
    clock.forward(seconds=1)
    after = alice.write(api_client.replace, made["id"], {"name": "invoices"})
    assert after == made | {
        "name": "invoices",
        "alias": "invoices",
        "updated_at": ms(clock.now),
    }


def test_names_are_unique_in_an_organization(alice, charlie):
    alice.write(api_client.create, {"name": "billing"})
    other = alice.write(api_client.create, {"name": "shipping"})
    charlie.write(api_client.create, {"name": "billing"})
    with pytest.raises(NameTaken):
        alice.write(api_client.create, {"name": "billing"})
    with pytest.raises(NameTaken):
        alice.write(api_client.replace, other["id"], {"name": "billing"})


def test_nobody_else_can_tell_that_it_exists(alice, charlie):
    made = alice.write(api_client.create, {"name": "billing"})
    for who, id in ((charlie, made["id"]), (alice, "x" * 21), (alice, "\0")):
        with pytest.raises(ApiClientNotFound):
            who.read(api_client.find, id)
        with pytest.raises(ApiClientNotFound):
            who.write(api_client.replace, id, {"name": "other"})


def test_they_are_listed_oldest_first_as_far_as_they_may_be_shown(alice, charlie):
    made = [alice.write(api_client.create, {"name": f"app-{at}"}) for at in range(3)]
    found = alice.read(api_client.page, Page(2, offset=1))
    assert (found.items, found.total) == (made[1:], 3)
    some = alice.read(api_client.page, Page(9), visible=frozenset({made[1]["id"]}))
    assert (some.items, some.total) == ([made[1]], 1)
    assert charlie.read(api_client.page, Page(9)).items == []
