"""Everything of a studio has a number of one increasing sequence, in the order of the commits."""

from typing import Any, Final

from sqlalchemy import BigInteger, ClauseElement
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.hot import Hot
from models.session import Session

STUDIO: Final = 1
"""The number of the studio itself; the first number that is given out is the next."""
MOST: Final = 2**63 - 1


class StudioNumber(TenantOwned, Base):
    """The last number that was given out in an organization."""

    __tablename__ = "studio_numbers"

    last: Mapped[int] = mapped_column(BigInteger)


def _next(dialect: str) -> ClauseElement:
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    first: Any = insert(StudioNumber)
    more = {"last": StudioNumber.last + 1}
    statement: ClauseElement = first.on_conflict_do_update(
        index_elements=[StudioNumber.tenant], set_=more
    ).returning(StudioNumber.last)
    return statement


_NEXT = Hot(_next)


def next_number(session: Session, tenant: str) -> int:
    """Give the next number of the organization: an int64, larger than all before it.

    The units of one organization that take numbers wait for each other until they end. So numbers
    are seen in their order, and a list that is read by number never misses one that is committed
    late. Lock the rows that the unit changes before the first number is taken: that order is the
    same everywhere and cannot deadlock. A unit that fails gives its numbers back.
    """
    cells = _NEXT.first(session, tenant=tenant, last=STUDIO + 1)
    assert cells is not None
    return int(cells[0])


def possible(number: int) -> bool:
    """Whether it can be a number at all: a larger one would be an error of the database."""
    return STUDIO <= number <= MOST
