"""Who is taken when, and the row that is locked before anybody looks."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned


class Agenda(TenantOwned, Base):
    """One person's; exists to be locked."""

    __tablename__ = "studio_agendas"

    kind: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class Occupation(TenantOwned, Base):
    """One person's time; `source` is the class slot or booking that takes it."""

    __tablename__ = "studio_occupations"
    __table_args__ = (
        Index(None, "tenant", "kind", "person", "ends_at"),
        Index("ix_studio_occupations_source", "tenant", "source"),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    source: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
