"""How it is kept how many things of a kind a firm has: counting a million of them takes too long."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned


class Tally(TenantOwned, Base):
    """The number of a firm's things of a `kind` whose ids end in `part`.

    The number is spread over the sixteen last digits so that units of a firm seldom wait for each
    other; one that adds or removes a single thing holds one row, so two never wait in a circle.
    """

    __tablename__ = "practice_tallies"

    kind: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    total: Mapped[int] = mapped_column(BigInteger)
