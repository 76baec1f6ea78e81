"""Employees come, change and leave; nobody leaves who is still awaited."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import insert, update

from contract.errors.studio_bookings import EmployeeHasAppointments
from models import text
from models.session import Session
from models.studio import occupation
from models.studio.employee.find import find
from models.studio.number import next_number, possible
from models.studio.table.employee import Employee


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What the staff say of one of them."""

    first_name: str
    last_name: str
    public_name: str | None = None
    email: str | None = None
    phone: str | None = None
    job_title: str | None = None


def create(session: Session, tenant: str, content: Content) -> dict[str, Any]:
    """Add an employee."""
    values = _values(content)
    id = next_number(session, tenant)
    session.execute(insert(Employee).values(tenant=tenant, id=id, **values))
    after = find(session, tenant, id)
    session.touch("employee", str(id), before=None, after=after)
    session.emit("EMPLOYEE_CREATED", str(id))
    return after


def change(session: Session, tenant: str, employee_id: int, content: Content) -> dict[str, Any]:
    """Give the employee this content and no other, or raise `EmployeeNotFound`."""
    values = _values(content)
    before = find(session, tenant, employee_id)
    session.execute(_mine(tenant, employee_id).values(values))
    after = find(session, tenant, employee_id)
    session.touch("employee", str(employee_id), before=before, after=after)
    session.emit("EMPLOYEE_UPDATED", str(employee_id))
    return after


def delete(session: Session, tenant: str, employee_id: int) -> None:
    """Let the employee leave, or raise `EmployeeNotFound` or `EmployeeHasAppointments`."""
    occupation.hold(session, tenant, occupation.EMPLOYEE, filter(possible, [employee_id]))
    before = find(session, tenant, employee_id)
    if occupation.awaited(session, tenant, occupation.EMPLOYEE, employee_id):
        raise EmployeeHasAppointments
    session.execute(_mine(tenant, employee_id).values(left_at=session.now))
    session.touch("employee", str(employee_id), before=before, after=None)
    session.emit("EMPLOYEE_DELETED", str(employee_id))


def _mine(tenant: str, employee_id: int) -> Any:
    return update(Employee).where(Employee.tenant == tenant, Employee.id == employee_id)


def _values(content: Content) -> dict[str, Any]:
    """The columns, or `InvalidRequest` for a text that cannot be stored."""
    text.demand(
        firstName=content.first_name,
        lastName=content.last_name,
        publicName=content.public_name,
        email=content.email,
        phone=content.phone,
        jobTitle=content.job_title,
    )
    return asdict(content)
