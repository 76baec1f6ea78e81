from concurrent.futures import ThreadPoolExecutor

import pytest

from contract.errors.studio_customers import AmendmentDecided, AmendmentNotFound, AmendmentPending
from models.paging import Page
from models.studio import amendment, customer

ADDRESS = {"street": "Neuweg", "zipCode": "10115", "city": "Berlin", "countryCode": "DE"}


def enter(who):
    body = {
        "firstName": "E",
        "lastName": "K",
        "street": "Altweg",
        "houseNumber": "1",
        "city": "Ulm",
    }
    return who.write(customer.create, body)["id"]


def test_nothing_changes_until_the_staff_agree(alice):
    mine = enter(alice)
    wish = alice.write(amendment.propose_address, mine, ADDRESS | {"status": "MEMBER"})
    assert wish == {
        "id": wish["id"],
        "customerId": mine,
        "kind": "ADDRESS_DATA",
        "status": "PENDING",
        "data": ADDRESS,
        "createdDateTime": wish["createdDateTime"],
    }
    assert alice.read(amendment.address_data, mine) == {
        "street": "Altweg",
        "houseNumber": "1",
        "city": "Ulm",
        "amendment": wish,
    }
    assert alice.read(amendment.contact_data, mine) == {}
    assert alice.read(amendment.page, Page(10)).items == [wish]
    after = alice.write(amendment.accept, wish["id"])
    assert after["status"] == "ACCEPTED"
    assert alice.read(amendment.address_data, mine) == ADDRESS
    assert "houseNumber" not in alice.read(customer.find, mine)
    assert alice.read(amendment.page, Page(10)).items == []
    assert alice.read(amendment.page, Page(10), status=None).items == [after]


@pytest.mark.parametrize("end", ["accept", "refuse", "withdraw"])
def test_an_amendment_is_decided_once(alice, end):
    mine = enter(alice)
    wish = alice.write(amendment.propose_contact, mine, {"email": "new@k.example"})
    acts = {
        "accept": lambda: alice.write(amendment.accept, wish["id"]),
        "refuse": lambda: alice.write(amendment.refuse, wish["id"], reason="No proof"),
        "withdraw": lambda: alice.write(amendment.withdraw, mine, wish["id"]),
    }
    acts[end]()
    for act in acts.values():
        with pytest.raises(AmendmentDecided):
            act()
    known = alice.read(amendment.contact_data, mine)
    assert known == ({"email": "new@k.example"} if end == "accept" else {})
    alice.write(amendment.propose_contact, mine, {"email": "newer@k.example"})


def test_one_of_a_kind_waits_at_a_time(alice):
    mine = enter(alice)

    def ask(_):
        try:
            return alice.write(amendment.propose_contact, mine, {"email": "n@k.example"})
        except AmendmentPending:
            return None

    with ThreadPoolExecutor(8) as pool:
        assert len([wish for wish in pool.map(ask, range(8)) if wish]) == 1
    alice.write(amendment.propose_address, mine, ADDRESS)


def test_an_amendment_is_its_customers(alice, charlie):
    mine, other = enter(alice), enter(alice)
    wish = alice.write(amendment.propose_address, mine, ADDRESS)
    for act in (
        lambda: alice.write(amendment.withdraw, other, wish["id"]),
        lambda: charlie.write(amendment.accept, wish["id"]),
        lambda: alice.write(amendment.refuse, 2**70),
    ):
        with pytest.raises(AmendmentNotFound):
            act()
