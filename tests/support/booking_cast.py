"""What tests of bookings need in a studio: customers, employees, classes, slots."""

import importlib
import pkgutil
import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert

from models.clock import rfc3339
from models.studio import class_, employee, table
from models.studio.class_ import slot
from models.studio.number import next_number
from models.studio.table.contract import Contract
from models.studio.table.customer import Customer
from models.studio.table.idle_period import IdlePeriod

for _found in pkgutil.iter_modules(table.__path__, "models.studio.table."):
    importlib.import_module(_found.name)

DAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""A Tuesday, two days after the clock of the tests; ten o'clock in Berlin."""
EVERY_DAY = [
    {"dayOfWeekFrom": "MONDAY", "dayOfWeekTo": "SUNDAY", "timeFrom": "09:00", "timeTo": "17:00"}
]
OFFICE = [
    {"dayOfWeekFrom": "MONDAY", "dayOfWeekTo": "FRIDAY", "timeFrom": "09:00", "timeTo": "12:00"}
]


def at(hours=0, minutes=0, days=0):
    return rfc3339(DAY + timedelta(days=days, hours=hours, minutes=minutes))


def filled(model, session, **given):
    """Values for a row of somebody else's table: `given`, and for the rest what may not be absent."""
    kinds = {"Text": "-", "BigInteger": 0, "Integer": 0, "Boolean": False, "Json": {}}
    kinds |= {"Timestamp": session.now, "Amount": Decimal(0)}
    return {
        column.name: None if column.nullable else kinds[type(column.type).__name__]
        for column in model.__table__.columns
    } | given


def person(who, name="Nina"):
    def work(session, tenant):
        id = next_number(session, tenant)
        same = {"customer_number": f"C-{id}", "uuid": f"u-{id}", "qr_code_uuid": f"q-{id}"}
        values = filled(Customer, session, tenant=tenant, id=id, first_name=name, **same)
        session.execute(insert(Customer).values(values))
        return id

    return who.write(work)


def rest(who, customer_id, first, last):
    """Let the customer's membership be idle between two days."""

    def work(session, tenant):
        id = next_number(session, tenant)
        mine = {"tenant": tenant, "id": id, "customer_id": customer_id}
        session.execute(insert(Contract).values(filled(Contract, session, **mine)))
        mine |= {"contract_id": id, "start_date": first, "end_date": last}
        session.execute(insert(IdlePeriod).values(filled(IdlePeriod, session, **mine)))

    who.write(work)


def worker(who, name="Anna"):
    return who.write(employee.create, employee.Content(first_name=name, last_name="Kern"))["id"]


def course(who, **more):
    content = class_.Content(**{"title": "Yoga", "duration": 60, **more})
    return who.write(class_.create, content)["id"]


def date_of(who, class_id, *, starts=None, ends=None, places=2, waiting=2, **more):
    return who.write(
        slot.create,
        class_id,
        starts_at=starts or at(),
        ends_at=ends or at(1),
        max_participants=places,
        max_waiting_list_participants=waiting,
        **more,
    )["id"]


def all_at_once(who, works):
    """Submit all and wait for all; results or errors in the order of `works`."""
    outcomes = [None] * len(works)
    left = threading.Semaphore(0)

    def submit(place, work):
        def done(result, error):
            outcomes[place] = error or result
            left.release()

        def unit(session):
            session.caller = who.caller()
            return work(session, who.tenant)

        who.database.submit(unit, done)

    for place, work in enumerate(works):
        submit(place, work)
    for _ in works:
        assert left.acquire(timeout=60)
    return outcomes


def codes(outcomes):
    return sorted(getattr(outcome, "code", "done") for outcome in outcomes)
