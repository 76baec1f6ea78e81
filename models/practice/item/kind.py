"""A kind of item says how it lies and how it is shown; everything else is common to all kinds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam

from contract.errors.refusal import Refusal
from models.hot import Row
from models.practice.chosen import Choice
from models.practice.money import units
from models.practice.nearby import Named


@dataclass(frozen=True, slots=True)
class Nearby:
    """What the rows of a page refer to; a part that nobody asked for is empty."""

    users: Named = field(default_factory=dict)
    matters: Named = field(default_factory=dict)
    clients: Named = field(default_factory=dict)
    invoices: Named = field(default_factory=dict)
    fixed_fees: Named = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """`shape` makes the item of cells that begin with `common`, and of what is near them."""

    name: str
    table: Any
    parts: frozenset[str]
    choice: Choice
    shape: Callable[[Row, Nearby], dict[str, Any]]
    not_found: type[Refusal]
    billed: type[Refusal]


PARTS: Final = frozenset({"client", "matter", "user", "meta", "invoice"})
"""What every kind can show beside the item itself."""


def common(table: Any) -> tuple[Any, ...]:
    """The columns with which the rows of every kind begin."""
    return (
        table.id,
        table.user_id,
        table.matter_id,
        table.client_id,
        table.date,
        table.description,
        units(table.amount),
        table.invoice_id,
    )


SHARES: Final = {
    "tenant": 0.5,
    "user_id": 0.02,
    "client_id": 0.002,
    "modified_since": 0.001,
    "matter_id": 0.0005,
    "fixed_fee_id": 0.0001,
    "invoice_id": 0.0001,
}
"""Of how many items about a filter is true: the rarest decides which index is used."""


def filters(table: Any) -> dict[str, ColumnElement[bool]]:
    """The filters that every kind has."""
    return {
        "start_date": table.date >= bindparam("start_date"),
        "end_date": table.date <= bindparam("end_date"),
        "user_id": table.user_id == bindparam("user_id"),
        "matter_id": table.matter_id == bindparam("matter_id"),
        "client_id": table.client_id == bindparam("client_id"),
        "invoice_id": table.invoice_id == bindparam("invoice_id"),
        "billed": table.invoice_id.is_not(None),
        "unbilled": table.invoice_id.is_(None),
        "modified_since": table.modified_at >= bindparam("modified_since"),
    }
