"""Operations under /employees."""

from typing import Any

from contract.types import EmployeeContent
from handlers.studio import arguments
from models.paging import Page, Slice
from models.session import Session
from models.studio import employee

Json = dict[str, Any]


def list_employees(session: Session, tenant: str, page: Page) -> Slice:
    return employee.page(session, tenant, page)


def create_employee(session: Session, tenant: str, body: EmployeeContent) -> Json:
    return employee.create(session, tenant, employee.Content(**arguments(body)))


def get_employee(session: Session, tenant: str, id_: int) -> Json:
    return employee.find(session, tenant, id_)


def update_employee(session: Session, tenant: str, id_: int, body: EmployeeContent) -> Json:
    return employee.change(session, tenant, id_, employee.Content(**arguments(body)))


def delete_employee(session: Session, tenant: str, id_: int) -> Json:
    employee.delete(session, tenant, id_)
    return {"id": id_}
