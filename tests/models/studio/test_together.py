"""Many people at once: nothing is refused but by a rule, and nothing waits for itself."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from contract.errors.refusal import Refusal
from models.paging import Page
from models.studio import access, account, amendment, checkin, contract, customer, membership
from models.studio.table.checkin import Checkin

RULES = {
    "already_checked_in",
    "not_checked_in",
    "access_restricted",
    "access_restriction_not_found",
    "access_medium_taken",
    "amendment_pending",
    "contract_already_cancelled",
    "contract_not_cancelled",
}


def test_whatever_is_done_at_once_is_as_if_done_in_turn(alice, sign, at):
    people = [sign(alice, "2027-01-01") for _ in range(4)]
    at("2027-10-01")
    price = {"amount": 0.01, "currency": "EUR"}
    acts = [
        lambda id, _c: alice.write(checkin.checkin, id),
        lambda id, _c: alice.write(checkin.checkout, id),
        lambda id, _c: alice.write(access.restrict, id, reason="r"),
        lambda id, _c: alice.write(access.lift, id),
        lambda id, _c: alice.write(access.create, id, type="PIN", value=str(random.randrange(9))),
        lambda id, _c: alice.write(account.pay, id, amount=price),
        lambda id, _c: alice.write(amendment.propose_contact, id, {"email": "a@b.example"}),
        lambda id, _c: alice.write(customer.change, id, {"city": "Ulm"}),
        lambda id, c: alice.write(contract.cancel, id, c),
        lambda id, c: alice.write(contract.withdraw_cancellation, id, c),
        lambda _id, _c: alice.write(contract.settle, most=3),
    ]

    def do(seed):
        chance = random.Random(seed)
        try:
            chance.choice(acts)(*chance.choice(people))
        except Refusal as refusal:
            return refusal.code
        return None

    with ThreadPoolExecutor(12) as pool:
        refused = {code for code in pool.map(do, range(300)) if code}
    assert refused <= RULES
    still_in = alice.read(
        lambda session, tenant: session.execute(
            select(func.count()).where(Checkin.tenant == tenant, Checkin.check_out_at.is_(None))
        ).scalar_one()
    )
    assert alice.read(checkin.utilization) == {"count": still_in}


def test_many_sign_at_once(alice, offer):
    chosen = offer(alice)
    data = {"firstName": "Edda", "lastName": "Klein"}
    with ThreadPoolExecutor(10) as pool:
        made = list(
            pool.map(
                lambda _: alice.write(membership.signup, **chosen, customer_data=data), range(30)
            )
        )
    ids = sorted(one["customerId"] for one in made)
    assert [one["id"] for one in alice.read(customer.page, Page(50)).items] == ids
    assert len(set(ids)) == 30
    sums = {alice.read(account.balances, id)["balance"]["amount"] for id in ids}
    assert sums == {-31.96}


@pytest.mark.parametrize("_", range(5))
def test_nobody_comes_in_past_a_restriction(alice, _):
    mine = alice.write(customer.create, {"firstName": "E", "lastName": "K"})["id"]

    def come(_):
        try:
            return alice.write(checkin.checkin, mine)["checkInDateTime"]
        except Refusal:
            return None

    def bar(_):
        alice.write(access.restrict, mine, reason="r")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda act: act(None), [come, bar, come]))
    with pytest.raises(Refusal):
        alice.write(checkin.checkin, mine)
