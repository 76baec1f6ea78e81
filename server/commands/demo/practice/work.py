"""Three months and the days of this one: what everybody did, what was spent, and what has a fixed price."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from models.paging import Page
from models.practice import expense, fixed_fee, matter, time_entry
from models.session import Session
from server.commands.demo.practice import house
from server.commands.demo.practice.clients import first_day
from server.commands.demo.sample import SEED

_CLOSED = {"LP-007", "OKO-018"}
"""Matters that ended after two months, and went to the archive."""
_ENDED = timedelta(days=60)
_FRIDAY = 4
_DONE: tuple[tuple[str, str, str, int], ...] = (
    ("Plan the next steps", "A101", "L120", 8),
    ("Research recent decisions", "A102", "L120", 25),
    ("Draft and revise the agreement", "A103", "L250", 30),
    ("Review documents from the client", "A104", "L320", 24),
    ("Talk the draft over with a colleague", "A105", "L100", 6),
    ("Call with the client", "A106", "L100", 7),
    ("Letter to the other side's counsel", "A107", "L160", 10),
    ("Attend the hearing", "A109", "L230", 40),
    ("Sort the file", "A110", "L140", 9),
)
"""What was done, its activity and task, and the most tenths of an hour that it takes."""
_SPENT = (("Court fees", "E112"), ("Copies", "E101"), ("Courier", "E107"), ("Train", "E110"))


class _Matter(NamedTuple):
    id: str
    kind: str
    ends: date
    fee: str | None


def there(session: Session, tenant: str) -> bool:
    """Whether anything was done."""
    return bool(time_entry.page(session, tenant, Page(limit=1)).items)


def enter(session: Session, tenant: str) -> None:
    """Write down every working day, in the evening of it."""
    chance = random.Random(SEED)  # noqa: S311 - the same every time is the point
    now, begin = session.now, first_day(session.now)
    people = list(house.timekeepers(session, tenant).values())
    matters, closed = _matters(session, tenant, chance, begin, now.date())
    for day in (begin + timedelta(days=ahead) for ahead in range((now.date() - begin).days)):
        if day.weekday() <= _FRIDAY:
            session.now = datetime.combine(day, time(18), UTC)
            open_ = [one for one in matters if day < one.ends]
            for person in people:
                for one in chance.sample(open_, chance.randrange(1, 3)):
                    time_entry.create(session, tenant, _hours(chance, one, person, day))
                    session.now += timedelta(minutes=1)
            if chance.random() < 0.6:  # noqa: PLR2004 - on three days of the week
                spent = _spent(chance, chance.choice(open_), chance.choice(people), day)
                expense.create(session, tenant, spent)
    session.now = now
    for id in closed:
        matter.change(session, tenant, id, {"archived": True})


def _matters(
    session: Session, tenant: str, chance: random.Random, begin: date, end: date
) -> tuple[list[_Matter], list[str]]:
    """All matters, those for a fixed price with their fee, and the ids of those that end early."""
    found, closed = [], []
    for row in matter.page(session, tenant, Page(limit=100), sort=("reference",)).items:
        id, over = row["matterId"], row["reference"] in _CLOSED
        fee = None
        if row["matterType"] == "fixedFee":
            day = begin + timedelta(days=chance.randrange(31, 55))  # in the second month
            session.now = datetime.combine(begin, time(9), UTC)  # before any time refers to it
            priced: dict[str, Any] = {
                "matterId": id,
                "userId": row["responsibleId"],
                "date": day.isoformat(),
                "description": f"{row['name']}, for a fixed price",
                "amount": chance.randrange(800, 4_000, 50),
            }
            fee = fixed_fee.create(session, tenant, priced)["fixedFeeId"]
        if over:
            closed.append(id)
        found.append(_Matter(id, row["matterType"], begin + _ENDED if over else end, fee))
    return found, closed


def _hours(chance: random.Random, one: _Matter, person: str, day: date) -> dict[str, Any]:
    description, activity, task, most = chance.choice(_DONE)
    entry: dict[str, Any] = {
        "userId": person,
        "matterId": one.id,
        "date": day.isoformat(),
        "time": f"{chance.randrange(8, 17):02}:{chance.randrange(0, 60, 15):02}",
        "description": f"{description}.",
        "hours": chance.randrange(2, most) / 10,
        "activityCode": activity,
        "taskCode": task,
    }
    if one.kind == "fixedFee":
        entry |= {"billingType": "fixedFee", "fixedFeeId": one.fee}
    elif one.kind != "hourly":
        entry["billingType"] = "nonBillable"
    return entry


def _spent(chance: random.Random, one: _Matter, person: str, day: date) -> dict[str, Any]:
    description, code = chance.choice(_SPENT)
    return {
        "userId": person,
        "matterId": one.id,
        "date": day.isoformat(),
        "description": f"{description}.",
        "amount": chance.randrange(450, 32_000) / 100,
        "expenseCode": code,
    }
