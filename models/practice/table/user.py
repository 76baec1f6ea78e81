"""How the people of a firm lie; what is searched has a column in the form in which it is searched."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.amount import Amount, number
from models.base import Base, TenantOwned
from models.text import present


class User(TenantOwned, Base):
    """Somebody who works in the firm; `rate` is for one hour, and the default of time entries."""

    __tablename__ = "practice_users"
    __table_args__ = (
        Index(None, "tenant", "name", "id"),
        Index(None, "tenant", "email_folded", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    first_name: Mapped[str]
    last_name: Mapped[str]
    initials: Mapped[str | None]
    role: Mapped[str]
    email: Mapped[str]
    name_folded: Mapped[str]
    email_folded: Mapped[str]
    rate: Mapped[Decimal | None] = mapped_column(Amount)
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]


COLUMNS: Final[tuple[Any, ...]] = (
    User.id,
    User.name,
    User.first_name,
    User.last_name,
    User.initials,
    User.role,
    User.email,
    User.rate,
)
NAMES: Final[tuple[Any, ...]] = (User.name, User.initials, User.first_name, User.last_name)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS`, without the custom fields."""
    id, name, first, last, initials, role, email, rate = cells
    return {
        "userId": id,
        "name": name,
        "firstName": first,
        "lastName": last,
        **present(initials=initials),
        "role": role,
        "email": email,
        **present(rate=None if rate is None else number(rate)),
    }


def named(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `NAMES` as other things name a user."""
    name, initials, first, last = cells
    return {"name": name, **present(initials=initials), "firstName": first, "lastName": last}
