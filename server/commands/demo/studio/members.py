"""Who signed in the last year and a half, what they paid, and when they came."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from handlers.studio import access, account, checkins, customers, memberships
from models.paging import Page
from models.session import Session
from models.studio import contract, customer, membership
from server.commands.demo.sample import SEED
from server.commands.demo.studio.people import people

_PROSPECTS = 8
_LONGEST = 540
"""Days since the first of them signed."""
_VISITED = 28
"""Days of which the visits are kept."""
_IN_ARREARS = 12
"""Every so manieth owes the last payment."""
_IN_NOW = 5
_OPENS, _CLOSES = 8, 20


def there(session: Session, tenant: str) -> bool:
    """Whether there is a customer."""
    return any(
        customer.page(session, tenant, Page(limit=1), customer_status=status).items
        for status in ("MEMBER", "PROSPECT")
    )


def enter(session: Session, tenant: str) -> None:
    """Let them sign one after the other, and everything happen that happens to members."""
    chance = random.Random(SEED)  # noqa: S311 - the same every time is the point
    now, everybody = session.now, list(people(SEED))
    joined = _sign(session, tenant, chance, everybody[:-_PROSPECTS])
    session.now = now
    while contract.settle(session, tenant):
        pass
    for person in everybody[-_PROSPECTS:]:
        customers.create_customer(session, tenant, _any(person))
    for number, id in enumerate(joined):
        _pay(session, tenant, id, now, behind=_behind(number))
        card = {"type": "CARD_NUMBER", "value": str(4_100_000_000 + number * 7919)}
        access.create_access_medium(session, tenant, id, _any(card))
    _come(session, tenant, chance, now)
    session.now = now
    late = joined[_IN_ARREARS - 1]
    access.restrict_access(session, tenant, late, {"reason": "Direct debit returned"})


def _behind(number: int) -> bool:
    return number % _IN_ARREARS == _IN_ARREARS - 1


def _any(body: dict[str, Any]) -> Any:
    """Sample data as the body of a request, whatever its type."""
    return body


def _sign(
    session: Session, tenant: str, chance: random.Random, persons: list[dict[str, Any]]
) -> list[int]:
    """Everybody signs one of the offers; numbers in the order of the signatures."""
    now, offers, made = session.now, membership.page(session, tenant), []
    ago = sorted((chance.randrange(2, _LONGEST) for _ in persons), reverse=True)
    for person, days in zip(persons, ago, strict=True):
        session.now = now - timedelta(days=days, minutes=chance.randrange(600))
        offer = chance.choice(offers)
        wanted = {
            "membershipOfferId": offer["id"],
            "termId": chance.choice(offer["terms"])["id"],
            "customer": person,
        }
        made.append(memberships.signup(session, tenant, _any(wanted))["customerId"])
    return made


def _pay(session: Session, tenant: str, id: int, now: datetime, *, behind: bool) -> None:
    """Every charge is paid the day after it was due; who is behind has not paid the last one."""
    charges = account.list_transactions(session, tenant, id, Page(limit=50)).items
    for charge in charges[: -1 if behind else None]:
        due = datetime.combine(date.fromisoformat(charge["dueDate"]), time(9), UTC)
        session.now = min(due + timedelta(days=1), now)
        amount = charge["amount"]["amount"]
        paid = {
            "amount": charge["amount"] | {"amount": abs(amount)},
            "paymentMethod": "DIRECT_DEBIT",
            "text": charge["text"],
        }
        account.create_payment(session, tenant, id, _any(paid))


def _come(session: Session, tenant: str, chance: random.Random, now: datetime) -> None:
    """Members come up to three times a week for an hour or so; some are in right now."""
    members = [
        row["id"]
        for row in customer.page(session, tenant, Page(limit=100), customer_status="MEMBER").items
    ]
    midnight = datetime.combine(now.date(), time(), UTC)
    for id in members:
        days = chance.sample(range(1, _VISITED), chance.randrange(1, 13))
        for ago in sorted(days, reverse=True):
            minutes = chance.randrange(_OPENS * 60, _CLOSES * 60)
            session.now = midnight - timedelta(days=ago) + timedelta(minutes=minutes)
            checkins.checkin(session, tenant, id)
            session.now += timedelta(minutes=chance.randrange(40, 110))
            checkins.checkout(session, tenant, id)
    for number, id in enumerate(members[:_IN_NOW], start=1):
        session.now = now - timedelta(minutes=9 * number)
        checkins.checkin(session, tenant, id)
