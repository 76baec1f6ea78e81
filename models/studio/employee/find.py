"""Employees are found by id; those who have left are found only as instructors of the past."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from contract.errors.studio_bookings import EmployeeNotFound
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.studio.number import possible
from models.studio.table.employee import COLUMNS, Employee, row
from models.text import present


def find(session: Session, tenant: str, employee_id: int) -> dict[str, Any]:
    """Give the employee, or raise `EmployeeNotFound`."""
    query = select(*COLUMNS).where(
        Employee.tenant == tenant, Employee.id == employee_id, Employee.left_at.is_(None)
    )
    found = session.execute(query).first() if possible(employee_id) else None
    if found is None:
        raise EmployeeNotFound
    return row(tuple(found))


def page(session: Session, tenant: str, page: Page) -> Slice:
    """List employees by id."""
    query = select(*COLUMNS).where(Employee.tenant == tenant, Employee.left_at.is_(None))
    return listed(session, query, page, order=(Employee.id,), shape=row)


def instructors(session: Session, tenant: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What customers see of each: `{id, firstName, lastName, publicName}`, also of who has left."""
    query = select(Employee.id, Employee.first_name, Employee.last_name, Employee.public_name)
    query = query.where(Employee.tenant == tenant, Employee.id.in_(list(ids)))
    return {
        id: {"id": id, "firstName": first, "lastName": last, **present(publicName=public)}
        for id, first, last, public in session.execute(query)
    }


def demand(session: Session, tenant: str, ids: Iterable[int]) -> None:
    """Raise `EmployeeNotFound` unless all of them work here."""
    wanted = set(ids)
    known = [id for id in wanted if possible(id)]
    query = select(Employee.id).where(
        Employee.tenant == tenant, Employee.id.in_(known), Employee.left_at.is_(None)
    )
    missing = wanted - set(session.scalars(query))
    if missing:
        raise EmployeeNotFound
