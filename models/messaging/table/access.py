"""How programs and the names of their keys lie."""

from datetime import datetime
from typing import Final

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned

CLIENT_NAME: Final = "uq_messaging_api_clients_tenant_name"
KEY_NAME: Final = "uq_messaging_api_keys_tenant_name"


class ApiClient(TenantOwned, Base):
    """A program of the organization."""

    __tablename__ = "messaging_api_clients"
    __table_args__ = (UniqueConstraint("tenant", "name"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ApiKey(TenantOwned, Base):
    """What this API knows of a key; all that decides what the key may do is in `api_keys`."""

    __tablename__ = "messaging_api_keys"
    __table_args__ = (UniqueConstraint("tenant", "name"), UniqueConstraint("tenant", "key_id"))

    id: Mapped[str] = mapped_column(primary_key=True)
    key_id: Mapped[str]
    name: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
