"""How a customer lies: what is searched has a column, in the form in which it is searched."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.column import Json
from models.studio.number import STUDIO
from models.text import present


class Customer(TenantOwned, Base):
    """`details` are the other properties in the shape of the API; days are `YYYY-MM-DD`."""

    __tablename__ = "studio_customers"
    __table_args__ = (
        UniqueConstraint("tenant", "customer_number"),
        UniqueConstraint("tenant", "qr_code_uuid"),
        Index(None, "tenant", "status", "id"),
        Index(None, "tenant", "last_name_folded", "id"),
        Index(None, "tenant", "first_name_folded", "id"),
        Index(None, "tenant", "email_folded", "id"),
        Index(None, "tenant", "date_of_birth", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    status: Mapped[str]
    customer_number: Mapped[str]
    uuid: Mapped[str]
    qr_code_uuid: Mapped[str]
    first_name: Mapped[str]
    last_name: Mapped[str]
    date_of_birth: Mapped[str | None]
    email: Mapped[str | None]
    first_name_folded: Mapped[str]
    last_name_folded: Mapped[str]
    email_folded: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    image: Mapped[str | None]
    created_at: Mapped[datetime]


COLUMNS: Final = (
    Customer.id,
    Customer.status,
    Customer.customer_number,
    Customer.uuid,
    Customer.first_name,
    Customer.last_name,
    Customer.date_of_birth,
    Customer.email,
    Customer.details,
    Customer.image,
)
CREATED: Final = shown(Customer.created_at)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS`, without what lies in other tables."""
    id, status, customer_number, uuid, first, last, born, email, details, image = cells
    return {
        "id": id,
        "customerNumber": customer_number,
        "firstName": first,
        "lastName": last,
        **present(dateOfBirth=born, email=email),
        **details,
        "status": status,
        **present(imageUrl=image),
        "uuid": uuid,
        "studioId": STUDIO,
    }
