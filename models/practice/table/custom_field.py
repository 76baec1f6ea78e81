"""What a firm notes of clients, matters and users beside what everybody notes."""

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned

NAME_KEY: Final = "uq_practice_custom_fields_tenant_entity_name"


class CustomField(TenantOwned, Base):
    """One thing to note: `entity` is client, matter or user, `value_type` says in what form."""

    __tablename__ = "practice_custom_fields"
    __table_args__ = (UniqueConstraint("tenant", "entity", "name"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    entity: Mapped[str]
    name: Mapped[str]
    value_type: Mapped[str]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]


class CustomFieldOption(TenantOwned, Base):
    """One of the values that an `enum` can have."""

    __tablename__ = "practice_custom_field_options"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "field_id"],
            ["practice_custom_fields.tenant", "practice_custom_fields.id"],
            ondelete="RESTRICT",
        ),
    )

    field_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    position: Mapped[int]


class CustomFieldValue(TenantOwned, Base):
    """What is noted of one client, matter or user: a `value` as text, or an option."""

    __tablename__ = "practice_custom_field_values"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "field_id"],
            ["practice_custom_fields.tenant", "practice_custom_fields.id"],
            ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(
            ["tenant", "field_id", "option_id"],
            [
                "practice_custom_field_options.tenant",
                "practice_custom_field_options.field_id",
                "practice_custom_field_options.id",
            ],
            ondelete="RESTRICT",
        ),
    )

    entity_id: Mapped[str] = mapped_column(primary_key=True)
    field_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    option_id: Mapped[str | None]
