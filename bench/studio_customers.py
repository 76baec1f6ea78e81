"""Customers by the million, written as rows: what is measured is the reading of them."""

from typing import Any

from sqlalchemy import insert, update

from models.database import Database
from models.session import Session
from models.studio.number import StudioNumber, next_number
from models.studio.table.customer import Customer

BATCH = 10_000


def populate(database: Database, tenant: str, count: int) -> int:
    """Write `count` members as rows, one batch a unit of work; the number of the first."""
    first = database.write(lambda session: next_number(session, tenant))
    for start in range(first, first + count, BATCH):
        ids = range(start, min(start + BATCH, first + count))
        database.write(lambda session, ids=ids: _rows(session, tenant, ids))
    return int(first)


def _rows(session: Session, tenant: str, ids: range) -> None:
    session.execute(insert(Customer), [_customer(session, tenant, id) for id in ids])
    last = update(StudioNumber).where(StudioNumber.tenant == tenant).values(last=ids[-1])
    session.execute(last.execution_options(synchronize_session=False))


def _customer(session: Session, tenant: str, id: int) -> dict[str, Any]:
    first, last = f"Nina{id % 997}", f"Berg{id % 9973}"
    email = f"{first}.{last}.{id}@mail.example".lower()
    return {
        "tenant": tenant,
        "id": id,
        "status": "MEMBER",
        "customer_number": f"C-{id}",
        "uuid": f"00000000-0000-4000-8000-{id:012d}",
        "qr_code_uuid": f"00000000-0000-4000-9000-{id:012d}",
        "first_name": first,
        "last_name": last,
        "date_of_birth": "1990-05-17",
        "email": email,
        "first_name_folded": first.casefold(),
        "last_name_folded": last.casefold(),
        "email_folded": email,
        "details": {"city": "Berlin", "countryCode": "DE", "zipCode": "10115"},
        "image": None,
        "created_at": session.now,
    }
