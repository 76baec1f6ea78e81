"""How employees lie; who has left stays, for the classes that they gave."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.text import present


class Employee(TenantOwned, Base):
    """Somebody who works for the studio and may instruct."""

    __tablename__ = "studio_employees"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    public_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    job_title: Mapped[str | None]
    left_at: Mapped[datetime | None]


COLUMNS: Final[tuple[Any, ...]] = (
    Employee.id,
    Employee.first_name,
    Employee.last_name,
    Employee.public_name,
    Employee.email,
    Employee.phone,
    Employee.job_title,
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS` as the API's JSON."""
    id, first, last, public, email, phone, job = cells
    return {
        "id": id,
        "firstName": first,
        "lastName": last,
        **present(publicName=public, email=email, phone=phone, jobTitle=job),
    }
