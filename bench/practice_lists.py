"""What a list of time entries asks of the database: how many statements, which plans, how long a skip."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench.results import spread
from bench.studio_table import Row
from models.database import Database
from models.paging import Page
from models.practice import time_entry
from models.practice.time_entry.find import KIND
from models.session import Session

STATEMENTS = 6
LISTED = 1000
_BARE = (
    "SELECT id FROM practice_time_entries WHERE tenant = ?"
    " ORDER BY date DESC, id DESC LIMIT 1000 OFFSET ?"
)
_SAMPLE = (
    "SELECT user_id, matter_id, client_id, invoice_id FROM practice_time_entries"
    " WHERE tenant = ? AND invoice_id IS NOT NULL LIMIT 1"
)


@dataclass(frozen=True)
class Lists:
    """The lists of one firm, asked in this process."""

    database: Database
    tenant: str

    def page(self, session: Session, offset: int = 0, limit: int = LISTED, **given: Any) -> Any:
        page, parts = Page(limit, offset=offset), KIND.parts
        return time_entry.page(session, self.tenant, page, select=parts, sort=("-date",), **given)

    def statements(self, offset: int) -> Row:
        """How many statements a whole page takes; that of `offset` refers to all there is."""
        heard = self.database.read(
            lambda session: _heard(session, lambda: self.page(session, offset))
        )
        told = f"SQL statements of {LISTED:,} entries with all parts"
        return Row(told, str(len(heard)), f"<= {STATEMENTS}", len(heard) <= STATEMENTS)

    def offsets(self, far: int, rounds: int) -> Row:
        """What a far page costs more than the first, and what the index alone takes to get there."""
        taken: dict[str, list[float]] = {"near": [], "far": [], "bare": []}
        work: dict[str, Callable[[Session], Any]] = {
            "near": self.page,
            "far": lambda session: self.page(session, far),
            "bare": lambda session: session.driver.execute(_BARE, (self.tenant, far)).fetchall(),
        }
        for turn in range(rounds + 1):
            for name, act in work.items():
                spent = _spent(partial(self.database.read, act))
                if turn:
                    taken[name].append(spent)
        near, distant, bare = (statistics.median(times) for times in taken.values())
        told = (
            f"{near:.1f} ± {spread(taken['near']):.1f} ms, {distant:.1f} ± "
            f"{spread(taken['far']):.1f} ms; the scan alone {bare:.1f} ± {spread(taken['bare']):.1f} ms"
        )
        what = f"offset 0 and offset {far:,}, in process"
        return Row(what, told, "the scan, and at most half more", distant - near <= bare * 1.5)

    def totals(self) -> list[Row]:
        """The count of every filter, and of those that are asked together."""
        return [self._total(given) for given in self._filters()]

    def _filters(self) -> list[dict[str, Any]]:
        user, matter, client, invoice = self.database.read(
            lambda session: session.driver.execute(_SAMPLE, (self.tenant,)).fetchone()
        )
        day = {"start_date": "2023-01-01", "end_date": "2023-12-31"}
        by_id = {"user_id": user, "matter_id": matter, "client_id": client, "invoice_id": invoice}
        type_ = {"billing_type": "billable"}
        return [
            *({name: value} for name, value in by_id.items()),
            *({name: value} for name, value in day.items()),
            type_,
            {"billed": True},
            {"billed": False},
            {"modified_since": "2026-06-01T00:00:00Z"},
            {"matter_id": matter} | day,
            {"client_id": client} | day,
            {"user_id": user} | type_,
            {"user_id": user, "billed": False},
            type_ | {"billed": False},
        ]

    def _total(self, given: dict[str, Any]) -> Row:
        def work(session: Session) -> tuple[int, float, str]:
            found: list[Any] = []

            # Beyond the end nothing is listed: only the last statement, the count, reads rows.
            def beyond() -> None:
                found.append(self.page(session, 2**40, 1, **given).total)

            (*_, counting) = _heard(session, beyond)
            plan = [step[3] for step in session.driver.execute(f"EXPLAIN QUERY PLAN {counting}")]
            spent = min(_spent(lambda: session.driver.execute(counting).fetchall()) for _ in "123")
            return found[0], spent, "; ".join(plan)

        total, spent, plan = self.database.read(work)
        covered = "USING COVERING INDEX" in plan
        told = f"{total:,} in {spent:.1f} ms, {plan.partition(' USING ')[2]}"
        return Row(f"total by {', '.join(given)}", told, "covering index", covered)


def _heard(session: Session, act: Callable[[], object]) -> list[str]:
    heard: list[str] = []
    session.driver.set_trace_callback(heard.append)
    try:
        act()
    finally:
        session.driver.set_trace_callback(None)
    return heard


def _spent(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1e3
