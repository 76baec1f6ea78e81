"""Time entries by the million, written as rows: what is measured is the reading of them."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.practice_firm import TERMS, Firm
from models.clock import rfc3339
from models.identity import uuid7

TABLE = "practice_time_entries"
FIRST = datetime(2021, 7, 1, 8, 0, 0, 1, UTC)
DAYS = 5 * 365
BILLED = 0.8
"""Of the older half: 40 % of all entries are on an invoice, and hardly any of this year's."""
FIXED = 0.6
"""Of the work on a matter that has a fixed fee."""
_WORK = ("Draft", "Review", "Discuss", "Correct", "File", "Research", "Prepare", "Attend")
_ON = ("the lease", "the claim", "the appeal", "the contract", "the will", "the merger", "the bail")
_COLUMNS = (
    *("tenant", "id", "matter_id", "client_id", "date", "description", "description_start"),
    *("invoice_id", "user_id", "time", "hours", "rate", "amount", "billing_type"),
    *("fixed_fee_id", "activity_code", "task_code", "created_at", "modified_at"),
)


def populate(path: Path, firm: Firm, count: int) -> None:
    """Write `count` entries in the order in which they were created; the indexes are made after."""
    driver = sqlite3.connect(path, isolation_level=None)
    driver.execute("PRAGMA synchronous = OFF")
    driver.execute("PRAGMA cache_size = -200000")
    query = "SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND type = 'index' AND sql > ''"
    indexes = driver.execute(query, (TABLE,)).fetchall()
    driver.execute("BEGIN")
    for name, _ in indexes:
        driver.execute(f"DROP INDEX {name}")
    places = ", ".join("?" * len(_COLUMNS))
    text = f"INSERT INTO {TABLE} ({', '.join(_COLUMNS)}) VALUES ({places})"
    driver.executemany(text, _rows(firm, count))
    for _, sql in indexes:
        driver.execute(sql)
    counted = f"SELECT tenant, 'time_entry', substr(id, -1), count(*) FROM {TABLE} GROUP BY 1, 3"
    driver.execute(f"INSERT INTO practice_tallies (tenant, kind, part, total) {counted}")
    driver.execute("COMMIT")
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    driver.close()


def _rows(firm: Firm, count: int) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(4)
    users = cycle(firm.users)
    for number in range(count):
        at = FIRST + timedelta(days=DAYS * number / count)
        yield _row(firm, chance, next(users), at, old=number < count / 2)


def _row(
    firm: Firm, chance: random.Random, user: tuple[str, int], at: datetime, *, old: bool
) -> tuple[Any, ...]:
    # Few matters have much of the work, most have little.
    matter = firm.matters[int(len(firm.matters) * chance.random() ** 2)]
    hours = chance.randrange(1, 32) * 2_500
    kind = (
        "fixedFee"
        if matter.fee and chance.random() < FIXED
        else chance.choices(("billable", "nonBillable"), (9, 1))[0]
    )
    billed = old and chance.random() < BILLED
    invoice = matter.invoices[_term(at)] if billed else None
    said = f"{chance.choice(_WORK)} {chance.choice(_ON)}, part {chance.randrange(1, 999)}."
    changed = at + timedelta(days=chance.randrange(20, 60)) if billed else at
    return (
        firm.tenant,
        uuid7(at),
        matter.id,
        matter.client,
        (at - timedelta(days=chance.randrange(4))).date().isoformat(),
        said,
        said,
        invoice,
        user[0],
        f"{chance.randrange(8, 18):02}:{chance.randrange(0, 60, 15):02}",
        hours,
        user[1],
        hours * user[1] // 10_000 if kind == "billable" else 0,
        kind,
        matter.fee if kind == "fixedFee" else None,
        f"A1{chance.randrange(1, 12):02}",
        None,
        rfc3339(at),
        rfc3339(changed),
    )


def _term(at: datetime) -> int:
    return at.year * 2 + at.month // 7 - TERMS[0].year * 2 - TERMS[0].month // 7
