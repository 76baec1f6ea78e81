"""A firm at work: its people, its clients, their matters, and what was billed of each half-year."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, insert

from models.base import Base
from models.database import Database
from models.identity import uuid7
from models.session import Session

FOUNDED = datetime(2021, 6, 1, tzinfo=UTC)
TERMS = tuple(date(2021 + (1 + term) // 2, 7 if term % 2 == 0 else 1, 1) for term in range(6))
"""The half-years that were billed, by their first days."""
FEE_EVERY = 10
"""One matter in so many has a fixed fee."""


@dataclass(frozen=True)
class Matter:
    """What time entries of a matter refer to; `invoices` has one for each of `TERMS`."""

    id: str
    client: str
    fee: str | None
    invoices: tuple[str, ...]


@dataclass(frozen=True)
class Firm:
    """`users` are ids and rates in ten-thousandths."""

    tenant: str
    users: tuple[tuple[str, int], ...]
    matters: tuple[Matter, ...]


def found(database: Database, tenant: str, users: int, clients: int, matters: int) -> Firm:
    """Write the firm as rows, in one unit of work."""
    return database.write(lambda session: _firm(session, tenant, users, clients, matters))


def _firm(session: Session, tenant: str, users: int, clients: int, matters: int) -> Firm:
    common: dict[str, Any] = {"tenant": tenant, "created_at": FOUNDED, "modified_at": FOUNDED}
    people = [common | _user(number) for number in range(users)]
    firms = [common | _client(number) for number in range(clients)]
    cases = [
        common | _matter(number, firms[number % clients], people[number % users]["id"])
        for number in range(matters)
    ]
    fees = [common | _fee(case, people[0]["id"]) for case in cases[::FEE_EVERY]]
    bills = [
        common | _invoice(number, term, case, firms[number % clients])
        for number, case in enumerate(cases)
        for term in range(len(TERMS))
    ]
    written = ("users", people), ("clients", firms), ("matters", cases), ("invoices", bills)
    for name, rows in (*written, ("fixed_fees", fees)):
        session.execute(insert(_table(f"practice_{name}")), rows)
    fee_of = {fee["matter_id"]: fee["id"] for fee in fees}
    ids = [bill["id"] for bill in bills]
    return Firm(
        tenant,
        tuple((one["id"], int(one["rate"] * 10_000)) for one in people),
        tuple(
            Matter(
                case["id"],
                case["client_id"],
                fee_of.get(case["id"]),
                tuple(ids[number * len(TERMS) :][: len(TERMS)]),
            )
            for number, case in enumerate(cases)
        ),
    )


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _user(number: int) -> dict[str, Any]:
    first, last = ("Ada", "Nina", "Jon", "Omar")[number % 4], f"Lovell{number}"
    email = f"{first}.{last}@firm.example".lower()
    return {
        "id": uuid7(FOUNDED),
        "name": f"{first} {last}",
        "first_name": first,
        "last_name": last,
        "initials": first[0] + last[0],
        "role": "attorney",
        "email": email,
        "name_folded": f"{first} {last}".casefold(),
        "email_folded": email,
        "rate": Decimal(150 + number % 8 * 25),
    }


def _named(name: str, reference: str) -> dict[str, Any]:
    folded = {"name_folded": name.casefold(), "reference_folded": reference.casefold()}
    return {"id": uuid7(FOUNDED), "name": name, "reference": reference, "notes": "", **folded}


def _client(number: int) -> dict[str, Any]:
    name = f"{('North', 'South', 'East', 'West')[number % 4]} Bakery {number}"
    return _named(name, f"NB-{number:05}") | {"contact": {"companyName": name}}


def _matter(number: int, client: dict[str, Any], user: str) -> dict[str, Any]:
    return {
        **_named(f"Lease of shop {number}", f"M-{number:06}"),
        "matter_type": "matter",
        "opened": FOUNDED.date().isoformat(),
        "archived": False,
        "client_id": client["id"],
        "client_name": client["name"],
        "client_reference": client["reference"],
        "responsible_id": user,
        "practice_area_id": None,
        **dict.fromkeys(("ledes_enabled", "ledes_activity", "ledes_task", "ledes_expense"), False),
        "ledes_code_sets": [],
        "conflict_information": {},
        "billing_instructions": "",
        "referral_sources": "",
    }


def _fee(matter: dict[str, Any], user: str) -> dict[str, Any]:
    said = "Review the contract for a fixed price."
    return {
        "id": uuid7(FOUNDED),
        "matter_id": matter["id"],
        "client_id": matter["client_id"],
        "date": FOUNDED.date().isoformat(),
        "description": said,
        "description_start": said,
        "user_id": user,
        "amount": Decimal(500),
        "invoice_id": None,
        "activity_code": None,
        "task_code": None,
    }


def _invoice(
    number: int, term: int, matter: dict[str, Any], client: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": uuid7(FOUNDED),
        "matter_id": matter["id"],
        "client_id": client["id"],
        "client_name": client["name"],
        "client_reference": client["reference"],
        "invoice_date": TERMS[term].isoformat(),
        "due_date": TERMS[term].isoformat(),
        "amount": Decimal(1000),
        "balance": Decimal(0),
        "invoice_state": "final",
        "invoice_number": f"INV-{number:06}-{term}",
    }
