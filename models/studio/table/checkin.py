"""Who came and went, and who is in the studio now."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.text import present

_CUSTOMER: Final = (["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"])


class Checkin(TenantOwned, Base):
    """One visit; it is open while it has no end."""

    __tablename__ = "studio_checkins"
    __table_args__ = (
        ForeignKeyConstraint(*_CUSTOMER),
        Index(None, "tenant", "customer_id", "check_in_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    check_in_at: Mapped[datetime]
    check_out_at: Mapped[datetime | None]


class Present(TenantOwned, Base):
    """Who is in the studio: its key says that nobody is in twice."""

    __tablename__ = "studio_present"
    __table_args__ = (ForeignKeyConstraint(*_CUSTOMER), {"sqlite_with_rowid": False})

    customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    checkin_id: Mapped[int] = mapped_column(BigInteger)


COLUMNS: Final = (Checkin.id, shown(Checkin.check_in_at), shown(Checkin.check_out_at))


def row(cells: tuple[Any, ...], house: dict[str, Any]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS`; `house` says which studio it was."""
    id, came, went = cells
    return {"checkinId": id, "checkInDateTime": came, **present(checkOutDateTime=went), **house}
