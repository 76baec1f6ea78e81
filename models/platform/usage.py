"""What each key did, by operation and hour: calls, errors, and how long they took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import BigInteger, Table, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from contract import histogram
from models.base import Base, TenantOwned, shown
from models.column import Json
from models.conflict import insert_unless_there
from models.hot import Hot
from models.listing import listed
from models.paging import Page, Slice
from models.session import Session
from models.text import storable


class Usage(TenantOwned, Base):
    """One hour of one key and operation; `durations` is a `contract.histogram`."""

    __tablename__ = "usage"

    hour: Mapped[datetime] = mapped_column(primary_key=True)
    key_id: Mapped[str] = mapped_column(primary_key=True)
    operation: Mapped[str] = mapped_column(primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    errors: Mapped[int] = mapped_column(BigInteger)
    durations: Mapped[list[int]] = mapped_column(Json)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a process counted for one key and operation in the hour that `at` lies in."""

    tenant: str
    key_id: str
    operation: str
    at: datetime
    calls: int
    errors: int
    durations: Sequence[int]


_NAMES: Final = ("tenant", "hour", "key_id", "operation")
_MINE = [getattr(Usage, name) == bindparam(f"of_{name}") for name in _NAMES]
_START = Hot(insert_unless_there(cast("Table", Usage.__table__)))
_HELD = Hot(select(Usage.calls, Usage.errors, Usage.durations).where(*_MINE).with_for_update())
_SUM = Hot(
    update(Usage)
    .where(*_MINE)
    .values({name: bindparam(name) for name in ("calls", "errors", "durations")})
)


def add(session: Session, rows: Iterable[Counted]) -> None:
    """Add up what processes counted; sorted, so that two of them never wait for each other."""
    for one in sorted(rows, key=lambda row: (row.tenant, row.at, row.key_id, row.operation)):
        hour = one.at.replace(minute=0, second=0, microsecond=0)
        name = {
            "tenant": one.tenant,
            "hour": hour,
            "key_id": one.key_id,
            "operation": one.operation,
        }
        mine = {f"of_{part}": value for part, value in name.items()}
        counts = {"calls": one.calls, "errors": one.errors}
        if _START.run(session, **name, **counts, durations=histogram.trimmed(one.durations)):
            continue
        calls, errors, durations = _HELD.first(session, **mine) or (0, 0, [])
        summed = histogram.trimmed(histogram.merged(durations, one.durations))
        counts = {"calls": calls + one.calls, "errors": errors + one.errors}
        _SUM.run(session, **mine, **counts, durations=summed)


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    key_id: str | None = None,
    operation: str | None = None,
    since: datetime | str | None = None,
    until: datetime | str | None = None,
) -> Slice:
    """List hours from `since` to before `until`, newest first, with their total; p50 and p99 in ms."""
    if not all(storable(text) for text in (key_id, operation) if text is not None):
        return Slice([], None, 0)
    query = select(
        shown(Usage.hour), Usage.key_id, Usage.operation, Usage.calls, Usage.errors, Usage.durations
    ).where(Usage.tenant == tenant)
    if key_id is not None:
        query = query.where(Usage.key_id == key_id)
    if operation is not None:
        query = query.where(Usage.operation == operation)
    if since is not None:
        query = query.where(Usage.hour >= since)
    if until is not None:
        query = query.where(Usage.hour < until)
    order = (Usage.hour, Usage.key_id, Usage.operation)
    return listed(session, query, page, order=order, shape=_row, falling=True, counted=True)


def sweep(session: Session, tenant: str, before: datetime) -> int:
    """Remove the hours before `before`; give their number."""
    swept: Any = session.execute(
        delete(Usage)
        .where(Usage.tenant == tenant, Usage.hour < before)
        .execution_options(synchronize_session=False)
    )
    return int(swept.rowcount)


def _row(cells: tuple[Any, ...]) -> dict[str, Any]:
    hour, key_id, operation, calls, errors, durations = cells
    shaped = {
        "hour": hour,
        "keyId": key_id,
        "operation": operation,
        "calls": calls,
        "errors": errors,
    }
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        seconds = histogram.percentile(durations, share)
        if seconds is not None:
            shaped[name] = round(seconds * 1000, 3)
    return shaped
