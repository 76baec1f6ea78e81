"""Contracts of studios go on and end by themselves, with the sweeps of the server."""

from __future__ import annotations

from datetime import UTC, datetime

from gym import CUSTOMERS, MEMBERSHIPS, PERSON, choice, done, heard, member, offer

from models.studio.contract.settle import MOST


def go(cast, day):
    cast.clock.now = datetime.fromisoformat(f"{day}T11:00:00").replace(tzinfo=UTC)


def status(staff, id):
    return done(staff.get(f"{CUSTOMERS}/{id}"))["status"]


def charges(staff, id):
    found = done(staff.get(f"{CUSTOMERS}/{id}/account/transactions/upcoming"))["result"]
    return [(one["dueDate"], one["amount"]["amount"]) for one in found]


def test_a_contract_that_nobody_cancels_is_charged_for_its_next_term(fresh):
    alice = fresh.caller("alice")
    id, _ = member(alice, start="2026-12-01")
    go(fresh, "2026-12-02")
    before = charges(alice, id)
    fresh.server.chores.sweep()
    assert (before, charges(alice, id)) == ([], [("2027-01-01", -59.9)])
    fresh.server.chores.sweep()
    assert len(charges(alice, id)) == 1


def test_a_contract_that_was_cancelled_ends_and_its_customer_is_a_member_no_more(fresh):
    alice = fresh.caller("alice")
    id, contract = member(alice, start="2026-12-01")
    path = f"{MEMBERSHIPS}/{id}/self-service/ordinary-contract-cancelation"
    done(alice.post(path, json={"contractId": contract["id"]}))
    go(fresh, "2026-12-31")
    fresh.server.chores.sweep()
    last_day = status(alice, id)
    go(fresh, "2027-01-01")
    told = heard(fresh, fresh.server.chores.sweep)
    assert (last_day, status(alice, id)) == ("MEMBER", "FORMER_MEMBER")
    assert {(type, entity) for type, entity, _ in told} == {
        ("CONTRACT_UPDATED", str(contract["id"])),
        ("CUSTOMER_UPDATED", str(id)),
    }


def test_every_studio_is_settled_on_its_own(fresh):
    alice, charlie = fresh.caller("alice"), fresh.caller("charlie")
    theirs, _ = member(charlie, start="2026-12-01")
    mine, _ = member(alice, start="2026-12-01")
    go(fresh, "2026-12-02")
    fresh.server.chores.sweep()
    assert charges(alice, mine) == charges(charlie, theirs) == [("2027-01-01", -59.9)]


def test_however_many_contracts_are_due_one_sweep_settles_them_all(fresh):
    alice = fresh.caller("alice")
    wish = choice(offer(alice)) | {"startDate": "2026-12-01", "customer": PERSON}
    path, number = f"{MEMBERSHIPS}/signup", 2 * MOST + MOST // 2
    members = [done(alice.post(path, json=wish))["customerId"] for _ in range(number)]
    go(fresh, "2026-12-02")
    told = heard(fresh, fresh.server.chores.sweep)
    charged = [charges(alice, id) for id in members]
    assert charged == [[("2027-01-01", -59.9)]] * number
    assert [type for type, *_ in told] == ["CONTRACT_UPDATED"] * number


def test_a_sweep_charges_as_many_terms_as_have_gone_by(fresh):
    alice = fresh.caller("alice")
    id, _ = member(alice, start="2026-12-01")
    go(fresh, "2027-03-05")
    fresh.server.chores.sweep()
    booked = done(alice.get(f"{CUSTOMERS}/{id}/account/transactions"))["result"]
    assert len(booked) == 4
    assert charges(alice, id) == [("2027-04-01", -59.9)]
