"""What a studio wants to know of its customers beside what everybody asks."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json

NAME_KEY: Final = "uq_studio_additional_fields_tenant_name"


class AdditionalField(TenantOwned, Base):
    """A question; `options` are the only answers of a SELECTION."""

    __tablename__ = "studio_additional_fields"
    __table_args__ = (UniqueConstraint("tenant", "name"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str]
    type: Mapped[str]
    options: Mapped[list[str] | None] = mapped_column(Json)
    created_at: Mapped[datetime]


class Assignment(TenantOwned, Base):
    """A customer's answer to it."""

    __tablename__ = "studio_field_assignments"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"]
        ),
        ForeignKeyConstraint(
            ["tenant", "field_id"],
            ["studio_additional_fields.tenant", "studio_additional_fields.id"],
        ),
    )

    customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    field_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    value: Mapped[str]
