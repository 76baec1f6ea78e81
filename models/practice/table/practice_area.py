"""The fields of law, or of whatever the practice is of, in the firm's own words."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned


class PracticeArea(TenantOwned, Base):
    """Matters refer to it, and while one does, it stays."""

    __tablename__ = "practice_areas"

    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]
