"""How domains lie."""

from datetime import datetime
from typing import Final

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned

DOMAIN_NAME: Final = "uq_messaging_domains_tenant_name"


class Domain(TenantOwned, Base):
    """One domain with the file that proves it; `due_at` is when it is to be looked for next."""

    __tablename__ = "messaging_domains"
    __table_args__ = (
        UniqueConstraint("tenant", "name"),
        Index(None, "tenant", "hostname"),
        # Without a tenant: whoever looks for files takes what is due, whosesoever it is.
        Index(None, "due_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    hostname: Mapped[str]
    port: Mapped[int]
    file_name: Mapped[str]
    file_content: Mapped[str]
    challenged_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    error: Mapped[str | None]
    due_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
