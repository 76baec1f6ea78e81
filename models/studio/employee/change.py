"""Employees come, change and leave; nobody leaves who is still awaited."""

from typing import Any

from sqlalchemy import insert, update

from contract.errors.studio_bookings import EmployeeHasAppointments
from models import text
from models.session import Session
from models.studio import occupation
from models.studio.employee.find import find
from models.studio.number import next_number, possible
from models.studio.table.employee import Employee


def create(
    session: Session,
    tenant: str,
    *,
    first_name: str,
    last_name: str,
    public_name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    job_title: str | None = None,
) -> dict[str, Any]:
    """Add an employee."""
    values = _checked(
        first_name=first_name,
        last_name=last_name,
        public_name=public_name,
        email=email,
        phone=phone,
        job_title=job_title,
    )
    id = next_number(session, tenant)
    session.execute(insert(Employee).values(tenant=tenant, id=id, **values))
    after = find(session, tenant, id)
    session.touch("employee", str(id), before=None, after=after)
    session.emit("EMPLOYEE_CREATED", str(id))
    return after


def change(
    session: Session,
    tenant: str,
    employee_id: int,
    *,
    first_name: str,
    last_name: str,
    public_name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    job_title: str | None = None,
) -> dict[str, Any]:
    """Give the employee these contents and no others, or raise `EmployeeNotFound`."""
    values = _checked(
        first_name=first_name,
        last_name=last_name,
        public_name=public_name,
        email=email,
        phone=phone,
        job_title=job_title,
    )
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


def _checked(
    *,
    first_name: str,
    last_name: str,
    public_name: str | None,
    email: str | None,
    phone: str | None,
    job_title: str | None,
) -> dict[str, Any]:
    text.demand(
        firstName=first_name,
        lastName=last_name,
        publicName=public_name,
        email=email,
        phone=phone,
        jobTitle=job_title,
    )
    return {
        "first_name": first_name,
        "last_name": last_name,
        "public_name": public_name,
        "email": email,
        "phone": phone,
        "job_title": job_title,
    }
