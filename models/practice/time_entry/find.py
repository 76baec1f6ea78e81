"""Time entries are found by id, and listed with as little reading as the page needs."""

from typing import Any, Final

from sqlalchemy import bindparam

from contract.errors.practice_billing import TimeEntryBilled, TimeEntryNotFound
from models.hot import Row
from models.paging import Page, Slice
from models.practice import item, tally
from models.practice.chosen import Choice
from models.practice.item.kind import PARTS, SHARES, Kind, Nearby, common, filters
from models.practice.item.shape import COMMON, shaped
from models.practice.money import shown, units
from models.practice.table.time_entry import TimeEntry
from models.session import Session

_OWN: Final = (
    TimeEntry.fixed_fee_id,
    TimeEntry.billing_type,
    units(TimeEntry.hours),
    units(TimeEntry.rate),
    TimeEntry.time,
    TimeEntry.activity_code,
    TimeEntry.task_code,
)
_TIMES: Final = COMMON + len(_OWN)


def _shape(cells: Row, near: Nearby) -> dict[str, Any]:
    entry = shaped("timeEntryId", cells, near, cells[_TIMES:])
    fee, billing_type, hours, rate, time, activity, task = cells[COMMON:_TIMES]
    entry["billingType"] = billing_type
    entry["hours"] = shown(hours)
    if rate is not None:
        entry["rate"] = shown(rate)
    if fee is not None:
        entry["fixedFeeId"] = fee
        if near.fixed_fees:
            entry["fixedFee"] = near.fixed_fees[fee]
    if time is not None:
        entry["time"] = time
    if activity is not None:
        entry["activityCode"] = activity
    if task is not None:
        entry["taskCode"] = task
    return entry


KIND: Final = Kind(
    name="time_entry",
    table=TimeEntry,
    parts=PARTS | {"fixedFee"},
    choice=Choice(
        TimeEntry,
        (*common(TimeEntry), *_OWN),
        filters=filters(TimeEntry)
        | {
            "fixed_fee_id": TimeEntry.fixed_fee_id == bindparam("fixed_fee_id"),
            "billing_type": TimeEntry.billing_type == bindparam("billing_type"),
        },
        orders={
            "date": TimeEntry.date,
            "hours": TimeEntry.hours,
            "description": TimeEntry.description_start,
            "created": None,
        },
        shares=SHARES,
        whole=tally.total("time_entry"),
    ),
    shape=_shape,
    not_found=TimeEntryNotFound,
    billed=TimeEntryBilled,
)


def find(session: Session, tenant: str, time_entry_id: str) -> dict[str, Any]:
    """Give the time entry with all its parts, or raise `TimeEntryNotFound`."""
    return item.find(session, tenant, KIND, time_entry_id)


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str] = frozenset(),
    sort: tuple[str, ...] = (),
    start_date: str | None = None,
    end_date: str | None = None,
    user_id: str | None = None,
    matter_id: str | None = None,
    client_id: str | None = None,
    billing_type: str | None = None,
    fixed_fee_id: str | None = None,
    billed: bool | None = None,
    invoice_id: str | None = None,
    modified_since: str | None = None,
) -> Slice:
    """List time entries in at most six statements; sorts: date, hours, description, created.

    Parts: client, matter, user, meta, fixedFee, invoice. Days are inclusive; all filters must
    match. Descriptions are compared by their first 200 characters.
    """
    return item.page(
        session,
        tenant,
        KIND,
        page,
        select=select,
        sort=sort,
        start_date=start_date,
        end_date=end_date,
        user_id=user_id,
        matter_id=matter_id,
        client_id=client_id,
        billing_type=billing_type,
        fixed_fee_id=fixed_fee_id,
        billed=billed,
        invoice_id=invoice_id,
        modified_since=modified_since,
    )
