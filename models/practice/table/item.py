"""What can be billed lies in one form: whose it is, when, what, and on which invoice."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

from models.base import TenantOwned

START: Final = 200
"""So many characters of a description decide its place: an index cannot hold all of a long one."""


class Item(TenantOwned):
    """The columns of time entries, expenses and fixed fees; a `date` is `YYYY-MM-DD`.

    `client_id` is the matter's: the foreign key holds the two together. Billed is what has an
    `invoice_id`. Ids are in the order of `created_at`, so the primary key sorts by it.
    """

    id: Mapped[str] = mapped_column(primary_key=True)
    matter_id: Mapped[str]
    client_id: Mapped[str]
    date: Mapped[str]
    description: Mapped[str]
    description_start: Mapped[str]
    invoice_id: Mapped[str | None]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]


def lying(table: str, *sorts: str, beside: tuple[str, ...] = ()) -> tuple[SchemaItem, ...]:
    """The keys of an item's table, and an index for each filter and for each of the `sorts`.

    A user has the longest list: `beside` are the columns by which it is also filtered. Few of the
    latest items are billed: they have an index of their own, which costs only the billed ones.
    """
    return (
        ForeignKeyConstraint(
            ["tenant", "matter_id", "client_id"],
            [f"practice_matters.{column}" for column in ("tenant", "id", "client_id")],
            ondelete="RESTRICT",
        ),
        of("practice_users", "user_id"),
        of("practice_invoices", "invoice_id"),
        *(
            Index(None, "tenant", column, "date", "id")
            for column in ("matter_id", "client_id", "invoice_id")
        ),
        Index(f"ix_{table}_user", "tenant", "user_id", "date", "id", *beside),
        Index(f"ix_{table}_billed", "tenant", "date", "id", **_only("invoice_id IS NOT NULL")),
        Index(None, "tenant", "modified_at", "date", "id"),
        *(Index(None, "tenant", column, "id") for column in ("date", "description_start", *sorts)),
    )


def _only(condition: str) -> dict[str, Any]:
    return {f"{dialect}_where": text(condition) for dialect in ("sqlite", "postgresql")}


def of(table: str, column: str) -> ForeignKeyConstraint:
    """What `column` refers to stays while it is referred to."""
    return ForeignKeyConstraint(
        ["tenant", column], [f"{table}.tenant", f"{table}.id"], ondelete="RESTRICT"
    )
