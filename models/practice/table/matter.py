"""How matters lie: every sort and every filter has its index, those by the client's name too."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json
from models.practice.table.client import NAMED_KEY


class Matter(TenantOwned, Base):
    """What the firm does for a client; an absent text is an empty one, `opened` is `YYYY-MM-DD`.

    `client_name` and `client_reference` follow the client's own. What is done or billed refers to
    the key of `tenant, id, client_id`: so a matter with activity keeps its client.
    """

    __tablename__ = "practice_matters"
    __table_args__ = (
        UniqueConstraint("tenant", "id", "client_id"),
        ForeignKeyConstraint(
            ["tenant", "client_id", "client_name", "client_reference"],
            NAMED_KEY,
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(
            ["tenant", "responsible_id"],
            ["practice_users.tenant", "practice_users.id"],
            ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(
            ["tenant", "practice_area_id"],
            ["practice_areas.tenant", "practice_areas.id"],
            ondelete="RESTRICT",
        ),
        Index(None, "tenant", "name", "id"),
        Index(None, "tenant", "reference", "id"),
        Index(None, "tenant", "client_name", "id"),
        Index(None, "tenant", "client_reference", "id"),
        Index(None, "tenant", "client_id", "id"),
        Index(None, "tenant", "responsible_id", "id"),
        Index(None, "tenant", "practice_area_id", "id"),
        Index(None, "tenant", "archived", "id"),
        Index(None, "tenant", "modified_at", "id"),
        Index(None, "tenant", "name_folded", "reference_folded"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    reference: Mapped[str]
    name_folded: Mapped[str]
    reference_folded: Mapped[str]
    matter_type: Mapped[str]
    opened: Mapped[str | None]
    archived: Mapped[bool]
    client_id: Mapped[str]
    client_name: Mapped[str]
    client_reference: Mapped[str]
    responsible_id: Mapped[str]
    practice_area_id: Mapped[str | None]
    ledes_enabled: Mapped[bool]
    ledes_activity: Mapped[bool]
    ledes_task: Mapped[bool]
    ledes_expense: Mapped[bool]
    ledes_code_sets: Mapped[list[str]] = mapped_column(Json)
    conflict_information: Mapped[dict[str, Any]] = mapped_column(Json)
    billing_instructions: Mapped[str]
    notes: Mapped[str]
    referral_sources: Mapped[str]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]


class Originator(TenantOwned, Base):
    """Who brought a matter to the firm."""

    __tablename__ = "practice_matter_originators"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "matter_id"],
            ["practice_matters.tenant", "practice_matters.id"],
            ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(
            ["tenant", "user_id"],
            ["practice_users.tenant", "practice_users.id"],
            ondelete="RESTRICT",
        ),
        Index(None, "tenant", "user_id", "matter_id"),
    )

    matter_id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
